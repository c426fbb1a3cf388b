"""Who an id is, in words: the ground floor keeps ids, the members' floor says whose they are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Namer = Callable[[Iterable[int]], Mapping[int, str]]


def _nobody(ids: Iterable[int]) -> Mapping[int, str]:
    return {}


@dataclass
class _Namers:
    users: Namer = _nobody
    people: Namer = _nobody


_namers = _Namers()


def give_names(*, users: Namer, people: Namer) -> None:
    """Declare how users and people of the running scope's network are called."""
    _namers.users, _namers.people = users, people


def names_of_users(ids: Iterable[int | None]) -> Mapping[int, str]:
    """What the network calls its users; those one may not see are missing."""
    return _namers.users({pk for pk in ids if pk is not None})


def names_of_people(ids: Iterable[int | None]) -> Mapping[int, str]:
    """What people are called; those one may not see are missing."""
    return _namers.people({pk for pk in ids if pk is not None})
