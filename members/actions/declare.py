"""Declaring how many employees a member has, and correcting what was declared."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import HeadCount, Person
from network.models.journal import note
from network.seat import Seat

# What a declaration says; the rest of the row is who and when.
SAID = ("count", "definition", "covers", "source", "explanation")


@dataclass(frozen=True)
class Declared:
    """What became of a declaration; `before` is the figure that it corrected."""

    row: HeadCount
    before: int | None = None
    changed: bool = True


def declare_head_count(said: HeadCount, *, by: Seat) -> Declared:
    """Keep how many employees a member says it has on a day, whoever of its people says so.

    The same declaration again changes nothing. Another figure for the same day corrects the
    first; the journal keeps both, and why.
    """
    said.declared_at = timezone.now()
    said.declared_by, said.declared_name = _declarer(by)
    try:
        with transaction.atomic():
            said.save(force_insert=True)
    except IntegrityError:
        return _correct(said)
    note(
        "declare_head_count",
        said,
        membership_id=said.membership_id,
        count=said.count,
        day=said.day.isoformat(),
        source=said.source,
        explanation=said.explanation,
    )
    return Declared(said)


def _correct(said: HeadCount) -> Declared:
    row = HeadCount.objects.select_for_update().get(membership=said.membership_id, day=said.day)
    before = {name: getattr(row, name) for name in SAID}
    now = {name: getattr(said, name) for name in SAID}
    if before == now:
        return Declared(row, changed=False)
    for name in (*SAID, "declared_at", "declared_by", "declared_name"):
        setattr(row, name, getattr(said, name))
    row.save()
    note(
        "correct_head_count",
        row,
        membership_id=row.membership_id,
        count=row.count,
        before=before["count"],
        day=row.day.isoformat(),
        source=row.source,
        was=before,
        explanation=row.explanation,
    )
    return Declared(row, before=before["count"])


def _declarer(by: Seat) -> tuple[int | None, str]:
    """Who declares, by id and name; nobody with a protected identity is named on papers."""
    if not by.scope.people:
        return None, ""
    person = Person.objects.filter(pk=by.person_id).first()
    if person is None:
        return by.person_id, ""
    return person.pk, "" if person.protected else person.name
