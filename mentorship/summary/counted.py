"""How a round went, in counts: pure, from what `figures.facts_of` tells."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from mentorship.rules import MENTEE, PairState, State
from network.small_groups import Shown, small_cells
from network.sorting import swedish_order

MIDWAY, CLOSING = "midway", "closing"
Facts = Mapping[str, Any]


@dataclass
class RoleCounts:
    """Those who asked in a role, by how far they came; withdrawals are among the asked."""

    asked: int = 0
    approved: int = 0
    declined: int = 0
    waiting: int = 0
    withdrawn: int = 0
    paired: int = 0  # of the approved
    started: int = 0  # whatever became of them

    @property
    def alone(self) -> int:
        """Approved, and without a pair."""
        return self.approved - self.paired


@dataclass
class MemberCounts:
    """One authority: who asked, and the mentors that it gave and was given."""

    name: str
    short_name: str = ""
    mentees: int = 0
    mentors: int = 0
    given: int = 0
    taken: int = 0


@dataclass(frozen=True)
class Said:
    """What a group answered: how many, and the means of 1 to 5; None for a group too small."""

    count: int
    satisfaction: Decimal | None = None
    effect: Decimal | None = None
    goals: Decimal | None = None
    again: int | None = None  # of those who told
    told: int | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the group is large enough for its means."""
        return self.satisfaction is not None


NOBODY = Said(0)


@dataclass
class Counted:
    """A round in counts; the sums of its parts are its totals."""

    mentee: RoleCounts = field(default_factory=RoleCounts)
    mentor: RoleCounts = field(default_factory=RoleCounts)
    members: dict[int, MemberCounts] = field(default_factory=dict)
    states: dict[PairState, int] = field(default_factory=dict)
    given: dict[tuple[int, int], int] = field(default_factory=dict)  # mentor's, mentee's member
    months: dict[str, int] = field(default_factory=dict)
    met: int = 0
    said: dict[str, dict[str, Said]] = field(default_factory=dict)  # check, then role or ""
    said_by_member: dict[int, Said] = field(default_factory=dict)  # at the end

    @property
    def started(self) -> int:
        """Pairs that started, whatever became of them."""
        return sum(self.given.values())

    @property
    def days(self) -> int:
        """Days on which a pair met."""
        return sum(self.months.values())

    def pairs(self, state: PairState) -> int:
        """Pairs that stand so."""
        return self.states.get(state, 0)

    def answers(self, check: str, role: str = "") -> Said:
        """What was said at a check, by all or in a role."""
        return self.said.get(check, {}).get(role, NOBODY)

    @property
    def last_said(self) -> Said:
        """The newest means that all of a round gave: at the end, else mid-way."""
        closing = self.answers(CLOSING)
        return closing if closing.is_shown else self.answers(MIDWAY)


def count(facts: Facts | None, names: Mapping[int, tuple[str, str]]) -> Counted:
    """The counts of a round, with its members' names and short names; nothing without facts."""
    counted = Counted()
    if not facts:
        return counted
    members: dict[int, MemberCounts] = defaultdict(lambda: MemberCounts(""))
    for row in facts["interests"]:
        _ask(counted, members, row)
    for row in facts["pairs"]:
        state = PairState(_STATES.get(row["state"], row["state"]))
        counted.states[state] = counted.states.get(state, 0) + row["n"]
        if row["year"] is not None:
            key = (row["mentor"], row["mentee"])
            counted.given[key] = counted.given.get(key, 0) + row["n"]
            members[row["mentor"]].given += row["n"]
            members[row["mentee"]].taken += row["n"]
    for pk, member in members.items():
        member.name, member.short_name = names.get(pk, ("", ""))
    in_order = sorted(members, key=lambda pk: (swedish_order(members[pk].name), pk))
    counted.members = {pk: members[pk] for pk in in_order}
    counted.months = dict(sorted(facts["months"].items()))
    counted.met = facts["met"]
    _hear(counted, facts["answers"])
    return counted


_STATES = {"early": PairState.ENDED_EARLY}
_NOT_APPROVED = {State.WAITING: "waiting", State.DECLINED: "declined", State.WITHDRAWN: "withdrawn"}


def _ask(counted: Counted, members: dict[int, MemberCounts], row: Mapping[str, Any]) -> None:
    n: int = row["n"]
    is_mentee = row["role"] == MENTEE
    of_role = counted.mentee if is_mentee else counted.mentor
    of_role.asked += n
    of_role.started += n if row["started"] else 0
    if row["state"] == State.APPROVED:
        of_role.approved += n
        of_role.paired += n if row["paired"] else 0
    else:
        name = _NOT_APPROVED[State(row["state"])]
        setattr(of_role, name, getattr(of_role, name) + n)
    member = members[row["membership"]]
    if is_mentee:
        member.mentees += n
    else:
        member.mentors += n


def _hear(counted: Counted, rows: list[dict[str, Any]]) -> None:
    """The means that may be shown: never where less than five answered, nor where a sum of all
    would give such a group away.
    """
    for check in (MIDWAY, CLOSING):
        heard = [row for row in rows if row["kind"] == check]
        counted.said[check] = _means(heard, "role")
        for row in heard:
            if row["role"] is None and row["membership"] is None:
                counted.said[check][""] = _mean(row)
        if check == CLOSING:
            counted.said_by_member = _means(heard, "membership")


def _means(rows: list[dict[str, Any]], group: str) -> dict[Any, Said]:
    of_group = {row[group]: row for row in rows if row[group] is not None}
    shown = small_cells({key: row["n"] for key, row in of_group.items()})
    return {
        key: _mean(row) if shown[key] is Shown.FIGURE else Said(row["n"])
        for key, row in of_group.items()
    }


def _mean(row: Mapping[str, Any]) -> Said:
    n: int = row["n"]
    if row["satisfaction"] is None:
        return Said(n)
    satisfaction, effect, goals = (
        Decimal(row[name]) / n for name in ("satisfaction", "effect", "goals")
    )
    return Said(n, satisfaction, effect, goals, row["again"], row["told"])
