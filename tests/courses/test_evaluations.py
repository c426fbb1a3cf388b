"""Evaluations: one answer each, nobody to be recognised, five at least, never a difference."""

from collections import defaultdict
from datetime import timedelta
from itertools import combinations

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from courses.actions import evaluation as actions
from courses.models import (
    Course,
    Enrolment,
    Evaluation,
    EvaluationAsked,
    EvaluationBlock,
    EvaluationTally,
    Run,
)
from courses.opinions import LEAST, Tally, block_for, change, pooled
from courses.rules import RunState
from network import scope
from network.models import Errand, JournalEntry
from tests.cast import Cast
from tests.courses.after import WHO, evaluated, in_system, make_held, say, tick_all
from tests.courses.makers import make_course
from tests.databases import acting_as
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
BASE = "/vasternorrland/courses"


def opened(cast: Cast, who: tuple[str, ...] = WHO) -> Evaluation:
    made: Evaluation = in_system(cast, lambda: actions.open_for(make_held(cast, who)))
    return made


def test_each_is_asked_and_answers_once(cast: Cast) -> None:
    made = opened(cast, ("amina", "tove"))
    with scope.enter(cast.users["amina"], cast.vn):
        assert say(made, 5) == "thanks"
        assert say(made, 1) == "already"
    with scope.enter(cast.users["berit"], cast.vn):
        assert actions.answer(made, {}, {}) == "not_asked"
    found = in_system(cast, lambda: Evaluation.objects.get(pk=made.pk))
    assert (found.asked, found.answers) == (2, 1)


def test_only_those_who_were_there_are_asked(cast: Cast) -> None:
    def make() -> Evaluation | None:
        run = make_held(cast, ("amina", "tove"))
        tick_all(run)
        run.attendances.filter(person=cast.person("tove")).update(part=0)
        return actions.open_for(run)

    made = in_system(cast, make)
    asked = in_system(cast, lambda: list(EvaluationAsked.objects.values_list("person", flat=True)))
    assert made.asked == 1
    assert asked == [cast.person("amina")]


def test_an_answer_leaves_no_row_no_time_and_no_order(cast: Cast) -> None:
    """The owner of the database sees counts, words in alphabetical order, and who has answered."""
    made = opened(cast)
    for who, words in (("amina", "Zebra"), ("tove", "Apa"), ("berit", "Mus")):
        with scope.enter(cast.users[who], cast.vn):
            say(made, 5 if who == "amina" else 2, words)
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute("SELECT counts, texts FROM courses_evaluationtally ORDER BY id")
        tallies = cursor.fetchall()
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name IN"
            " ('courses_evaluationasked', 'courses_evaluationtally')"
        )
        columns = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT count(*) FROM network_journalentry WHERE at > now() - interval '1 hour'"
            " AND person_id IS NOT NULL AND verb LIKE '%%evaluation%%'"
        )
        told = cursor.fetchone()[0]
    assert [counts for counts, texts in tallies if not texts] == [[0, 2, 0, 0, 1]] * 6
    assert [texts for _counts, texts in tallies if texts] == [["Apa", "Mus", "Zebra"]] * 2
    assert not {name for name in columns if name.endswith("_at") or name in ("at", "answer_id")}
    assert told == 0


@pytest.mark.parametrize("who", ["amina", "lena", "karin", "jonas", "erik", "styrbjorn"])
def test_nobody_reads_the_counted_answers_past_the_function(cast: Cast, who: str) -> None:
    evaluated(cast, 6)
    with scope.enter(cast.users[who], cast.vn):
        assert not EvaluationTally.objects.exists()
        assert not EvaluationAsked.objects.exclude(person=cast.person(who)).exists()


@pytest.mark.parametrize(("answers", "shown"), [(3, False), (4, False), (5, True), (8, True)])
def test_five_answers_are_shown_and_four_are_not(cast: Cast, answers: int, shown: bool) -> None:
    made = evaluated(cast, answers)
    with scope.enter(cast.users["jonas"], cast.vn):
        found = actions.results(EvaluationBlock.objects.all())
        assert found.shown is shown
        assert found.withheld == (0 if shown else answers)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM app.evaluation_results(%s)", [[made.block_id]])
            assert bool(cursor.fetchall()) is shown


def test_who_is_no_coordinator_gets_no_figures_from_the_function(cast: Cast) -> None:
    made = evaluated(cast, 6)
    with scope.enter(cast.users["lena"], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.evaluation_results(%s)", [[made.block_id]])
        assert cursor.fetchall() == []


def test_nothing_is_shown_while_people_answer(client: Client, cast: Cast) -> None:
    made = opened(cast)
    for who in WHO[:6]:
        with scope.enter(cast.users[who], cast.vn):
            say(made, 4, "Hemligt ännu")
    sign_in(client, "jonas")
    for address in (f"{BASE}/evaluations/{made.pk}/", f"{BASE}/evaluations/"):
        page = client.get(address).content.decode()
        assert "Hemligt ännu" not in page
        assert "4,0" not in page


def test_small_runs_of_a_course_are_shown_together_and_a_full_block_never_grows(
    cast: Cast,
) -> None:
    course = in_system(cast, lambda: make_course("Samma"))
    blocks = []
    for answers in (3, 4, 2, 6):
        again = in_system(cast, lambda: Course.objects.get(pk=course.pk))
        blocks.append(evaluated(cast, answers, course=again).block_id)
    assert blocks[0] == blocks[1]
    assert len(set(blocks)) == 3
    with scope.enter(cast.users["jonas"], cast.vn):
        found = actions.results(EvaluationBlock.objects.filter(course=course))
        assert found.answers == 3 + 4 + 6
        assert found.withheld == 2
        assert found.tallies["whole"].answers == 13


def test_a_question_that_few_answered_stays_hidden(cast: Cast) -> None:
    made = opened(cast)
    for place, who in enumerate(WHO[:6]):
        with scope.enter(cast.users[who], cast.vn):
            rows = {q.key: q.pk for q in made.questions.rows.all()}
            asked = ["whole", "use"] if place < 3 else ["whole"]
            actions.answer(made, {rows[key]: 3 for key in asked}, {})
    in_system(cast, lambda: actions.close(Evaluation.objects.select_related("run").get(pk=made.pk)))
    with scope.enter(cast.users["jonas"], cast.vn):
        found = actions.results(EvaluationBlock.objects.all()).tallies
    assert found["whole"].answers == 6
    assert "use" not in found


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9)), max_size=9))
def test_the_difference_of_any_two_publications_has_five_answers_or_none(
    closings: list[tuple[int, int]],
) -> None:
    """Courses close one after the other; anybody may read any union of blocks at any time."""
    blocks: dict[int, list[int]] = {}
    begun: dict[int, int] = {}
    published: list[dict[int, int]] = []
    for course, answers in closings:
        last = begun.get(course)
        if last is None or not block_for(answers, sum(blocks[last])):
            last = len(blocks)
            blocks[last] = []
            if answers < LEAST:
                begun[course] = last
        blocks[last].append(answers)
        full = {b: sum(rows) for b, rows in blocks.items() if sum(rows) >= LEAST}
        for count in range(len(full) + 1):
            published.extend(dict(chosen) for chosen in combinations(full.items(), count))
    for one, other in combinations(published[:60], 2):
        seen: dict[int, int] = defaultdict(int)
        for block, answers in one.items():
            seen[block] += answers
        for block, answers in other.items():
            seen[block] -= answers
        assert all(left == 0 or abs(left) >= LEAST for left in seen.values())


def test_the_clock_asks_reminds_and_closes(cast: Cast) -> None:
    run = in_system(cast, lambda: make_held(cast, ("amina", "tove")))
    in_system(cast, lambda: make_held(cast, ("amina",), state=RunState.CANCELLED))
    in_system(cast, lambda: make_held(cast, ("amina",), days_ago=60))

    def clock() -> list[Evaluation]:
        asked = actions.open_due()
        actions.remind_due()
        actions.close_due()
        return asked

    assert [row.run_id for row in in_system(cast, clock)] == [run.pk]
    assert in_system(cast, clock) == []
    assert in_system(cast, lambda: _errands("courses.ask_evaluation")) == 2
    with scope.enter(cast.users["tove"], cast.vn):
        say(Evaluation.objects.get(run=run), 3)
    soon = timezone.localdate() + timedelta(days=2)
    in_system(cast, lambda: Evaluation.objects.filter(run=run).update(closes_on=soon))
    in_system(cast, clock)
    in_system(cast, clock)
    assert in_system(cast, lambda: _errands("courses.remind_evaluation")) == 1
    gone = timezone.localdate() - timedelta(days=1)
    in_system(cast, lambda: Evaluation.objects.filter(run=run).update(closes_on=gone))
    with scope.enter(cast.users["amina"], cast.vn):
        assert say(Evaluation.objects.get(run=run), 3) == "closed"
    in_system(cast, clock)
    assert in_system(cast, lambda: Evaluation.objects.get(run=run).closed_at) is not None


def _errands(name: str) -> int:
    return Errand.objects.filter(name=name).count()


def test_who_is_asked_answers_on_a_page_and_sees_it_among_what_waits(
    client: Client, cast: Cast
) -> None:
    made = opened(cast)
    sign_in(client, "amina")
    address = f"{BASE}/evaluations/{made.pk}/answer/"
    assert address in client.get("/vasternorrland/").content.decode()
    assert address in client.get(f"{BASE}/mine/").content.decode()
    assert client.post(address, {}).status_code == 200  # says that one has to answer something
    rows = in_system(cast, lambda: list(made.questions.rows.values_list("pk", "kind")))
    answers = {f"q{pk}": "5" if kind == "scale" else "Bra" for pk, kind in rows}
    assert client.post(address, answers | {f"q{rows[0][0]}": "6"}).status_code == 200
    assert client.post(address, answers).status_code == 302
    assert address not in client.get("/vasternorrland/").content.decode()
    stranger = Client()
    sign_in(stranger, "erik")
    assert stranger.get(address).status_code == 404


def test_the_page_of_results_compares_with_the_year_before_and_exports_no_words(
    client: Client, cast: Cast
) -> None:
    made = evaluated(cast, 6)
    before = evaluated(cast, 6)
    year = timezone.localdate().year
    in_system(
        cast,
        lambda: EvaluationBlock.objects.filter(pk=before.block_id).update(year=year - 1),
    )
    now = in_system(cast, lambda: EvaluationBlock.objects.get(pk=made.block_id).year)
    sign_in(client, "styrbjorn")
    page = client.get(f"{BASE}/evaluations/?year={now}").content.decode()
    assert "4,0" in page
    assert "Ord av amina" in page
    table = client.get(f"{BASE}/evaluations/?year={now}&format=csv").content.decode()
    assert "Ord av" not in table
    assert "4,0" in table


def test_pooling_adds_and_compares_the_means() -> None:
    both = pooled([("a", Tally([0, 0, 0, 0, 5])), ("a", Tally([0, 0, 0, 5, 0]))])
    assert str(both["a"].mean) == "4.5"
    assert str(change(both, {"a": Tally([0, 0, 5, 0, 0])})["a"]) == "1.5"


def test_the_journal_tells_how_many_and_never_who(cast: Cast) -> None:
    evaluated(cast, 5)
    with scope.enter(cast.users["karin"], cast.vn):
        told = JournalEntry.objects.filter(verb__in=["open_evaluation", "close_evaluation"])
        assert {entry.person_id for entry in told} == {None}
        assert Run.objects.exists()
        assert Enrolment.objects.exists()
