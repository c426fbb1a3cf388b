"""The list that the members answer: courses and ideas, their costings, and the questions."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.actions import candidate as actions
from courses.actions.campaign import NotNow
from courses.models import CampaignQuestion, Candidate, Costing, Course
from courses.needs import hit_rate
from courses.needs.campaign_forms import (
    BaseQuestionFormSet,
    CandidateForm,
    CostingForm,
    QuestionForm,
    QuestionFormSet,
)
from courses.needs.candidate_page import in_words
from courses.needs.rules import CampaignState
from courses.search import found_by
from courses.views.campaign import found_campaign
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_key

COURSES_ON_A_PAGE = 50
MOST_FOUND = 200


def _candidate(request: NetworkRequest, pk: int) -> Candidate:
    seen = Candidate.objects.seen_by(request.seat).select_related("campaign")
    found: Candidate = get_object_or_404(seen, pk=pk)
    return found


@policy("oversee_needs")
def candidates(request: NetworkRequest, pk: int) -> HttpResponse:
    """The courses and ideas of a needs assessment, in the order that the members see."""
    found = found_campaign(request, pk)
    rows: list[Any] = list(
        Candidate.objects.seen_by(request.seat)
        .filter(campaign=found)
        .standing()
        .with_seats()
        .select_related("area")
        .prefetch_related("costings")
    )
    rates = hit_rate.before(rows, found.previous, request.seat)
    for row in rows:
        row.last_year = in_words(rates[row.pk]) if row.pk in rates else ""
    facts = {
        "campaign": found,
        "rows": rows,
        "told": bool(rates),
        "keeps": request.seat.may("keep_campaign"),
        "opened": found.state != CampaignState.DRAFT,
        "open_list": request.seat.may("keep_campaign") and found.state != CampaignState.CLOSED,
    }
    return render(request, "courses/needs/candidates.html", facts)


@policy("keep_campaign", methods="GET POST")
def candidate_courses(request: NetworkRequest, pk: int) -> HttpResponse:
    """Choose among the network's courses which to put on the list."""
    found = found_campaign(request, pk)
    if request.method == "POST":
        chosen = [int(one) for one in request.POST.getlist("chosen") if one.isdecimal()]
        wanted = Course.objects.seen_by(request.seat).filter(pk__in=chosen)
        try:
            added = actions.add_courses(
                found, wanted.order_by(swedish_key("title_sv")), by=request.seat
            )
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                ngettext("%(n)s course is added.", "%(n)s courses are added.", added)
                % {"n": added},
            )
        return redirect("candidates", pk=found.pk)
    listed = Candidate.objects.filter(campaign=found, course__isnull=False)
    rows = Course.objects.seen_by(request.seat).exclude(pk__in=listed.values("course"))
    asked = request.GET.get("q", "").replace("\0", "").strip()[:100]
    if asked:
        rows = rows.filter(pk__in=found_by(asked, MOST_FOUND))
    ordered = rows.select_related("area").order_by(swedish_key("title_sv"), "pk")
    page = Paginator(ordered, COURSES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "courses/needs/courses.html",
        {"campaign": found, "page_obj": page, "asked": asked},
    )


@policy("keep_campaign", methods="GET POST")
def candidate_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Add an idea: from a working group, from a member, or in own words."""
    found = found_campaign(request, pk)
    return _form(request, Candidate(campaign=found, source=Candidate.Source.GROUP))


@policy("keep_campaign", methods="GET POST")
def candidate_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change the words of a candidate."""
    return _form(request, _candidate(request, pk))


def _form(request: NetworkRequest, candidate: Candidate) -> HttpResponse:
    form = CandidateForm(request.POST or None, instance=candidate)
    campaign, new = candidate.campaign, candidate.pk is None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_candidate(form.save(commit=False), by=request.seat)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("The idea is on the list.") if new else _("The candidate is changed.")
            )
        return redirect("candidates", pk=campaign.pk)
    return render(
        request, "courses/needs/candidate_form.html", {"form": form, "campaign": campaign,
                                                        "new": new}
    )  # fmt: skip


@policy("keep_campaign", methods="GET POST")
def candidate_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a candidate off the list that nobody has asked for."""
    found = _candidate(request, pk)
    why = actions.why_kept(found)
    if request.method == "POST" or why:
        try:
            actions.remove_candidate(found, by=request.seat)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The course is off the list."))
        return redirect("candidates", pk=found.campaign_id)
    return render(request, "courses/needs/candidate_removal.html", {"candidate": found})


@policy("keep_campaign", methods="POST")
def candidate_place(request: NetworkRequest, pk: int, way: str) -> HttpResponse:
    """Move a candidate one step up or down."""
    found = _candidate(request, pk)
    if way not in ("up", "down"):
        raise Http404
    try:
        actions.place_candidate(found, up=way == "up", by=request.seat)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("candidates", pk=found.campaign_id)


@policy("keep_campaign", methods="GET POST")
def candidate_costing(request: NetworkRequest, pk: int) -> HttpResponse:
    """What one run of a candidate takes: group, kronor and hours."""
    found = _candidate(request, pk)
    costing = Costing.objects.filter(candidate=found).first() or Costing(candidate=found)
    form = CostingForm(request.POST or None, instance=costing)
    if request.method == "POST" and form.is_valid():
        actions.keep_costing(form.save(commit=False), by=request.seat)
        messages.success(request, _("The costing is kept."))
        return redirect("candidates", pk=found.campaign_id)
    return render(request, "courses/needs/costing.html", {"form": form, "candidate": found})


@policy("keep_campaign", methods="GET POST")
def campaign_questions(request: NetworkRequest, pk: int) -> HttpResponse:
    """The questions besides seats: add, change, order and take away."""
    found = found_campaign(request, pk)
    there = CampaignQuestion.objects.filter(campaign=found).order_by("number")
    initial = [QuestionForm.told(question) for question in there]
    forms = cast(
        BaseQuestionFormSet,
        QuestionFormSet(request.POST or None, initial=initial, prefix="questions"),
    )
    if request.method == "POST" and forms.is_valid():
        try:
            actions.keep_questions(found, forms.rows(), by=request.seat)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The questions are kept."))
        return redirect("campaign_questions", pk=found.pk)
    return render(request, "courses/needs/questions.html", {"forms": forms, "campaign": found})
