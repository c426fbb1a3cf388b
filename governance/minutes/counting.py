"""How votes are counted; the database counts the same when a vote closes."""

from collections.abc import Iterable
from dataclasses import dataclass

from governance.rules import Choice


@dataclass(frozen=True)
class Tally:
    """The sums of a vote; `carried` is None where the item moves on to be discussed."""

    votes_for: int
    votes_against: int
    abstained: int
    to_discuss: int
    carried: bool | None
    chair_decided: bool


def tally(
    ballots: Iterable[tuple[str, int]],
    *,
    chair: str | None = None,
    chair_decides: bool = True,
    discussion_wins: bool = True,
) -> Tally:
    """Count choices with their weights; `chair` is what the chair voted, if they did.

    At equal votes the chair's decides where the body has that rule; else the proposal falls.
    """
    sums = dict.fromkeys(Choice.values, 0)
    for choice, weight in ballots:
        sums[choice] += weight
    for_it, against = sums[Choice.YES], sums[Choice.NO]
    by_chair = bool(
        for_it == against and for_it and chair_decides and chair in (Choice.YES, Choice.NO)
    )
    carried: bool | None = chair == Choice.YES if by_chair else for_it > against
    if sums[Choice.DISCUSS] and discussion_wins:
        carried, by_chair = None, False
    return Tally(for_it, against, sums[Choice.ABSTAIN], sums[Choice.DISCUSS], carried, by_chair)
