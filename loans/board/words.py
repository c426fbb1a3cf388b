"""What the board says of a notice: days, extent, place, and why something fits."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loans.board.facts import Facts
from loans.board.suggesting import BUTS, Because, Fit, Reason
from loans.rules import NoticeKind, Occasion, Remote
from network.wording import quoted

# What the board calls each kind where it stands alone.
KINDS = {
    NoticeKind.NEED: gettext_lazy("Need of staff"),
    NoticeKind.IDLE: gettext_lazy("Staff to lend"),
    NoticeKind.PLACEMENT: gettext_lazy("Development placement"),
}
PLAIN = {
    Reason.SAME_PLACE: gettext_lazy("same place"),
    Reason.REMOTE: gettext_lazy("the work can be done from anywhere"),
    Reason.STATE: gettext_lazy("both belong to the State: the State's rules hold, and no VAT"),
    Reason.OTHERS: gettext_lazy(
        "one of them lies outside the State: the employee's own consent is needed as well"
    ),
    Reason.CRISIS: gettext_lazy("the need is for crisis support"),
}


def kind_in_words(kind: str) -> str:
    """A kind of notice, as a heading."""
    return str(KINDS[NoticeKind(kind)])


def days_in_words(starts: date, ends: date) -> str:
    """From one day to another, the year once where it is the same."""
    first = date_format(starts, "j F" if starts.year == ends.year else "j F Y")
    return _("%(start)s to %(end)s") % {"start": first, "end": date_format(ends, "j F Y")}


def extent_in_words(percent: int, people: int) -> str:
    """How much of somebody's time, and how many where it is more than one."""
    much = _("full time") if percent == 100 else _("%(n)s per cent") % {"n": percent}
    if people == 1:
        return much
    many = ngettext("%(n)s person", "%(n)s people", people) % {"n": people}
    return f"{many}, {much}"


def place_in_words(place: str, remote: str) -> str:
    """Where the work is done."""
    if remote == Remote.NO:
        return place
    how = str(Remote(remote).label)
    return f"{place}, {how}" if place else str(capfirst(how))


def occasion_in_words(occasion: str) -> str:
    """The occasion where it is out of the ordinary; empty for ordinary work."""
    return str(capfirst(Occasion.CRISIS.label)) if occasion == Occasion.CRISIS else ""


def reasons_in_words(fits: Fit, names: Mapping[str, str]) -> list[tuple[str, bool]]:
    """Each reason, and whether it speaks against; `names` are the competences' by code."""
    return [(capfirst(_said(row, names)), row.reason in BUTS) for row in fits.because]


def strongest(fits: Fit, names: Mapping[str, str]) -> str:
    """The first two reasons in one clause."""
    return ", ".join(_said(row, names) for row in fits.because[:2])


def _said(row: Because, names: Mapping[str, str]) -> str:
    match row.reason:
        case Reason.COMPETENCE:
            return ngettext(
                "both name the competence %(names)s",
                "both name the competences %(names)s",
                len(row.codes),
            ) % {"names": quoted(names.get(code, code) for code in row.codes)}
        case Reason.ALL_DAYS:
            return _("the staff is free on all of the days")
        case Reason.SOME_DAYS:
            return _("the staff is free on %(n)s of %(all)s days") % {
                "n": row.number,
                "all": row.of,
            }
        case Reason.EXTENT:
            return _("the extent is enough")
        case Reason.LESS_EXTENT:
            return _("the extent covers %(n)s per cent of the need") % {
                "n": max(1, round(100 * row.number / row.of))
            }
        case Reason.NEAR | Reason.FAR:
            return _("%(km)s km apart") % {"km": row.number}
        case _:
            return str(PLAIN[row.reason])


def names_of(codes: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """What competences are called; one that the network has not named says its code."""
    return [names.get(code, code) for code in codes]


def line_of(it: Facts) -> str:
    """A notice in one line: days, extent and place."""
    parts = [
        days_in_words(it.starts, it.ends),
        extent_in_words(it.percent, it.people),
        place_in_words(it.place, it.remote),
    ]
    return ", ".join(part for part in parts if part)
