"""What a decision may change: each room declares its kinds, and none needs to know another.

A kind says what could be chosen on an agenda, what it is in words, and how it takes effect on its
day. A row that is gone by then raises `Gone`, and the register says so with the decision.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from members.models.decision import Decision
from network.seat import Seat


class Gone(Exception):
    """The row that a decision concerns is not there any more; `sentence` says which it was."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Choice:
    """A row that a decision could change, in words."""

    pk: int
    words: str


@dataclass(frozen=True)
class Effect:
    """One kind of change.

    `choices` are the rows that a seat may put on an agenda; `words` says what the row becomes and
    raises Gone; `take` makes it so, in the network's own scope, and is safe to repeat; `address`
    is where the row is read.
    """

    label: str | Promise
    choices: Callable[[Seat], list[Choice]]
    words: Callable[[int], str]
    take: Callable[[int, Decision, date], None]
    address: Callable[[int], str]


_effects: dict[str, Effect] = {}


def declare(kind: str, effect: Effect) -> None:
    """Declare a kind of change; each has one room."""
    if kind in _effects:
        raise ValueError(f"The effect {kind!r} is declared already.")
    _effects[kind] = effect


def effect_of(kind: str) -> Effect:
    """The kind's effect; an undeclared kind is a fault."""
    return _effects[kind]


def kinds() -> list[tuple[str, str | Promise]]:
    """The kinds and their names."""
    return [(kind, effect.label) for kind, effect in _effects.items()]
