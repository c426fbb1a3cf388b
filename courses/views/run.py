"""A run's own page, the coordinators' list of runs, and the way through the states."""

import uuid

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses import after, rules, words
from courses.actions.late_fee import terms_now
from courses.divided import about_run
from courses.history import history_of
from courses.models import Enrolment, Run, Session, SessionLink
from courses.run_page import days, kept_whole, run_page, terms_in_words
from courses.standing import sessions_to_choose, standing_of
from courses.views.state import moves_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sought import holding

RUNS_ON_A_PAGE = 50


@policy("see_courses")
def run(request: NetworkRequest, pk: int) -> HttpResponse:
    """Days, seats, price and late fees of a run, and the button to enrol."""
    page = run_page(request.seat, pk)
    it, terms, own = page.run, page.terms, {}
    mine = None
    if page.involved:
        mine = Enrolment.objects.of(request.seat).active().filter(run=it).first()
    if mine:
        terms = terms_now(mine, it)
        own = {
            "terms": terms_in_words(terms),
            "rest": words.rest_in_words(terms),
            "sessions": days(it, _links(it)),
        }
    division = about_run(it, request.seat, mine)
    said = {
        "begun": not rules.may_withdraw(it.begins_at, now=timezone.now()),
        "why": "" if mine else _why_not(it, page.person),
        "binding": _binding(it, terms),
    }
    once = {"once": str(uuid.uuid4())}
    if not (mine or division or page.told or page.leads or request.seat.may("keep_courses")):
        whole = kept_whole(page, said, once)
        return render(request, "courses/run_detail.html", {"course": it.course, "whole": whole})
    return render(
        request,
        "courses/run_detail.html",
        {
            **page.shared.words,
            **own,
            **said,
            **once,
            "alike": page.shared,
            "shared": None if mine else page.shared,  # not where one's own stands instead
            "mine": mine,
            "standing": standing_of(mine, it),
            "choosable": sessions_to_choose(mine, it),
            **division,
            "history": history_of(it, request.seat) if page.told else [],
            "moves": moves_of(it) if request.seat.may("keep_courses") else [],
            "after": after.on_run_page(it, request.seat, mine, leads=page.leads),
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
    if not words.cost_anything(terms):
        return ""
    now = timezone.localtime()
    term, last = rules.term_on(terms, now.date(), now.time()), rules.free_until(terms)
    if last and last >= timezone.localdate():
        return _("You can withdraw without cost until %(day)s.") % {"day": date_format(last, "j F")}
    if term and term.fee:
        return _("It is close to the course: who withdraws now pays %(fee)s.") % {
            "fee": words.fee(term.fee)
        }
    return ""


@policy("keep_courses")
def runs(request: NetworkRequest) -> HttpResponse:
    """All runs, planned ones too, with their seats: the coordinators' working list."""
    found = Run.objects.seen_by(request.seat).with_seats().select_related("course")
    state = request.GET.get("state", "")
    if state in rules.RunState.values:
        found = found.filter(state=state)
    found = holding(found, request.GET.get("q", ""), "course__title_sv")
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
            "when": words.when_of(it),
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
