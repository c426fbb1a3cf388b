"""What stays with an outgoing coordinator, and what an old mail of theirs still opens: nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from governance.meetings.emails import ACTION
from governance.models import ActionPoint
from members.models import MemberImport, Role
from network import links, scope
from network.models import Document, Job, Network
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance import making
from tests.governance.test_hand_over import carried_out, handed_over, planned, signed_in

TODAY = timezone.localdate


def _job(cast: Cast, name: str, file: str, **facts: object) -> int:
    made = Document.objects.create(
        kind="table", user_id=cast.users["karin"], name=file, media_type="x", content=b"1"
    )
    row = Job.objects.create(
        name=name, key=file, facts=facts, user_id=cast.users["karin"], state="done", result=made
    )
    return int(row.pk)


def test_what_they_ordered_for_themselves_stays_and_what_was_the_networks_moves(
    cast: Cast,
) -> None:
    own_body = making.make_body(cast, name="Egna organet")
    other_body = making.make_body(cast, name="Andra organet")
    own = making.make_meeting(cast, own_body)
    other = making.make_meeting(cast, other_body)
    making.make_holder(cast, making.make_mandate(cast, own_body, "spv"), "karin")
    home, elsewhere = cast.memberships[VN, "spv"], cast.memberships[VN, "csn"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Role.objects.create(
            person_id=cast.person("karin"),
            membership_id=home,
            kind="local_coordinator",
            since=TODAY() - timedelta(days=30),
        )
        staying = {
            _job(cast, "governance.papers_together", "own.zip", meeting_id=own),
            _job(cast, "reports.benefit_statement", "home.pdf", member=home, year=2025),
        }
        moving = {
            _job(cast, "governance.papers_together", "other.zip", meeting_id=other),
            _job(cast, "reports.benefit_statement", "csn.pdf", member=elsewhere, year=2025),
            _job(cast, "fees.simulation_paper", "fees.pdf"),
        }
        brought = Document.objects.create(
            kind="table",
            user_id=cast.users["karin"],
            name="medlemmar.xlsx",
            media_type="x",
            content=b"1",
        )
        waiting = MemberImport.objects.create(
            document=brought, name=brought.name, sha256="x", user_id=cast.users["karin"]
        )
    row = handed_over(cast)
    said = str(row.report)
    for file in ("other.zip", "csn.pdf", "fees.pdf", "medlemmar.xlsx"):
        assert file in said
    for file in ("own.zip", "home.pdf"):
        assert file not in said
    with scope.enter(cast.users["karin"], cast.vn):
        assert set(Job.objects.values_list("pk", flat=True)) == staying
        kept = set(Document.objects.values_list("name", flat=True))
        assert kept == {"own.zip", "home.pdf"}
    with scope.enter(cast.users["lena"], cast.vn):
        assert set(Job.objects.filter(user_id=cast.users["lena"])) == set(
            Job.objects.filter(pk__in=moving)
        )
        assert MemberImport.objects.get(pk=waiting.pk).user_id == cast.users["lena"]


def _address(cast: Cast, purpose: str, subject: int, who: str = "karin") -> str:
    """A link in a letter to somebody, as it was posted."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        network = Network.objects.get(pk=cast.vn)
        ends = timezone.now() + timedelta(days=30)
        text = links.write_link(
            purpose, subject, network=network, person_id=cast.person(who), expires_at=ends
        )
        (posted,) = links.put_secrets_in([text], person_id=cast.person(who))
        return "/reply/" + posted.split("/reply/")[1]


@pytest.mark.parametrize("signed", [False, True], ids=["from the mail", "signed in"])
def test_a_link_in_an_old_mail_gives_the_former_coordinator_nothing(
    cast: Cast, signed: bool
) -> None:
    body = making.make_body(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        action = ActionPoint.objects.create(
            body_id=body, what="Boka lokal", person_id=cast.person("karin"), name="Karin Öberg"
        )
    address = _address(cast, ACTION, action.pk)
    client = signed_in("karin") if signed else Client()
    assert "Boka lokal" in client.get(address).content.decode()
    handed_over(cast)
    page = client.get(address).content.decode()
    assert "Boka lokal" not in page
    answer = client.post(address, {"done_words": "Klart"})
    assert "Boka lokal" not in answer.content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert ActionPoint.objects.get(pk=action.pk).is_open
    # The next coordinator's own letter opens it.
    assert "Boka lokal" in Client().get(_address(cast, ACTION, action.pk, "lena")).content.decode()


def test_no_link_in_a_mail_opens_the_coordination_neither_before_nor_after(cast: Cast) -> None:
    addresses = [_address(cast, name, 1) for name in links.purposes()]
    assert len(addresses) > 10
    hashes = [links.hash_of(one.rstrip("/").split("/")[-1]) for one in addresses]

    def opened() -> None:
        for digest in hashes:
            with scope.enter_link(cast.vn, digest, to_answer=False) as (facts, granted):
                assert facts is not None
                assert facts.person_id == cast.person("karin")
                assert granted is not None
                assert not granted.roles
                assert not granted.whole
                assert not granted.reports

    opened()
    handed_over(cast)
    opened()


def test_handing_back_opens_the_old_links_again(cast: Cast) -> None:
    body = making.make_body(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        action = ActionPoint.objects.create(
            body_id=body, what="Boka lokal", person_id=cast.person("karin"), name="Karin Öberg"
        )
    address = _address(cast, ACTION, action.pk)
    handed_over(cast)
    carried_out(cast, planned(cast, "lena", "karin"))
    assert "Boka lokal" in Client().get(address).content.decode()
