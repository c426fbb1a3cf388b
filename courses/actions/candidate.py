"""The list of a needs assessment: candidates and questions, added, changed, ordered, removed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from courses.actions.campaign import NotNow
from courses.models import (
    Campaign,
    CampaignQuestion,
    Candidate,
    Costing,
    Course,
    Decision,
    NeedLine,
    NeedsReply,
    PlannedRun,
)
from courses.needs.rules import CampaignState
from network.models.journal import note
from network.seat import Seat


def _last_place(campaign: Campaign) -> int:
    last = Candidate.objects.filter(campaign=campaign).aggregate(last=Max("position"))["last"]
    return last or 0


def _require_open_list(campaign: Campaign, by: Seat) -> None:
    by.require("keep_campaign")
    if campaign.state == CampaignState.CLOSED:
        raise NotNow(_("The needs assessment is closed, so its list stands as it is."))


@transaction.atomic
def add_courses(campaign: Campaign, courses: Iterable[Course], *, by: Seat) -> int:
    """Put courses of the network last in the list; those there already are left. NotNow."""
    _require_open_list(campaign, by)
    listed = Candidate.objects.filter(campaign=campaign)
    there = set(listed.values_list("course", flat=True))
    titles = set(listed.values_list("title_sv", flat=True))
    place, added = _last_place(campaign), 0
    for course in courses:
        if course.pk in there or course.title_sv in titles:
            continue
        place, added = place + 1, added + 1
        candidate = Candidate.objects.create(
            campaign=campaign,
            course=course,
            title_sv=course.title_sv,
            title_en=course.title_en,
            area_id=course.area_id,
            source=Candidate.Source.COURSE,
            position=place,
        )
        note("add_candidate", candidate, year=campaign.year, title=course.title_sv)
    return added


@transaction.atomic
def save_candidate(candidate: Candidate, *, by: Seat) -> Candidate:
    """Keep a candidate; a new one comes last. NotNow when the list is closed."""
    _require_open_list(candidate.campaign, by)
    new = candidate.pk is None
    if new:
        candidate.position = _last_place(candidate.campaign) + 1
    candidate.save()
    note(
        "add_candidate" if new else "change_candidate",
        candidate,
        year=candidate.campaign.year,
        title=candidate.title_sv,
    )
    return candidate


def why_kept(candidate: Candidate) -> str:
    """Why a candidate cannot be taken off the list, in a sentence; empty when it can."""
    if NeedLine.objects.filter(candidate=candidate).asking().exists():
        return _("Somebody has asked for seats, so the course stays on the list.")
    if Candidate.objects.filter(merged_into=candidate).exists():
        return _("Other needs were put together with this one. Undo that first.")
    used = (Decision.objects, PlannedRun.objects)
    if any(rows.filter(candidate=candidate).exists() for rows in used):
        return _("The council has decided on it or a plan holds it, so it stays.")
    return ""


@transaction.atomic
def remove_candidate(candidate: Candidate, *, by: Seat) -> None:
    """Take a candidate off the list that nobody has asked for. Raises NotNow."""
    _require_open_list(candidate.campaign, by)
    if why := why_kept(candidate):
        raise NotNow(why)
    note("remove_candidate", candidate, year=candidate.campaign.year, title=candidate.title_sv)
    # Lines of 0 seats in drafts say nothing; they go with the course.
    NeedLine.objects.filter(candidate=candidate, answer__state="draft").delete()
    if NeedLine.objects.filter(candidate=candidate).exists():
        raise NotNow(_("An answer that was sent names the course, so it stays on the list."))
    Costing.objects.filter(candidate=candidate).delete()
    candidate.delete()


@transaction.atomic
def place_candidate(candidate: Candidate, *, up: bool, by: Seat) -> None:
    """Move a candidate one step in the list. NotNow when the list is closed."""
    _require_open_list(candidate.campaign, by)
    rows = list(
        Candidate.objects.select_for_update()
        .filter(campaign=candidate.campaign_id)
        .standing()
        .order_by("position", "id")
    )
    here = next((place for place, row in enumerate(rows) if row.pk == candidate.pk), None)
    there = None if here is None else here - 1 if up else here + 1
    if here is None or there is None or not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, start=1):
        row.position = position
    Candidate.objects.bulk_update(rows, ["position"])


@transaction.atomic
def keep_costing(costing: Costing, *, by: Seat) -> None:
    """Keep what a run of a candidate takes; after the closing too, since plans need it."""
    by.require("keep_campaign")
    costing.save()
    note("keep_costing", costing.candidate, title=costing.candidate.title_sv)


@transaction.atomic
def keep_questions(campaign: Campaign, rows: Iterable[Mapping[str, Any]], *, by: Seat) -> None:
    """Keep the questions in their order. Raises NotNow for one that somebody has answered."""
    _require_open_list(campaign, by)
    wanted = list(rows)
    there = {row.pk: row for row in CampaignQuestion.objects.filter(campaign=campaign)}
    gone = set(there) - {row.get("id") for row in wanted}
    if NeedsReply.objects.filter(question__in=gone).exclude(text="").exists():
        raise NotNow(_("Somebody has answered a question that you take away. Keep it."))
    NeedsReply.objects.filter(question__in=gone).delete()
    CampaignQuestion.objects.filter(pk__in=gone).delete()
    # The numbers are unique: first out of the way, then in their order.
    CampaignQuestion.objects.filter(campaign=campaign).update(number=F("number") + 1000)
    for number, row in enumerate(wanted, start=1):
        question = there.get(row.get("id") or 0) or CampaignQuestion(campaign=campaign)
        question.number = number
        question.text_sv, question.text_en = row["text_sv"], row["text_en"]
        question.required = bool(row["required"])
        question.save()
    note("keep_questions", campaign, year=campaign.year, questions=len(wanted))
