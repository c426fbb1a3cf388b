"""Special needs: told by one, read by one, counted for others, gone on the day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from courses.actions import need
from courses.models import AfterRule, Run, SpecialNeed
from courses.rules import RunState
from network import scope
from network.models import JournalEntry
from tests.cast import Cast
from tests.courses.after import in_system, make_held, seat_of
from tests.courses.makers import seat
from tests.databases import acting_as
from tests.doors.routes import network_routes
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
CANARY = "kanariefågelkost"
ACCESS = "kanariefågelramp"
BASE = "/vasternorrland/courses"
OTHERS = ("berit", "mats", "lena", "tove", "lars", "erik", "karin", "jonas", "styrbjorn")


@pytest.fixture
def run(cast: Cast) -> Run:
    """A run to come on which Amina has told of both."""
    made: Run = in_system(cast, lambda: make_held(cast, days_ago=-3, state=RunState.OPEN))
    mine = in_system(cast, lambda: seat_of(cast, made, "amina"))
    with scope.enter(cast.users["amina"], cast.vn):
        need.tell(mine, ["vegan", "gluten"], CANARY, ACCESS)
    return made


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM courses_specialneed")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_oneself_reads_the_row(cast: Cast, run: Run, who: str) -> None:
    with scope.enter(cast.users[who], cast.vn):
        assert rows() == 0
    with scope.enter(cast.users["amina"], cast.vn):
        assert rows() == 1


def test_a_need_is_always_the_seats_own_persons(cast: Cast, run: Run) -> None:
    """A row sent in somebody else's name would read as theirs, and hide who wrote it."""
    tove = in_system(cast, lambda: seat_of(cast, run, "tove"))
    with (
        pytest.raises(Exception, match="row-level security"),
        scope.enter(cast.users["amina"], cast.vn),
    ):
        SpecialNeed.objects.create(
            enrolment=tove,
            run_id=run.pk,
            person_id=cast.person("amina"),
            membership_id=tove.membership_id,
            diet_text="x",
        )


def test_the_caterer_gets_counts_without_names(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["karin"], cast.vn):
        counts = need.diet_counts(run)
        assert [(c.diets, c.text, c.people) for c in counts] == [(["gluten", "vegan"], CANARY, 1)]
        assert need.access_count(run) == 1
    with scope.enter(cast.users["lena"], cast.vn):
        assert need.diet_counts(run) == []
        assert need.access_count(run) == 0


def test_only_the_education_coordinator_reads_who_needs_what_and_the_journal_says_so(
    cast: Cast, run: Run
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        assert [(n.name, n.text) for n in need.access_needs(run, by=seat())] == [
            ("Amina Hassan", ACCESS)
        ]
    with scope.enter(cast.users["karin"], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.access_needs(%s)", [run.pk])
        assert cursor.fetchall() == []
        assert JournalEntry.objects.filter(verb="look_at_needs").count() == 1


def test_the_page_tells_the_day_on_which_it_is_deleted(
    client: Client, cast: Cast, run: Run
) -> None:
    mine = in_system(cast, lambda: seat_of(cast, run, "amina"))
    sign_in(client, "amina")
    page = client.get(f"{BASE}/enrolments/{mine.pk}/needs/").content.decode()
    gone = timezone.localtime(run.ends_at).date() + timedelta(days=14)
    assert f"{gone.day} " in page
    assert str(gone.year) in page
    assert CANARY in page


def test_an_empty_form_and_the_button_delete_at_once(client: Client, cast: Cast, run: Run) -> None:
    mine = in_system(cast, lambda: seat_of(cast, run, "amina"))
    address = f"{BASE}/enrolments/{mine.pk}/needs/"
    sign_in(client, "amina")
    assert client.post(address, {}).status_code == 302
    assert in_system(cast, rows) == 0
    client.post(address, {"diets": ["vegan"]})
    assert in_system(cast, rows) == 1
    client.post(f"{address}removal/")
    assert in_system(cast, rows) == 0


@pytest.mark.parametrize(("days", "deleted"), [(0, 1), (13, 0), (14, 1), (20, 1)])
def test_the_clock_deletes_on_the_day_and_not_before(cast: Cast, days: int, deleted: int) -> None:
    keep = 0 if days == 0 else 14

    def make() -> int:
        AfterRule.objects.create(needs_days=keep)
        run = make_held(cast, ("amina",), days_ago=-3, state=RunState.OPEN)
        mine = seat_of(cast, run, "amina")
        need.tell(mine, ["vegan"], "", "")
        assert run.ends_at
        last_day = timezone.localtime(run.ends_at).date()
        return need.delete_outdated(last_day + timedelta(days=days))

    assert in_system(cast, make) == deleted
    assert in_system(cast, rows) == 1 - deleted


def test_a_need_goes_with_the_seat_whatever_took_it(cast: Cast, run: Run) -> None:
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE courses_enrolment SET state = 'withdrawn' WHERE run_id = %s AND person_id = %s",
            [run.pk, cast.person("amina")],
        )
    assert in_system(cast, rows) == 0


@pytest.mark.parametrize("who", ["karin", "jonas", "lena", "mats", "tove", "erik"])
def test_no_page_table_or_search_of_anybody_else_holds_what_was_told(
    client: Client, cast: Cast, run: Run, who: str
) -> None:
    mine = in_system(cast, lambda: seat_of(cast, run, "amina"))
    sign_in(client, who)
    with acting_as("portal_app"):
        text = ""
        held = in_system(cast, lambda: run.sessions.values_list("pk", flat=True)[0])
        own = {"run": run.pk, "enrolment": mine.pk, "session": held}
        for route in network_routes():
            if route.words not in ((), ("pk",)):
                continue
            noun = route.name.partition("_")[0]
            path = route.path.replace("<int:pk>", str(own.get(noun, run.pk)))
            for asked in ("", "?format=csv"):
                answer = client.get(f"/vasternorrland/{path}{asked}")
                text += answer.content.decode(errors="replace")
    assert ACCESS not in text
    counted = CANARY in text  # the caterer's counts are the coordinators' only
    assert counted is (who in ("karin", "jonas"))
    assert "Amina Hassan" not in text.partition(CANARY)[2][:300]


def test_the_journal_and_the_letters_never_hold_what_was_told(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        need.access_needs(run, by=seat())
    with acting_as("portal_owner"), connection.cursor() as cursor:
        for table in ("network_journalentry", "network_letter", "network_errand", "network_job"):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
            text = cursor.fetchone()[0]
            assert CANARY not in text, table
            assert ACCESS not in text, table
