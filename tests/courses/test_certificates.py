"""Certificates: earned, the same for ever, checked by anybody, told to nobody else."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.actions import certificate as actions
from courses.actions import certificates
from courses.models import Certificate, Enrolment, Run, Session
from courses.rules import RunState
from members.models import Membership
from network import codes, scope
from network.actions import job as jobs
from network.models import Errand, Letter
from tests.cast import Cast
from tests.courses.after import in_system, make_held, seat_of, tick_all
from tests.courses.makers import seat
from tests.databases import acting_as
from tests.documents.verapdf import check
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
BASE = "/vasternorrland/courses"
SIGNS = st.sampled_from(codes.ALPHABET)


@pytest.fixture(autouse=True)
def no_limit_yet() -> None:
    cache.clear()


@given(st.lists(SIGNS, min_size=15, max_size=15), st.integers(0, 15), SIGNS)
def test_one_wrong_sign_is_noticed(body: list[str], place: int, sign: str) -> None:
    code = "".join(body) + codes.check_sign("".join(body))
    wrong = code[:place] + sign + code[place + 1 :]
    assert codes.is_code(code)
    assert codes.is_code(wrong) is (wrong == code)


@given(st.lists(SIGNS, min_size=15, max_size=15), st.integers(0, 14))
def test_two_signs_that_changed_places_are_noticed(body: list[str], place: int) -> None:
    code = "".join(body) + codes.check_sign("".join(body))
    turned = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert codes.is_code(turned) is (turned == code)


def test_a_code_may_be_typed_as_people_type() -> None:
    code = codes.new_code()
    assert codes.typed(f"  {codes.grouped(code).lower()} ") == code


def held(cast: Cast, who: tuple[str, ...] = ("amina", "tove"), part: int = 100) -> Run:
    def make() -> Run:
        run = make_held(cast, who)
        tick_all(run, part)
        return run

    run: Run = in_system(cast, make)
    return run


def issued(cast: Cast, run: Run, who: str = "amina") -> Certificate:
    def make() -> Certificate | None:
        row = Enrolment.objects.for_certificate().get(run=run, person=cast.person(who))
        return actions.issue(row)

    made: Certificate = in_system(cast, make)
    return made


def test_a_certificate_has_the_same_bytes_and_code_each_time_it_is_asked_for(cast: Cast) -> None:
    run = held(cast)
    first, second = issued(cast, run), issued(cast, run)
    assert first.pk == second.pk
    assert bytes(first.paper) == bytes(second.paper)
    facts = in_system(cast, lambda: actions.facts_of(first, whole=first.hours, length="1 dag"))
    assert in_system(cast, lambda: actions.drawn(first, facts)) == in_system(
        cast, lambda: actions.drawn(first, facts)
    )


def test_the_paper_is_pdf_ua_1_and_pdf_a_3a(cast: Cast, tmp_path: Path) -> None:
    paper = tmp_path / "certificate.pdf"
    paper.write_bytes(bytes(issued(cast, held(cast)).paper))
    verdicts = check([paper])
    assert [(v.standard, v.faults) for v in verdicts if v.outcome != "pass"] == []
    assert len(verdicts) == 2


def test_the_sign_at_the_door_is_pdf_ua_1_and_pdf_a_3a(
    client: Client, cast: Cast, tmp_path: Path
) -> None:
    run = held(cast)
    session = in_system(cast, lambda: Session.objects.get(run=run).pk)
    sign_in(client, "jonas")
    paper = tmp_path / "door.pdf"
    paper.write_bytes(client.post(f"{BASE}/sessions/{session}/door/").content)
    assert [v.faults for v in check([paper]) if v.outcome != "pass"] == []


@pytest.mark.parametrize(("part", "earned"), [(100, True), (50, False), (0, False)])
def test_only_those_who_were_there_enough_get_one(cast: Cast, part: int, earned: bool) -> None:
    run = held(cast, part=part)
    mine = in_system(cast, lambda: seat_of(cast, run, "amina"))
    with scope.enter(cast.users["amina"], cast.vn):
        row = Enrolment.objects.select_related("run").get(pk=mine.pk)
        if earned:
            actions.ask(row, by=seat())
        else:
            with pytest.raises(actions.NotEarned):
                actions.ask(row, by=seat())
    names = in_system(cast, lambda: list(Errand.objects.values_list("name", flat=True)))
    assert ("courses.issue_certificate" in names) is earned


def test_the_runs_own_share_goes_before_the_networks(cast: Cast) -> None:
    run = held(cast, part=50)

    def lower() -> list[int]:
        Run.objects.filter(pk=run.pk).update(presence_percent=50)
        return certificates.earners(Run.objects.get(pk=run.pk))

    assert len(in_system(cast, lower)) == 2


def test_there_is_no_certificate_before_the_run_is_held(cast: Cast) -> None:
    run = held(cast)
    in_system(cast, lambda: Run.objects.filter(pk=run.pk).update(state=RunState.CONFIRMED))
    run.state = RunState.CONFIRMED
    assert in_system(cast, lambda: certificates.earners(Run.objects.get(pk=run.pk))) == []


def test_nobody_issues_one_to_themselves_or_changes_what_it_says(cast: Cast) -> None:
    run = held(cast)
    made = issued(cast, run)
    with pytest.raises(ProgrammingError), scope.enter(cast.users["tove"], cast.vn):
        Certificate.objects.create(
            run=run,
            enrolment_id=made.enrolment_id,
            person_id=cast.person("tove"),
            membership_id=made.membership_id,
            code=codes.new_code(),
            language="sv",
            name="Tove",
            course="x",
            days="x",
            paper=b"x",
        )
    with (
        pytest.raises(IntegrityError, match="keeps what it says"),
        scope.enter(cast.users["karin"], cast.vn),
    ):
        Certificate.objects.filter(pk=made.pk).update(name="Någon annan")


def test_the_public_page_shows_name_course_and_days_and_nothing_else(
    client: Client, cast: Cast
) -> None:
    run = held(cast)
    made = issued(cast, run)
    page = client.get(f"/verify/{made.printed_code.lower()}/").content.decode()
    for shown in ("Amina Hassan", made.course, made.days):
        assert shown in page
    member = in_system(
        cast, lambda: Membership.objects.select_related("authority").get(pk=made.membership_id)
    )
    for hidden in (member.authority.name, "amina@", f"{made.hours} tim", "Tove"):
        assert hidden not in page
    assert "noindex" in client.get(f"/verify/{made.code}/")["X-Robots-Tag"]


def test_a_typing_error_an_unknown_code_and_a_revoked_one_each_get_their_sentence(
    client: Client, cast: Cast
) -> None:
    made = issued(cast, held(cast))
    wrong = made.code[:3] + ("2" if made.code[3] != "2" else "3") + made.code[4:]
    said = {
        name: client.get(f"/verify/{code}/", headers={"Accept-Language": "en"})
        for name, code in {"typed": wrong, "unknown": codes.new_code(), "good": made.code}.items()
    }
    assert {name: answer.status_code for name, answer in said.items()} == {
        "typed": 404,
        "unknown": 404,
        "good": 200,
    }
    pages = {answer.content for answer in said.values()}
    with scope.enter(cast.users["karin"], cast.vn):
        actions.revoke(Certificate.objects.get(pk=made.pk), because="Fel namn", by=seat())
    revoked = client.get(f"/verify/{made.code}/")
    assert revoked.content not in pages
    assert "Amina" not in revoked.content.decode()
    assert "Fel namn" not in revoked.content.decode()


def test_whoever_tries_codes_has_to_wait(client: Client, cast: Cast) -> None:
    made = issued(cast, held(cast))
    statuses = [client.get(f"/verify/{codes.new_code()}/").status_code for _try in range(25)]
    assert statuses.count(404) == 20
    assert statuses[-1] == 429
    assert client.get(f"/verify/{made.code}/").status_code == 429


def test_a_protected_name_is_never_on_the_public_page(client: Client, cast: Cast) -> None:
    made = issued(cast, held(cast))
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE members_person SET protected = true WHERE id = %s", [cast.person("amina")]
        )
    page = client.get(f"/verify/{made.code}/")
    assert page.status_code == 200
    assert "Amina" not in page.content.decode()


def test_one_fetches_ones_own_and_a_stranger_gets_nothing(client: Client, cast: Cast) -> None:
    made = issued(cast, held(cast))
    for who, status in {"amina": 200, "lena": 200, "tove": 404, "karin": 200, "mats": 404}.items():
        visitor = Client()
        sign_in(visitor, who)
        assert visitor.get(f"{BASE}/certificates/{made.pk}/").status_code == status, who


def test_a_revoked_certificate_gives_way_to_a_right_one(cast: Cast) -> None:
    run = held(cast)
    made = issued(cast, run)
    with scope.enter(cast.users["karin"], cast.vn):
        actions.revoke(Certificate.objects.get(pk=made.pk), because="Fel", by=seat())
    again = issued(cast, run)
    assert again.code != made.code


def test_all_of_a_run_come_in_one_file_and_a_letter_each_once(cast: Cast) -> None:
    run = held(cast, ("amina", "berit", "tove"))
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE members_person SET protected = true WHERE id = %s", [cast.person("tove")]
        )
    with scope.enter(cast.users["jonas"], cast.vn):
        ordered = certificates.order(Run.objects.select_related("course").get(pk=run.pk), by=seat())
    with acting_as("portal_worker"):
        assert jobs.run(cast.vn, ordered.pk)
        with scope.enter_system(cast.vn):
            ordered.refresh_from_db()
            assert ordered.state == "done", ordered.error
            file = zipfile.ZipFile(io.BytesIO(bytes(ordered.result.content)))
            letters = Letter.objects.filter(name="courses.certificate_issued").count()
            for row in Enrolment.objects.for_certificate().filter(run=run):
                actions.issue(row)
            assert Letter.objects.filter(name="courses.certificate_issued").count() == letters == 3
    assert sorted(name.split()[0] for name in file.namelist()) == ["Amina", "Berit"]
    assert file.read(file.namelist()[0])[:5] == b"%PDF-"


def test_my_courses_tell_hours_and_lead_to_the_certificate(client: Client, cast: Cast) -> None:
    run = held(cast)
    mine = in_system(cast, lambda: seat_of(cast, run, "amina"))
    sign_in(client, "amina")
    ask = f"{BASE}/enrolments/{mine.pk}/certificate/"
    assert ask in client.get(f"{BASE}/mine/").content.decode()
    assert client.post(ask).status_code == 302
    made = issued(cast, run)
    page = client.get(f"{BASE}/mine/").content.decode()
    assert f"{BASE}/certificates/{made.pk}/" in page
    assert ask not in page


def test_the_days_on_a_certificate_have_their_year(cast: Cast) -> None:
    made = issued(cast, held(cast))
    assert str(timezone.localdate(timezone.now() - timedelta(days=2)).year) in made.days
