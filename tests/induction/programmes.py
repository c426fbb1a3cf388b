"""Programmes, modules and invited managers for the tests of the induction programme."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from induction.models import (
    Module,
    Participation,
    ParticipationAnswer,
    Programme,
    ProgrammeMember,
)
from members.models import Person
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as


def make_programme(cast: Cast, network: str = VN, members: tuple[str, ...] = ("csn",)) -> int:
    """A published programme that began a month ago, with one module at the workplace."""
    today = timezone.localdate()
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        made: Programme = Programme.objects.create(
            title=f"Ny som chef {today.year}",
            starts=today - timedelta(days=30),
            ends=today + timedelta(days=300),
            published_at=timezone.now(),
        )
        for key in members:
            ProgrammeMember.objects.create(
                programme=made, membership_id=cast.memberships[network, key]
            )
        Module.objects.create(programme=made, position=1, kind="own", title="Samtal om uppdraget")
        return made.pk


def make_new_manager(
    cast: Cast, who: str, since: date | None = None, *, under: str | None = None
) -> None:
    """Let somebody have become a manager, a month ago unless said."""
    since = since or timezone.localdate() - timedelta(days=30)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person(who)).update(
            manager_since=since, manager=cast.person(under) if under else None
        )


def make_participation(
    cast: Cast, programme: int, who: str, accepted: bool | None = True, **answer: Any
) -> int:
    """Somebody who is invited and, unless None, has answered."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        person = Person.objects.get(pk=cast.person(who))
        row = Participation.objects.create(
            programme_id=programme, person=person, membership_id=person.membership_id
        )
        if accepted is not None:
            ParticipationAnswer.objects.create(
                participation=row, person=person, accepted=accepted, **answer
            )
        pk: int = row.pk
        return pk
