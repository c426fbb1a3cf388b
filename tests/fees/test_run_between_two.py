"""The second pair of eyes: who prepares or changes a run does not approve it, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from fees.actions import run as actions
from fees.actions.exclude import exclude
from fees.actions.issue import issue
from fees.actions.review import look_through
from fees.models import Charge, Exclusion, Invoice, InvoiceRun, Issuer
from fees.problems import RunRefused
from members.models import HeadCount, Membership, Role
from network import scope
from network.actions import errand
from network.models import Errand, Job, Letter
from tests.cast import VN, Cast
from tests.courses.makers import seat
from tests.databases import acting_as
from tests.fees.makers import approved_run, furnish
from tests.fees.test_run_pages import approve, fingerprint, prepare
from tests.signing_in import sign_in


@pytest.fixture
def two(cast: Cast) -> Cast:
    """Västernorrland asks for two people: Erik, and Tove who is made an economist too."""
    furnish(cast.vn, cast.memberships[VN, "spv"], two_people=True)
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        Role.objects.create(
            person_id=cast.people[VN, "tove"],
            membership_id=cast.memberships[VN, "timra"],
            kind="economist",
            since="2014-01-01",
        )
    return cast


@pytest.fixture
def prepared(two: Cast, client: Client) -> str:
    """Erik's run; its address."""
    sign_in(client, "erik")
    return prepare(client)


def run_of(cast: Cast) -> InvoiceRun:
    with scope.enter(cast.users["erik"], cast.vn):
        found: InvoiceRun = InvoiceRun.objects.latest("pk")
        return found


def leave_out(client: Client, cast: Cast, address: str, who: str, why: str = "Lämnar") -> int:
    member = cast.memberships[VN, who]
    return client.post(f"{address}payers/{member}/exclusion/", {"why": why}).status_code


def letters(cast: Cast, name: str) -> list[str]:
    """Whom a letter was written to, after the errands are done."""
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Errand.objects.filter(done_at=None).values_list("pk", flat=True))
        for pk in waiting:
            errand.run(cast.vn, pk)
        with scope.enter_system(cast.vn):
            return sorted(Letter.objects.filter(name=name).values_list("to", flat=True))


def test_eyes_of_another_economist_are_asked_by_letter_and_approve(
    two: Cast, prepared: str, client: Client
) -> None:
    assert client.post(f"{prepared}handing-over/").status_code == 302
    assert client.post(f"{prepared}handing-over/").status_code == 302  # a double click
    asked = letters(two, "run_approval_asked")
    assert len(asked) == 1
    assert asked[0].startswith("tove")
    assert "fingerprint" not in client.get(prepared).content.decode()
    sign_in(client, "tove")
    page = client.get(prepared).content.decode()
    assert approve(client, prepared, fingerprint(page)) == 302
    with scope.enter(two.users["tove"], two.vn):
        assert InvoiceRun.objects.get().approved_by == two.users["tove"]
        assert Job.objects.count() == 1


def test_nobody_approves_before_the_run_is_handed_over(
    two: Cast, prepared: str, client: Client
) -> None:
    sign_in(client, "tove")
    assert "fingerprint" not in client.get(prepared).content.decode()
    with scope.enter(two.users["tove"], two.vn):
        seen = look_through(
            InvoiceRun.objects.select_related("issuer__membership__authority").get()
        )
    assert approve(client, prepared, seen.fingerprint) == 200
    assert run_of(two).approved_at is None


def test_who_leaves_a_member_out_may_not_approve(two: Cast, prepared: str, client: Client) -> None:
    client.post(f"{prepared}handing-over/")
    sign_in(client, "tove")
    assert leave_out(client, two, prepared, "csn") == 302
    page = client.get(prepared).content.decode()
    assert "fingerprint" not in page
    with scope.enter(two.users["tove"], two.vn):
        run = InvoiceRun.objects.select_related("issuer__membership__authority").get()
        seen = look_through(run).fingerprint
    assert approve(client, prepared, seen) == 200
    assert run_of(two).approved_at is None


def test_the_approver_sees_what_changed_since_it_was_handed_over(
    two: Cast, prepared: str, client: Client
) -> None:
    client.post(f"{prepared}handing-over/")
    with acting_as("portal_worker"), scope.enter_system(two.vn):
        HeadCount.objects.filter(membership=two.memberships[VN, "csn"]).update(count=700)
    sign_in(client, "tove")
    page = client.get(prepared).content.decode()
    history = page.split('id="history', 1)[1].split("</ol>", 1)[0]
    assert history.count("<li") == 2  # what Erik did, too
    changed = page.split('id="changed', 1)[1].split("</section>", 1)[0]
    assert "25\u00a0000,00" in changed
    assert "90\u00a0000,00" in changed
    assert "Timrå" not in changed


def test_what_is_sent_back_tells_why_and_is_handed_over_anew(
    two: Cast, prepared: str, client: Client
) -> None:
    client.post(f"{prepared}handing-over/")
    sign_in(client, "tove")
    assert client.post(f"{prepared}return/", {"why": " "}).status_code == 200
    assert client.post(f"{prepared}return/", {"why": "Fel antal för CSN"}).status_code == 302
    assert [to.split("@")[0] for to in letters(two, "run_sent_back")] == ["erik"]
    sign_in(client, "erik")
    assert "Fel antal för CSN" in client.get(prepared).content.decode()
    client.post(f"{prepared}handing-over/")
    assert len(letters(two, "run_approval_asked")) == 1  # not while it was back; now once


def test_alone_one_is_told_that_nobody_else_can_approve(cast: Cast, client: Client) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"], two_people=True)
    sign_in(client, "erik")
    address = prepare(client)
    page = client.post(f"{address}handing-over/", follow=True).content.decode()
    assert "ekonom" in page or "economist" in page
    assert run_of(cast).handed_over_at is None


def test_a_member_that_is_left_out_waits_and_may_be_taken_in_again(
    cast: Cast, client: Client
) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    user = sign_in(client, "erik")
    address = prepare(client)
    csn, timra = cast.memberships[VN, "csn"], cast.memberships[VN, "timra"]
    assert leave_out(client, cast, address, "csn", why="") == 200
    assert leave_out(client, cast, address, "csn", why="Tvistar om antalet") == 302
    assert leave_out(client, cast, address, "timra") == 302
    assert client.post(f"{address}payers/{timra}/inclusion/").status_code == 302
    page = client.get(address).content.decode()
    assert "Tvistar om antalet" in page
    assert approve(client, address, fingerprint(page)) == 302
    with scope.enter(user.pk, cast.vn):
        charged = set(Charge.objects.values_list("membership_id", flat=True))
    assert csn not in charged
    assert timra in charged
    # The next run of the year takes the one who was left out, and nobody else.
    later = prepare(client)
    approve(client, later, fingerprint(client.get(later).content.decode()))
    with scope.enter(user.pk, cast.vn):
        assert list(
            InvoiceRun.objects.latest("pk").charges.values_list("membership", flat=True)
        ) == [csn]


def test_the_hosts_own_fee_stands_on_no_invoice_unless_it_bills_itself(
    cast: Cast, client: Client
) -> None:
    host = cast.memberships[VN, "spv"]
    furnish(cast.vn, host)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Issuer.objects.update(bills_itself=False)
    user = sign_in(client, "erik")
    address = prepare(client)
    approve(client, address, fingerprint(client.get(address).content.decode()))
    with scope.enter(user.pk, cast.vn):
        billed = set(Charge.objects.exclude(run=None).values_list("membership_id", flat=True))
        assert Charge.objects.inside().get().membership_id == host
    assert len(billed) == 3
    assert host not in billed


def test_a_cancelled_run_bills_nobody_and_leaves_room_for_the_next(
    cast: Cast, client: Client
) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    sign_in(client, "erik")
    address = prepare(client)
    seen = fingerprint(client.get(address).content.decode())
    assert client.post(f"{address}cancellation/", {"why": "Fel år"}).status_code == 302
    approve(client, address, seen)
    assert "Fel år" in client.get(address).content.decode()
    with scope.enter(cast.users["erik"], cast.vn):
        assert not Charge.objects.exists()
    assert prepare(client) != address


def test_an_approval_is_taken_back_before_the_first_number_and_never_after(cast: Cast) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Job.objects.update(state="failed")
    with scope.enter(cast.users["erik"], cast.vn):
        run, erik = InvoiceRun.objects.get(pk=run_id), seat()
        actions.withdraw(run, "Fel belopp", by=erik)
        assert not Charge.objects.exists()
        run.refresh_from_db()
        assert run.in_preparation
        transaction.set_rollback(True)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = InvoiceRun.objects.get(pk=run_id)
        issue(run, cast.memberships[VN, "csn"], outside_vat=False)
    with scope.enter(cast.users["erik"], cast.vn):
        assert Invoice.objects.count() == 1
        with pytest.raises(RunRefused):
            actions.withdraw(run, "Fel belopp", by=seat())


def test_an_approval_that_is_being_carried_out_is_not_taken_back(cast: Cast) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    with scope.enter(cast.users["erik"], cast.vn):
        run = InvoiceRun.objects.get(pk=run_id)
        with pytest.raises(RunRefused):
            actions.withdraw(run, "Fel belopp", by=seat())


APPROVED = "UPDATE fees_invoicerun SET approved_at = now(), approved_by = {who}"
FORBIDDEN = {
    "the preparer approves": APPROVED.format(who="prepared_by"),
    "one approves without a hand-over": "UPDATE fees_invoicerun SET handed_over_at = NULL,"
    " handed_over_by = NULL, approved_at = now(), approved_by = {tove}",
    "one approves who left somebody out": APPROVED.format(who="{karin}"),
    "two people become one": "UPDATE fees_invoicerun SET two_people = false",
    "another becomes the preparer": "UPDATE fees_invoicerun SET prepared_by = {karin}",
    "the year changes": "UPDATE fees_invoicerun SET year = 2025",
    "an exclusion gets another reason": "UPDATE fees_exclusion SET reason = 'X'",
    "an exclusion goes": "DELETE FROM fees_exclusion",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_database_itself_holds_the_second_pair_of_eyes(
    what: str, two: Cast, prepared: str, client: Client
) -> None:
    client.post(f"{prepared}handing-over/")
    with acting_as("portal_owner"), scope.enter_system(two.vn):
        Exclusion.objects.create(
            run=InvoiceRun.objects.get(),
            membership_id=two.memberships[VN, "csn"],
            reason="Tvist",
            by=two.users["karin"],
        )
        statement = FORBIDDEN[what].format(tove=two.users["tove"], karin=two.users["karin"])
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        with connection.cursor() as cursor:  # and the right one goes through
            cursor.execute(APPROVED.format(who=two.users["tove"]))


def test_whom_an_approved_run_leaves_out_is_settled(cast: Cast) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    member = {"run_id": run_id, "membership_id": cast.memberships[VN, "csn"]}
    with scope.enter(cast.users["erik"], cast.vn):
        with pytest.raises(RunRefused):
            exclude(
                InvoiceRun.objects.get(pk=run_id),
                Membership.objects.get(pk=member["membership_id"]),
                "Tvist",
                by=seat(),
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            Exclusion.objects.create(**member, reason="Tvist", by=cast.users["erik"])


def test_nothing_is_issued_by_a_run_that_is_not_approved(two: Cast, prepared: str) -> None:
    with acting_as("portal_worker"), scope.enter_system(two.vn):
        run = InvoiceRun.objects.select_related("issuer__membership__authority").get()
        rows = look_through(run).ready
        charge = rows[0].charges[0]
        charge.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            issue(run, rows[0].member.pk, outside_vat=charge.vat_category == "O")
        assert not Invoice.objects.exists()
