"""A duty that goes round: its turns as decided and proposed, for the pages."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from governance.bodies.rota import Turn, turns
from governance.models import Holder, Office, RotationPlace, RotationRule
from governance.rules import Rank
from members.models import Membership
from network.months import months_later

YEARS = 5  # ahead; nobody plans further
FEWEST, MOST = 4, 40  # turns


@dataclass(frozen=True)
class TurnRow:
    """A turn in words: whose, who holds the office, and whether it is over or goes on."""

    turn: Turn
    name: str
    short_name: str
    officer: str
    now: bool
    past: bool


@dataclass(frozen=True)
class Round:
    """A rule with its turns, and those whom it passes by."""

    rule: RotationRule
    rows: list[TurnRow]
    order: list[Membership]
    passed_by: list[Membership]

    @property
    def now(self) -> TurnRow | None:
        """The turn that goes on."""
        return next((row for row in self.rows if row.now), None)

    @property
    def following(self) -> TurnRow | None:
        """The turn that comes next."""
        return next((row for row in self.rows if not row.now and not row.past), None)


def round_of(rule: RotationRule, today: date) -> Round:
    """The rule's turns from its first until some years ahead; five questions."""
    places = RotationPlace.objects.filter(rule=rule).select_related("membership__authority")
    order = [place.membership for place in places.order_by("position", "pk")]
    offices = list(
        Office.objects.filter(body=rule.body_id, duty=rule.duty)
        .select_related("membership__authority")
        .order_by("since", "pk")
    )
    holders = list(
        Holder.objects.filter(mandate__body=rule.body_id, rank=Rank.MEMBER).select_related(
            "mandate__membership__authority"
        )
    )
    decided = [_decided(office, holders, today) for office in offices]
    able = _takers(holders, today)
    known = {member.pk: member for member in order}

    def takes(who: int, since: date, until: date) -> bool:
        member = known[who]
        return (
            member.is_active(since)
            and member.is_active(until)
            and any(first <= until and last >= since for first, last in able[who])
        )

    found = turns(
        rule.starts,
        rule.months,
        [member.pk for member in order],
        _count(rule, today),
        decided=decided,
        takes=takes,
    )
    named = known | {
        one.mandate.membership_id: one.mandate.membership
        for one in holders
        if one.mandate.membership_id
    }
    named |= {one.membership_id: one.membership for one in offices if one.membership_id}
    rows = [_row(turn, named, offices, today) for turn in found]
    used = {row.turn.who for row in rows if not row.past}
    return Round(rule, rows, order, [one for one in order if one.pk not in used])


def _count(rule: RotationRule, today: date) -> int:
    """So many turns that the years ahead are covered, and all that have been."""
    ahead = months_later(today, YEARS * 12)
    months = (ahead.year - rule.starts.year) * 12 + ahead.month - rule.starts.month
    return min(MOST, max(FEWEST, -(-months // rule.months)))


def _decided(office: Office, holders: list[Holder], today: date) -> Turn:
    """An office as a turn; a person's is their authority's.

    One without a last day decides no turn that has not come yet.
    """
    who = office.membership_id
    if who is None:
        theirs = (one for one in holders if one.person_id == office.person_id)
        who = next((one.mandate.membership_id for one in theirs), None)
    return Turn(office.since, office.until or max(office.since, today), who, decided=True)


def _takers(holders: list[Holder], today: date) -> dict[int, list[tuple[date, date]]]:
    """From when to when each authority has a member in the body.

    A term that is held today and ends later does not empty the seat: somebody will follow, as
    long as the mandate itself goes on.
    """
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for holder in holders:
        mandate = holder.mandate
        if mandate.membership_id is None:
            continue
        goes_on = holder.since <= today <= (holder.until or date.max)
        last = mandate.until if goes_on else holder.until
        found[mandate.membership_id].append((holder.since, last or date.max))
    return found


def _row(turn: Turn, named: dict[int, Membership], offices: list[Office], today: date) -> TurnRow:
    member = named.get(turn.who or 0)
    held = [
        one.name
        for one in offices
        if one.since <= turn.until and (one.until or max(one.since, today)) >= turn.since
    ]
    return TurnRow(
        turn,
        member.name if member else "",
        member.short_name if member else "",
        held[0] if held else "",
        now=turn.since <= today <= turn.until,
        past=turn.until < today,
    )


def turn_on(rule: RotationRule, since: date, today: date) -> Turn | None:
    """The rule's turn that begins on a day."""
    rows = round_of(rule, today).rows
    return next((row.turn for row in rows if row.turn.since == since), None)
