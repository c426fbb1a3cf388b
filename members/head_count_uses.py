"""What a head count has decided: rooms above say what they computed from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Use:
    """Something that rests on a member's head count of a day."""

    day: date
    count: int
    words: str
    route: str  # the page's name, and its record
    pk: int


Find = Callable[[int], list[Use]]
_finders: list[Find] = []


def declare(find: Find) -> None:
    """Let a room tell what it has computed from a member's head counts."""
    if find not in _finders:
        _finders.append(find)


def uses_of(membership_id: int) -> list[Use]:
    """Everything that rests on a member's head counts, among what the one who asks may see."""
    return [use for find in _finders for use in find(membership_id)]
