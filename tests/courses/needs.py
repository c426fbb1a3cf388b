"""Plain functions that make needs assessments, candidates and answers for the tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from courses.models import Campaign, CampaignQuestion, Candidate, Costing, NeedLine, NeedsAnswer
from courses.needs.rules import AnswerState, CampaignState

YEAR = timezone.localdate().year + 1


def make_campaign(
    year: int = YEAR, state: str = CampaignState.OPEN, closes_in: int = 14, **fields: Any
) -> Campaign:
    """A needs assessment that closes in some days; inside the scope of a coordinator."""
    now = timezone.now()
    facts: dict[str, Any] = {
        "opens_on": timezone.localdate() - timedelta(days=7),
        "closes_at": now + timedelta(days=closes_in),
        "opened_at": None if state == CampaignState.DRAFT else now - timedelta(days=7),
        "closed_at": now if state == CampaignState.CLOSED else None,
        "intro_sv": "Vilka utbildningar behöver ni nästa år?",
    }
    made: Campaign = Campaign.objects.create(year=year, state=state, **facts | fields)
    return made


def make_question(campaign: Campaign, text: str = "Vad saknas?", **fields: Any) -> CampaignQuestion:
    """A question besides seats."""
    number = CampaignQuestion.objects.filter(campaign=campaign).count() + 1
    made: CampaignQuestion = CampaignQuestion.objects.create(
        campaign=campaign, number=number, text_sv=text, **fields
    )
    return made


def make_candidate(campaign: Campaign, title: str = "Excel grund", **fields: Any) -> Candidate:
    """A course that may be planned; last in the list."""
    position = Candidate.objects.filter(campaign=campaign).count() + 1
    facts: dict[str, Any] = {"source": Candidate.Source.OTHER, "position": position}
    made: Candidate = Candidate.objects.create(campaign=campaign, title_sv=title, **facts | fields)
    return made


def make_costing(candidate: Candidate, **fields: Any) -> Costing:
    """What a run takes: from 8 to 20 people for 30 000 kronor."""
    made: Costing = Costing.objects.create(
        candidate=candidate, **{"run_cost": 30_000, "source": "test"} | fields
    )
    return made


def make_answer(
    campaign: Campaign,
    membership_id: int,
    lines: dict[Candidate, tuple[int, int]] | None = None,
    state: str = AnswerState.DRAFT,
    **fields: Any,
) -> NeedsAnswer:
    """An authority's answer with seats (spring, autumn) by candidate, brought to a state."""
    made: NeedsAnswer = NeedsAnswer.objects.create(
        campaign=campaign, membership_id=membership_id, **fields
    )
    for candidate, (spring, autumn) in (lines or {}).items():
        make_line(made, candidate, spring=spring, autumn=autumn)
    return bring(made, state)


def make_line(
    answer: NeedsAnswer, candidate: Candidate | None = None, *, text: str = "", **fields: Any
) -> NeedLine:
    """One need of a draft: a candidate, or own words."""
    made: NeedLine = NeedLine.objects.create(
        answer=answer,
        membership_id=answer.membership_id,
        candidate=candidate,
        text=text if candidate else text or "Skriva på klarspråk",
        number=NeedLine.objects.filter(answer=answer).count() + 1,
        **{"spring": 4, "autumn": 2} | fields,
    )
    return made


def bring(answer: NeedsAnswer, state: str) -> NeedsAnswer:
    """The answer sent or approved now, or a draft again."""
    now = timezone.now()
    answer.state = state
    answer.sent_at = None if state == AnswerState.DRAFT else now
    answer.approved_at = now if state == AnswerState.APPROVED else None
    if state != AnswerState.DRAFT:
        answer.version += 1
    answer.save(update_fields=["state", "sent_at", "approved_at", "version"])
    return answer
