"""Taking a seat, asked and answered in JSON: the same one question as behind the button."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from courses import rules
from courses.actions.enrol import NotPossible, enrol, person_facts
from courses.actions.names import room_of
from courses.forecast import Candidate, forecast
from courses.models import Enrolment, Run
from courses.querysets import places_in_line
from courses.questions import EnrolmentForm
from members.models import Person
from network.seat import Seat


def is_asked(request: HttpRequest) -> bool:
    """Whether the caller wants JSON rather than a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _reasons(reasons: list[rules.Reason]) -> list[dict[str, str]]:
    return [{"code": r.value, "sentence": str(rules.REASONS[r])} for r in reasons]


def asked(run: Run, person: Person) -> JsonResponse:
    """Whether the person may enrol now, why not, and what an enrolment would give."""
    facts = person_facts(run, person.pk)
    reasons = rules.may_enrol(run.facts, facts, now=timezone.now())
    told = None if reasons else _would(run, person, facts)
    return JsonResponse(
        {
            "may_enrol": not reasons,
            "reasons": _reasons(reasons),
            "state": facts.standing,
            "would": told,
        }
    )


def _would(run: Run, person: Person, facts: rules.PersonFacts) -> str:
    candidate = Candidate(person.membership_id, facts, (), ())
    room = room_of(run)
    if facts.own_seat:  # of the authority's own seats people see only their own authority's
        room.own = {person.membership_id: 1}
    return str(forecast([candidate], room)[0].fate)


def taken(run: Run, person: Person, form: EnrolmentForm, *, by: Seat) -> JsonResponse:
    """Enrol the person: 201 with the seat or the place in line, 409 with the reasons.

    422 names the fields that the authority asks for, or the clash that `anyway` answers.
    """
    before = person_facts(run, person.pk).standing
    if not form.is_valid():
        missing = form.errors.get_json_data() or {"anyway": []}
        return JsonResponse({"state": before, "place": None, "missing": missing}, status=422)
    try:
        enrolment = enrol(run, person, by=by, reference=form.reference_given)
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
