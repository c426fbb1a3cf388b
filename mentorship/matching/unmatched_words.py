"""Why somebody has no pair and what would help, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.matching.criteria import HardRule
from mentorship.rules import MENTEE, span

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Unmatched:
    """Why somebody has no pair, and what would help."""

    why: str
    helps: list[str]


def unmatched_in_words(entry: Facts) -> Unmatched:
    """An entry of a matching's `unmatched`, as sentences."""
    seeks = entry["role"] == MENTEE
    why = entry["why"]
    helps = [_help(one, seeks) for one in entry["helps"]]
    return Unmatched(_why_mentee(why) if seeks else _why_mentor(why), [one for one in helps if one])


def _why_mentee(why: Facts) -> str:
    count = why.get("count", 0)
    match why["code"]:
        case "full":
            return ngettext(
                "%(n)s mentor is possible, but has as many mentees as they take.",
                "%(n)s mentors are possible, but have as many mentees as they take.",
                count,
            ) % {"n": count}
        case "sum":
            return _("A pair more would give fewer points together.")
        case "empty":
            return _("No mentor takes part in the round yet.")
        case "nobody":
            return _rules(why, seeks=True)
        case "places":
            return _("The round is full. The mentee is in line by the time of asking.")
    return _own(why)


def _why_mentor(why: Facts) -> str:
    count = why.get("count", 0)
    match why["code"]:
        case "full" | "sum":
            return ngettext(
                "%(n)s mentee is possible, and has another mentor.",
                "%(n)s mentees are possible, and all have other mentors.",
                count,
            ) % {"n": count}
        case "empty":
            return _("No mentee takes part in the round yet.")
        case "nobody":
            return _rules(why, seeks=False)
    return _own(why)


def _own(why: Facts) -> str:
    match why["code"]:
        case HardRule.EXPERIENCE:
            if why["months"] is None:
                return _("Leads no staff, which the round asks for.")
            words = _("Will have led staff for %(led)s on %(day)s. The round asks for %(need)s.")
            return words % {
                "led": span(why["months"]),
                "need": span(why["need"]),
                "day": _day(why["starts"]),
            }
        case HardRule.APPROVAL:
            return _("Waits for the manager's answer.")
        case HardRule.MEMBER:
            return _("Works at an authority that does not take part in the round.")
        case HardRule.LEFT:
            return _("Has had a pair in this round, and has not asked for another.")
    return ""


def _rules(why: Facts, *, seeks: bool) -> str:
    """How many stand behind which rule, the most first."""
    counted = sorted(why["rules"].items(), key=lambda one: (one[0] == "other", -one[1], one[0]))
    return " ".join(_rule(rule, count, seeks=seeks) for rule, count in counted)


def _rule(rule: str, n: int, *, seeks: bool) -> str:
    if seeks:
        ways = {
            HardRule.AUTHORITY: ngettext(
                "%(n)s mentor works at the same authority.",
                "%(n)s mentors work at the same authority.",
                n,
            ),
            HardRule.LINE: ngettext(
                "%(n)s mentor is in the same line of command.",
                "%(n)s mentors are in the same line of command.",
                n,
            ),
            HardRule.UNIT: ngettext(
                "%(n)s mentor has worked in the same unit.",
                "%(n)s mentors have worked in the same unit.",
                n,
            ),
            HardRule.CAPACITY: ngettext(
                "%(n)s mentor takes no more mentees.", "%(n)s mentors take no more mentees.", n
            ),
            HardRule.LANGUAGE: ngettext(
                "%(n)s mentor has no language in common.",
                "%(n)s mentors have no language in common.",
                n,
            ),
            HardRule.MEETING: ngettext(
                "%(n)s mentor cannot meet in the same way.",
                "%(n)s mentors cannot meet in the same way.",
                n,
            ),
        }
        other = ngettext(
            "%(n)s mentor is not possible for another reason.",
            "%(n)s mentors are not possible for other reasons.",
            n,
        )
    else:
        ways = {
            HardRule.AUTHORITY: ngettext(
                "%(n)s mentee works at the same authority.",
                "%(n)s mentees work at the same authority.",
                n,
            ),
            HardRule.LINE: ngettext(
                "%(n)s mentee is in the same line of command.",
                "%(n)s mentees are in the same line of command.",
                n,
            ),
            HardRule.UNIT: ngettext(
                "%(n)s mentee has worked in the same unit.",
                "%(n)s mentees have worked in the same unit.",
                n,
            ),
            HardRule.LANGUAGE: ngettext(
                "%(n)s mentee has no language in common.",
                "%(n)s mentees have no language in common.",
                n,
            ),
            HardRule.MEETING: ngettext(
                "%(n)s mentee cannot meet in the same way.",
                "%(n)s mentees cannot meet in the same way.",
                n,
            ),
        }
        other = ngettext(
            "%(n)s mentee is not possible for another reason.",
            "%(n)s mentees are not possible for other reasons.",
            n,
        )
    return {rule.value: words for rule, words in ways.items()}.get(rule, other) % {"n": n}


def _help(one: Facts, seeks: bool) -> str:
    n = one.get("count", 0)
    others = (
        ngettext("%(n)s mentor", "%(n)s mentors", n)
        if seeks
        else ngettext("%(n)s mentee", "%(n)s mentees", n)
    ) % {"n": n}
    match one["code"]:
        case "from_day":
            return _("Can take part in a round that starts on %(day)s or later.") % {
                "day": _day(one["day"])
            }
        case "meeting" if one["from"] == "online":
            return _("Meetings in person would make %(others)s possible.") % {"others": others}
        case "meeting":
            return _("Meetings online would make %(others)s possible.") % {"others": others}
        case "language":
            return _("Either language would make %(others)s possible.") % {"others": others}
        case "reach":
            words = _("A longer way to travel would make %(others)s possible.")
            return words % {"others": others}
        case "veto":
            return _("Fewer to avoid would make %(others)s possible.") % {"others": others}
        case "place":
            return _("One place more with any of them would be enough.") if seeks else ""
        case "more" if seeks:
            return _("Another mentor, at another authority, would help.")
        case "more":
            return _("Another mentee, at another authority, would help.")
    return ""


def _day(iso: str | None) -> str:
    return date_format(date.fromisoformat(iso), "j F Y") if iso else ""
