"""How somebody of a body is named, and who holds its mandates on a meeting's day."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from governance.models import Body, Holder, Mandate, Meeting, NoticeAnswer, Office
from governance.rules import Rank
from members.models import Person
from network.seat import Seat


@dataclass
class Chair:
    """A mandate on a meeting's day, with who holds it and who stands in, in their order."""

    mandate: Mandate
    members: list[Holder] = field(default_factory=list)
    deputies: list[Holder] = field(default_factory=list)

    @property
    def asked(self) -> list[Holder]:
        """Whom the notice goes to: who holds it, else the first who stands in."""
        return self.members or self.deputies[:1]

    @property
    def of(self) -> str:
        """Whose mandate it is, as lists name it."""
        if self.mandate.membership is not None:
            return str(self.mandate.membership.short_name)
        return str(self.mandate.post)


def chairs_of(meeting: Meeting) -> list[Chair]:
    """The mandates of the meeting's body on its day; two questions, however many."""
    day = timezone.localdate(meeting.starts)
    mandates = (
        Mandate.objects.on(day)
        .filter(body=meeting.body_id)
        .select_related("membership__authority")
        .order_by("id")
    )
    by_mandate: dict[int, Chair] = {row.pk: Chair(row) for row in mandates}
    holders = Holder.objects.on(day).filter(mandate__body=meeting.body_id)
    for holder in holders.order_by("since", "id"):
        chair = by_mandate.get(holder.mandate_id)
        if chair is not None:
            (chair.members if holder.rank == Rank.MEMBER else chair.deputies).append(holder)
    return list(by_mandate.values())


def to_ask(meeting: Meeting, chairs: Iterable[Chair]) -> list[NoticeAnswer]:
    """A row, not yet kept, for everybody whom the notice goes to."""
    return [
        NoticeAnswer(
            meeting=meeting,
            mandate=chair.mandate,
            holder=holder,
            person_id=holder.person_id,
            name=holder.name,
            is_deputy=holder.rank == Rank.DEPUTY,
        )
        for chair in chairs
        for holder in chair.asked
    ]


def officers_of(body: Body, meeting: Meeting) -> dict[str, str]:
    """The names of the body's officers on the meeting's day, by their duty."""
    day = timezone.localdate(meeting.starts)
    rows = Office.objects.on(day).filter(body=body).order_by("since", "id")
    return {str(row.duty): row.name for row in rows if row.name}


def name_of(seat: Seat) -> str:
    """The seat's own name, as others of the body read it."""
    found = Person.objects.filter(pk__in=seat.scope.people).order_by("pk").first()
    return str(found.name) if found else ""
