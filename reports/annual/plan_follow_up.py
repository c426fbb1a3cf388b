"""How the year's operational plan went, and what the members say that the year gave them.

Both are declared by who knows them (`tell_plan`, `tell_survey`), so that a report can be made where
a network keeps no plan and asks no questions here; the section is then what people write.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.annual.facts import Goal, SurveyYear


@dataclass
class _Source:
    goals: Callable[[int], Sequence[Goal]] | None = None
    survey: Callable[[int], SurveyYear | None] | None = None


_told = _Source()


def goals_of(year: int) -> Sequence[Goal]:
    """The goals of the plan that held in a year; none where the network keeps no plan here."""
    return _told.goals(year) if _told.goals else ()


def tell_plan(goals: Callable[[int], Sequence[Goal]]) -> None:
    """Declare who knows the plan's goals, in as many questions for any year."""
    _told.goals = goals


def survey_of(year: int) -> SurveyYear | None:
    """What may be told of a year's survey; None where none was held or too few have answered."""
    return _told.survey(year) if _told.survey else None


def tell_survey(survey: Callable[[int], SurveyYear | None]) -> None:
    """Declare who knows what the members said, in as many questions for any year."""
    _told.survey = survey
