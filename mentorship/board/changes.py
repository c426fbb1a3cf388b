"""What another proposal would change: who gets another mentor, who gets one, who loses theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentorship.board.position import Position, Two
from network.sorting import swedish_order


@dataclass(frozen=True)
class Change:
    """A mentee whose proposed mentor would be another; an empty name is no mentor."""

    mentee: str
    was: str
    now: str


@dataclass(frozen=True)
class Effect:
    """Another proposal beside the present one; points of both by the same weights."""

    pairs: int
    pairs_before: int
    points: int
    points_before: int
    changes: list[Change]

    @property
    def average(self) -> int:
        """Points a pair, 0 to 100."""
        return round(self.points / self.pairs) if self.pairs else 0


def changes_between(
    before: Mapping[int, int], after: Mapping[int, int], names: Mapping[int, str]
) -> list[Change]:
    """The mentees whose mentor differs, by name."""
    touched = {one for one in {*before, *after} if before.get(one) != after.get(one)}
    rows = [
        Change(
            names.get(one, ""),
            names.get(before[one], "") if one in before else "",
            names.get(after[one], "") if one in after else "",
        )
        for one in touched
    ]
    return sorted(rows, key=lambda row: swedish_order(row.mentee))


def effect_of(position: Position, proposal: Iterable[Two]) -> Effect:
    """A proposal beside what is laid in the position, weighed by the position's weights."""
    after = [two for two in proposal if two not in position.standing]
    names = {one.interest_id: one.name for one in (*position.pool.mentees, *position.pool.mentors)}
    return Effect(
        pairs=len(after),
        pairs_before=len(position.proposed),
        points=sum(position.points(*two) for two in after),
        points_before=position.total,
        changes=changes_between(position.mentor_of, dict(after), names),
    )
