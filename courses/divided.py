"""Divisions as pages and letters tell them: the run's, one's own, one's authority's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses import explanations, words
from courses.hiding import shown_name
from courses.models import Division, Enrolment, Outcome, Run
from courses.rules import Mode
from members.models import Membership, Person
from network import charts
from network.charts import Chart
from network.seat import Seat
from network.start import ToDo

LATER = (Mode.SHARES, Mode.DRAW, Mode.SELECTION)


@dataclass(frozen=True)
class Row:
    """One authority in a division; without a name where it is not one's own to know."""

    name: str
    own: bool
    facts: Mapping[str, Any]


def about_run(run: Run, seat: Seat, mine: Enrolment | None) -> dict[str, Any]:
    """What the run's own page says of its division; nothing for seats given as people come."""
    if run.mode not in LATER:
        return {}
    division = Division.objects.seen_by(seat).filter(run=run).first()
    told = Outcome.objects.filter(person__in=seat.scope.people, enrolment__run=run)
    why = told.order_by("-pk").first()
    return {
        "division": division,
        "told": explanations.sentences(why.why) if why else [],
        "applied": mine is not None and mine.state == Enrolment.State.APPLIED,
        "choice": mine.choice if mine else None,
        "divides": seat.may("divide_seats"),
        "declares": run.mode == Mode.SHARES
        and seat.may("declare_need")
        and (division is None or division.state == Division.State.SEALED),
    }


def explanation_of(enrolment: Enrolment) -> str:
    """Why an application got a seat or none, as one paragraph in the language of the moment."""
    outcome = Outcome.objects.filter(enrolment=enrolment).order_by("-pk").first()
    return " ".join(explanations.sentences(outcome.why)) if outcome else ""


def rows_of(lead: Division, seat: Seat) -> list[Row]:
    """The authorities of a division, least met first; others' names only for the council."""
    rows = lead.result.get("authorities", [])
    names = {
        member.pk: member.name
        for member in Membership.objects.filter(pk__in=[row["id"] for row in rows]).select_related(
            "authority"
        )
    }
    all_named = seat.scope.whole or seat.scope.reports
    home = own_memberships(seat)
    found = []
    for row in sorted(rows, key=lambda one: (one["met"], -one["asked"], one["id"])):
        own = row["id"] in home
        name = names[row["id"]] if all_named or own else ""
        found.append(Row(name or _("Another authority"), own, row))
    return found


def own_memberships(seat: Seat) -> frozenset[int]:
    """One's own authorities: where one works, and those that one answers for."""
    works_at = Person.objects.filter(pk__in=seat.scope.people).values_list("membership", flat=True)
    return seat.scope.memberships | frozenset(works_at)


def chart_of(rows: Iterable[Row]) -> Chart | None:
    """Met need of each authority, the lowest first; nothing to draw for a single one."""
    rows = list(rows)
    if len(rows) < 2:
        return None
    lowest, highest = rows[0].facts["met"], rows[-1].facts["met"]
    return charts.bars(
        _("The authorities got from %(lowest)s to %(highest)s per cent of what they asked for")
        % {"lowest": lowest, "highest": highest},
        [(_numbered(row, place), row.facts["met"]) for place, row in enumerate(rows, start=1)],
        head=_("Authority"),
        unit=_("Seats for each hundred that were asked for"),
        alt=_("Bars of the met need of each authority; the table has the figures."),
        language=get_language() or "sv",
        suffix=" %" if get_language() != "en" else "%",
        strong=[_numbered(row, place) for place, row in enumerate(rows, start=1) if row.own],
    )


def _numbered(row: Row, place: int) -> str:
    named = row.own or row.name != _("Another authority")
    return row.name if named else f"{row.name} {place}"


def todos(seat: Seat) -> list[ToDo]:
    """Divisions that wait for a coordinator's yes."""
    if not seat.may("divide_seats"):
        return []
    made = Division.objects.filter(state=Division.State.MADE, lead=None)
    return [
        ToDo(
            _("Give out the seats on %(course)s") % {"course": division.run.course.title},
            _("They are divided; look through it before people are told."),
            _("Look through it"),
            reverse("division", args=[division.pk]),
        )
        for division in made.select_related("run__course").order_by("made_at")[:5]
    ]


def people_of(lead: Division, seat: Seat) -> list[dict[str, Any]]:
    """Who would get what, for those who divide: seats first, then the line."""
    placed = {pk: int(run) for run, ids in lead.result["placed"].items() for pk in ids}
    entries = {one["number"]: one["entries"] for one in lead.inputs["applications"]}
    first = {number: rows[0][1] for number, rows in entries.items()}
    seats = {
        number: next((pk for _run, pk in rows if pk in placed), None)
        for number, rows in entries.items()
    }
    shown = {seats[number] or first[number]: number for number in entries}
    runs = Run.objects.filter(pk__in=lead.inputs["seats"]).prefetch_related("sessions").in_bulk()
    found = Enrolment.objects.filter(pk__in=shown).select_related("person", "membership__authority")
    people = []
    for row in found:
        why = lead.result["why"][str(shown[row.pk])]
        seated = row.pk in placed
        people.append(
            {
                "name": shown_name(row.person, seat),
                "authority": row.membership.short_name,
                "seated": seated,
                "run": words.when(runs[placed[row.pk]].sessions.all()) if seated else "",
                "choice": why.get("choice") if why["choices"] > 1 else None,
                "place": why.get("place"),
                "gone": not row.is_active,
            }
        )
    return sorted(people, key=lambda one: (not one["seated"], one["place"] or 0, one["name"]))
