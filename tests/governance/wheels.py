"""Steps and tasks of the year wheel for the tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from governance.actions.wheel import turn
from governance.models import WheelStep, WheelTask
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as


def make_step(cast: Cast, slug: str = VN, **changes: Any) -> int:
    """A step around today that the network coordinator does; its key."""
    today = timezone.localdate()
    first, last = today - timedelta(days=3), today + timedelta(days=7)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        facts = {
            "title": f"Steg {WheelStep.objects.count() + 1}",
            "first_month": first.month,
            "first_day": first.day,
            "last_month": last.month,
            "last_day": last.day,
            "role": "network_coordinator",
        } | changes
        return int(WheelStep.objects.create(**facts).pk)


def turned(cast: Cast, day: date | None = None, slug: str = VN) -> None:
    """The wheel turns on a day."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        turn(day or timezone.localdate())


def make_task(cast: Cast, slug: str = VN, who: str | None = None, **changes: Any) -> int:
    """This year's task of a step, given to somebody of the cast where one is named; its key."""
    step = make_step(cast, slug, **changes)
    turned(cast, slug=slug)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        row = WheelTask.objects.get(step=step)
        if who is not None:
            WheelTask.objects.filter(pk=row.pk).update(
                person_id=cast.person(who, slug), name=who.title()
            )
        return int(row.pk)


def task(cast: Cast, pk: int, slug: str = VN) -> WheelTask:
    """A task as the database has it now."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[slug]):
        found: WheelTask = WheelTask.objects.get(pk=pk)
        return found
