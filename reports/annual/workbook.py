"""The annual report as a workbook: the same figures, a sheet for each section."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from network.small_groups import Shown
from network.tables import Cell, to_workbook
from reports.annual.facts import YearFacts
from reports.annual.paper import areas_of, sums_of

Sheet = tuple[str, Sequence[Any], Sequence[Sequence[Any]]]


def workbook(facts: YearFacts, *, language: str, made: datetime) -> bytes:
    """The file; the same bytes for the same facts."""
    with translation.override(language):
        return to_workbook(sheets(facts), made=made)


def sheets(facts: YearFacts) -> list[Sheet]:
    """Name, headings and rows of each sheet; those without rows are left out."""
    found = [
        _summary(facts),
        _courses(facts),
        _events(facts),
        _members(facts),
        _spread(facts),
        _rounds(facts),
        _lending(facts),
        _economy(facts),
        _fees(facts),
        _given(facts),
        _plan(facts),
        _bodies(facts),
        _survey(facts),
    ]
    return [sheet for sheet in found if sheet[2]]


def hidden(number: int, how: Shown) -> Cell:
    """A protected number as a cell."""
    if how is Shown.FEW:
        return _("fewer than 5")
    return None if how is Shown.WITHHELD else number


def _summary(facts: YearFacts) -> Sheet:
    sums, economy = sums_of(facts.courses), facts.economy
    full = [member for member in facts.members if not member.associated]
    rows: list[Sequence[Any]] = [
        [_("Year"), facts.year],
        [_("Members"), len(full)],
        [_("Associated parties"), len(facts.members) - len(full)],
        [_("Employees at the members"), sum(m.head_count or 0 for m in facts.members)],
        [_("Courses and events"), len(facts.courses)],
        [_("Course runs"), sums["runs"]],
        [_("Seats"), sums["seats"]],
        [_("Participants"), sums["participants"]],
        [_("Seats given back"), sums["given_back"]],
        [_("Given back late"), sums["late"]],
        [_("Did not come"), sums["missed"]],
        [_("Stood on a waiting list"), facts.waited],
        [_("Got a seat from there"), facts.moved_up],
        [_("Cancelled runs"), facts.called_off],
        [_("Satisfaction, 1 to 5"), facts.grade],
        [_("Answers behind it"), facts.answers],
        [_("Mentor pairs that started"), facts.mentoring.started],
        [_("Staff loans"), facts.lending.loans],
        [_("Days lent, weighed by extent"), facts.lending.days],
        [_("Income, SEK"), economy.incomes.outcome],
        [_("Costs, SEK"), economy.expenses.outcome],
        [_("Result, SEK"), economy.result.outcome],
        [_("From earlier years, SEK"), economy.carried],
        [_("To the next year, SEK"), economy.left],
    ]
    return _("In figures"), [_("Figure"), _("Value")], rows


def _courses(facts: YearFacts) -> Sheet:
    heads = [
        _("Area"), _("Course"), _("Runs"), _("Seats"), _("Participants"), _("Given back"),
        _("Late"), _("Did not come"), _("Grade, 1–5"), _("Answers"),
    ]  # fmt: skip
    rows = [
        [
            area.name,
            course.name,
            course.runs,
            course.seats,
            course.participants,
            course.given_back,
            course.late,
            course.missed,
            course.grade,
            course.answers,
        ]
        for area in areas_of(facts.taught)
        for course in area.courses
    ]
    return _("Courses"), heads, rows


def _events(facts: YearFacts) -> Sheet:
    heads = [_("Kind"), _("Event"), _("Runs"), _("Seats"), _("Participants")]
    rows = [
        [capfirst(one.kind), one.name, one.runs, one.seats, one.participants]
        for one in facts.events
    ]
    return _("Events"), heads, rows


def _members(facts: YearFacts) -> Sheet:
    heads = [_("Member"), _("Kind"), _("Employees"), _("Fee, SEK"), _("Participants")]
    rows = [
        [
            member.name,
            _("associated party") if member.associated else member.kind,
            member.head_count,
            member.fee,
            hidden(
                member.participants,
                Shown.FEW if member.few else Shown.WITHHELD if member.withheld else Shown.FIGURE,
            ),
        ]
        for member in facts.members
    ]
    return _("Members"), heads, rows


def _spread(facts: YearFacts) -> Sheet:
    rows: list[Sequence[Any]] = [
        [name, *[hidden(*cell) for cell in cells], hidden(*total)]
        for name, cells, total in facts.spread.rows
    ]
    if not facts.spread.areas:
        rows = []
    heads = [_("Member"), *facts.spread.areas, _("Sum")]
    return _("Members and areas"), heads, rows


def _rounds(facts: YearFacts) -> Sheet:
    heads = [
        _("Round"), _("Programme"), _("Asked"), _("Offered"), _("Pairs"), _("Completed"),
        _("Ended early"),
    ]  # fmt: skip
    rows = [
        [
            one.title,
            one.programme,
            one.mentees,
            one.mentors,
            one.started,
            one.completed,
            one.early,
        ]
        for one in facts.mentoring.rounds
    ]
    return _("Mentoring"), heads, rows


def _lending(facts: YearFacts) -> Sheet:
    rows = [list(row) for row in facts.lending.history]
    return _("Staff loans"), [_("Year"), _("Days lent, weighed by extent")], rows


def _economy(facts: YearFacts) -> Sheet:
    heads = [
        _("Side"), _("Heading"), _("Outcome, SEK"), _("Budget, SEK"), _("Difference, SEK"),
    ]  # fmt: skip
    economy = facts.economy
    rows: list[Sequence[Any]] = [
        [side, line.label, line.outcome, line.budget, line.difference]
        for side, lines in ((_("Income"), economy.income), (_("Costs"), economy.costs))
        for line in lines
    ]
    if economy.has_any:
        result = economy.result
        rows += [
            ["", _("Result"), result.outcome, result.budget, result.difference],
            ["", _("From earlier years"), economy.carried, None, None],
            ["", _("To the next year"), economy.left, None, None],
        ]
    return _("Economy"), heads, rows


def _fees(facts: YearFacts) -> Sheet:
    rows = [[group.label, group.members, group.amount] for group in facts.fees]
    return _("Fees"), [_("Step"), _("Members"), _("Sum, SEK")], rows


def _given(facts: YearFacts) -> Sheet:
    heads = [_("What"), _("Hours"), _("Days"), _("Agreed value, SEK")]
    return _("Time given"), heads, [[g.label, g.hours, g.days, g.value] for g in facts.given]


def _plan(facts: YearFacts) -> Sheet:
    rows: list[Sequence[Any]] = []
    for goal in facts.goals:
        rows.append([goal.goal, "", goal.outcome, goal.reached])
        rows += [[goal.goal, activity, "", status] for activity, status in goal.activities]
    return _("Plan"), [_("Goal"), _("Activity"), _("Outcome"), _("Status")], rows


def _bodies(facts: YearFacts) -> Sheet:
    rows = [[body.name, body.meetings, body.members] for body in facts.bodies]
    return _("Bodies"), [_("Body"), pgettext("body", "Meetings"), _("Members")], rows


def _survey(facts: YearFacts) -> Sheet:
    heads = [_("Question"), _("Answers"), _("Mean, 1–5"), _("The year before")]
    return _("What the members say"), heads, list(facts.survey.questions) if facts.survey else []
