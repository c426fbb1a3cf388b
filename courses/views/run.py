"""A run's own page, the coordinators' list of runs, and the way through the states."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses import rules, words
from courses.actions.run import NotAllowed, move
from courses.history import history_of
from courses.models import Enrolment, Run, Session, SessionLink
from courses.run_page import days, run_page, terms_in_words
from courses.standing import sessions_to_choose, standing_of
from network.middleware import NetworkRequest
from network.permissions import policy

RUNS_ON_A_PAGE = 50


def _found(request: NetworkRequest, pk: int) -> Any:
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    runs = Run.objects.seen_by(request.seat).with_seats().select_related("course__area")
    return get_object_or_404(runs.prefetch_related(sessions), pk=pk)


@policy("see_courses")
def run(request: NetworkRequest, pk: int) -> HttpResponse:
    """Days, seats, price and late fees of a run, and the button to enrol."""
    page = run_page(request.seat, pk)
    it, terms, own = page.run, page.terms, {}
    mine = None
    if page.involved:
        mine = Enrolment.objects.of(request.seat).active().filter(run=it).first()
    if mine:
        terms = mine.late_terms
        own = {"terms": terms_in_words(it, terms), "sessions": days(it, _links(it))}
    return render(
        request,
        "courses/run_detail.html",
        {
            **page.shared.words,
            **own,
            "alike": page.shared,
            "shared": None if mine else page.shared,  # not where one's own stands instead
            "mine": mine,
            "begun": not rules.may_withdraw(it.begins_at, now=timezone.now()),
            "standing": standing_of(mine, it),
            "choosable": sessions_to_choose(mine, it),
            "why": "" if mine else _why_not(it, page.person),
            "binding": _binding(it, terms),
            "history": history_of(it, request.seat) if page.told else [],
            "moves": _moves(it) if request.seat.may("keep_courses") else [],
            "once": uuid.uuid4(),
        },
    )


def _links(it: Run) -> dict[int, str]:
    # Whose seat it is not, for them the database has no links.
    return dict(SessionLink.objects.filter(run=it).values_list("session", "url"))


def _why_not(it: Run, person: rules.PersonFacts) -> str:
    reasons = rules.may_enrol(it.facts, person, now=timezone.now())
    return str(rules.REASONS[reasons[0]]) if reasons else ""


def _binding(it: Run, terms: list[rules.Term]) -> str:
    """What a withdrawal costs who enrols today, in one sentence."""
    if it.is_free or not terms:
        return ""
    term, last = rules.term_on(terms, timezone.localdate()), rules.free_until(terms)
    if last and last >= timezone.localdate():
        return _("You can withdraw without cost until %(day)s.") % {"day": date_format(last, "j F")}
    if term and term.fee:
        return _("It is close to the course: who withdraws now pays %(fee)s.") % {
            "fee": words.fee(term.fee)
        }
    return ""


def _moves(it: Run) -> list[dict[str, Any]]:
    """The states that the run may go to, as buttons."""
    allowed = rules.TRANSITIONS[rules.RunState(it.state)]
    return [{"state": s.value, "verb": VERBS[s]} for s in rules.RunState if s in allowed]


class _Verbs(dict[rules.RunState, Any]):
    """The verb of each button; read in the language of the page."""

    def __getitem__(self, state: rules.RunState) -> str:
        return {
            rules.RunState.PLANNED: _("Take back to planning"),
            rules.RunState.TENTATIVE: _("Announce"),
            rules.RunState.OPEN: _("Open enrolment"),
            rules.RunState.PAUSED: _("Pause enrolment"),
            rules.RunState.CLOSED: _("Close enrolment"),
            rules.RunState.CONFIRMED: _("Confirm that it is held"),
            rules.RunState.HELD: _("Mark as held"),
            rules.RunState.SETTLED: _("Mark as settled"),
            rules.RunState.CANCELLED: _("Cancel the run"),
            rules.RunState.POSTPONED: _("Postpone"),
        }[state]


VERBS = _Verbs()


@policy("keep_courses")
def runs(request: NetworkRequest) -> HttpResponse:
    """All runs, planned ones too, with their seats: the coordinators' working list."""
    found = Run.objects.seen_by(request.seat).with_seats().select_related("course")
    state = request.GET.get("state", "")
    if state in rules.RunState.values:
        found = found.filter(state=state)
    if request.GET.get("q"):
        found = found.filter(course__title_sv__icontains=request.GET["q"])
    sorts = {"begins": "begins_at", "title": "course__title_sv", "seats": "counts__taken"}
    asked = request.GET.get("sort", "-begins")
    order = sorts.get(asked.lstrip("-"), "begins_at")
    found = found.order_by(f"-{order}" if asked.startswith("-") else order, "id")
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    page = Paginator(found.prefetch_related(sessions), RUNS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [
        {
            "run": it,
            "when": words.when(it.sessions.all()),
            "state": capfirst(str(it.get_state_display())),
        }
        for it in page
    ]
    return render(
        request,
        "courses/run_list.html",
        {
            "page_obj": page if page.paginator.count else None,
            "rows": rows,
            "state": state,
            "states": [(s.value, capfirst(str(s.label))) for s in rules.RunState],
        },
    )


@policy("keep_courses", methods="GET POST")
def run_state(request: NetworkRequest, pk: int, state: str) -> HttpResponse:
    """Say what a new state means for whom, and take the run there."""
    it = _found(request, pk)
    if state not in rules.RunState.values:
        raise Http404
    target = rules.RunState(state)
    if request.method == "POST":
        try:
            move(it, target, by=request.seat)
        except NotAllowed:
            messages.error(request, _("The run has another state by now. Nothing was changed."))
        else:
            messages.success(
                request,
                _("%(course)s is now: %(state)s.")
                % {"course": it.course.title, "state": target.label},
            )
        return redirect("run", pk=it.pk)
    if not rules.may_move(it.state, target):
        messages.error(request, _("The run cannot go there from where it is."))
        return redirect("run", pk=it.pk)
    return render(
        request,
        "courses/run_state.html",
        {
            "run": it,
            "target": target.value,
            "verb": VERBS[target],
            "harsh": target in (rules.RunState.CANCELLED, rules.RunState.POSTPONED),
        },
    )
