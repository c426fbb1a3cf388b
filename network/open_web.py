"""What lies open besides the page one stands on: each room declares its links and its pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from network.calendar_feed import Listed
from network.models import Network


@dataclass(frozen=True)
class OpenLink:
    """A link in the navigation of the open pages; `order` places it, the lowest first."""

    label: str
    url: str
    order: int = 50
    current: bool = False


@dataclass(frozen=True)
class Tongues:
    """A link to a page in another language than Swedish and English, named in its own."""

    code: str
    name: str
    direction: str
    url: str


Addresses = Mapping[str, str]
"""The same page in each language that it is in, by the language's code."""


@dataclass(frozen=True)
class Room:
    """What a room shows openly, asked for in the public scope, of a network.

    A room that `leads` makes a navigation; where none has a link, the others' are not shown
    either, so that a network that has published nothing looks as it did.
    """

    links: Callable[[Network, str], Iterable[OpenLink]]
    addresses: Callable[[Network], Iterable[Addresses]] = lambda network: ()
    tongues: Callable[[Network], Iterable[Tongues]] = lambda network: ()
    times: Callable[[Network, str], Iterable[Listed]] = lambda network, language: ()
    leads: bool = False


_rooms: list[Room] = []


def lies_open(room: Room) -> None:
    """Declare what a room shows openly."""
    _rooms.append(room)


def navigation(network: Network, language: str, here: str) -> list[OpenLink]:
    """The links of the open pages in a language, the one at the path `here` marked."""
    leading = [link for room in _rooms if room.leads for link in room.links(network, language)]
    if not leading:
        return []
    others = [link for room in _rooms if not room.leads for link in room.links(network, language)]
    ordered = sorted([*leading, *others], key=lambda link: (link.order, link.label))
    return [replace(link, current=link.url == here) for link in ordered]


def other_tongues(network: Network) -> list[Tongues]:
    """The pages in further languages, for the language chooser."""
    return [tongue for room in _rooms for tongue in room.tongues(network)]


def every_address(network: Network) -> list[Addresses]:
    """The open pages of the rooms, for the map that search engines read."""
    return [found for room in _rooms for found in room.addresses(network)]


def open_times(network: Network, language: str) -> list[Listed]:
    """What is to come that everybody may know of, in the order of time."""
    found = [time for room in _rooms for time in room.times(network, language)]
    return sorted(found, key=lambda time: (time.happening.starts, time.happening.uid))
