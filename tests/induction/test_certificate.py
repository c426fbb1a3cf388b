"""The certificate of the programme: for who completed it, the same for ever, checked by anybody."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.db.utils import IntegrityError, ProgrammingError
from django.test import Client

from induction.actions import certificate as actions
from induction.models import InductionCertificate, Participation, ParticipationEnd, Programme
from members.models import Person
from network import codes, scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.documents.verapdf import check
from tests.induction.inviting import AT, enter, letters, run_errands
from tests.induction.programmes import make_participation, make_programme
from tests.signing_in import sign_in


@pytest.fixture(autouse=True)
def no_limit_yet() -> None:
    cache.clear()


@pytest.fixture
def taking(cast: Cast) -> int:
    """Amina takes part in a programme with one module."""
    return make_participation(cast, make_programme(cast), "amina")


def complete(cast: Cast, pk: int) -> None:
    """Amina ticks her module and completes the programme; the worker does its part."""
    client = Client()
    enter(client, "amina")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        module = Programme.objects.get(participations=pk).modules.get()
    client.post(f"{AT}/people/{pk}/ticks/", {"module": module.pk, "done": "yes"})
    assert client.post(f"{AT}/people/{pk}/end/").status_code == 302
    run_errands(cast)


def held(cast: Cast) -> list[InductionCertificate]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(InductionCertificate.objects.order_by("pk"))


def issue(cast: Cast, pk: int) -> InductionCertificate:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found = Participation.objects.with_all().select_related("network", "person__user")
        return actions.issue(found.get(pk=pk))


def test_who_completes_the_programme_gets_one_certificate_and_a_letter_to_it(
    cast: Cast, client: Client, taking: int
) -> None:
    complete(cast, taking)
    made = held(cast)[0]
    assert made.name == "Amina Hassan"
    letter = letters(cast)["induction_certificate_issued"]
    assert letter.person_id == cast.person("amina")
    assert f"{AT}/people/{taking}/certificate/" in letter.text
    enter(client, "amina")
    assert made.printed_code in client.get(f"{AT}/people/{taking}/").content.decode()
    answer = client.get(f"{AT}/people/{taking}/certificate/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == bytes(made.paper)
    assert issue(cast, taking).pk == made.pk
    assert len(held(cast)) == 1


def test_the_paper_is_pdf_ua_1_and_pdf_a_3a(cast: Cast, taking: int, tmp_path: Path) -> None:
    complete(cast, taking)
    paper = tmp_path / "certificate.pdf"
    paper.write_bytes(bytes(held(cast)[0].paper))
    verdicts = check([paper])
    assert [(one.standard, one.faults) for one in verdicts if one.outcome != "pass"] == []
    assert len(verdicts) == 2


def test_there_is_no_certificate_before_the_end_or_for_who_leaves(
    cast: Cast, client: Client, taking: int
) -> None:
    enter(client, "amina")
    at = f"{AT}/people/{taking}/certificate/"
    for _visit in range(2):
        assert client.get(at).status_code == client.post(at).status_code == 302
        with pytest.raises(actions.NotCompleted):
            issue(cast, taking)
        client.post(f"{AT}/people/{taking}/end/")  # without the module: leaves
    run_errands(cast)
    assert held(cast) == []


def test_a_certificate_that_was_never_made_can_be_asked_for(
    cast: Cast, client: Client, taking: int
) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ParticipationEnd.objects.create(
            participation_id=taking, person_id=cast.person("amina"), completed=True
        )
    sign_in(client, "karin")
    at = f"{AT}/people/{taking}/certificate/"
    assert client.get(at).status_code == 302
    assert f'action="{at}"' in client.get(f"{AT}/people/{taking}/").content.decode()
    client.post(at)
    run_errands(cast)
    assert [one.name for one in held(cast)] == ["Amina Hassan"]


def test_it_is_fetched_by_its_owner_and_the_coordinators_alone(cast: Cast, taking: int) -> None:
    complete(cast, taking)
    doors = {"amina": 200, "karin": 200, "jonas": 200, "lena": 403, "mats": 403, "tove": 404}
    for who, status in doors.items():
        visitor = Client()
        sign_in(visitor, who)
        assert visitor.get(f"{AT}/people/{taking}/certificate/").status_code == status, who
        with scope.enter(cast.users[who], cast.vn):
            assert InductionCertificate.objects.exists() is (status == 200), who


def test_with_a_protected_identity_one_fetches_it_oneself(cast: Cast, taking: int) -> None:
    complete(cast, taking)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("amina")).update(protected=True)
    for who, status in {"amina": 200, "karin": 302}.items():
        visitor = Client()
        sign_in(visitor, who)
        assert visitor.get(f"{AT}/people/{taking}/certificate/").status_code == status, who
    page = Client().get(f"/verify/{held(cast)[0].code}/")
    assert page.status_code == 200
    assert "Amina" not in page.content.decode()


def test_anybody_with_the_code_reads_name_programme_and_days_and_nothing_else(
    cast: Cast, client: Client, taking: int
) -> None:
    complete(cast, taking)
    made = held(cast)[0]
    page = client.get(f"/verify/{made.printed_code.lower()}/").content.decode()
    for shown in ("Amina Hassan", made.programme, made.days):
        assert shown in page
    for hidden in ("amina@", "CSN", "Samtal om uppdraget"):
        assert hidden not in page
    assert client.get(f"/verify/{codes.new_code()}/").status_code == 404


def test_a_revoked_certificate_says_so_and_gives_way_to_a_right_one(
    cast: Cast, client: Client, taking: int
) -> None:
    complete(cast, taking)
    first = held(cast)[0]
    sign_in(client, "karin")
    at = f"{AT}/certificates/{first.pk}/revocation/"
    for _click in range(2):
        assert client.post(at, {"because": "Fel namn"}).status_code == 302
    page = Client().get(f"/verify/{first.code}/").content.decode()
    assert "Amina" not in page
    assert "Fel namn" not in page
    client.post(f"{AT}/people/{taking}/certificate/")
    client.post(f"{AT}/people/{taking}/certificate/")
    run_errands(cast)
    one, other = held(cast)
    assert (one.revoked_because, other.revoked_at) == ("Fel namn", None)
    assert one.code != other.code


def test_nobody_issues_one_to_themselves_or_changes_what_it_says(cast: Cast, taking: int) -> None:
    complete(cast, taking)
    made = held(cast)[0]
    with pytest.raises(ProgrammingError), scope.enter(cast.users["amina"], cast.vn):
        InductionCertificate.objects.create(
            participation_id=taking,
            person_id=made.person_id,
            membership_id=made.membership_id,
            code=codes.new_code(),
            paper=b"x",
        )
    with (
        pytest.raises(IntegrityError, match="keeps what it says"),
        scope.enter(cast.users["karin"], cast.vn),
    ):
        InductionCertificate.objects.filter(pk=made.pk).update(name="Någon annan")
