"""The way through the states of a run: what a step means, whom it is told, and taking it."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import life, rules, run_emails, words
from courses.actions.move import NotAllowed, Told, hindrance, move, receivers
from courses.life import Effect
from courses.models import Enrolment, LateFee, Run, Session
from courses.money_forms import MoveForm
from courses.rules import RunState
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy

NAMED = 60  # people on the page before the rest are only counted


def moves_of(run: Run) -> list[dict[str, Any]]:
    """The states that a run may go to, as buttons; it is settled on a page of its own."""
    allowed = rules.TRANSITIONS[RunState(run.state)] - life.BY_SETTLEMENT
    return [{"state": s.value, "verb": VERBS[s]} for s in RunState if s in allowed]


class _Verbs(dict[RunState, Any]):
    """The verb of each button; read in the language of the page."""

    def __getitem__(self, state: RunState) -> str:
        return {
            RunState.PLANNED: _("Take back to planning"),
            RunState.TENTATIVE: _("Announce"),
            RunState.OPEN: _("Open enrolment"),
            RunState.PAUSED: _("Pause enrolment"),
            RunState.CLOSED: _("Close enrolment"),
            RunState.CONFIRMED: _("Confirm that it is held"),
            RunState.HELD: _("Mark as held"),
            RunState.SETTLED: _("Settle the run"),
            RunState.CANCELLED: _("Cancel the run"),
            RunState.POSTPONED: _("Postpone"),
        }[state]


VERBS = _Verbs()


@policy("keep_courses", methods="GET POST")
def run_state(request: NetworkRequest, pk: int, state: str) -> HttpResponse:
    """Say what a new state means for whom and which letters go out, and take the run there."""
    runs = Run.objects.seen_by(request.seat).with_seats().select_related("course", "network")
    it: Any = get_object_or_404(runs, pk=pk)
    if state not in RunState.values:
        raise Http404
    target = RunState(state)
    asks = life.asked_for(it.state, target)
    others = _other_runs(it)
    form = MoveForm(
        request.POST or None,
        asks=asks,
        runs=[(str(o.pk), f"{words.when_of(o)}, {words.seats_left(o)}") for o in others],
    )
    if request.method == "POST" and (not asks or form.is_valid()):
        return _moved(request, it, target, form, others)
    refusal = _refusal(it, target)
    if refusal:
        messages.error(request, refusal)
        return redirect("run", pk=it.pk)
    return render(
        request,
        "courses/run_state.html",
        {
            "run": it,
            "target": target.value,
            "verb": VERBS[target],
            "harsh": target in (RunState.CANCELLED, RunState.POSTPONED),
            "form": form if asks else None,
            "charged": LateFee.objects.owed().filter(run=it).count(),
            **_letters(request, it, target),
        },
    )


def _moved(
    request: NetworkRequest, it: Run, target: RunState, form: MoveForm, others: list[Run]
) -> HttpResponse:
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    chosen = next((run for run in others if str(run.pk) == said.get("next_run")), None)
    told = Told(said.get("reason", ""), chosen, said.get("free_until"))
    try:
        move(it, target, by=request.seat, told=told)
    except NotAllowed as refusal:
        messages.error(
            request,
            str(refusal) or _("The run has another state by now. Nothing was changed."),
        )
    else:
        messages.success(
            request,
            _("%(course)s is now: %(state)s.") % {"course": it.course.title, "state": target.label},
        )
    return redirect("run", pk=it.pk)


def _refusal(it: Run, target: RunState) -> str:
    if not rules.may_move(it.state, target):
        return _("The run cannot go there from where it is.")
    return hindrance(it, target, timezone.now())


def _other_runs(it: Run) -> list[Any]:
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    found = (
        Run.objects.filter(course=it.course_id, state=RunState.OPEN, begins_at__gt=timezone.now())
        .exclude(pk=it.pk)
        .with_seats()
        .prefetch_related(sessions)
        .order_by("begins_at")
    )
    return list(found)


def _letters(request: NetworkRequest, it: Run, target: RunState) -> dict[str, Any]:
    """Which letter goes out, to whom, and how it reads."""
    name = life.letter_of(it.state, target)
    if not name:
        return {"letter": "", "receivers": []}
    effect = next(key for key, letter in life.LETTERS.items() if letter == name)
    people = list(receivers(it, effect).select_related("membership__authority").order_by("number"))
    oneself = Person.objects.get(pk=request.seat.person_id)
    facts: dict[str, Any] = {}
    if effect in (Effect.TELL_CANCELLED, Effect.TELL_POSTPONED):
        facts["reason"] = _("(Here stands what you write above.)")
    return {
        "letter": run_emails.shown(name, it, oneself, **facts) if people else "",
        "receivers": [
            {
                "name": row.person.name,
                "authority": row.membership.short_name,
                "waiting": row.state in (Enrolment.State.WAITING, Enrolment.State.APPLIED),
            }
            for row in people[:NAMED]
        ],
        "count": len(people),
        "more": max(len(people) - NAMED, 0),
    }
