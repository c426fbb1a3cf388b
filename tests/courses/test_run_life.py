"""The life of a run: what each step brings about, to whom it is told, and who comes over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses import life
from courses.actions.enrol import enrol
from courses.actions.late_fee import consequence
from courses.actions.move import NotAllowed, Told, close_due, move
from courses.actions.run import save_sessions
from courses.forms import SessionForm
from courses.models import Enrolment, Run, RunMove
from courses.rules import TRANSITIONS, RunState
from members.models import Person
from network import scope
from network.models import Letter
from tests.cast import Cast
from tests.courses.makers import make_course, make_policy, make_run, seat, states
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.signing_in import sign_in

HOME = "/vasternorrland/courses"


def enrol_as(cast: Cast, who: str, run: Run) -> Enrolment:
    with scope.enter(cast.users[who], cast.vn):
        return enrol(run, Person.objects.get(pk=cast.person(who)), by=seat())


def go(cast: Cast, run: Run, *path: str, **told: object) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        for state in path:
            move(run, state, by=seat(), told=Told(**told))  # type: ignore[arg-type]


@pytest.fixture
def run(cast: Cast) -> Run:
    """Two seats in nine days, two people with a seat and one who waits."""
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        run = make_run(capacity=2, in_days=9, course=make_course("Klarspråk"))
    for who in ("amina", "berit", "tove"):
        enrol_as(cast, who, run)
    do_errands(cast)
    return run


def letters_about(cast: Cast, name: str) -> dict[str, Letter]:
    return {
        letter.to.split("@")[0]: letter
        for letter in do_errands(cast)
        if letter.name == f"courses.{name}"
    }


def test_effects_hang_on_transitions_that_exist() -> None:
    for before, after in life.EFFECTS:
        assert after in TRANSITIONS[before], (before, after)


def test_every_way_to_cancel_tells_and_takes_back() -> None:
    for before, ways in TRANSITIONS.items():
        if RunState.CANCELLED in ways and before != RunState.PLANNED:
            assert life.effects_of(before, RunState.CANCELLED) == life.CANCELLING, before


def test_confirming_tells_those_with_a_seat_and_nobody_else(cast: Cast, run: Run) -> None:
    go(cast, run, "confirmed")
    assert set(letters_about(cast, "run_confirmed")) == {"amina", "berit"}


def test_a_cancelled_run_lets_everybody_go_with_the_reason(cast: Cast, run: Run) -> None:
    go(cast, run, "cancelled", reason="Läraren är förhindrad.")
    letters = letters_about(cast, "run_cancelled")
    assert set(letters) == {"amina", "berit", "tove"}
    assert all("Läraren är förhindrad." in letter.text for letter in letters.values())
    methods = {who: letter.calendar_method for who, letter in letters.items()}
    assert methods == {"amina": "CANCEL", "berit": "CANCEL", "tove": ""}
    with scope.enter(cast.users["jonas"], cast.vn):
        assert states(run) == ["withdrawn"] * 3


def test_people_of_a_cancelled_run_come_first_on_the_next(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        following = make_run(capacity=2, in_days=40, course=run.course, number=2)
    miriam = enrol_as(cast, "miriam", following)
    go(cast, run, "cancelled", reason="För få.", next_run=following)
    do_errands(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        there = {
            e.person_id: e for e in Enrolment.objects.filter(run=following).select_related("run")
        }
        by_state = {cast.person(w): there[cast.person(w)].state for w in ("amina", "berit", "tove")}
        assert list(by_state.values()) == ["enrolled", "waiting", "waiting"]
        line = list(Enrolment.objects.filter(run=following).in_line())
        assert [e.person_id for e in line] == [cast.person("berit"), cast.person("tove")]
        assert there[miriam.person_id].state == "enrolled"
        # No late fee for two weeks, whatever the run's own rule says.
        assert consequence(there[cast.person("amina")]).fee == 0


def test_who_comes_over_stands_before_those_who_waited_there(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        following = make_run(capacity=1, in_days=40, course=run.course, number=2)
    for who in ("mats", "miriam"):
        enrol_as(cast, who, following)
    go(cast, run, "cancelled", reason="För få.", next_run=following)
    do_errands(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        line = [e.person_id for e in Enrolment.objects.filter(run=following).in_line()]
    assert line == [cast.person(who) for who in ("amina", "berit", "tove", "miriam")]


def test_a_postponed_run_keeps_its_people_who_may_leave_free(cast: Cast, run: Run) -> None:
    free = timezone.localdate() + timedelta(days=5)
    go(cast, run, "postponed", reason="Lokalen är inte klar.", free_until=free)
    letters = letters_about(cast, "run_postponed")
    assert set(letters) == {"amina", "berit", "tove"}
    assert letters["amina"].calendar_method == "CANCEL"
    with scope.enter(cast.users["jonas"], cast.vn):
        assert states(run) == ["enrolled", "enrolled", "waiting"]
        amina = Enrolment.objects.select_related("run").get(person=cast.person("amina"))
        assert consequence(amina).fee == 0
        assert consequence(amina).until == free


def test_a_postponed_run_opens_with_new_days_and_tells_them(cast: Cast, run: Run) -> None:
    go(cast, run, "postponed", reason="x", free_until=timezone.localdate())
    do_errands(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        run.refresh_from_db()
        before = run.revision
        rows = [SessionForm.told(day) | {"id": day.pk} for day in run.sessions.all()]
        for place, row in enumerate(rows):
            day = timezone.localdate() + timedelta(days=60 + place)
            row["starts_at"] = timezone.make_aware(
                timezone.datetime.combine(day, row["starts"])  # type: ignore[attr-defined]
            )
            row["ends_at"] = row["starts_at"] + timedelta(hours=6)
        save_sessions(run, rows, by=seat())
        assert run.revision > before
    go(cast, run, "open")
    letters = letters_about(cast, "run_new_days")
    assert letters["amina"].calendar_method == "REQUEST"
    assert letters["tove"].calendar_method == ""
    with scope.enter(cast.users["jonas"], cast.vn):
        amina = Enrolment.objects.select_related("run").get(person=cast.person("amina"))
        # The tiers follow the new first day: it is two months away.
        assert consequence(amina).fee == 0


def test_a_postponed_run_does_not_open_without_new_days(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        past = make_run(state="postponed", in_days=-40)
        with pytest.raises(NotAllowed, match=r"\w"):
            move(past, "open", by=seat())


def test_new_days_of_an_open_run_are_told_once(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        rows = [SessionForm.told(day) | {"starts_at": day.starts_at, "ends_at": day.ends_at}
                for day in run.sessions.all()]  # fmt: skip
        rows[0]["place"] = "Bolagsverket"
        save_sessions(run, rows, by=seat())
    assert set(letters_about(cast, "run_new_days")) == {"amina", "berit", "tove"}
    with scope.enter(cast.users["jonas"], cast.vn):
        save_sessions(run, rows, by=seat())
    assert len(letters_about(cast, "run_new_days")) == 3


def test_only_the_settlement_settles(cast: Cast, run: Run) -> None:
    go(cast, run, "confirmed", "held")
    with pytest.raises(NotAllowed):
        go(cast, run, "settled")


def test_enrolment_closes_by_itself_at_its_last_time(cast: Cast) -> None:
    now = timezone.now()
    with scope.enter(cast.users["jonas"], cast.vn):
        opens = now - timedelta(days=3)
        late = make_run(opens_at=opens, closes_at=now - timedelta(minutes=1))
        later = make_run(opens_at=opens, closes_at=now + timedelta(minutes=1))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert close_due(now) == 1
    with scope.enter(cast.users["jonas"], cast.vn):
        assert [Run.objects.get(pk=r.pk).state for r in (late, later)] == ["closed", "open"]
        assert RunMove.objects.get(run=late).by_user_id is None


def test_the_page_shows_who_gets_which_letter_and_asks_for_the_reason(
    cast: Cast, run: Run, client: Client
) -> None:
    sign_in(client, "jonas")
    address = f"{HOME}/runs/{run.pk}/state/cancelled/"
    page = client.get(address).content.decode()
    for who in ("Amina Hassan", "Berit Berg", "Tove Timrå", "Klarspråk"):
        assert who in page
    assert client.post(address).status_code == 200  # no reason: nothing happens
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Run.objects.get(pk=run.pk).state == "open"
    assert client.post(address, {"reason": "För få anmälda."}).status_code == 302
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Run.objects.get(pk=run.pk).state == "cancelled"


def test_a_run_offered_instead_is_one_of_the_same_course(
    cast: Cast, run: Run, client: Client
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        other = make_run(capacity=9)
    sign_in(client, "jonas")
    answer = client.post(
        f"{HOME}/runs/{run.pk}/state/cancelled/", {"reason": "x", "next_run": other.pk}
    )
    assert answer.status_code in (200, 302)
    do_errands(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not Enrolment.objects.filter(run=other).exists()
