"""A reckoned simulation in words and sums, the same for its page and its document."""

from typing import Any

from fees.simulations import words
from fees.simulations.page import Reckoned


def summary_of(found: Reckoned) -> dict[str, Any]:
    """What a simulation comes to, besides its members' rows."""
    it, sums = found.simulation, found.sums
    known = {row["key"]: row for row in it.facts}
    lacking = [
        (row.subject.name, next(str(m.label) for m in kinds if m))
        for row in found.result.rows
        if any(kinds := [row.now.missing, *(cell.missing for cell in row.cells)])
    ]
    return {
        "it": it,
        "found": found,
        "now": found.result.now,
        "sums": [
            {
                "sum": one,
                "name": words.called(one.scheme),
                "computed": words.computed(one.scheme.tariff),
                "difference": words.signed_kr(one.difference),
                "percent": None if one.percent is None else words.signed(one.percent),
                "gain": words.extreme(one.largest_gain),
                "loss": words.extreme(one.largest_loss),
                "is_now": one is found.result.now,
                "unchanged": found.unchanged[place] if found.unchanged else None,
            }
            for place, one in enumerate(sums)
        ],
        "gaps": [gap for one in sums for gap in words.gaps(one)],
        "lacking": lacking,
        "supposed": [
            {
                "key": key,
                "name": change.get("name") or known.get(key, {}).get("name", ""),
                "words": words.change(change, known.get(key)),
            }
            for key, change in it.changes.items()
        ],
        "evens": [
            {
                "name": words.called(scheme),
                "even": even,
                "percent": words.signed(even.percent),
                "amounts": words.amounts(even.tariff),
            }
            for scheme, even in found.evens
        ],
        "merged": [
            {
                "name": words.called(scheme),
                "one": one,
                "gain": words.extreme(one.differences[0] if one.gain else None),
                "loss": words.extreme(one.differences[-1] if one.lose else None),
            }
            for scheme, one in found.merged
        ],
    }
