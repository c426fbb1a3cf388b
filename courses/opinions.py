"""Rules of evaluations: what may be shown, and the figures in it; no database, no clock.

Answers are published in blocks of at least five. A block is never split or added to once it is
shown, and everything that is shown is a union of whole blocks: so is the difference between any
two publications, and no smaller group can be worked out from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

LEAST = 5  # answers; the database's own functions have the same number
SCALE = (1, 2, 3, 4, 5)


@dataclass
class Tally:
    """The answers to one question, counted: how many chose 1, 2, 3, 4, 5; and what was written."""

    counts: list[int] = field(default_factory=lambda: [0] * len(SCALE))
    texts: list[str] = field(default_factory=list)

    @property
    def answers(self) -> int:
        """How many chose a number."""
        return sum(self.counts)

    @property
    def mean(self) -> Decimal | None:
        """The mean with one decimal; none without answers."""
        if not self.answers:
            return None
        total = sum(score * count for score, count in zip(SCALE, self.counts, strict=True))
        return (Decimal(total) / self.answers).quantize(Decimal("0.1"), ROUND_HALF_UP)


def pooled(tallies: Iterable[tuple[str, Tally]]) -> dict[str, Tally]:
    """The tallies of several blocks together, by the question's key."""
    found: dict[str, Tally] = {}
    for key, tally in tallies:
        sum_ = found.setdefault(key, Tally())
        sum_.counts = [a + b for a, b in zip(sum_.counts, tally.counts, strict=True)]
        sum_.texts = sorted([*sum_.texts, *tally.texts])
    return found


def block_for(answers: int, started: int | None) -> bool:
    """Whether a closed evaluation joins the block that was started and is not full yet.

    One with enough answers of its own stands alone; `started` is the number of answers in that
    block, None where there is none.
    """
    return answers < LEAST and started is not None and started < LEAST


def change(now: Mapping[str, Tally], before: Mapping[str, Tally]) -> dict[str, Decimal]:
    """How much each question's mean went up or down against last year."""
    found = {}
    for key, tally in now.items():
        mean, was = tally.mean, before[key].mean if key in before else None
        if mean is not None and was is not None:
            found[key] = mean - was
    return found


def shown_scores(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Each score with its count, best first."""
    return list(zip(reversed(SCALE), reversed(counts), strict=True))
