"""A run's participants as those who answer for them read the list: views, counts, order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.hiding import is_hidden, shown_email, shown_name
from courses.models import Enrolment, Run
from courses.querysets import places_in_line
from network.seat import Seat
from network.sorting import swedish_key
from network.sought import holding

S = Enrolment.State
# What a chip of the list shows, in the order of the chips.
VIEWS: dict[str, tuple[str, ...]] = {
    "active": tuple(Enrolment.ACTIVE),
    "seated": (S.ENROLLED, S.PENDING),
    "offered": (S.OFFERED,),
    "line": (S.WAITING,),
    "applied": (S.APPLIED,),
    "over": (S.WITHDRAWN, S.REFUSED),
}
KINDS = {
    S.ENROLLED: "good",
    S.PENDING: "now",
    S.OFFERED: "now",
    S.WAITING: "notice",
    S.APPLIED: "notice",
}
# Seats before offers before the line, as far as one reads from above.
ORDER = (S.ENROLLED, S.PENDING, S.OFFERED, S.WAITING, S.APPLIED, S.REFUSED, S.WITHDRAWN)
SORTS: dict[str, Any] = {
    "name": swedish_key("person__name"),
    "authority": swedish_key("membership__authority__short_name"),
    "enrolled": "enrolled_at",
}


@dataclass(frozen=True)
class View:
    """A chip: which enrolments it shows, and how many they are."""

    name: str
    label: str
    count: int


def label_of(view: str) -> str:
    """What a chip says."""
    return {
        "active": _("Enrolled and waiting"),
        "seated": _("With a seat"),
        "offered": _("Asked for an answer"),
        "line": _("In line"),
        "applied": _("Applied"),
        "over": _("Withdrawn"),
    }[view]


def views_of(run: Run, seat: Seat) -> list[View]:
    """The chips that lead somewhere, with their counts; one question."""
    rows = Enrolment.objects.answered_for_by(seat).filter(run=run).order_by()
    by_state = dict(rows.values_list("state").annotate(n=Count("pk")))
    counted = [
        View(name, label_of(name), sum(by_state.get(state, 0) for state in states))
        for name, states in VIEWS.items()
    ]
    return [view for view in counted if view.count or view.name == "active"]


def rows_of(run: Run, seat: Seat, *, view: str, words: str = "", sort: str = "") -> Any:
    """The enrolments of a view that hold the words; in the order of the line unless sorted."""
    rows = (
        Enrolment.objects.answered_for_by(seat)
        .filter(run=run, state__in=VIEWS.get(view, VIEWS["active"]))
        .select_related("person", "membership__authority", "group")
    )
    readable = Q(person__protected=False) | Q(membership__in=seat.scope.memberships)

    def named(word: str) -> Q:
        return readable & (Q(person__name__icontains=word) | Q(person__email__icontains=word))

    rows = holding(rows, words, "membership__authority__short_name", also=named)
    key = SORTS.get(sort.lstrip("-"))
    if key is not None:
        return rows.order_by(_turned(key) if sort.startswith("-") else key, "pk")
    standing = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(ORDER)),
        output_field=IntegerField(),
    )
    return rows.order_by(standing, "-priority", "number", "pk")


def _turned(key: Any) -> Any:
    return f"-{key}" if isinstance(key, str) else key.desc()


def shown(rows: Sequence[Enrolment], seat: Seat) -> list[dict[str, Any]]:
    """Rows as the page and the file draw them; one question for the places in line."""
    places = places_in_line([row.pk for row in rows if row.state == S.WAITING])
    return [
        {
            "enrolment": row,
            "hidden": is_hidden(row.person, seat),
            "name": shown_name(row.person, seat),
            "email": shown_email(row.person, seat),
            "authority": row.membership.short_name,
            "place": places.get(row.pk),
            "standing": standing(row, places.get(row.pk)),
            "kind": KINDS.get(S(row.state), "off"),
            "why": because(row),
        }
        for row in rows
    ]


def standing(row: Enrolment, place: int | None) -> str:
    """Where somebody stands, in words."""
    if place:
        return _("Number %(place)s in line") % {"place": place}
    return str(capfirst(row.get_state_display()))


def because(row: Enrolment) -> str:
    """What else there is to say of a place: a group, a priority, the authority's own seat."""
    said = []
    if row.group_id and row.group.whole:
        said.append(_("In a group of %(n)s, all or none") % {"n": row.group.size})
    if row.state == S.WAITING and row.priority:
        said.append(_("Given priority") if row.priority > 0 else _("Put last"))
    if row.is_holding and row.allotment_id:
        said.append(_("The authority's own seat"))
    return ". ".join(said)
