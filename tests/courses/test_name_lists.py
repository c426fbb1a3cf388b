"""Enrolling many by a list: what is shown is what happens, once, and all of it or nothing."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from courses.actions import names as actions
from courses.actions.enrol_many import enrol_many
from courses.forecast import Fate
from courses.models import Enrolment, NameList, Run
from courses.names import NameRow, pasted
from members.actions.reference import keep as keep_format
from members.models import Membership, Person
from members.references import ReferenceFormat
from network import scope
from network.actions import job as jobs
from network.models import Errand, Job, User
from tests.cast import VN, Cast, email
from tests.courses.makers import make_course, make_people, make_run, seat
from tests.databases import acting_as

HOME = "/vasternorrland/courses"


@pytest.fixture
def run(cast: Cast) -> Run:
    """Two seats, open."""
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_run(capacity=2, course=make_course("Klarspråk"))


@pytest.fixture
def lena(client: Client, db: None) -> Client:
    """CSN's local coordinator."""
    client.force_login(User.objects.get(email=email("lena")))
    return client


def bring(client: Client, run: Run, text: str) -> str:
    answer = client.post(f"{HOME}/runs/{run.pk}/names/new/", {"text": text})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def fates(cast: Cast, run: Run, text: str, who: str = "lena") -> list[Fate]:
    with scope.enter(cast.users[who], cast.vn):
        by = seat()
        kept = actions.keep(
            Run.objects.get(pk=run.pk),
            pasted(text),
            by=by,
            membership_id=cast.memberships[VN, "csn"],
        )
        return [one.fate for one in actions.look(kept, by=by)]


def test_names_and_addresses_become_seats_and_places_in_the_order_of_the_list(
    lena: Client, cast: Cast, run: Run
) -> None:
    where = bring(lena, run, "amina@example.org\nBerit Berg\nMATS CHEF")
    page = lena.get(where).content.decode()
    assert "Amina Hassan" in page
    with scope.enter(cast.users["lena"], cast.vn):
        assert not Enrolment.objects.exists()
    lena.post(f"{where}application/", {"chosen": ["1", "2", "3"]})
    with scope.enter(cast.users["lena"], cast.vn):
        rows = Enrolment.objects.order_by("number").values_list("person__name", "state")
        assert list(rows) == [
            ("Amina Hassan", "enrolled"), ("Berit Berg", "enrolled"), ("Mats Chef", "waiting"),
        ]  # fmt: skip
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Errand.objects.filter(name="courses.tell_enrolled").count() == 3


def test_a_row_without_the_reference_that_its_authority_wants_is_an_error(
    cast: Cast, run: Run
) -> None:
    asked = ReferenceFormat("Referens", "AA9999", "AB1234", required=True)
    with scope.enter(cast.users["lena"], cast.vn):
        csn = Membership.objects.get(pk=cast.memberships[VN, "csn"])
        keep_format(csn, asked, day=timezone.localdate(), by=seat())
    assert fates(cast, run, "amina@example.org\nBerit Berg") == [Fate.ERROR, Fate.ERROR]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Enrolment.objects.create(
            run=make_run(course=make_course("Tidigare")),
            person_id=cast.person("amina"),
            membership_id=cast.memberships[VN, "csn"],
            reference="CS0042",
        )
    # Who has given one before need not write it again.
    assert fates(cast, run, "amina@example.org\nBerit Berg") == [Fate.SEAT, Fate.ERROR]


def test_only_those_chosen_are_enrolled_and_a_second_click_changes_nothing(
    lena: Client, cast: Cast, run: Run
) -> None:
    where = bring(lena, run, "Amina Hassan\nBerit Berg")
    for _click in range(2):
        assert lena.post(f"{where}application/", {"chosen": ["2"]}).status_code == 302
    with scope.enter(cast.users["lena"], cast.vn):
        assert [row.person.name for row in Enrolment.objects.select_related("person")] == [
            "Berit Berg"
        ]
        assert NameList.objects.get().rows[0]["name"] == "Amina Hassan"


@pytest.mark.parametrize(
    ("line", "fate"),
    [
        ("Amina Hassan", Fate.SEAT),
        ("Amina Hasan", Fate.ERROR),
        ("Tove Timrå", Fate.ERROR),  # another authority's
        ("tove@example.org", Fate.ERROR),
        ("Ny Person, ny.person@example.org", Fate.SEAT),
        ("Ny Person, ny.person@", Fate.ERROR),
        ("Amina Hassan, amina.private@example.com", Fate.ERROR),
        (f"{'x' * 121}, long@example.org", Fate.ERROR),
    ],
)
def test_each_row_says_what_becomes_of_it(cast: Cast, run: Run, line: str, fate: Fate) -> None:
    assert fates(cast, run, line) == [fate]


def test_two_rows_for_one_person_are_one_enrolment(cast: Cast, run: Run) -> None:
    text = "Amina Hassan\namina@example.org\nNy, ny@example.org\nAnnan, ny@example.org"
    assert fates(cast, run, text) == [Fate.SEAT, Fate.TWICE, Fate.SEAT, Fate.TWICE]


def test_somebody_enrolled_already_and_a_closed_run_are_said_before_the_click(
    lena: Client, cast: Cast, run: Run
) -> None:
    bring_and_apply(lena, run, "Amina Hassan")
    assert fates(cast, run, "Amina Hassan\nBerit Berg") == [Fate.THERE, Fate.SEAT]
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(state="closed")
    assert fates(cast, run, "Amina Hassan\nBerit Berg") == [Fate.THERE, Fate.REFUSED]


def bring_and_apply(client: Client, run: Run, text: str) -> str:
    where = bring(client, run, text)
    client.post(f"{where}application/", {"chosen": [str(n) for n in range(1, 20)]})
    return where


def test_a_clash_with_another_course_is_shown_and_does_not_hinder(
    lena: Client, cast: Cast, run: Run
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        other = make_run(capacity=5, course=make_course("Samma dag"))
    bring_and_apply(lena, other, "Amina Hassan")
    page = lena.get(bring(lena, run, "Amina Hassan\nBerit Berg")).content.decode()
    assert page.count("Samma dag") == 1


def test_a_new_person_is_added_to_the_own_authority_and_invited(
    lena: Client, cast: Cast, run: Run
) -> None:
    bring_and_apply(lena, run, "山田 太郎 <taro@example.org>")
    with scope.enter(cast.users["lena"], cast.vn):
        taro = Person.objects.get(email="taro@example.org")
        assert (taro.name, taro.membership_id) == ("山田 太郎", cast.memberships[VN, "csn"])
        assert Enrolment.objects.get(person=taro).state == "enrolled"
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Errand.objects.filter(name="members.invite", key=f"person-{taro.pk}").exists()


def test_rows_are_put_right_on_the_page(lena: Client, cast: Cast, run: Run) -> None:
    where = bring(lena, run, "Amina Hasan\nBerit Berg\nNobody At All")
    page = lena.get(where).content.decode()
    assert "Amina Hassan &lt;amina@example.org&gt;" in page  # the suggestion
    lena.post(f"{where}rows/", {"row-1": "Amina Hassan <amina@example.org>", "row-3": ""})
    with scope.enter(cast.users["lena"], cast.vn):
        kept = NameList.objects.get()
        assert [row["number"] for row in kept.rows] == [1, 2]
        assert [one.fate for one in actions.look(kept, by=seat())] == [Fate.SEAT, Fate.SEAT]


def test_ten_thousand_rows_with_seventeen_errors_show_the_seventeen(
    lena: Client, cast: Cast, run: Run
) -> None:
    lines = ["Namn;E-post"]
    for number in range(10_000):
        address = "broken@" if number % 589 == 3 else f"p{number}@example.org"
        lines.append(f"Person {number};{address}")
    file = SimpleUploadedFile("folk.csv", "\n".join(lines).encode())
    answer = lena.post(f"{HOME}/runs/{run.pk}/names/new/", {"file": file})
    where = answer["Location"]
    page = lena.get(where).content.decode()
    assert page.count('name="row-') == 17
    table = lena.get(f"{where}file/", {"rows": "wrong", "format": "xlsx"}).content
    sheet = load_workbook(io.BytesIO(table)).active
    assert sheet is not None
    assert sheet.max_row == 18
    assert all(row[5].value for row in sheet.iter_rows(min_row=2))


def test_a_formula_in_a_list_leaves_as_text(lena: Client, run: Run) -> None:
    where = bring(lena, run, "=cmd|' /C calc'!A0")
    text = lena.get(f"{where}file/", {"format": "csv"}).content.decode("utf-8-sig")
    assert ";'=cmd" in text
    assert ";=cmd" not in text


def test_looking_costs_the_same_few_questions_at_any_length(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        people = make_people(40, cast.memberships[VN, "csn"])
    asked = []
    for count in (2, 40):
        with scope.enter(cast.users["lena"], cast.vn):
            rows = [NameRow(n, email=person.email) for n, person in enumerate(people[:count], 1)]
            found = Run.objects.get(pk=run.pk)
            kept = actions.keep(found, rows, by=seat(), membership_id=None)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                looked = actions.look(kept, by=seat())
            assert all(one.makes for one in looked)
            asked.append(len(queries))
    assert asked[0] == asked[1] <= 10


def test_a_long_list_is_applied_by_the_worker_once(lena: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        large = make_run(capacity=150, course=make_course("Stor"))
        people = make_people(205, cast.memberships[VN, "csn"])
    where = bring(lena, large, "\n".join(person.email for person in people))
    lena.post(f"{where}application/")
    lena.post(f"{where}application/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ordered = Job.objects.get(name="courses.enrol_names")
    with acting_as("portal_worker"):
        assert jobs.run(cast.vn, ordered.pk)
    with scope.enter(cast.users["lena"], cast.vn):
        states = list(Enrolment.objects.filter(run=large).values_list("state", flat=True))
        assert states.count("enrolled") == 150
        assert states.count("waiting") == 55
        assert Job.objects.get().state == "done"
    assert "150" in lena.get(where).content.decode()


def test_a_twin_enrolled_meanwhile_leaves_everything_undone(
    lena: Client, cast: Cast, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = bring(lena, run, "Ny Person, ny@example.org\nAmina Hassan")
    real = enrol_many

    def overtaken(*args: Any, **kwargs: Any) -> Any:
        Enrolment.objects.create(
            run=run,
            person_id=cast.person("amina"),
            membership_id=cast.memberships[VN, "csn"],
        )
        return real(*args, **kwargs)

    monkeypatch.setattr(actions, "enrol_many", overtaken)
    lena.post(f"{where}application/", {"chosen": ["1", "2"]})
    with scope.enter(cast.users["lena"], cast.vn):
        assert not Person.objects.filter(email="ny@example.org").exists()
        assert NameList.objects.get().applied_at is None


def test_a_list_is_seen_by_the_one_who_brought_it_only(lena: Client, cast: Cast, run: Run) -> None:
    where = bring(lena, run, "Amina Hassan")
    lars = Client()
    lars.force_login(User.objects.get(email=email("lars")))
    assert lars.get(where).status_code == 404
    assert lars.post(f"{where}application/", {"chosen": "1"}).status_code == 404
    with scope.enter(cast.users["lars"], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM courses_namelist")
        assert cursor.fetchone()[0] == 0
