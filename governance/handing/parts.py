"""What the network and its governance move at a hand-over; other rooms declare their own."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.meetings.words import title_of
from governance.models import (
    ActionPoint,
    AgendaItem,
    BodyCalendar,
    Holder,
    Meeting,
    Office,
    OperationalPlan,
)
from members.models import MemberImport, Person, Role
from network.handing import Hand, Part, declare, leave, staying_with
from network.models import Document, Job
from network.sentences import job_title

KINDS = (Role.Kind.NETWORK_COORDINATOR, Role.Kind.EDUCATION_COORDINATOR)


def roles_of(hand: Hand, day: date) -> list[Role]:
    """The coordinator's roles that somebody holds on a day or later."""
    lasting = Q(until=None) | Q(until__gte=day)
    return list(Role.objects.filter(lasting, person=hand.person_id, kind__in=KINDS))


def _move_roles(giver: Hand, receiver: Hand, on: date) -> None:
    member = Person.objects.values_list("membership", flat=True).get(pk=receiver.person_id)
    for role in roles_of(giver, on):
        held = Role.objects.on(on).filter(person=receiver.person_id, kind=role.kind, until=None)
        if not held.exists():
            Role.objects.create(
                person_id=receiver.person_id, membership_id=member, kind=role.kind, since=on
            )
        _end(role, on)


def _end(row: Role | Office, on: date) -> None:
    """The day before is the last one; what begins that day or later is taken away."""
    if row.since >= on:
        row.delete()
        return
    row.until = on - timedelta(days=1)
    row.save(update_fields=["until"])


def _offices(hand: Hand, day: date) -> list[Office]:
    lasting = Q(until=None) | Q(until__gte=day)
    rows = Office.objects.filter(lasting, person=hand.person_id).select_related("body")
    return list(rows.order_by("pk"))


def _move_offices(giver: Hand, receiver: Hand, on: date) -> None:
    for office in _offices(giver, on):
        since, until = max(office.since, on), office.until
        _end(office, on)
        Office.objects.create(
            body=office.body,
            duty=office.duty,
            person_id=receiver.person_id,
            name=receiver.name,
            since=since,
            until=until,
        )


def _actions(hand: Hand) -> list[ActionPoint]:
    return list(ActionPoint.objects.filter(person=hand.person_id, done_at=None, dropped_at=None))


def _move_actions(giver: Hand, receiver: Hand, on: date) -> None:
    ActionPoint.objects.filter(pk__in=[row.pk for row in _actions(giver)]).update(
        person=receiver.person_id, name=receiver.name
    )


def _meetings(hand: Hand) -> list[Meeting]:
    rows = Meeting.objects.to_come().filter(made_by=hand.user_id)
    return list(rows.select_related("body").order_by("starts"))


def _move_meetings(giver: Hand, receiver: Hand, on: date) -> None:
    rows = Meeting.objects.to_come().filter(made_by=giver.user_id)
    rows.update(made_by=receiver.user_id)


def _drafts(hand: Hand) -> list[str]:
    items = AgendaItem.objects.open().filter(made_by=hand.user_id)
    plans = OperationalPlan.objects.filter(made_by=hand.user_id, state="draft")
    return [str(row.title) for row in items] + [str(row) for row in plans]


def _move_drafts(giver: Hand, receiver: Hand, on: date) -> None:
    AgendaItem.objects.open().filter(made_by=giver.user_id).update(made_by=receiver.user_id)
    plans = OperationalPlan.objects.filter(made_by=giver.user_id, state="draft")
    plans.update(made_by=receiver.user_id)


def _own_jobs(hand: Hand) -> tuple[list[Job], list[Job]]:
    """What they ordered: the jobs of the network, and those that stay with them."""
    moving: list[Job] = []
    staying: list[Job] = []
    stays = staying_with(hand)
    for row in Job.objects.filter(user_id=hand.user_id).order_by("pk"):
        (staying if stays(row.name, row.facts) else moving).append(row)
    return moving, staying


def _jobs(hand: Hand) -> list[str]:
    return [job_title(row.name, row.facts) for row in _own_jobs(hand)[0]]


def _move_jobs(giver: Hand, receiver: Hand, on: date) -> None:
    """The list of jobs with their results; one that still waits is refused, and ordered anew."""
    rows = Job.objects.filter(pk__in=[row.pk for row in _own_jobs(giver)[0]])
    rows.active().update(
        state=Job.State.FAILED,
        finished_at=timezone.now(),
        cancel_at=timezone.now(),
        error=_("The coordinator was succeeded. Order it again."),
    )
    rows.update(user_id=receiver.user_id)


def _kept_files(hand: Hand) -> Any:
    """The files of the network that they had made: not those of the jobs that stay."""
    own = [row.result_id for row in _own_jobs(hand)[1] if row.result_id]
    return Document.objects.filter(user_id=hand.user_id).exclude(pk__in=own).order_by("pk")


def _documents(hand: Hand) -> list[str]:
    return list(_kept_files(hand).values_list("name", flat=True))


def _move_documents(giver: Hand, receiver: Hand, on: date) -> None:
    """With the member lists that are not applied yet, which are found by who brought them."""
    _kept_files(giver).update(user_id=receiver.user_id)
    brought = MemberImport.objects.filter(user_id=giver.user_id, applied_at=None)
    brought.update(user_id=receiver.user_id)


def _calendars(hand: Hand) -> list[BodyCalendar]:
    """The calendar addresses of bodies in which they do not sit with a mandate."""
    today = timezone.localdate()
    own = Holder.objects.on(today).filter(person=hand.person_id).values("mandate__body")
    rows = BodyCalendar.objects.filter(person=hand.person_id, ended_at=None)
    return list(rows.exclude(body__in=own).select_related("body"))


def _end_calendars(giver: Hand, receiver: Hand, on: date) -> None:
    ended = [row.pk for row in _calendars(giver)]
    BodyCalendar.objects.filter(pk__in=ended).update(ended_at=timezone.now())


def _day(row: Meeting) -> str:
    return f"{title_of(row)}, {timezone.localdate(row.starts).isoformat()}"


declare(
    "roles",
    Part(
        gettext_lazy("Roles"),
        lambda hand: [str(r.get_kind_display()) for r in roles_of(hand, timezone.localdate())],
        _move_roles,
    ),
)
declare(
    "offices",
    Part(
        gettext_lazy("Offices in bodies"),
        lambda hand: [
            f"{row.get_duty_display()}, {row.body.in_words}"
            for row in _offices(hand, timezone.localdate())
        ],
        _move_offices,
    ),
)
declare(
    "actions",
    Part(
        gettext_lazy("Open actions"),
        lambda hand: [str(row.what) for row in _actions(hand)],
        _move_actions,
    ),
)
declare(
    "meetings",
    Part(
        gettext_lazy("Planned meetings"),
        lambda hand: [_day(row) for row in _meetings(hand)],
        _move_meetings,
    ),
)
declare("drafts", Part(gettext_lazy("Drafts"), _drafts, _move_drafts))
# The files first: which of them stay is seen by the jobs that made them.
declare("documents", Part(gettext_lazy("Saved files"), _documents, _move_documents))
declare("jobs", Part(gettext_lazy("Jobs"), _jobs, _move_jobs))
declare(
    "calendars",
    Part(
        gettext_lazy("Calendar addresses of bodies"),
        lambda hand: [row.body.in_words for row in _calendars(hand)],
        _end_calendars,
        closed=True,
    ),
)


def _sits(hand: Hand) -> Callable[[Mapping[str, Any]], bool]:
    """Papers of the meetings of bodies in which they hold a mandate."""
    held = Holder.objects.on(timezone.localdate()).filter(person=hand.person_id)
    bodies = held.values("mandate__body")
    meetings = set(Meeting.objects.filter(body__in=bodies).values_list("pk", flat=True))
    return lambda facts: facts.get("meeting_id") in meetings


leave("governance.papers_together", _sits)
leave("governance.minutes_paper", _sits)
