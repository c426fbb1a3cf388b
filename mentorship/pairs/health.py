"""How the pairs of a round do, from dates and ticks alone."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mentorship.models import Contact, MentorRound, Pair, PairCall, PairEvaluation
from mentorship.pairs.rules import CLOSING, MIDWAY, Known, Signal, signals
from mentorship.pairs.standing import checks_of, colour_of, state_of, words_of
from mentorship.rules import PairState
from network.charts import Chart, lines
from network.seat import Seat
from network.sorting import swedish_order


@dataclass(frozen=True)
class Followed:
    """A pair with what a coordinator knows of it, and why somebody should look."""

    pair: Pair
    known: Known
    meetings: int
    why: list[Signal] = field(default_factory=list)

    @property
    def mentee(self) -> str:
        """The mentee's name."""
        return str(self.pair.mentee_person.name)

    @property
    def mentor(self) -> str:
        """The mentor's name."""
        return str(self.pair.mentor_person.name)

    @property
    def state_in_words(self) -> str:
        """How far it has come."""
        return words_of(self.known.state)

    @property
    def colour(self) -> str:
        """The kind of its status."""
        return "bad" if self.why else colour_of(self.known.state)

    @property
    def why_in_words(self) -> str:
        """Why somebody should look, as one line; empty where nobody need."""
        return ", ".join(one.label for one in self.why)


def _day(at: datetime | None) -> date | None:
    return None if at is None else timezone.localdate(at)


def followed(found: MentorRound, seat: Seat) -> list[Followed]:
    """The pairs of a round that were asked, in five questions however many there are."""
    asked = Pair.objects.seen_by(seat).filter(round=found, asked_at__isnull=False)
    pairs = list(asked.with_standing().with_both())
    days: dict[int, set[date]] = defaultdict(set)
    noes: dict[int, datetime] = {}
    for row in Contact.objects.filter(pair__round=found).values(
        "pair_id", "day", "goes_well", "at"
    ):
        days[row["pair_id"]].add(row["day"])
        if not row["goes_well"]:
            noes[row["pair_id"]] = max(row["at"], noes.get(row["pair_id"], row["at"]))
    by_pair = PairCall.objects.filter(pair__round=found).order_by().values("pair_id")
    calls = dict(by_pair.annotate(last=Max("at")).values_list("pair_id", "last"))
    said = PairEvaluation.objects.filter(pair__round=found).order_by().values("pair_id", "kind")
    answers = {(row["pair_id"], row["kind"]): row["n"] for row in said.annotate(n=Count("pk"))}
    checks, today = checks_of(found), timezone.localdate()
    rows = []
    for pair in pairs:
        no, call = noes.get(pair.pk), calls.get(pair.pk)
        known = Known(
            state=state_of(pair),
            accepted_on=_day(pair.accepted_at),
            started_on=_day(pair.started_at),
            last_met=max(days[pair.pk], default=None),
            says_no=no is not None and (call is None or no > call),
            midway_answers=answers.get((pair.pk, MIDWAY), 0),
            closing_answers=answers.get((pair.pk, CLOSING), 0),
        )
        rows.append(Followed(pair, known, len(days[pair.pk]), signals(known, checks, today)))
    return rows


SORTS: dict[str, Callable[[Followed], Any]] = {
    "mentee": lambda row: swedish_order(row.mentee),
    "mentor": lambda row: swedish_order(row.mentor),
    "met": lambda row: row.known.last_met or date.min,
    "meetings": lambda row: row.meetings,
}


def narrowed(
    rows: list[Followed], *, words: str = "", state: str = "", signal: str = "", sort: str = ""
) -> list[Followed]:
    """Those that match, by a named column with - before it the other way round.

    Without a column those that somebody should look at come first.
    """
    asked = words.casefold().split()
    if asked:
        rows = [row for row in rows if all(word in _text(row) for word in asked)]
    if state:
        rows = [row for row in rows if row.known.state == state]
    if signal:
        rows = [row for row in rows if signal in row.why]
    key = SORTS.get(sort.removeprefix("-"))
    if key is not None:
        return sorted(rows, key=key, reverse=sort.startswith("-"))
    return sorted(rows, key=lambda row: (not row.why, swedish_order(row.mentee)))


def _text(row: Followed) -> str:
    sides = (row.pair.mentee_membership.name, row.pair.mentor_membership.name)
    return " ".join((row.mentee, row.mentor, *sides)).casefold()


def months_chart(found: MentorRound, *, today: date) -> Chart | None:
    """In which months the pairs of a round have met: each day of a pair counts once."""
    met = Contact.objects.filter(pair__round=found).order_by().values_list("pair_id", "day")
    days = set(met.distinct())
    if not days:
        return None
    first = min(found.starts, *(day for _pair, day in days))
    last = max(min(today, found.ends), *(day for _pair, day in days))
    months = [
        date(number // 12, number % 12 + 1, 1)
        for number in range(_number(first), _number(last) + 1)
    ]
    counts = [sum(_number(day) == _number(month) for _pair, day in days) for month in months]
    title = _("Meetings each month")
    return lines(
        title,
        [date_format(month, "M y") for month in months],
        [(_("meetings"), counts)],
        head=_("Month"),
        unit=_("meetings"),
        alt=title,
        language=get_language() or "sv",
    )


def _number(day: date) -> int:
    """The month's own number."""
    return day.year * 12 + day.month - 1


def standing_counts(rows: list[Followed]) -> dict[str, int]:
    """How many pairs run, wait for an agreement, are over, and should be looked at."""
    states = [row.known.state for row in rows]
    return {
        "running": states.count(PairState.RUNNING),
        "accepted": states.count(PairState.ACCEPTED),
        "completed": states.count(PairState.COMPLETED),
        "early": states.count(PairState.ENDED_EARLY),
        "look_at": sum(bool(row.why) for row in rows),
    }
