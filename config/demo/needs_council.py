"""What the educational council has decided so far for next year; last year's stands in before."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.cast import VN
from courses.models import Campaign, Candidate, Decision
from courses.needs.rules import Verdict

if TYPE_CHECKING:
    from config.demo.seeding import Demo

YES, BUY, WAIT, NO = Verdict.CARRY_OUT, Verdict.PROCURE, Verdict.WAIT, Verdict.DECLINE
Said = dict[str, tuple[str, str]]
# Candidate -> decision and why; made up.
NOW: Said = {
    "Att arbeta i staten": (YES, "Störst behov av alla, och fyllda grupper i år."),
    "Chef i staten": (YES, "Hålls av egen personal."),
    "AI i handläggningen": (BUY, "Nytt och stort behov. Egna lärare saknas."),
    "Mötesteknik": (NO, "Samma bedömning som förra året."),
}


def seed(demo: "Demo") -> None:
    """The sittings of the council in Västernorrland; earlier doubts are kept as they were said."""
    if demo.slug != VN:
        return
    now = Campaign.objects.latest("year")
    first = timezone.now() - timedelta(days=9)
    doubt: Said = {"AI i handläggningen": (WAIT, "Först behövs en kalkyl.")}
    _decide(demo, now, doubt, "Exempel: utbildningsrådet, förberedande möte", first)
    _decide(demo, now, NOW, "Exempel: utbildningsrådet, punkt 3", first + timedelta(days=7))


def _decide(demo: "Demo", campaign: Campaign, said: Said, meeting: str, at: datetime) -> None:
    jonas = demo.person("jonas").user_id
    candidates = {one.title_sv: one for one in Candidate.objects.filter(campaign=campaign)}
    Decision.objects.bulk_create(
        Decision(
            candidate=candidates[title],
            verdict=verdict,
            reason=reason,
            meeting=meeting,
            met_on=timezone.localdate(at),
            by_user_id=jonas,
            at=at,
        )
        for title, (verdict, reason) in said.items()
        if title in candidates
    )
