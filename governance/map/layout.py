"""In which order the members and the circles stand in the picture: few lines cross."""

from collections.abc import Collection, Mapping, Sequence

SWEEPS = 6


def ordered(
    members: Sequence[int],
    circles: Sequence[int],
    lines: Collection[tuple[int, int]],
    groups: Mapping[int, int],
) -> tuple[list[int], list[int]]:
    """Members and circles from above, by their keys; the same question has the same answer.

    Each stands near the middle of those that it is joined to; circles of one group (a cluster)
    stay together. `lines` are (member, circle). Equals keep the order that they were given in.
    """
    left, right = list(members), list(circles)
    of_member: dict[int, list[int]] = {key: [] for key in left}
    of_circle: dict[int, list[int]] = {key: [] for key in right}
    for member, circle in sorted(lines):
        if member in of_member and circle in of_circle:
            of_member[member].append(circle)
            of_circle[circle].append(member)
    right = _by_group(right, {key: float(place) for place, key in enumerate(right)}, groups)
    for _sweep in range(SWEEPS):
        left = _by_middle(left, of_member, right)
        middles = _middles(right, of_circle, left)
        right = _by_group(right, middles, groups)
    return left, right


def _middles(
    keys: Sequence[int], joined: Mapping[int, Sequence[int]], others: Sequence[int]
) -> dict[int, float]:
    places = {key: place / max(len(others) - 1, 1) for place, key in enumerate(others)}
    found = {}
    for place, key in enumerate(keys):
        there = [places[other] for other in joined[key]]
        # Who is joined to nobody stands last.
        found[key] = sum(there) / len(there) if there else 2 + place / max(len(keys), 1)
    return found


def _by_middle(
    keys: Sequence[int], joined: Mapping[int, Sequence[int]], others: Sequence[int]
) -> list[int]:
    middles = _middles(keys, joined, others)
    return sorted(keys, key=lambda key: middles[key])


def _by_group(
    keys: Sequence[int], middles: Mapping[int, float], groups: Mapping[int, int]
) -> list[int]:
    of_group: dict[int, list[float]] = {}
    for key in keys:
        of_group.setdefault(groups.get(key, 0), []).append(middles[key])
    group_middle = {group: sum(found) / len(found) for group, found in of_group.items()}
    return sorted(
        keys,
        key=lambda key: (group_middle[groups.get(key, 0)], groups.get(key, 0), middles[key]),
    )
