"""The timetable of a festival: which item, when and where, and who hosts; without database.

An integer programme, solved exactly by HiGHS. It places as many items as there is room for, then
meets as many wishes as it can, then shares the hosting as evenly as it can, and last begins early
in the week. The same input gives the same timetable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations
from typing import Any

import highspy

NOON = 12


class Half(StrEnum):
    """The half of a day that an authority wishes for."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True)
class Slot:
    """A time at which items are shown, one in each place."""

    id: int
    starts: datetime  # in the network's own time
    ends: datetime

    @property
    def minutes(self) -> int:
        """Its length."""
        return int((self.ends - self.starts).total_seconds() // 60)

    def meets(self, other: "Slot") -> bool:
        """Whether the two overlap."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class Place:
    """A room, or an online room."""

    id: int
    seats: int
    digital: bool = False


@dataclass(frozen=True)
class Item:
    """What an authority shows; `pin` holds it at a slot and a place."""

    id: int
    authority: int
    presenters: frozenset[str] = frozenset()
    minutes: int = 60
    seats: int = 0
    digital: bool = False
    wish_day: date | None = None
    wish_half: Half = Half.ANY
    pin: tuple[int, int] | None = None

    def fits(self, slot: Slot, place: Place) -> bool:
        """Whether it can be shown there: time enough, seats enough, the right kind of room."""
        return (
            self.minutes <= slot.minutes
            and self.seats <= place.seats
            and self.digital == place.digital
        )

    def wishes_met(self, slot: Slot) -> int:
        """How many of its wishes a slot meets, 0 to 2; no wish is always met."""
        morning = slot.starts.hour < NOON
        half = self.wish_half == Half.ANY or (self.wish_half == Half.MORNING) == morning
        return int(self.wish_day in (None, slot.starts.date())) + int(half)


class Why(StrEnum):
    """Why two pinned items cannot both stand, or one cannot stand at all."""

    SAME_PLACE = "same_place"
    SAME_PRESENTER = "same_presenter"
    SAME_AUTHORITY = "same_authority"
    TOO_LONG = "too_long"
    TOO_SMALL = "too_small"
    WRONG_ROOM = "wrong_room"


@dataclass(frozen=True)
class Clash:
    """What cannot stand: two items that meet, or one item where it does not fit."""

    why: Why
    item: int
    other: int | None = None


@dataclass(frozen=True)
class Timetable:
    """Where each item stands, which authority hosts each slot, and what found no place."""

    placed: dict[int, tuple[int, int]] = field(default_factory=dict)
    hosts: dict[int, int] = field(default_factory=dict)
    left: frozenset[int] = frozenset()
    wishes_met: int = 0
    wishes: int = 0


def clashes(
    items: Iterable[Item],
    slots: Sequence[Slot],
    places: Sequence[Place],
    where: dict[int, tuple[int, int]],
) -> list[Clash]:
    """What cannot stand in a timetable made by hand, each pair once."""
    slot_of = {slot.id: slot for slot in slots}
    place_of = {place.id: place for place in places}
    standing = [
        (item, slot_of[where[item.id][0]], place_of[where[item.id][1]])
        for item in items
        if item.id in where
    ]
    found: list[Clash] = []
    for item, slot, place in standing:
        if item.minutes > slot.minutes:
            found.append(Clash(Why.TOO_LONG, item.id))
        if item.seats > place.seats:
            found.append(Clash(Why.TOO_SMALL, item.id))
        if item.digital != place.digital:
            found.append(Clash(Why.WRONG_ROOM, item.id))
    for (one, slot, place), (two, other_slot, other_place) in combinations(standing, 2):
        why = _why_not_both(one, two, same_place=place == other_place)
        if why and slot.meets(other_slot):
            found.append(Clash(why, one.id, two.id))
    return found


def _why_not_both(one: Item, two: Item, *, same_place: bool) -> Why | None:
    if same_place:
        return Why.SAME_PLACE
    if one.presenters & two.presenters:
        return Why.SAME_PRESENTER
    if one.authority == two.authority:
        return Why.SAME_AUTHORITY
    return None


def propose(
    items: Sequence[Item],
    slots: Sequence[Slot],
    places: Sequence[Place],
    hosts: Sequence[int] = (),
) -> Timetable:
    """The best timetable; `hosts` are the authorities that share the hosting of the slots.

    A pinned item stands where it is pinned; pins that clash among themselves are the caller's to
    refuse first, by `clashes`.
    """
    if not items or not slots or not places:
        return Timetable(left=frozenset(item.id for item in items))
    return _Programme(items, slots, places, hosts).solved()


class _Programme:
    """The integer programme, its columns named by what they decide."""

    def __init__(
        self,
        items: Sequence[Item],
        slots: Sequence[Slot],
        places: Sequence[Place],
        hosts: Sequence[int],
    ) -> None:
        self.items, self.slots, self.places = items, slots, places
        self.hosts = sorted(set(hosts))
        self.model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self.model.setOptionValue("output_flag", False)
        self.model.setOptionValue("threads", 1)
        self.model.setOptionValue("random_seed", 1)
        self.model.setOptionValue("mip_rel_gap", 0.0)
        # Each aim outweighs all that come after it together.
        self.order = {slot.id: n for n, slot in enumerate(sorted(slots, key=lambda s: s.starts))}
        self.early = len(slots) * len(items) + 1
        self.wish = self.early * (len(slots) + 1)
        self.place = self.wish * (2 * len(items) + 1)
        self.columns: list[tuple[int, int, int]] = []
        self.hosting: list[tuple[int, int]] = []
        self.costs: list[float] = []

    def solved(self) -> Timetable:
        """Columns, rows, and what the solver says."""
        for item in self.items:
            self._add_item(item)
        self._add_hosts()
        for cost in self.costs:
            self.model.addVar(0, 1)
            self.model.changeColCost(self.model.getNumCol() - 1, cost)
        for column in range(len(self.costs)):
            self.model.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        most = self._add_most_hosting()
        self._one_slot_each()
        self._nothing_at_once()
        self._one_host_a_slot(most)
        self.model.run()
        return self._read()

    def _add_item(self, item: Item) -> None:
        for slot in self.slots:
            for place in self.places:
                pinned = item.pin == (slot.id, place.id)
                if pinned or (item.pin is None and item.fits(slot, place)):
                    self.columns.append((item.id, slot.id, place.id))
                    gain = self.place + self.wish * item.wishes_met(slot)
                    self.costs.append(float(self.order[slot.id] - gain))

    def _add_hosts(self) -> None:
        for slot in self.slots:
            for authority in self.hosts:
                self.hosting.append((slot.id, authority))
                self.costs.append(0.0)

    def _add_most_hosting(self) -> int | None:
        """How often the authority hosts that hosts most; as little as can be."""
        if not self.hosts:
            return None
        self.model.addVar(0, len(self.slots))
        column: int = self.model.getNumCol() - 1
        self.model.changeColCost(column, float(self.early))
        return column

    def _row(self, low: float, high: float, parts: dict[int, float]) -> None:
        self.model.addRow(low, high, len(parts), list(parts), list(parts.values()))

    def _one_slot_each(self) -> None:
        for item in self.items:
            parts = {n: 1.0 for n, (which, _s, _p) in enumerate(self.columns) if which == item.id}
            if parts:
                self._row(1.0 if item.pin else 0.0, 1.0, parts)

    def _nothing_at_once(self) -> None:
        """No place, presenter or authority twice at the same time.

        Slots that overlap count as one time: a row for each moment at which a slot begins.
        """
        item_of = {item.id: item for item in self.items}
        for moment in self.slots:
            now = {s.id for s in self.slots if s.starts <= moment.starts < s.ends}
            rows: dict[tuple[str, object], dict[int, float]] = {}
            for n, (item_id, slot_id, place_id) in enumerate(self.columns):
                if slot_id not in now:
                    continue
                item = item_of[item_id]
                rows.setdefault(("place", place_id), {})[n] = 1.0
                rows.setdefault(("authority", item.authority), {})[n] = 1.0
                for who in sorted(item.presenters):
                    rows.setdefault(("presenter", who), {})[n] = 1.0
            for n, (slot_id, authority) in enumerate(self.hosting, start=len(self.columns)):
                if slot_id in now:
                    rows.setdefault(("authority", authority), {})[n] = 1.0
            for parts in rows.values():
                if len(parts) > 1:
                    self._row(0.0, 1.0, parts)

    def _one_host_a_slot(self, most: int | None) -> None:
        if most is None:
            return
        first = len(self.columns)
        for slot in self.slots:
            hosting = {
                n: 1.0
                for n, (where, _a) in enumerate(self.hosting, start=first)
                if where == slot.id
            }
            self._row(0.0, 1.0, hosting)
            # A slot in which something is shown has a host.
            for n, (_item, where, _place) in enumerate(self.columns):
                if where == slot.id:
                    self._row(0.0, 1.0, {**hosting, n: -1.0})
        for authority in self.hosts:
            parts = {
                n: -1.0 for n, (_s, who) in enumerate(self.hosting, start=first) if who == authority
            }
            self._row(0.0, float(len(self.slots)), {**parts, most: 1.0})

    def _read(self) -> Timetable:
        if self.model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return Timetable(left=frozenset(item.id for item in self.items))
        values = self.model.getSolution().col_value
        placed = {
            item: (slot, place)
            for n, (item, slot, place) in enumerate(self.columns)
            if values[n] > 0.5
        }
        used = {slot for slot, _place in placed.values()}
        hosts = {
            slot: who
            for n, (slot, who) in enumerate(self.hosting, start=len(self.columns))
            if values[n] > 0.5 and slot in used
        }
        slot_of = {slot.id: slot for slot in self.slots}
        shown = [item for item in self.items if item.id in placed]
        return Timetable(
            placed,
            hosts,
            frozenset(item.id for item in self.items) - placed.keys(),
            sum(item.wishes_met(slot_of[placed[item.id][0]]) for item in shown),
            2 * len(shown),
        )
