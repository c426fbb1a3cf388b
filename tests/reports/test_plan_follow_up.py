"""The operational plan in the annual report: only what was adopted, as it stood on 31 December."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from network import scope
from reports.annual.operational_plan import goals_of_the_plan
from tests.cast import Cast
from tests.databases import acting_as
from tests.governance.planning import make_adopted, make_plan, make_status

YEAR = timezone.localdate().year


def told(cast: Cast, year: int = YEAR) -> list[tuple[str, list[tuple[str, str]], str]]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn), translation.override("sv"):
        return [
            (goal.goal, list(goal.activities), goal.reached) for goal in goals_of_the_plan(year)
        ]


def test_a_plan_that_nobody_adopted_is_not_followed_up(cast: Cast) -> None:
    make_plan(cast, year=YEAR)
    assert told(cast) == []


def test_the_report_tells_how_each_activity_stood_on_the_last_day_of_the_year(cast: Cast) -> None:
    plan, activity = make_plan(cast, year=YEAR)
    make_adopted(cast, plan)
    make_status(cast, activity, "under_way", on=date(YEAR, 3, 1), words="Två möten är hållna")
    make_status(cast, activity, "done", on=date(YEAR + 1, 2, 1))
    [(goal, activities, _reached)] = told(cast)
    assert goal == "Fler kurser tillsammans"
    assert activities == [("Gemensam introduktion", "påbörjad. Två möten är hållna")]
    make_status(cast, activity, "done", on=date(YEAR, 12, 31))
    [(_goal, activities, reached)] = told(cast)
    assert activities == [("Gemensam introduktion", "klar")]
    assert reached == "1 av 1 klara"


def test_another_networks_plan_is_not_told(cast: Cast) -> None:
    plan, _activity = make_plan(cast, year=YEAR)
    make_adopted(cast, plan)
    with acting_as("portal_worker"), scope.enter_system(cast.jl):
        assert goals_of_the_plan(YEAR) == []


def test_a_plan_costs_as_many_questions_whatever_it_holds(cast: Cast) -> None:
    plan, activity = make_plan(cast, year=YEAR)
    for month in range(1, 10):
        make_status(cast, activity, "under_way", on=date(YEAR, month, 1))
    make_adopted(cast, plan)
    with (
        acting_as("portal_worker"),
        scope.enter_system(cast.vn),
        CaptureQueriesContext(connection) as asked,
    ):
        assert goals_of_the_plan(YEAR)
    assert len(asked) <= 4
