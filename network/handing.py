"""What an outgoing coordinator holds: each room declares its part, and how it moves to the next.

All parts are moved by the portal itself, in one transaction; a part that cannot move refuses, and
then nothing has moved.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Hand:
    """A side of a hand-over: the person in the network, and the user who signs in as them."""

    person_id: int
    user_id: int
    name: str


@dataclass(frozen=True)
class Part:
    """One kind of thing that moves.

    `held` says each thing in words, as it is today; `move` gives all of it to the other side, to
    hold from a day. What is `closed` does not move: it ends, since it opened what the role opened.
    """

    title: str | Promise
    held: Callable[[Hand], list[str]]
    move: Callable[[Hand, Hand, date], None]
    closed: bool = False


Own = Callable[[Hand], Callable[[Mapping[str, Any]], bool]]

_parts: dict[str, Part] = {}
_own: dict[str, Own] = {}


def declare(name: str, part: Part) -> None:
    """Declare a part; each has one room."""
    if name in _parts:
        raise ValueError(f"The part {name!r} is declared already.")
    _parts[name] = part


def parts() -> list[Part]:
    """The parts in the order in which they were declared."""
    return list(_parts.values())


def leave(job: str, own: Own) -> None:
    """Declare which jobs of a kind stay where they are: what one orders without coordinating.

    `own` is told the giver once, and says by each job's ids whether it is theirs. A kind that
    nobody declares is the network's, and moves.
    """
    _own[job] = own


def staying_with(hand: Hand) -> Callable[[str, Mapping[str, Any]], bool]:
    """Says of each job, by its kind and ids, whether it and its file are the giver's own."""
    asked: dict[str, Callable[[Mapping[str, Any]], bool]] = {}

    def stays(job: str, facts: Mapping[str, Any]) -> bool:
        if job not in _own:
            return False
        if job not in asked:
            asked[job] = _own[job](hand)
        return asked[job](facts)

    return stays
