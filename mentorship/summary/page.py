"""What the report of a round shows, on the page and in the document alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mentorship.helping.words import EXCEPTIONS
from mentorship.models import Interest, RuleException
from mentorship.rules import MENTEE, MENTOR, PairState
from mentorship.summary import charts
from mentorship.summary.counted import CLOSING, MIDWAY, Counted, RoleCounts, Said
from mentorship.summary.report import Report
from network import wording
from network.charts import Palette
from network.figures import figure


@dataclass(frozen=True)
class Beside:
    """One figure of the round, and the same of the round before."""

    label: str
    now: str
    before: str


@dataclass(frozen=True)
class SaidBy:
    """What a group answered."""

    who: str
    said: Said


def context(report: Report, palette: Palette | None = None) -> dict[str, Any]:
    """Everything that both show, with drawings for the screen or, with a palette, for paper."""
    now = report.now
    return {
        "report": report,
        "round": report.round,
        "now": now,
        "completed": now.pairs(PairState.COMPLETED),
        "running": now.pairs(PairState.RUNNING),
        "ended_early": now.pairs(PairState.ENDED_EARLY),
        "last_said": now.last_said,
        "roles": [
            (Interest.Role.MENTEE.label, now.mentee),
            (Interest.Role.MENTOR.label, now.mentor),
        ],
        "members": list(now.members.values()),
        "checks": _checks(now),
        "said_by_member": _by_member(now),
        "days_each": _days_each(now),
        "matrix": charts.matrix_of(now, palette),
        "answers_chart": charts.answers_of(now, palette),
        "months_chart": charts.months_of(now, palette),
        "beside": list(_beside(report)),
        "exceptions": [
            (one, EXCEPTIONS[RuleException.Kind(one.kind)]) for one in report.exceptions
        ],
    }


def _checks(now: Counted) -> list[tuple[str, list[SaidBy]]]:
    titles = ((MIDWAY, _("Mid-way check")), (CLOSING, _("Closing evaluation")))
    who = (("", _("All")), (MENTEE, _("Mentees")), (MENTOR, _("Mentors")))
    return [
        (title, [SaidBy(words, now.answers(check, role)) for role, words in who])
        for check, title in titles
        if now.answers(check).count
    ]


def _by_member(now: Counted) -> list[SaidBy]:
    """Each authority's answers at the end; nothing where none of them is large enough."""
    if not any(said.is_shown for said in now.said_by_member.values()):
        return []
    return [
        SaidBy(member.name, now.said_by_member[pk])
        for pk, member in now.members.items()
        if pk in now.said_by_member
    ]


def _beside(report: Report) -> Iterable[Beside]:
    """The round beside the one before, where there was one."""
    now, before = report.now, report.before
    if before is None:
        return
    roles: tuple[tuple[str, RoleCounts, RoleCounts], ...] = (
        (_("Asked for a mentor"), now.mentee, before.mentee),
        (_("Offered to be a mentor"), now.mentor, before.mentor),
    )
    for label, here, there in roles:
        yield Beside(label, str(here.asked), str(there.asked))
    yield Beside(_("Mentees without a mentor"), str(now.mentee.alone), str(before.mentee.alone))
    yield Beside(_("Pairs that started"), str(now.started), str(before.started))
    for label, state in (
        (_("Completed pairs"), PairState.COMPLETED),
        (_("Pairs that ended early"), PairState.ENDED_EARLY),
    ):
        yield Beside(label, str(now.pairs(state)), str(before.pairs(state)))
    yield Beside(_("Days that each pair met"), mean(_days_each(now)), mean(_days_each(before)))
    for label, name in (
        (_("How content they are, 1 to 5"), "satisfaction"),
        (_("What it has meant for them as leaders, 1 to 5"), "effect"),
    ):
        here_said, there_said = now.last_said, before.last_said
        yield Beside(label, mean(getattr(here_said, name)), mean(getattr(there_said, name)))
    yield Beside(
        _("Charged to the members"),
        wording.kr_short(report.charged),
        wording.kr_short(report.before_charged),
    )


def _days_each(now: Counted) -> Decimal | None:
    return Decimal(now.days) / now.started if now.started else None


def mean(value: Decimal | None) -> str:
    """A mean with one decimal; a dash where there is none to show."""
    if value is None:
        return "\N{EN DASH}"
    return figure(value, 1, language=(get_language() or "sv")[:2])
