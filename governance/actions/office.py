"""Offices in a body: chair, convener, secretary and the host's turn, given and ended."""

from datetime import date, timedelta
from typing import Any

from governance.bodies.refusing import refused_in_words
from governance.models import Office
from governance.rules import Duty
from members.querysets import covering
from network.models.journal import note
from network.seat import Seat


def give_office(office: Office, *, by: Seat) -> Office | None:
    """Give somebody an office; a chair who is there leaves the day before. Returns that one.

    Offices are the coordinator's to give, since they open the body's meetings.
    """
    by.require("keep_body_offices")
    former: Office | None = None
    if office.duty == Duty.CHAIR:
        former = (
            Office.objects.filter(covering(office.since), body=office.body_id, duty=office.duty)
            .filter(since__lt=office.since)
            .first()
        )
    with refused_in_words():
        if former is not None:
            former.until = office.since - timedelta(days=1)
            former.save(update_fields=["until"])
        office.save(force_insert=True)
    _tell("give_office", office)
    return former


def end_office(office: Office, until: date, *, by: Seat) -> None:
    """End an office after a day; one that has not begun is taken back."""
    by.require("keep_body_offices")
    _tell("end_office", office, until=until.isoformat())
    if office.since > until:
        office.delete()
        return
    with refused_in_words():
        office.until = until
        office.save(update_fields=["until"])


def _tell(verb: str, office: Office, **facts: Any) -> None:
    note(
        verb,
        office.body,
        membership_id=office.membership_id,
        name=office.name,
        duty=office.duty,
        since=office.since.isoformat(),
        **facts,
    )
