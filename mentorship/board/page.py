"""What the matching page shows of a round: how many stand where, the pairs, and who has none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from members.models import Membership
from mentorship.board.position import Position
from mentorship.board.waiting import waiting_mentees
from mentorship.helping.rules import ANSWERS
from mentorship.matching.words import Line, fit_in_words, reasons_in_words, unmatched_in_words
from mentorship.models import Interest, Matching, MentorRound, Pair, PairAnswer, PairRule
from mentorship.rules import PairState
from network.seat import Seat

VIEWS = {
    "decide": PairState.PROPOSED,
    "asked": PairState.ASKED,
    "accepted": PairState.ACCEPTED,
}


@dataclass(frozen=True)
class Counts:
    """How many pairs and mentees wait for what."""

    decide: int
    alone: int
    asked: int
    accepted: int


def pairs_in(found: MentorRound, seat: Seat, view: str) -> Any:
    """The pairs of a view, the best first."""
    seen = Pair.objects.seen_by(seat).filter(round=found).in_state(VIEWS[view])
    both = seen.with_both().select_related(
        "mentee__person",
        "mentor__person",
        "mentee__membership__authority",
        "mentor__membership__authority",
    )
    return both.order_by("-score", "pk")


def alone_in(found: MentorRound, seat: Seat) -> Any:
    """Approved mentees who have neither a proposal nor a pair, and want one."""
    seen = Interest.objects.seen_by(seat).filter(pk__in=waiting_mentees().values("pk"))
    return seen.filter(round=found).order_by("asked_at", "pk")


def counts_of(found: MentorRound, seat: Seat) -> Counts:
    """The figures of the chips."""
    views = {view: pairs_in(found, seat, view).count() for view in VIEWS}
    return Counts(alone=alone_in(found, seat).count(), **views)


@dataclass(frozen=True)
class Card:
    """A pair as it is drawn: fit and reasons in words, who has answered, whether it is pinned."""

    pair: Pair
    fit: str
    reasons: list[Line]
    pin: int | None
    said: Mapping[int, bool]

    @property
    def waits_for(self) -> list[str]:
        """The names of those who have not answered."""
        two = (self.pair.mentee_person, self.pair.mentor_person)
        return [one.name for one in two if one.pk not in self.said]

    @property
    def mentee_role(self) -> str:
        """Who asks, in a line: "Mentee. Head of unit, CSN"."""
        return role_in_words(self.pair.mentee)

    @property
    def mentor_role(self) -> str:
        """Who offers, in a line."""
        return role_in_words(self.pair.mentor)

    @property
    def agreed(self) -> list[str]:
        """The names of those who said yes."""
        two = (self.pair.mentee_person, self.pair.mentor_person)
        return [one.name for one in two if self.said.get(one.pk)]


def cards_of(pairs: Iterable[Pair], found: MentorRound) -> list[Card]:
    """Pairs with what is said of them; two questions for all."""
    rows = list(pairs)
    pins = pins_of(found)
    said: dict[int, dict[int, bool]] = {}
    for answer in PairAnswer.objects.filter(pair__in=rows):
        said.setdefault(answer.pair_id, {})[answer.person_id] = answer.accepted
    return [
        Card(
            pair,
            fit_in_words(pair.score),
            reasons_in_words(pair.reasons),
            pins.get((pair.mentee_id, pair.mentor_id)),
            said.get(pair.pk, {}),
        )
        for pair in rows
    ]


def role_in_words(row: Interest) -> str:
    """The role, the title and the authority of somebody, in a line."""
    place = ", ".join(part for part in (row.person.title, row.membership.short_name) if part)
    return f"{capfirst(row.get_role_display())}. {place}"


@dataclass(frozen=True)
class Alone:
    """A mentee without a mentor: why, and what would help."""

    interest: Interest
    why: str
    helps: list[str]
    codes: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """Title and authority, in a line."""
        return role_in_words(self.interest).partition(". ")[2]

    @property
    def asks(self) -> str:
        """Which answer of the mentee's own to ask about; empty when none would help."""
        return next((code for code in self.codes if code in ANSWERS), "")

    @property
    def is_early(self) -> bool:
        """Whether they have led staff for too short a time, which may be excepted."""
        return "from_day" in self.codes


def alone_cards(rows: Iterable[Interest], last: Matching | None) -> list[Alone]:
    """Those without a mentor, with what the last matching says of each."""
    told = last.unmatched if last else {}
    return [_alone(row, told.get(str(row.pk))) for row in rows]


def _alone(row: Interest, told: Any) -> Alone:
    if not told:
        return Alone(row, "", [])
    said = unmatched_in_words(told)
    return Alone(row, said.why, said.helps, tuple(one["code"] for one in told["helps"]))


def last_matching(found: MentorRound) -> Matching | None:
    """The matching that was computed last."""
    last: Matching | None = Matching.objects.filter(round=found).order_by("-made_at", "-pk").first()
    return last


def authorities_of(position: Position) -> dict[int, str]:
    """The short names of the authorities of all who take part, by membership."""
    both = (*position.pool.mentees, *position.pool.mentors)
    members = Membership.objects.filter(pk__in={one.membership_id for one in both})
    return {one.pk: one.short_name for one in members.select_related("authority")}


def pins_of(found: MentorRound) -> dict[tuple[int, int], int]:
    """The rule of each pinned pair."""
    rules = PairRule.objects.filter(round=found, kind=PairRule.Kind.PIN)
    return {(rule.mentee_id, rule.mentor_id): rule.pk for rule in rules}
