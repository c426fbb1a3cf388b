"""A notice as plain facts that need no database: to suggest by, and to search sisters' by."""

from dataclasses import dataclass
from datetime import date, datetime

from loans.models import Notice


@dataclass(frozen=True)
class Facts:
    """What a notice says, whichever network it hangs in.

    `owner_id` is the member's own id, None for those outside the network; `owner_kind` a kind of
    authority. Days are both included.
    """

    kind: str
    occasion: str
    title: str
    tasks: str
    competences: tuple[str, ...]
    people: int
    starts: date
    ends: date
    percent: int
    place: str
    remote: str
    owner_name: str
    owner_kind: str
    answer_by: date
    owner_id: int | None = None
    published_at: datetime | None = None


def facts_of(notice: Notice) -> Facts:
    """The facts of one of the network's own notices; its owner must have been read with it."""
    owner = notice.owner
    member = notice.membership
    return Facts(
        kind=notice.kind,
        occasion=notice.occasion,
        title=notice.title,
        tasks=notice.tasks,
        competences=tuple(notice.competences),
        people=notice.people,
        starts=notice.starts,
        ends=notice.ends,
        percent=notice.percent,
        place=notice.place,
        remote=notice.remote,
        owner_name=owner.name,
        owner_kind=member.authority.kind if member else notice.party.kind,
        answer_by=notice.answer_by,
        owner_id=notice.membership_id,
        published_at=notice.published_at,
    )
