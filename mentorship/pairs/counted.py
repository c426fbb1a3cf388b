"""What a round's people become when they are forgotten: counts by authority, no people."""

from collections import Counter
from typing import Any

from django.utils import timezone

from mentorship.models import (
    Contact,
    Interest,
    MentorRound,
    Pair,
    PairEvaluation,
)
from mentorship.pairs.standing import state_of

# Figures of an evaluation, as the report shows them.
FIGURES = ("satisfaction", "effect", "goals")


def figures_of(found: MentorRound) -> dict[str, Any]:
    """The counts of a round, in the system scope; plain data, with memberships as their ids.

    interests: [role, membership, state, how many] · pairs: [mentee's membership, mentor's
    membership, state, how many, how many of them started] · meetings: {month: how many days of
    pairs} · evaluations: {kind: {figure: [how many said 1, 2, 3, 4, 5], "answers": how many,
    "again": how many would take part again}}.
    """
    rows = Interest.objects.filter(round=found).select_related("answer")
    asked = Counter((one.role, one.membership_id, one.state.value) for one in rows)
    pairs = list(Pair.objects.filter(round=found).with_standing())
    formed: Counter[tuple[int, int, str]] = Counter()
    started: Counter[tuple[int, int, str]] = Counter()
    for pair in pairs:
        key = (pair.mentee_membership_id, pair.mentor_membership_id, state_of(pair).value)
        formed[key] += 1
        started[key] += pair.started_at is not None
    days = set(Contact.objects.filter(pair__round=found).values_list("pair_id", "day"))
    met = Counter(f"{day:%Y-%m}" for _pair, day in days)
    return {
        "counted_on": timezone.localdate().isoformat(),
        "interests": [[*key, count] for key, count in sorted(asked.items())],
        "pairs": [[*key, count, started[key]] for key, count in sorted(formed.items())],
        "meetings": dict(sorted(met.items())),
        "evaluations": _evaluations(found),
    }


def _evaluations(found: MentorRound) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for row in PairEvaluation.objects.filter(pair__round=found):
        kind = said.setdefault(
            row.kind, {**{name: [0] * 5 for name in FIGURES}, "answers": 0, "again": 0}
        )
        kind["answers"] += 1
        kind["again"] += bool(row.again)
        for name in FIGURES:
            kind[name][getattr(row, name) - 1] += 1
    return said
