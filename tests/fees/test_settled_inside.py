"""What a host that sends itself no invoice owes: settled inside it, by every kind of run."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from fees.actions import run as actions
from fees.actions.charge import reverse
from fees.actions.review import look_through
from fees.models import Charge, FeeModel, Invoice, InvoiceRun, Issuer
from fees.rules import FeeKind, RowState
from members.models import InvoiceProfile
from network import scope
from network.actions import job as jobs
from network.models import Job
from tests.cast import VN, Cast
from tests.courses.makers import seat
from tests.databases import acting_as
from tests.deciding import a_decision
from tests.fees.test_charges import RUNS, billing, lay, the_portal
from tests.fees.test_run_pages import approve, fingerprint
from tests.signing_in import sign_in

__all__ = ["billing"]
YEAR = timezone.localdate().year


@pytest.fixture
def host(billing: Cast) -> int:
    """Spv, the host of Västernorrland, which sends itself no invoice."""
    with the_portal(billing):
        Issuer.objects.update(bills_itself=False)
    return billing.memberships[VN, "spv"]


def approved(client: Client, kind: str) -> str:
    """A run of a kind that the economist prepares and approves; its address."""
    answer = client.post(RUNS, {"kind": kind, "year": YEAR})
    address = str(answer["Location"])
    assert approve(client, address, fingerprint(client.get(address).content.decode())) == 302
    return address


def issue(cast: Cast) -> None:
    """Let the waiting job issue what the run billed."""
    with the_portal(cast):
        job = Job.objects.latest("pk").pk
    with acting_as("portal_worker"):
        jobs.run(cast.vn, job)


def test_course_fees_of_the_host_are_settled_inside_and_wait_no_more(
    billing: Cast, host: int, client: Client
) -> None:
    lay(billing, "run:1/spv", 1000, who="spv", kind="course_seat")
    lay(billing, "late:1", 300, who="spv")
    lay(billing, "run:1/csn", 2000, kind="course_seat")
    user = sign_in(client, "erik")
    address = approved(client, "course_seat")
    issue(billing)
    with scope.enter(user.pk, billing.vn):
        inside = Charge.objects.inside()
        assert {(one.membership_id, one.settled_on) for one in inside} == {
            (host, timezone.localdate())
        }
        assert sum(one.net for one in inside) == 1300
        assert not Charge.objects.unclaimed().exists()
        assert not Charge.objects.waiting().exists()
        assert [one.membership_id for one in Invoice.objects.all()] == [
            billing.memberships[VN, "csn"]
        ]
        again = actions.prepare("course_seat", YEAR, by=seat())
        assert look_through(InvoiceRun.objects.get(pk=again.pk)).rows == []
    client.cookies["language"] = "en"
    page = client.get(address).content.decode()
    assert "1,300.00" in page.split('id="history', 1)[1]
    one = client.get(f"/{VN}/fees/charges/?state=inside&settled={YEAR}")
    assert one.context["sums"]["net"] == 1300
    assert "settled inside the host" in one.content.decode().lower()


def test_a_run_of_the_hosts_own_charges_alone_can_be_approved(
    billing: Cast, host: int, client: Client
) -> None:
    lay(billing, "run:1/spv", 1000, who="spv", kind="course_seat")
    user = sign_in(client, "erik")
    address = approved(client, "course_seat")
    issue(billing)
    assert client.get(address).status_code == 200
    with scope.enter(user.pk, billing.vn):
        assert Charge.objects.inside().get().membership_id == host
        assert not Invoice.objects.exists()
        assert Job.objects.get().state == "done"


def test_the_hosts_membership_fee_is_settled_by_the_fee_model_without_reference_or_vat_rule(
    billing: Cast, host: int, client: Client
) -> None:
    with the_portal(billing):
        InvoiceProfile.objects.filter(membership=host).delete()
        FeeModel.objects.update(host_reduction=Decimal(40), by_decision=a_decision("Värden"))
    user = sign_in(client, "erik")
    approved(client, "membership")
    with scope.enter(user.pk, billing.vn):
        own = Charge.objects.inside().get()
        whole = next(one for one in own.basis["steps"] if one["lower"] == own.basis["lower"])
        assert own.net == Decimal(whole["amount"]) * Decimal("0.6")
        assert (own.run_id, own.vat_category, own.vat_rule_id) == (None, "", None)
        again = actions.prepare("membership", YEAR, by=seat())
        rows = look_through(InvoiceRun.objects.get(pk=again.pk)).rows
        assert host not in [row.member.pk for row in rows]


def test_a_host_whose_fee_cannot_be_computed_is_told_so_and_not_settled(
    billing: Cast, host: int
) -> None:
    with the_portal(billing):
        FeeModel.objects.update(adopted=False)
    with scope.enter(billing.users["erik"], billing.vn):
        run = actions.prepare("membership", YEAR, by=seat())
        row = next(
            one
            for one in look_through(InvoiceRun.objects.get(pk=run.pk)).rows
            if one.member.pk == host
        )
        assert row.state == RowState.BLOCKED


def test_the_outcome_counts_it_and_leads_to_its_charges(
    billing: Cast, host: int, client: Client
) -> None:
    lay(billing, "run:1/spv", 1000, who="spv", kind="course_seat")
    lay(billing, "run:1/csn", 2000, kind="course_seat")
    sign_in(client, "erik")
    approved(client, "course_seat")
    issue(billing)
    year = client.get(f"/{VN}/fees/budget/").context["found"]
    row = next(one for one in year.income if one.outcome)
    assert (row.outcome, row.inside, row.waits) == (3000, 1000, 0)
    assert client.get(row.inside_url).context["sums"]["net"] == row.inside
    members = client.get(f"/{VN}/fees/budget/members/?year={YEAR}").context["page_obj"]
    sums = {one["member"].pk: one["sum"] for one in members}
    assert sums[host] == 1000
    for one in members:
        rows = client.get(one["url"]).context
        found = rows["sums"]["net"] if one["member"].pk == host else rows["sum"]
        assert found == one["sum"]


def test_who_may_not_see_charges_gets_no_link_to_them(
    billing: Cast, host: int, client: Client
) -> None:
    lay(billing, "run:1/spv", 1000, who="spv", kind="course_seat")
    sign_in(client, "erik")
    approved(client, "course_seat")
    sign_in(client, "styrbjorn")
    for page in ("", f"members/?year={YEAR}"):
        told = client.get(f"/{VN}/fees/budget/{page}").content.decode()
        assert "1\u00a0000" in told
        assert "state=inside" not in told


def test_an_approval_that_is_taken_back_lets_the_hosts_charges_wait_again(
    billing: Cast, host: int, client: Client
) -> None:
    lay(billing, "run:1/spv", 1000, who="spv", kind="course_seat")
    sign_in(client, "erik")
    for kind, left in (("course_seat", ["run:1/spv"]), ("membership", ["run:1/spv"])):
        approved(client, kind)
        with the_portal(billing):
            Job.objects.update(state="failed")
        with scope.enter(billing.users["erik"], billing.vn):
            run = InvoiceRun.objects.latest("pk")
            assert Charge.objects.inside().exists()
            actions.withdraw(run, "Fel", by=seat())
            assert not Charge.objects.inside().exists()
            assert list(Charge.objects.values_list("reference", flat=True)) == left


def test_what_is_taken_back_later_is_settled_inside_below_zero(
    billing: Cast, host: int, client: Client
) -> None:
    lay(billing, "run:1/spv", 1000, who="spv", kind="course_seat")
    user = sign_in(client, "erik")
    approved(client, "course_seat")
    issue(billing)
    with the_portal(billing):
        assert reverse(FeeKind.COURSE_SEAT, "run:1/spv", why="Inställt")
    approved(client, "course_seat")
    with scope.enter(user.pk, billing.vn):
        assert sorted(one.net for one in Charge.objects.inside()) == [-1000, 1000]
        assert not Charge.objects.unclaimed().exists()


REFUSED = {
    "another member's charge is settled": "UPDATE fees_charge SET settled_in_id = {run},"
    " settled_on = current_date WHERE reference = 'run:1/csn'",
    "its price changes": "UPDATE fees_charge SET net = 1 WHERE reference = 'run:1/spv'",
    "it goes": "DELETE FROM fees_charge WHERE reference = 'run:1/spv'",
    "a run takes it as well": "UPDATE fees_charge SET run_id = {run}, vat_category = 'O'"
    " WHERE reference = 'run:1/spv'",
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_holds_what_is_settled_inside(
    what: str, billing: Cast, host: int, client: Client
) -> None:
    lay(billing, "run:1/spv", 1000, who="spv", kind="course_seat")
    sign_in(client, "erik")
    approved(client, "course_seat")
    lay(billing, "run:1/csn", 2000, kind="course_seat")
    with the_portal(billing):
        statement = REFUSED[what].format(run=InvoiceRun.objects.get().pk)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
