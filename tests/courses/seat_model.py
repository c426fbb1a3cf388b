"""The seats of one run as a plain model, slow and simple, to hold the engine against.

It knows no counters and no rows: lists of people, worked out anew after each step.
"""

from dataclasses import dataclass, field


@dataclass
class Entry:
    """Somebody who wants a seat, or has one."""

    who: str
    state: str
    member: str
    number: int = 0
    priority: int = 0
    awaits: int = 0
    own: bool = False  # sits on a seat of the authority's own
    group: int | None = None


HOLDING = ("offered", "pending", "enrolled")
ACTIVE = (*HOLDING, "waiting", "applied")


@dataclass
class Lot:
    """Seats kept for an authority."""

    seats: int
    released: bool = False


@dataclass
class Seats:
    """A run, as its rules are told on its page."""

    capacity: int
    members: dict[str, str]  # who is employed where
    mode: str = "first_come"
    queue: str = "in_order"
    groups: str = "fill"
    placed: bool = False
    cancelled: bool = False
    entries: list[Entry] = field(default_factory=list)
    lots: dict[str, Lot] = field(default_factory=dict)
    serial: int = 0

    def of(self, who: str) -> Entry | None:
        """The active entry of somebody."""
        return next((e for e in self.entries if e.who == who and e.state in ACTIVE), None)

    def states(self) -> dict[str, str]:
        """Everybody's active state."""
        return {e.who: e.state for e in self.entries if e.state in ACTIVE}

    def asked(self) -> list[str]:
        """Those for whom an approval is asked."""
        return sorted(e.who for e in self.entries if e.state in ACTIVE and e.awaits)

    def used(self, member: str) -> int:
        """Named seats of an authority's lot."""
        return sum(e.own and e.member == member and e.state in HOLDING for e in self.entries)

    def left(self, member: str) -> int:
        """Seats that are kept for names of an authority."""
        lot = self.lots.get(member)
        return 0 if lot is None or lot.released else lot.seats - self.used(member)

    def kept(self) -> int:
        """Seats that are kept for any authority's names."""
        return sum(self.left(member) for member in self.lots)

    def held(self) -> int:
        """Seats that somebody has or is offered."""
        return sum(e.state in HOLDING for e in self.entries)

    def free(self) -> int:
        """Seats that are anybody's."""
        return self.capacity - self.held() - self.kept()

    def line(self) -> list[Entry]:
        """Those who wait, the next first."""
        waiting = [e for e in self.entries if e.state == "waiting"]
        return sorted(waiting, key=lambda e: (-e.priority, e.number))

    def enrol(self, awaits: dict[str, int], *, whole: bool = False) -> None:
        """One person, or people of one authority who want all seats or none.

        `awaits` says how many approvals each of them needs.
        """
        people = list(awaits)
        self.serial += 1
        group = self.serial if whole else None
        member = self.members[people[0]]
        n = len(people)
        fits_own = self.left(member) >= n
        fits = self.left(member) + self.free() >= n and not self.line()
        later = self.mode != "first_come" and not self.placed
        for who in people:
            own = self.left(member) > 0
            if fits_own or (fits and not later):
                state = "pending" if awaits[who] else "enrolled"
            else:
                state, own = ("applied" if later else "waiting"), False
            self.serial += 1
            self.entries.append(
                Entry(who, state, member, self.serial, 0, awaits[who], own, group=group)
            )
        self.pass_on()

    def pass_on(self) -> None:
        """Walk the line once."""
        if self.cancelled:
            return
        stopped = False
        met: set[int] = set()
        for e in self.line():
            if e.state != "waiting" or e.group in met:
                continue
            together = [e]
            if e.group is not None:
                met.add(e.group)
                together = [o for o in self.line() if o.group == e.group]
                together.sort(key=lambda o: o.number)
            free = 0 if stopped else max(self.free(), 0)
            if self.left(e.member) + free < len(together):
                stopped = stopped or (e.group is not None and self.groups == "strict")
                continue
            for one in together:
                one.own = self.left(one.member) > 0
                if self.queue == "offers" and one.group is None:
                    one.state = "offered"
                else:
                    one.state = "pending" if one.awaits else "enrolled"

    def end(self, who: str, state: str = "withdrawn") -> None:
        """Somebody withdraws, says no, is late or is refused."""
        entry = self.of(who)
        assert entry is not None
        entry.state = state
        self.pass_on()

    def accept(self, who: str) -> None:
        """Somebody says yes to an offer."""
        entry = self.of(who)
        assert entry is not None
        entry.state = "pending" if entry.awaits else "enrolled"

    def approve(self, who: str) -> None:
        """One of those who are asked says yes."""
        entry = self.of(who)
        assert entry is not None
        entry.awaits -= 1
        if entry.state == "pending" and not entry.awaits:
            entry.state = "enrolled"

    def hand_over(self, who: str, to: str, awaits: int) -> None:
        """The seat goes to a colleague, who leaves the line for it."""
        entry, other = self.of(who), self.of(to)
        assert entry is not None
        if other is not None:
            other.state = "withdrawn"
        entry.state = "withdrawn"
        self.serial += 1
        self.entries.append(
            Entry(
                to, "pending" if awaits else "enrolled", entry.member, self.serial, 0, awaits,
                entry.own, entry.group,
            )
        )  # fmt: skip

    def place(self, placed: list[str], line: list[str]) -> bool:
        """Seats for some who applied, places in line for others, nothing for the rest.

        False, and nothing else, for more than the seats.
        """
        for who in placed:
            entry = self.of(who)
            assert entry is not None
            if self.left(entry.member) + max(self.free(), 0) < 1:
                return False
            entry.own = self.left(entry.member) > 0
            entry.state = "pending" if entry.awaits else "enrolled"
            self.serial += 1
            entry.number = self.serial
        for who in line:
            entry = self.of(who)
            assert entry is not None
            entry.state = "waiting"
            self.serial += 1
            entry.number = self.serial
        for entry in self.entries:
            if entry.state == "applied":
                entry.state = "refused"
        self.placed = True
        self.pass_on()
        return True

    def cancel(self) -> None:
        """Everybody goes."""
        self.cancelled = True
        for entry in self.entries:
            if entry.state in ACTIVE:
                entry.state = "withdrawn"
