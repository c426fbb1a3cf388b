"""The surveys and one of them: how far it has come, and its steps."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.head_count_progress import reached
from members.models import Membership, Person
from network.forms import OnceForm
from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy
from network.refusals import refusals_said
from network.sorting import swedish_order
from reports.models import Survey, SurveyAnswer, SurveyRequest
from reports.survey import actions, emails
from reports.survey.forms import SurveyForm

ANSWER_TIME = timedelta(days=30)
PAGE = 25


def found_survey(pk: int) -> Survey:
    """A survey of the network; everybody who comes here may know of it."""
    found: Survey = get_object_or_404(Survey.objects.all(), pk=pk)
    return found


@policy("see_surveys")
def surveys(request: NetworkRequest) -> HttpResponse:
    """Every year's survey, and how many have answered."""
    seat = request.seat
    rows = Survey.objects.annotate(
        asked=Count("requests", distinct=True), answered=Count("answers", distinct=True)
    ).order_by("-year")
    if not seat.may("keep_surveys"):
        rows = rows.filter(opened_at__isnull=False)
    facts = {
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "keeps": seat.may("keep_surveys"),
        "sees_all": seat.may("see_reports"),
    }
    return render(request, "reports/survey_list.html", facts)


@policy("see_surveys")
def survey(request: NetworkRequest, pk: int) -> HttpResponse:
    """How far a survey has come: who has answered, and its questions."""
    found = found_survey(pk)
    answered = {
        row.membership_id: row
        for row in SurveyAnswer.objects.filter(survey=found).select_related("person")
    }
    asked = SurveyRequest.objects.filter(survey=found).select_related("membership__authority")
    seat = request.seat
    rows = [
        {
            "asked": row,
            "member": row.membership,
            "answer": answered.get(row.membership_id),
            "mine": row.membership_id in seat.scope.memberships and seat.may("answer_survey"),
        }
        for row in asked
    ]
    rows.sort(key=lambda row: (row["answer"] is not None, swedish_order(row["member"].name)))
    facts = {
        "survey": found,
        "rows": rows,
        "answered": len(answered),
        "percent": 100 * len(answered) // len(rows) if rows else 0,
        "silent": len(rows) - len(answered),
        "questions": actions.questions_of(found),
        "keeps": seat.may("keep_surveys"),
        "sees_all": seat.may("see_reports"),
        "today": timezone.localdate(),
        "newcomers": actions.members_to_ask(found)
        if found.is_open and seat.may("keep_surveys")
        else [],
    }
    return render(request, "reports/survey_detail.html", facts)


def _fresh(today: date) -> Survey:
    """The next year that was not asked about, in the words of the last one."""
    latest = Survey.objects.order_by("-year").first()
    year = today.year if today.month > 9 else today.year - 1
    fresh = Survey(year=max(year, latest.year + 1) if latest else year)
    if latest:
        fresh.intro_sv, fresh.intro_en = latest.intro_sv, latest.intro_en
        fresh.remind_before = latest.remind_before
    fresh.deadline = today + ANSWER_TIME
    return fresh


@policy("keep_surveys", methods="GET POST")
def survey_new(request: NetworkRequest) -> HttpResponse:
    """Prepare a survey; nobody is asked before it is opened."""
    return _form(request, _fresh(timezone.localdate()))


@policy("keep_surveys", methods="GET POST")
def survey_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change its days and words; what year it is about only until it is open."""
    found = found_survey(pk)
    if found.closed_at:
        messages.info(request, _("The survey is closed, so it stands as it is."))
        return redirect("survey", pk=found.pk)
    return _form(request, found)


def _form(request: NetworkRequest, it: Survey) -> HttpResponse:
    new = it.pk is None
    form = SurveyForm(request.POST or None, instance=it, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        kept = form.save(commit=False)
        if new:
            actions.prepare(kept, by=request.seat)
        else:
            kept.save()
            note("change_survey", kept, year=kept.year, deadline=kept.deadline.isoformat())
        said = _("The survey is prepared. Look through its questions.") if new else _("Saved.")
        messages.success(request, said)
        return redirect("survey", pk=kept.pk)
    return render(request, "reports/survey_form.html", {"form": form, "survey": it})


def _step(
    request: NetworkRequest, pk: int, template: str, do: Callable[[Survey], str],
    facts: Callable[[Survey], dict[str, Any]],
) -> HttpResponse:  # fmt: skip
    """A page that says what will happen, and does it once when it is sent."""
    found = found_survey(pk)
    if request.method == "POST":
        with refusals_said(request):
            messages.success(request, do(found))
        return redirect("survey", pk=found.pk)
    return render(request, template, {"survey": found, "form": OnceForm(), **facts(found)})


def _letters(
    request: NetworkRequest, kind: str, of: Survey, to: list[Membership]
) -> dict[str, Any]:
    oneself = Person.objects.select_related("user").get(pk=request.seat.person_id)
    letter = emails.shown(kind, of, oneself, request.network, _("(the authority's name)"))
    return {"members": to, "letter": letter, **reached(to)}


@policy("keep_surveys", methods="GET POST")
def survey_opening(request: NetworkRequest, pk: int) -> HttpResponse:
    """Ask every member; again later it asks those that have joined since."""

    def do(of: Survey) -> str:
        asked = actions.open_survey(of, by=request.seat)
        return ngettext("%(n)s member is asked.", "%(n)s members are asked.", asked) % {"n": asked}

    def facts(of: Survey) -> dict[str, Any]:
        return _letters(request, "asked", of, actions.members_to_ask(of))

    return _step(request, pk, "reports/survey_opening.html", do, facts)


@policy("keep_surveys", methods="GET POST")
def survey_reminders(request: NetworkRequest, pk: int) -> HttpResponse:
    """Remind the silent now."""

    def do(of: Survey) -> str:
        sent = actions.remind(of, by=request.seat)
        words = ngettext(
            "%(n)s member gets a reminder, at most one a day.",
            "%(n)s members get a reminder, at most one a day.",
            sent,
        )
        return words % {"n": sent}

    def facts(of: Survey) -> dict[str, Any]:
        return _letters(request, "remind", of, [row.membership for row in actions.silent(of)])

    return _step(request, pk, "reports/survey_reminders.html", do, facts)


@policy("keep_surveys", methods="GET POST")
def survey_closing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take no more answers, and show the results."""

    def do(of: Survey) -> str:
        actions.close_survey(of, by=request.seat)
        return _("The survey is closed, and its results are shown.")

    def facts(of: Survey) -> dict[str, Any]:
        return {"silent": len(actions.silent(of))}

    return _step(request, pk, "reports/survey_closing.html", do, facts)
