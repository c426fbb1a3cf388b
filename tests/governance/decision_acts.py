"""Plain functions that have a body decide, as its meeting does, and let the days pass."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from governance.decisions.taking import due, take
from governance.models import AgendaItem, Attendance, Body, BodyKind, Mandate, Meeting, Resolution
from governance.rules import MeetingState
from members.models import Decision
from network import scope
from tests.cast import Cast
from tests.databases import acting_as


def a_body(**fields: Any) -> Body:
    """A steering committee of one mandate that decides for the network."""
    kind = BodyKind.objects.get_or_create(name="Styrgrupp", defaults={"nature": "steering"})[0]
    number = Body.objects.count() + 1
    body: Body = Body.objects.create(
        **{"kind": kind, "name": f"Styrgruppen {number}", "decides": True}
        | {"since": date(2014, 1, 1)}
        | fields
    )
    Mandate.objects.create(body=body, since=date(2014, 1, 1))
    return body


def an_item(body: Body, title: str, effect: str, pk: int, on: date | None) -> AgendaItem:
    """An open item that would change a row on a day."""
    item: AgendaItem = AgendaItem.objects.create(
        body=body,
        kind="decision",
        title=title,
        effect=effect,
        subject_id=pk,
        effect_words=title,
        takes_effect_on=on,
    )
    return item


def resolve(
    body: Body, items: list[AgendaItem], outcome: str = "carried", *, on: date | None = None
) -> list[Decision]:
    """Take the items up at a meeting, resolve them, close it, and give back the decisions."""
    begins = datetime.combine(on or timezone.localdate(), time(9), timezone.get_current_timezone())
    meeting = Meeting.objects.create(body=body, starts=begins, ends=begins + timedelta(hours=2))
    for paragraph, item in enumerate(items, 1):
        item.meeting, item.paragraph = meeting, paragraph
        item.save()
    for mandate in Mandate.objects.filter(body=body):
        Attendance.objects.create(meeting=meeting, mandate=mandate, name="Ordföranden")
    for state in (MeetingState.CALLED, MeetingState.OPEN):
        Meeting.objects.filter(pk=meeting.pk).update(state=state)
    for item in items:
        Resolution.objects.create(
            item=item, meeting=meeting, outcome=outcome, text=f"{item.title} beslutas."
        )
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED)
    return list(Decision.objects.filter(item_id__in=[item.pk for item in items]))


def let_pass(cast: Cast, day: date) -> None:
    """What the portal does by itself on a day."""
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = due(day)
        for effect in waiting:
            with scope.enter_system(cast.vn):
                take(effect)
