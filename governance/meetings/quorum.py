"""Whether a meeting will be, or is, quorate: by the answers before it, by the marks during it."""

from dataclasses import dataclass, field

from governance.meetings.who import Chair, chairs_of
from governance.models import Attendance, Holder, Meeting, NoticeAnswer
from governance.rules import TAKES_PART, Presence


@dataclass
class Row:
    """A mandate with what its holders answered."""

    chair: Chair
    answers: list[NoticeAnswer] = field(default_factory=list)

    @property
    def comes(self) -> NoticeAnswer | None:
        """Who takes part for it, as far as is known."""
        return next((one for one in self.answers if one.coming in TAKES_PART), None)

    @property
    def waits(self) -> bool:
        """Whether somebody who was asked has not answered."""
        return self.comes is None and any(not one.coming for one in self.answers)


@dataclass(frozen=True)
class Foreseen:
    """How many votes' mandates come, of how many, and how many it takes."""

    rows: list[Row]
    comes: int
    waits: int
    votes: int
    needed: int

    @property
    def is_quorate(self) -> bool:
        """Whether those who come are enough."""
        return self.comes >= self.needed

    @property
    def missing(self) -> int:
        """How many more it takes."""
        return max(0, self.needed - self.comes)


def needed_of(votes: int, percent: int) -> int:
    """The smallest number of mandates that is more than the share; with none, one that never is."""
    return votes * percent // 100 + 1


def foreseen(meeting: Meeting) -> Foreseen:
    """The answers to the notice, mandate by mandate; four questions."""
    rows = [Row(chair) for chair in chairs_of(meeting)]
    by_mandate = {row.chair.mandate.pk: row for row in rows}
    answers = NoticeAnswer.objects.filter(meeting=meeting).order_by("is_deputy", "id")
    for answer in answers:
        if answer.mandate_id in by_mandate:
            by_mandate[answer.mandate_id].answers.append(answer)
    voting = [row for row in rows if row.chair.mandate.votes]
    return Foreseen(
        rows,
        sum(row.comes is not None for row in voting),
        sum(row.waits for row in voting),
        len(voting),
        needed_of(len(voting), meeting.body.quorum_percent),
    )


@dataclass
class Seat:
    """A mandate at the meeting: whom it may be held by, and how it was marked."""

    chair: Chair
    mark: Attendance | None = None

    @property
    def people(self) -> list[Holder]:
        """Who may hold it, the member first."""
        return [*self.chair.members, *self.chair.deputies]

    @property
    def is_there(self) -> bool:
        """Whether somebody takes part for it."""
        return self.mark is not None and self.mark.presence != Presence.ABSENT


@dataclass(frozen=True)
class Present:
    """Who takes part now, and whether it is enough to decide."""

    seats: list[Seat]
    guests: list[Attendance]
    there: int
    votes: int
    needed: int

    @property
    def is_quorate(self) -> bool:
        """Whether the meeting can decide, counted as the database counts it."""
        return self.there >= self.needed

    @property
    def missing(self) -> int:
        """How many more it takes."""
        return max(0, self.needed - self.there)


def present(meeting: Meeting) -> Present:
    """The marks of attendance, mandate by mandate; three questions."""
    seats = [Seat(chair) for chair in chairs_of(meeting)]
    by_mandate = {one.chair.mandate.pk: one for one in seats}
    guests = []
    for row in Attendance.objects.filter(meeting=meeting).order_by("id"):
        if row.mandate_id in by_mandate:
            by_mandate[row.mandate_id].mark = row
        elif row.mandate_id is None:
            guests.append(row)
    voting = [one for one in seats if one.chair.mandate.votes]
    return Present(
        seats,
        guests,
        sum(one.is_there for one in voting),
        len(voting),
        needed_of(len(voting), meeting.body.quorum_percent),
    )
