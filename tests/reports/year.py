"""A year that is known by heart, for the tests of the reports."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from courses.models import Enrolment, Run, Session, Withdrawal
from courses.rules import RunState
from fees.actions import paper
from members.models import HeadCount, Person
from network import scope
from network.actions import job
from tests.cast import JL, VN, Cast
from tests.courses.makers import make_course, make_people
from tests.databases import acting_as
from tests.fees.issuing import Drawn
from tests.fees.makers import approved_run, furnish

YEAR = timezone.localdate().year


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """A moment in UTC."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def hold(title: str, begins: datetime, seats: int, people: list[Person]) -> Run:
    """A run that people enrolled on while it was open, and that was held."""
    course = make_course(title)
    run: Run = Run.objects.create(course=course, number=1, capacity=seats, state=RunState.OPEN)
    Session.objects.create(run=run, starts_at=begins, ends_at=begins + timedelta(hours=7))
    for person in people:
        Enrolment.objects.create(run=run, person=person, membership_id=person.membership_id)
    Run.objects.filter(pk=run.pk).update(state=RunState.HELD)
    run.refresh_from_db()
    return run


def fill(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both networks' year: courses in and around it, and Västernorrland's invoices.

    CSN has 7 participants, Timrå 3, and nobody else takes part.
    """
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            csn = make_people(8, cast.memberships[VN, "csn"])
            timra = make_people(4, cast.memberships[VN, "timra"])
            hold("Full och kö", at(YEAR, 5, 4), 6, [*csn[:5], timra[0], timra[1]])
            hold("Nyår i Sundsvall", at(YEAR - 1, 12, 31, 23), 10, [csn[5], csn[6], timra[2]])
            hold("Före nyår", at(YEAR - 1, 12, 31, 22), 10, csn[:4])
            hold("Nästa år", at(YEAR + 1, 2, 1), 10, csn[:2])
            given_back = hold("Halvtom", at(YEAR, 9, 1), 20, [csn[7], timra[3]])
            _withdraw(given_back, csn[7])
            called_off = hold("Inställd", at(YEAR, 10, 1), 20, csn)
            Run.objects.filter(pk=called_off.pk).update(state=RunState.CANCELLED)
            HeadCount.objects.create(
                membership_id=cast.memberships[VN, "csn"],
                day=timezone.localdate(),
                count=910,
                source="test",
            )
        with scope.enter_system(cast.jl):
            people = make_people(6, cast.memberships[JL, "lansstyrelsen"])
            hold("Jämtlands kanariefågel", at(YEAR, 5, 4), 6, people)
    monkeypatch.setattr(paper, "begin_pdf_bounded", Drawn)
    furnish(cast.vn, cast.memberships[VN, "spv"])
    _run, job_id = approved_run(cast.vn, cast.users["erik"])
    with acting_as("portal_worker"):
        assert job.run(cast.vn, job_id)


def _withdraw(run: Run, person: Person) -> None:
    enrolment = Enrolment.objects.get(run=run, person=person)
    Withdrawal.objects.create(
        enrolment=enrolment, run=run, person=person, membership_id=person.membership_id
    )
