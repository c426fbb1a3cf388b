"""The room's own page: what is open, for whom, and what one has asked for."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mentorship.intake.asker import asker
from mentorship.models import Interest, InterestDraft, MentorRound
from mentorship.rules import MENTEE, MENTOR, Verdict
from mentorship.summary.front import front_of
from network.middleware import NetworkRequest
from network.permissions import policy


@dataclass(frozen=True)
class OpenRound:
    """A round as one may ask in it: whether as mentee and as mentor, and what one has asked."""

    round: MentorRound
    mentee: Verdict
    mentor: Verdict
    asked: frozenset[str]
    begun: frozenset[str]


@policy("see_mentorship")
def mentorship(request: NetworkRequest) -> HttpResponse:
    """Open rounds and whether one may ask, one's own requests, and those to answer."""
    seat = request.seat
    today = timezone.localdate()
    who = asker(seat)
    rounds = MentorRound.objects.seen_by(seat)
    own = list(Interest.objects.of(seat).with_all())
    drafts = set(
        InterestDraft.objects.filter(person__in=seat.scope.people).values_list("round", "role")
    )
    context = {
        "open_rounds": [
            OpenRound(
                found,
                who.verdict(found, MENTEE),
                who.verdict(found, MENTOR),
                frozenset(
                    row.role for row in own if row.round_id == found.pk and row.withdrawn_at is None
                ),
                frozenset(role for pk, role in drafts if pk == found.pk),
            )
            for found in rounds.open_on(today)
        ],
        "own": own,
        "to_answer": Interest.objects.waiting_for(seat).with_all(),
        "rounds": rounds.with_asked() if seat.may("keep_rounds") else [],
        "may_keep": seat.may("keep_rounds"),
        "sees_new_managers": seat.may("see_participations"),
        "front": front_of(seat),
        "next": rounds.filter(opens__gt=today).order_by("opens").first(),
    }
    return render(request, "mentorship/mentorship.html", context)
