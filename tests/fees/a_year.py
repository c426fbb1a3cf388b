"""One year of money in Västernorrland, lived through the portal's own actions and pages."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import timezone

from fees.actions import charge_by_hand, correct, ledger, place, read_answers, remind
from fees.actions.account_rule import save_rule
from fees.actions.charge_by_hand import Wanted
from fees.actions.keep_budget import save_budget_line
from fees.actions.keep_issuer import lay_issuer
from fees.actions.keep_vat_rule import lay_vat_rule
from fees.credits.arithmetic import Part
from fees.models import (
    AccountRule,
    BudgetLine,
    Correction,
    Invoice,
    Issuer,
    Payment,
    ReminderStep,
    VatRule,
)
from fees.reminders.rules import Tone
from fees.rules import FeeKind
from fees.tasks import carry_invoices
from members.actions.member import keep_invoice_profile
from members.models import HeadCount, InvoiceProfile, Membership, Person, Role
from network import scope
from network.links import put_secrets_in
from tests.cast import VN, Cast
from tests.courses.outbox import do_errands, do_jobs
from tests.databases import acting_as
from tests.deciding import ENTERED
from tests.fees.banks import paid
from tests.fees.correcting import seated, the_portal
from tests.fees.ledgers import RULES
from tests.fees.paying import take
from tests.fees.test_einvoice_answers import response
from tests.fees.test_fee_models import MODELS, propose
from tests.fees.test_run_pages import approve, fingerprint
from tests.signing_in import sign_in

YEAR = timezone.localdate().year
COUNTED = date(YEAR - 1, 12, 31)
SINCE = date(2014, 1, 1)
COUNTS = {"spv": 320, "csn": 618, "miun": 1180, "timra": 75}
NUMBERS = {
    "spv": "2021000928",
    "csn": "2021001819",
    "miun": "2021004524",
    "timra": "2120002395",
}
LINK = re.compile(r"/reply/[a-z]+/[\w-]+/")
# Timrå pays VAT on it: the öre do not come out even.
MIDDLE_BAND = "27500.55"


@dataclass
class YearOfMoney:
    """The year as it went: the cast, who clicks, and the folder that the access point watches."""

    cast: Cast
    client: Client
    folder: Path

    def member(self, key: str) -> int:
        """A member of Västernorrland."""
        return self.cast.memberships[VN, key]

    def invoice(self, key: str, kind: str = "membership") -> Invoice:
        """The invoice of a member, as it is now."""
        with the_portal(self.cast):
            found: Invoice = Invoice.objects.get(
                membership=self.member(key), kind=kind, is_credit=False
            )
            return found


def live(cast: Cast, client: Client, folder: Path) -> YearOfMoney:
    """Live the year, from the adopted model to the closed batch."""
    it = YearOfMoney(cast, client, folder)
    _people(it)
    _rules(it)
    _head_counts(it)
    _bill(it)
    _send(it)
    _receive(it)
    _remind(it)
    _correct(it)
    _enter(it)
    return it


def _people(it: YearOfMoney) -> None:
    """A second economist, and somebody at Miun who has a mail address alone."""
    with the_portal(it.cast):
        HeadCount.objects.all().delete()
        contact = Person.objects.create(
            membership_id=it.member("miun"), name="Birgitta Sahlin", email="birgitta@example.org"
        )
        for person, member, kind in (
            (contact.pk, "miun", Role.Kind.LOCAL_COORDINATOR),
            (it.cast.person("tove"), "timra", Role.Kind.ECONOMIST),
        ):
            Role.objects.create(
                person_id=person, membership_id=it.member(member), kind=kind, since=SINCE
            )


def _rules(it: YearOfMoney) -> None:
    """What is billed, by whom, with which VAT, to which address, on which accounts."""
    sign_in(it.client, "karin")
    said = {"name": "Avgifter", "since": f"{YEAR}-01-01", "steps-1-amount": MIDDLE_BAND}
    model = propose(it.client, it.cast, **said)
    decided = {"since": f"{YEAR}-01-01", "passed": "on"} | ENTERED
    assert it.client.post(f"{MODELS}{model.pk}/adoption/", decided).status_code == 302
    with seated(it.cast, "karin") as karin:
        for kind, channel in ((FeeKind.MEMBERSHIP, "folder"), (FeeKind.OTHER, "mail")):
            said_of_host = Issuer(
                membership_id=it.member("spv"),
                bankgiro="12345674",
                email="avgifter@example.org",
                our_reference="Nätverkskoordinatorn",
                address="Box 1",
                postal_code="85190",
                city="Sundsvall",
                channel=channel,
                access_point_email="ap@example.org" if channel == "mail" else "",
                two_people=True,
                bills_itself=True,
            )
            lay_issuer(said_of_host, [kind], SINCE, by=karin)
        budget = BudgetLine(year=YEAR, side="income", source="membership", amount=200_000)
        save_budget_line(budget, by=karin)
        for key, number in NUMBERS.items():
            profile = InvoiceProfile(
                membership_id=it.member(key),
                since=SINCE,
                reference=f"REF {key}",
                address="Fakturamottagningen",
                postal_code="85182",
                city="Sundsvall",
                email=f"faktura-{key}@example.org",
                endpoint_scheme="0007",
                endpoint=number,
            )
            keep_invoice_profile(profile, by=karin)
    with seated(it.cast) as erik:
        for relation, category, rate in (("same", "O", 0), ("other", "S", 25)):
            rule = VatRule(
                relation=relation,
                category=category,
                rate=Decimal(rate),
                assessment="Bedömning 1",
                assessed_by="Erik Ekonom",
            )
            lay_vat_rule(rule, [FeeKind.MEMBERSHIP, FeeKind.OTHER], SINCE, by=erik)
        for account in RULES:
            save_rule(AccountRule(host_id=it.member("spv"), since=SINCE, **account))
        steps = [ReminderStep(number=1, days=10, tone=Tone.FRIENDLY)]
        remind.keep_steps(steps, automatic=False, by=erik)


def _head_counts(it: YearOfMoney) -> None:
    """Three declare by the link in their letter; the host has nobody to ask, Karin declares."""
    sign_in(it.client, "karin")
    rounds = f"/{VN}/members/head-counts/rounds/"
    fields = {
        "year": str(YEAR),
        "day": COUNTED.isoformat(),
        "definition": "persons",
        "text": "tillsvidareanställda i länet",
        "deadline": (timezone.localdate() + timedelta(days=10)).isoformat(),
        "remind_before": "7",
        "remind_after": "3",
        "jump_percent": "20",
        "jump_people": "10",
    }
    made = it.client.post(f"{rounds}new/", fields)
    assert made.status_code == 302, made.context["form"].errors
    address = re.search(r"rounds/(\d+)/", made["Location"])
    assert address is not None
    assert it.client.post(f"{rounds}{address[1]}/opening/").status_code == 302
    keys = {f"{who}@example.org": key for who, key in
            (("lena", "csn"), ("lars", "timra"), ("birgitta", "miun"))}  # fmt: skip
    for letter in do_errands(it.cast):
        with the_portal(it.cast):
            text = put_secrets_in([letter.text], person_id=letter.person_id)[0]
        link = LINK.search(text)
        if link is None or letter.to not in keys:
            continue
        key = keys.pop(letter.to)
        answer = {"count": str(COUNTS[key]), "source": "Lönesystemet", "covers": "länet"}
        assert Client().post(link[0], answer).status_code == 302
    assert not keys
    answer = {"count": str(COUNTS["spv"]), "source": "Lönesystemet", "covers": "",
              "day": COUNTED.isoformat()}  # fmt: skip
    page = f"/{VN}/members/{it.member('spv')}/head-counts/new/"
    assert it.client.post(page, answer).status_code == 302


def _bill(it: YearOfMoney) -> None:
    """Erik prepares, Tove approves: the year's fees, and a book that CSN was charged for."""
    with seated(it.cast) as erik:
        charge_by_hand.charge_member(
            Wanted(FeeKind.OTHER, "Kursbok", "Beställd av CSN"),
            Membership.objects.get(pk=it.member("csn")),
            quantity=Decimal(3),
            unit="st",
            price=Decimal("149.90"),
            by=erik,
        )
    for kind in ("membership", "other"):
        sign_in(it.client, "erik")
        began = it.client.post(f"/{VN}/fees/runs/", {"year": YEAR, "kind": kind})
        assert began.status_code == 302
        address = str(began["Location"])
        assert it.client.post(f"{address}handing-over/").status_code == 302
        sign_in(it.client, "tove")
        page = it.client.get(address).content.decode()
        assert approve(it.client, address, fingerprint(page)) == 302
    do_jobs(it.cast)


def _send(it: YearOfMoney) -> None:
    """The fees go to the folder and the book by mail; Timrå has its own, Miun refuses."""
    with acting_as("portal_worker"):
        carry_invoices()
    back = it.folder / "back"
    back.mkdir()
    for key, code, said in (("timra", "AP", ""), ("miun", "RE", "Fel referens.")):
        number = it.invoice(key).code
        (back / f"{key}.xml").write_bytes(response(code, said, number=number))
    with acting_as("portal_worker"):
        assert read_answers.look(it.cast.vn) == 2


def _receive(it: YearOfMoney) -> None:
    """SPV pays all, CSN a part, Miun too much, and somebody that nobody knows."""
    today = timezone.localdate()
    spv, csn, miun = (it.invoice(key) for key in ("spv", "csn", "miun"))
    _spv, _csn, over, _unknown = take(
        it.cast,
        paid(spv.total, spv.payment_reference, day=today),
        paid(csn.total - Decimal("300.45"), csn.payment_reference, day=today),
        paid(miun.total + 100, miun.payment_reference, day=today),
        paid("77.70", "", day=today, payer_name="Okänd AB"),
    )
    with seated(it.cast):
        place.set_aside(Payment.objects.get(pk=over.pk), "För mycket", repaid_on=today)


def _remind(it: YearOfMoney) -> None:
    """Eleven days after the due date, those who owe are reminded once."""
    late = it.invoice("csn").due + timedelta(days=11)
    with seated(it.cast) as erik:
        assert remind.send(None, by=erik, today=late) == 2
        assert remind.send(None, by=erik, today=late) == 0


def _correct(it: YearOfMoney) -> None:
    """Erik asks and Tove approves: a part of Timrå's fee, and the rest of CSN's."""
    timra, csn = it.invoice("timra"), it.invoice("csn")
    with seated(it.cast) as erik:
        part = Part(timra.lines.get().pk, Decimal("1000.10"))
        asked = [correct.credit(timra, [part], reason="Halva kontoret flyttade", by=erik)]
        asked.append(correct.ask_write_off(csn, csn.balance, reason="Öresavrundat", by=erik))
    with seated(it.cast, "tove") as tove:
        for one in asked:
            correct.approve(Correction.objects.get(pk=one.pk), by=tove)
    do_jobs(it.cast)


def _enter(it: YearOfMoney) -> None:
    """Everything goes into the host's ledger, once."""
    with seated(it.cast) as erik:
        host: Any = Membership.objects.get(pk=it.member("spv"))
        ledger.enter(host, timezone.localdate(), by=erik)
    assert not scope.is_open()
