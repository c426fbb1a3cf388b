"""Charges of other rooms: laid once, taken back, gathered by a run with their VAT frozen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from fees.actions.charge import charge, reverse
from fees.actions.run import work
from fees.models import Charge, Invoice, Issuer, VatRule
from fees.rules import FeeKind
from members.models import InvoiceProfile
from network import scope
from network.actions.job import Run
from network.models import Job
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.issuing import Drawn
from tests.fees.makers import furnish
from tests.fees.test_run_pages import approve, fingerprint
from tests.signing_in import sign_in

RUNS = f"/{VN}/fees/runs/"
KINDS = ("course_seat", "late_fee")


@pytest.fixture
def billing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Västernorrland can bill courses too."""
    monkeypatch.setattr("fees.actions.paper.begin_pdf_bounded", Drawn)
    furnish(cast.vn, cast.memberships[VN, "spv"])
    with the_portal(cast):
        issuer = Issuer.objects.get()
        issuer.pk, issuer.kind = None, FeeKind.COURSE_SEAT
        issuer.save(force_insert=True)
        for kind in KINDS:
            for relation, category, rate in (("same", "O", 0), ("other", "S", 25)):
                VatRule.objects.create(
                    kind=kind, relation=relation, category=category, rate=rate,
                    assessment="test", assessed_by="Erik", since=date(2014, 1, 1),
                )  # fmt: skip
    return cast


@contextmanager
def the_portal(cast: Cast) -> Iterator[None]:
    """The system scope, as the worker has it."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        yield


def lay(cast: Cast, reference: str, net: int, who: str = "csn", **facts: object) -> bool:
    with the_portal(cast):
        return charge(
            FeeKind(str(facts.pop("kind", "late_fee"))),
            reference,
            membership_id=cast.memberships[VN, who],
            net=Decimal(net),
            text="Sen avbokning",
            **facts,  # type: ignore[arg-type]
        )


def take_back(cast: Cast, reference: str) -> bool:
    with the_portal(cast):
        return reverse(FeeKind.LATE_FEE, reference, why="Reserven kom")


def nets(cast: Cast) -> list[Decimal]:
    with scope.enter(cast.users["erik"], cast.vn):
        return list(Charge.objects.order_by("pk").values_list("net", flat=True))


def bill(cast: Cast, client: Client) -> list[Invoice]:
    """Prepare, look through, approve and issue a run of course fees; all its invoices."""
    user = sign_in(client, "erik")
    answer = client.post(RUNS, {"year": 2026, "kind": "course_seat"})
    assert answer.status_code == 302
    address = str(answer["Location"])
    page = client.get(address).content.decode()
    if "fingerprint" not in page:
        return []
    assert approve(client, address, fingerprint(page)) == 302
    with scope.enter(user.pk, cast.vn):
        job = Job.objects.filter(name="fees.invoice_run").latest("pk")
    work(Run(cast.vn, job.pk, user.pk, False, job.facts))
    with scope.enter(user.pk, cast.vn):
        Job.objects.filter(pk=job.pk).update(state="done")
        return list(Invoice.objects.filter(run=job.facts["run_id"]).prefetch_related("lines"))


def test_the_same_thing_is_charged_once(billing: Cast) -> None:
    assert [lay(billing, "late:1", 3700) for _again in range(3)] == [True, False, False]
    assert nets(billing) == [3700]


def test_nothing_is_charged_for_nothing(billing: Cast) -> None:
    assert not lay(billing, "late:1", 0)
    assert nets(billing) == []


def test_what_no_run_has_taken_goes_away_when_it_is_taken_back(billing: Cast) -> None:
    lay(billing, "late:1", 3700)
    assert [take_back(billing, "late:1") for _again in range(2)] == [True, False]
    assert nets(billing) == []


def test_a_course_run_gathers_what_waits_with_its_vat(billing: Cast, client: Client) -> None:
    lay(billing, "late:1", 3700)
    lay(billing, "run:1/csn", 1000, kind="course_seat")
    lay(billing, "late:2", 100, who="timra")
    invoices = {invoice.membership_id: invoice for invoice in bill(billing, client)}
    csn = invoices[billing.memberships[VN, "csn"]]
    timra = invoices[billing.memberships[VN, "timra"]]
    assert (csn.net, csn.vat) == (Decimal(4700), Decimal(0))
    assert csn.outside_vat
    assert [line.net for line in csn.lines.all()] == [3700, 1000]
    assert (timra.net, timra.vat, timra.total) == (Decimal(100), Decimal(25), Decimal(125))


def test_what_may_still_be_taken_back_is_not_billed_yet(billing: Cast, client: Client) -> None:
    today = timezone.localdate()
    lay(billing, "late:1", 3700, not_before=today + timedelta(days=1))
    lay(billing, "late:2", 500, not_before=today)
    assert [invoice.net for invoice in bill(billing, client)] == [500]


def test_what_is_invoiced_stays_and_is_taken_off_the_next_invoice(
    billing: Cast, client: Client
) -> None:
    lay(billing, "late:1", 3700)
    assert [invoice.net for invoice in bill(billing, client)] == [3700]
    assert take_back(billing, "late:1")
    assert not take_back(billing, "late:1")
    assert nets(billing) == [3700, -3700]
    # An invoice below zero is never issued: it waits until something is owed.
    assert bill(billing, client) == []
    lay(billing, "run:1/csn", 5000, kind="course_seat")
    assert [invoice.net for invoice in bill(billing, client)] == [1300]


def test_who_lacks_a_reference_waits(billing: Cast, client: Client) -> None:
    lay(billing, "late:1", 3700)
    with the_portal(billing):
        InvoiceProfile.objects.update(reference="")
    assert bill(billing, client) == []
    assert nets(billing) == [3700]


def test_no_charge_below_zero_stands_alone(billing: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        lay(billing, "late:1", -5)


def test_the_economist_sees_what_waits_and_an_authority_only_its_own(
    billing: Cast, client: Client
) -> None:
    lay(billing, "late:1", 3700)
    lay(billing, "late:2", 100, who="timra")
    sign_in(client, "erik")
    page = client.get(f"/{VN}/fees/charges/").content.decode()
    assert "Timrå kommun" in page
    assert "3\u00a0700,00" in page
    assert client.get(f"/{VN}/fees/charges/?format=xlsx").status_code == 200
    with scope.enter(billing.users["lena"], billing.vn):
        assert [c.reference for c in Charge.objects.all()] == ["late:1"]
    sign_in(client, "lena")
    assert client.get(f"/{VN}/fees/charges/").status_code == 403
