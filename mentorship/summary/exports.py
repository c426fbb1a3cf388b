"""The report of a round as a workbook: one sheet a table, no person in it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.summary.page import SaidBy, context
from mentorship.summary.report import Report
from network.tables import download, to_workbook

Sheet = tuple[str, Sequence[Any], list[list[Any]]]


def workbook(report: Report) -> HttpResponse:
    """All tables of the report, ready to download."""
    shown = context(report)
    sheets = [
        _roles(shown),
        _members(shown),
        _pairs(report),
        *_answers(shown),
        (
            _("Meetings of pairs"),
            [_("Month"), _("Days")],
            [[month, n] for month, n in report.now.months.items()],
        ),
        _cost(report),
        (
            _("Exceptions"),
            [_("Made"), _("Rule"), _("Role"), _("Why")],
            [
                [one.made_at, str(words), one.get_role_display(), one.reason]
                for one, words in shown["exceptions"]
            ],
        ),
        (
            _("Beside the round before"),
            [_("Figure"), report.round.title, str(report.before_round or "")],
            [[one.label, one.now, one.before] for one in shown["beside"]],
        ),
    ]
    name = _("Report of %(round)s") % {"round": report.round.title}
    content = to_workbook([one for one in sheets if one[2]], made=timezone.now())
    return download(name, content, "xlsx")


def _roles(shown: dict[str, Any]) -> Sheet:
    head = [_("Role"), _("Have asked"), _("Approved"), _("The manager said no")]
    head += [_("Waiting for an answer"), _("Have withdrawn"), _("In a pair"), _("Without a pair")]
    rows = [
        [
            str(label).capitalize(),
            one.asked,
            one.approved,
            one.declined,
            one.waiting,
            one.withdrawn,
            one.paired,
            one.alone,
        ]
        for label, one in shown["roles"]
    ]
    return _("Who asked and who offered"), head, rows


def _members(shown: dict[str, Any]) -> Sheet:
    head = [_("Authority"), _("Asked for a mentor"), _("Offered to be a mentor")]
    head += [_("Mentors given"), _("Mentors taken")]
    rows = [[one.name, one.mentees, one.mentors, one.given, one.taken] for one in shown["members"]]
    return _("Authorities"), head, rows


def _pairs(report: Report) -> Sheet:
    names = {pk: one.name for pk, one in report.now.members.items()}
    rows = [[names[giver], names[taker], n] for (giver, taker), n in report.now.given.items()]
    head = [_("Gives mentors"), _("Takes mentors"), _("Pairs")]
    return _("Pairs that started"), head, sorted(rows)


def _answers(shown: dict[str, Any]) -> list[Sheet]:
    head = [_("Who"), _("Answers"), _("How content"), _("Meant as leaders"), _("Towards the goals")]
    head += [_("Would take part again")]
    tables: list[tuple[str, list[SaidBy]]] = list(shown["checks"])
    tables.append((_("Closing by authority"), shown["said_by_member"]))
    return [(title, head, [_line(one) for one in rows]) for title, rows in tables]


def _line(one: SaidBy) -> list[Any]:
    said = one.said
    if not said.is_shown:
        return [one.who, said.count, None, None, None, None]
    means = [round(value, 2) for value in (said.satisfaction, said.effect, said.goals) if value]
    return [one.who, said.count, *means, said.again if said.told else None]


def _cost(report: Report) -> Sheet:
    rows: list[list[Any]] = [[_("Charged to the members"), report.charged]]
    if report.agreed is not None:
        rows.insert(0, [_("Price for a mentee"), report.round.mentee_price])
        rows.insert(1, [_("Price times mentees who started"), report.agreed])
    return _("Cost"), [_("Figure"), _("SEK without VAT")], rows
