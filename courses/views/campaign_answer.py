"""The members' answers as those who oversee the needs read them, and opening one again."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions import campaign_letters
from courses.actions.campaign import NotNow
from courses.exports import needs_answers_table
from courses.models import NeedLine, NeedsAnswer, NeedsReply, Reopening
from courses.needs import emails as needs_emails
from courses.needs import words as needs_words
from courses.needs.campaign_forms import AnswerFilter, ReopeningForm, end_of
from courses.needs.campaigns import may_answer
from courses.needs.front import answer_rows
from courses.needs.words import STANDINGS
from courses.views.campaign import found_campaign
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_order

ANSWERS_ON_A_PAGE = 50
A_WEEK = timedelta(days=7)


@policy("see_needs")
def needs_answers(request: NetworkRequest, pk: int) -> HttpResponse:
    """Every member's answer: how far it has come, and how much it asks for."""
    campaign = found_campaign(request, pk)
    answers = NeedsAnswer.objects.seen_by(request.seat).filter(campaign=campaign).with_seats()
    filters = AnswerFilter(request.GET, states=list(STANDINGS.items()))
    filters.is_valid()
    wanted = filters.cleaned_data.get("state") or ""
    words = (filters.cleaned_data.get("q") or "").casefold().split()
    # A network has tens of members: they are sorted and chosen here, by name and standing.
    rows = [
        row
        for row in answer_rows(
            answers.select_related("membership__authority", "approver"), campaign
        )
        if wanted in ("", row.standing) and all(word in row.name.casefold() for word in words)
    ]
    rows = _ordered(rows, request.GET.get("sort", "name"))
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        return needs_answers_table(campaign, rows, kind)
    page = Paginator(rows, ANSWERS_ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "campaign": campaign,
        "page_obj": page,
        "filters": filters,
        "state_words": STANDINGS.get(wanted, ""),
        "narrowed": bool(wanted or words),
        "keeps": request.seat.may("keep_campaign"),
    }
    return render(request, "courses/needs/answers.html", facts)


def _ordered(rows: list[Any], sort: str) -> list[Any]:
    standings = list(STANDINGS)
    keys: dict[str, Any] = {
        "name": lambda row: swedish_order(row.name),
        "state": lambda row: standings.index(row.standing),
        "seats": lambda row: row.answer.seats,
    }
    key = keys.get(sort.removeprefix("-"), keys["name"])
    return sorted(rows, key=key, reverse=sort.startswith("-"))


def _answer(request: NetworkRequest, pk: int) -> NeedsAnswer:
    seen = NeedsAnswer.objects.seen_by(request.seat).select_related(
        "campaign", "membership__authority", "approver", "approved_by"
    )
    found: NeedsAnswer = get_object_or_404(seen, pk=pk)
    return found


@policy("see_needs")
def campaign_answer(request: NetworkRequest, pk: int) -> HttpResponse:
    """One authority's answer, as it was sent or as far as it has come."""
    answer = _answer(request, pk)
    lines = NeedLine.objects.seen_by(request.seat).filter(answer=answer).asking()
    rows = list(lines.select_related("candidate", "area").order_by("number", "id"))
    writes = answer.membership_id in request.seat.scope.memberships or request.seat.scope.whole
    facts = {
        "answer": answer,
        "campaign": answer.campaign,
        "row": answer_rows([answer], answer.campaign)[0],
        "lines": rows,
        "spring": sum(line.spring for line in rows),
        "autumn": sum(line.autumn for line in rows),
        "replies": NeedsReply.objects.filter(answer=answer)
        .exclude(text="")
        .select_related("question")
        .order_by("question__number"),
        "reopenings": Reopening.objects.filter(answer=answer).order_by("-at"),
        "may_write": writes and may_answer(answer.campaign, answer, timezone.now()) is None,
        "reopens": _reopens(request, answer),
        "time_left": needs_words.time_left(answer.campaign, answer),
    }
    return render(request, "courses/needs/answer.html", facts)


def _reopens(request: NetworkRequest, answer: NeedsAnswer) -> bool:
    shut = may_answer(answer.campaign, answer, timezone.now()) is not None
    return request.seat.may("keep_campaign") and shut


@policy("keep_campaign", methods="GET POST")
def campaign_answer_reopening(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let one authority change its answer: why, and until when."""
    answer = _answer(request, pk)
    form = ReopeningForm(request.POST or None, initial={"last_day": timezone.localdate() + A_WEEK})
    if request.method == "POST" and form.is_valid():
        try:
            campaign_letters.reopen(
                answer,
                reason=form.cleaned_data["reason"],
                until=end_of(form.cleaned_data["last_day"]),
                by=request.seat,
            )
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The answer is open again, and the authority is told."))
        return redirect("campaign_answer", pk=answer.pk)
    oneself = Person.objects.select_related("user").get(pk=request.seat.person_id)
    letter = needs_emails.shown(
        "reopened",
        answer.campaign,
        oneself,
        answer.membership.name,
        request.network,
        reason=_("(Here stands what you write above.)"),
        last=end_of(timezone.localdate() + A_WEEK),
    )
    facts = {"answer": answer, "campaign": answer.campaign, "form": form, "letter": letter}
    return render(request, "courses/needs/reopening.html", facts)
