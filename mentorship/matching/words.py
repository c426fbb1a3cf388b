"""What the matching found, in words: reasons, fit, proofs, notes, and why somebody has no pair."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from members.models import Authority
from mentorship.matching.criteria import RULES, Criterion, HardRule
from mentorship.matching.unmatched_words import Unmatched, unmatched_in_words

__all__ = [
    "Line",
    "Unmatched",
    "fit_in_words",
    "listed",
    "notes_in_words",
    "proof_in_words",
    "reasons_in_words",
    "rules_in_words",
    "stability_in_words",
    "unmatched_in_words",
]

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A sentence about a pair, and whether it speaks for them."""

    words: str
    is_good: bool


def fit_in_words(points: int) -> str:
    """How well two fit, from points 0 to 100; the limits are those of fairness."""
    if points >= 75:
        return _("Fit very well")
    if points >= 55:
        return _("Fit well")
    if points >= 35:
        return _("Fit fairly well")
    return _("Fit less well")


def reasons_in_words(reasons: Iterable[Facts]) -> list[Line]:
    """The frozen reasons of a pair as sentences, in the reader's language."""
    lines = (Line(_reason(one), bool(one.get("good"))) for one in reasons)
    return [line for line in lines if line.words]


def _reason(one: Facts) -> str:
    match one.get("code"):
        case Criterion.AREAS:
            return _areas(one)
        case Criterion.DISTANCE:
            return _distance(one)
        case Criterion.MEETING:
            ways = {
                "place": _("Both want to meet in person."),
                "online": _("Both want to meet online."),
            }
            return ways.get(one["same"], "")
        case Criterion.LANGUAGE:
            ways = {"sv": _("Both speak Swedish."), "en": _("Both want to speak English.")}
            return ways.get(one["same"], "")
        case Criterion.RHYTHM:
            ways = {
                "often": _("Both want to meet every other week."),
                "monthly": _("Both want to meet once a month."),
                "": _("One wants to meet every other week, the other once a month."),
            }
            return ways[one["same"]]
        case _:
            return _more(one)


def _more(one: Facts) -> str:
    match one.get("code"):
        case Criterion.SPAN:
            return _span(one)
        case Criterion.WISHED_KIND:
            return _kinds(one)
        case Criterion.STAFF:
            return _("The mentee leads %(mentee)s people and the mentor %(mentor)s.") % {
                "mentee": one["mentee"],
                "mentor": one["mentor"],
            }
        case Criterion.NEW:
            return _("They have been paired before.")
    return ""


def _areas(one: Facts) -> str:
    place = 1 if get_language() == "en" else 0
    names = [_within(area[place]) for area in one["areas"]]
    if not names:
        return _("The mentor offers none of what the mentee wants to grow in.")
    return _("The mentee wants to grow in %(areas)s, which the mentor offers.") % {
        "areas": listed(names)
    }


def _within(name: str) -> str:
    """A name as it stands inside a sentence: not with a capital, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _distance(one: Facts) -> str:
    km = one["km"]
    if one["good"]:
        if not km:
            return _("Both work in the same town.")
        return _("%(km)s km between their places of work.") % {"km": km}
    if one["online"]:
        return _("%(km)s km between their places of work. Both can meet online.") % {"km": km}
    return _("%(km)s km between their places of work.") % {"km": km}


def _span(one: Facts) -> str:
    years = one["years"]
    if years < 1:
        return _("The mentor has not led staff longer than the mentee.")
    return ngettext(
        "The mentor has led staff for %(n)s year more.",
        "The mentor has led staff for %(n)s years more.",
        years,
    ) % {"n": years}


def _kinds(one: Facts) -> str:
    if not one["mentee"] and not one["mentor"]:
        return _("Not the kind of authority that they want to get to know.")
    kind = str(Authority.Kind(one["mentee"] or one["mentor"]).label)
    who = (
        _("The mentee wants to get to know this kind of authority: %(kind)s.")
        if one["mentee"]
        else _("The mentor wants to get to know this kind of authority: %(kind)s.")
    )
    return who % {"kind": kind}


def listed(names: Sequence[str]) -> str:
    """Names after each other: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def rules_in_words(rules: Iterable[str]) -> list[str]:
    """The sentences of broken hard rules."""
    return [str(RULES[HardRule(rule)]) for rule in rules]


def notes_in_words(notes: Iterable[Facts], names: Mapping[int, str]) -> list[str]:
    """What could not be done as the coordinator wished; `names` by expression of interest."""
    return [_note(note, names) for note in notes]


def _note(note: Facts, names: Mapping[int, str]) -> str:
    two = {
        "mentee": names.get(note["mentee"], _("somebody who has left")),
        "mentor": names.get(note["mentor"], _("somebody who has left")),
    }
    if note["code"] == "pin_gone":
        return _("%(mentee)s and %(mentor)s were pinned, but do not both take part any more.") % two
    if note["code"] == "pin_contradicts":
        words = _("%(mentee)s and %(mentor)s were pinned, which another pinned pair contradicts.")
        return words % two
    words = _("%(mentee)s and %(mentor)s were pinned, but cannot be a pair. %(why)s")
    return words % {**two, "why": " ".join(rules_in_words(note["rules"]))}


def proof_in_words(proofs: Sequence[Facts]) -> str:
    """What is proved of a matching, in a plain sentence or two; proofs as they are stored."""
    by_aim = {proof["aim"]: proof for proof in proofs}
    ways = {
        "pairs": _("No other proposal gives more pairs."),
        "points": _("No other proposal gives more points."),
    }
    order = [proof["aim"] for proof in proofs if proof["aim"] in ("pairs", "points")]
    if not order:
        return ""
    if any(by_aim[aim]["reached"] != by_aim[aim]["bound"] for aim in order):
        return _("It is not proved that this is the best proposal.")
    after = {
        "pairs": _("None with as many points gives more pairs."),
        "points": _("None with as many pairs gives more points."),
    }
    if "kept" in by_aim:
        return _("No other proposal gives as many pairs and changes fewer.")
    return f"{ways[order[0]]} {after[order[1]]}" if len(order) > 1 else ways[order[0]]


def stability_in_words(state: str) -> str:
    """Whether two would both rather have each other than what the proposal gives them."""
    return {
        "stable": _("No mentee and mentor would fit better with each other than with theirs."),
        "none_exists": _(
            "A mentee and a mentor would fit better with each other, but all together less well."
        ),
        "not_settled": _(
            "Whether a mentee and a mentor would rather have each other is not known."
        ),
    }.get(state, "")
