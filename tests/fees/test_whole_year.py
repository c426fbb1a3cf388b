"""One year of money across the rooms: wherever one looks, it is the same to the öre."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db.models import Sum
from django.test import Client, override_settings
from django.utils import timezone

from fees.einvoice.checks import faults
from fees.front import front_of
from fees.ledger.reconciliation import reconcile
from fees.models import (
    Allocation,
    BudgetLine,
    Dispatch,
    Invoice,
    InvoiceLine,
    InvoiceReminder,
    LedgerBatch,
    LedgerFile,
    LedgerRow,
    Payment,
)
from fees.statement import statement_of
from members.models import Membership, Role
from network import scope
from network.models import Document, JournalEntry, Letter
from network.money import round_kr
from tests.cast import JL, VN, Cast
from tests.databases import acting_as
from tests.fees.a_year import COUNTS, SINCE, YEAR, YearOfMoney, live
from tests.fees.correcting import seated, the_portal
from tests.fees.issuing import Drawn
from tests.fees.sie_reader import read
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
BAND, VAT = Decimal("27500.55"), Decimal("6875.14")  # a quarter of it is 6 875,1375
BOOKS = Decimal("449.70")
BACK = Decimal("1250.13")  # 1 000,10 and a quarter of it
REST = Decimal("300.45")


@pytest.fixture
def year(
    cast: Cast, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> YearOfMoney:
    """The year as it went; how a paper looks is another test's matter."""
    monkeypatch.setattr("fees.actions.paper.begin_pdf_bounded", Drawn)
    with override_settings(EINVOICE_FOLDER=str(tmp_path)):
        return live(cast, client, tmp_path)


def _sum(rows: Any, column: str) -> Decimal:
    total: Decimal | None = rows.aggregate(sum=Sum(column))["sum"]
    return total or Decimal(0)


def test_a_year_of_money_is_the_same_to_the_ore_wherever_one_looks(year: YearOfMoney) -> None:
    with seated(year.cast) as erik:
        invoices = Invoice.objects.all()
        by_payer = {
            key: sorted(
                invoices.filter(membership=year.member(key)).values_list("total", flat=True)
            )
            for key in COUNTS
        }
        assert by_payer == {
            "spv": [52_500],
            "csn": [BOOKS, 52_500],
            "miun": [52_500],
            "timra": [-BACK, BAND + VAT],
        }
        for invoice in invoices:
            settled = _sum(Allocation.objects.filter(invoice=invoice), "amount")
            assert invoice.balance == invoice.total - settled
            assert invoice.net == _sum(invoice.lines, "net")
            assert invoice.total == invoice.net + invoice.vat
        billed, owed = _sum(invoices, "total"), _sum(invoices, "balance")
        paid = _sum(Allocation.objects.filter(kind="payment"), "amount")
        assert billed == 157_500 + BOOKS + BAND + VAT - BACK
        assert paid == 157_500 - REST
        assert owed == billed - paid - REST == BOOKS + BAND + VAT - BACK
        came = _sum(Payment.objects, "amount")
        assert came == paid + _sum(Payment.objects, "left") == paid + 100 + Decimal("77.70")

        _front_page(erik, billed, paid, owed)
        _statements(owed)
        _ledger(billed, paid, owed)
        of_kind = InvoiceLine.objects.values_list("invoice__kind").annotate(Sum("net"))
        nets = dict(of_kind.order_by())
    assert sum(nets.values()) == billed - VAT + Decimal("250.03")
    _budget(year, sum(nets.values(), Decimal(0)), nets)


def _front_page(erik: Any, billed: Decimal, paid: Decimal, owed: Decimal) -> None:
    front = front_of(erik, timezone.localdate())
    assert (front.billed, front.paid, front.owed) == (billed, paid, owed)
    assert not any((front.overdue, front.waiting, front.billed_before))
    late = front_of(erik, Invoice.objects.latest("due").due.replace(year=YEAR + 1))
    assert late.overdue == owed
    listed = Invoice.objects.seen_by(erik).sums()
    assert (listed["total"], listed["open"]) == (billed, owed)


def _budget(year: YearOfMoney, billed: Decimal, nets: dict[str, Decimal]) -> None:
    year.client.cookies["language"] = "en"
    sign_in(year.client, "styrbjorn")
    found = year.client.get(f"/{VN}/fees/budget/").context["found"]
    outcome = {row.label: row.outcome for row in found.income}
    assert outcome == {"Membership fee": nets["membership"], "Other fee": nets["other"]}
    income = found.sums["income"]
    assert (income.budget, income.outcome, income.waits) == (200_000, billed, 0)
    fees = found.income[0]
    assert fees.difference == 157_500 + BAND - Decimal("1000.10") - 200_000
    page = year.client.get(f"/{VN}/fees/budget/members/")
    by_member = {row["member"].pk: (row["sum"], row["left"]) for row in page.context["page_obj"]}
    assert sum(total for total, _left in by_member.values()) == billed
    assert by_member[year.member("timra")] == (BAND - Decimal("1000.10"), BAND + VAT - BACK)


def _statements(owed: Decimal) -> None:
    closing = {}
    for member in Membership.objects.select_related("authority"):
        told = statement_of(member, date(YEAR, 1, 1), date(YEAR, 12, 31))
        closing[member.pk] = told.closing
        assert told.opening == 0
        assert told.closing == _sum(Invoice.objects.filter(membership=member), "balance")
        assert told.billed - told.settled == told.closing
    assert sum(closing.values()) == owed


def _ledger(billed: Decimal, paid: Decimal, owed: Decimal) -> None:
    batch = LedgerBatch.objects.get()
    assert [one.difference for one in reconcile(batch)] == [0] * len(reconcile(batch))
    by_account: dict[str, Decimal] = defaultdict(Decimal)
    for account, amount in LedgerRow.objects.values_list("account", "amount"):
        by_account[account] += amount
    vat = _sum(Invoice.objects, "vat")
    assert by_account["1511"] + by_account["1561"] == owed
    assert by_account["3000"] + by_account["3101"] == -(billed - vat)
    assert (by_account["2611"], by_account["1930"], by_account["6351"]) == (-vat, paid, REST)
    file = read(bytes(LedgerFile.objects.get(title="SIE 4I").content))
    assert len(file.vouchers) == Invoice.objects.count() + 4  # three payments, one write-off
    told: dict[str, Decimal] = defaultdict(Decimal)
    for voucher in file.vouchers:
        assert sum(amount for _account, _objects, amount in voucher.rows) == 0
        for account, _objects, amount in voucher.rows:
            told[account] += amount
    assert told == by_account
    assert round_kr(sum(told.values(), Decimal(0))) == 0


def test_what_left_in_the_year_was_valid_once_and_answered(year: YearOfMoney) -> None:
    with the_portal(year.cast):
        kept = Document.objects.filter(media_type="application/xml")
        assert kept.count() == Invoice.objects.count() == 6
        for document in kept:
            assert [fault for fault in faults(bytes(document.content)) if fault.fatal] == []
        states = dict(
            Dispatch.objects.filter(
                invoice__kind="membership", invoice__is_credit=False
            ).values_list("membership", "state")
        )
        assert states == {
            year.member("spv"): "sent",
            year.member("csn"): "sent",
            year.member("miun"): "rejected",
            year.member("timra"): "received",
        }
        assert Dispatch.objects.get(invoice__is_credit=True).state == "waiting"
        assert InvoiceReminder.objects.count() == 3  # CSN's fee and its books in one letter
        reminded = Letter.objects.filter(name="invoice_reminder").values_list("to", flat=True)
        assert sorted(reminded) == ["faktura-csn@example.org", "faktura-timra@example.org"]
        names = {row.name for row in Dispatch.objects.filter(channel="folder", state="sent")}
        told = set(JournalEntry.objects.values_list("verb", flat=True))
    assert names <= {path.name for path in year.folder.iterdir()}
    books = [letter for letter in mail.outbox if letter.to == ["ap@example.org"]]
    assert len(books) == 1
    assert told >= {
        "adopt_fee_model", "declare_head_count", "approve_invoice_run", "issue_invoice",
        "dispatch_sent", "dispatch_rejected", "repay_payment", "remind_of_invoice",
        "approve_correction", "issue_credit_note", "write_off_invoice", "close_ledger_batch",
    }  # fmt: skip


def test_another_networks_economist_sees_nothing_of_the_year(
    year: YearOfMoney, client: Client
) -> None:
    cast = year.cast
    with acting_as("portal_worker"), scope.enter_system(cast.jl):
        Role.objects.create(
            person_id=cast.person("jamte", JL),
            membership_id=cast.memberships[JL, "lansstyrelsen"],
            kind=Role.Kind.ECONOMIST,
            since=SINCE,
        )
    theirs = year.invoice("miun")
    sign_in(client, "jamte")
    client.cookies["language"] = "en"
    for room in ("fees/invoices/", "fees/payments/", "fees/ledger/", "fees/budget/", "fees/"):
        page = client.get(f"/{JL}/{room}")
        assert page.status_code == 200
        assert theirs.code not in page.content.decode()
        assert client.get(f"/{VN}/{room}").status_code == 404
    assert client.get(f"/{JL}/fees/invoices/{theirs.pk}/").status_code == 404
    with scope.enter(cast.users["jamte"], cast.jl):
        for model in (Invoice, Payment, Allocation, LedgerRow, Dispatch, BudgetLine):
            assert model.objects.count() == 0, model
    front = client.get(f"/{JL}/fees/").context["front"]
    assert (front.billed, front.paid, front.owed) == (0, 0, 0)
