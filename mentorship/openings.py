"""Mentor places among what somebody could move on to: rounds that one may ask in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy

from mentorship.models import Interest, MentorRound
from mentorship.rules import State
from network.openings import Mine, Provider, Wish, columns, declare
from network.seat import Seat
from network.sought import holding

WORDS = {
    State.WAITING: gettext_lazy("Waits for your manager's answer"),
    State.APPROVED: gettext_lazy("Your manager has agreed"),
    State.DECLINED: gettext_lazy("Your manager said no"),
}


def _rows(seat: Seat, wish: Wish) -> QuerySet[Any, Any]:
    rounds = MentorRound.objects.seen_by(seat).open_on(wish.today)
    if wish.since:
        rounds = rounds.filter(starts__gte=wish.since)
    if wish.place:
        rounds = rounds.none()  # a round is of the whole network
    return columns(
        holding(rounds, wish.words, "title", "about"),
        "mentor",
        title=F("title"),
        by=Value(""),
        place=Value(""),
        starts=F("starts"),
        ends=F("ends"),
        answer_by=F("closes"),
    )


def _mine(seat: Seat, rounds: Iterable[int]) -> Mapping[int, Mine]:
    own = Interest.objects.of(seat).filter(round__in=list(rounds), withdrawn_at=None)
    return {
        row.round_id: Mine(str(WORDS[row.state]), good=row.state == State.APPROVED)
        for row in own.select_related("answer")
        if row.state in WORDS
    }


declare(
    "mentor",
    Provider(
        gettext_lazy("mentor place"), _rows, lambda pk: reverse("mentor_round", args=[pk]), _mine
    ),
)
