"""Taking a seat, asked and answered in JSON: the same one question as behind the button."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from courses import rules
from courses.actions.enrol import NotPossible, enrol, standing, why_not
from courses.models import Enrolment, Run, SeatCount
from courses.querysets import places_in_line
from members.models import Person
from network.seat import Seat


def is_asked(request: HttpRequest) -> bool:
    """Whether the caller wants JSON rather than a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _reasons(reasons: list[rules.Reason]) -> list[dict[str, str]]:
    return [{"code": r.value, "sentence": str(rules.REASONS[r])} for r in reasons]


def asked(run: Run, person: Person) -> JsonResponse:
    """Whether the person may enrol now, why not, and what an enrolment would give."""
    reasons = why_not(run, person.pk)
    seats = SeatCount.objects.get(run=run)
    free = seats.taken < seats.capacity and not seats.waiting
    return JsonResponse(
        {
            "may_enrol": not reasons,
            "reasons": _reasons(reasons),
            "state": standing(run, person.pk),
            "would": None if reasons else ("seat" if free else "line"),
        }
    )


def taken(run: Run, person: Person, *, by: Seat) -> JsonResponse:
    """Enrol the person: 201 with the seat or the place in line, 409 with the reasons."""
    before = standing(run, person.pk)
    try:
        enrolment = enrol(run, person, by=by)
    except NotPossible as refusal:
        return JsonResponse(
            {"state": before, "place": None, "reasons": _reasons(refusal.reasons)}, status=409
        )
    return JsonResponse(_told(enrolment), status=200 if before else 201)


def _told(enrolment: Enrolment) -> dict[str, Any]:
    place = places_in_line([enrolment.pk]).get(enrolment.pk)
    return {
        "enrolment": enrolment.pk,
        "state": str(enrolment.state),
        "place": place,
        "reasons": [],
    }
