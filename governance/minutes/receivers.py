"""Whom the letters of a body reach: those who hold its mandates, and those who keep it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from governance.models import Holder, HolderContact, Mandate, Office
from governance.rules import KEEPS, Rank
from members.models import Person
from members.querysets import covering


@dataclass(frozen=True)
class Receiver:
    """Somebody with a mail address; `person` where they have a place in the network."""

    holder: Holder | None
    name: str
    email: str
    language: str
    person: Person | None


def of_holders(holders: list[Holder]) -> list[Receiver]:
    """The holders who can be reached, in the system's scope."""
    mails = dict(HolderContact.objects.filter(holder__in=holders).values_list("holder_id", "email"))
    people = Person.objects.select_related("user").in_bulk(
        [row.person_id for row in holders if row.person_id]
    )
    found = []
    for row in holders:
        person = people.get(row.person_id) if row.person_id else None
        email = mails.get(row.pk) or (person.email if person else "")
        if email:
            language = person.language if person else settings.LANGUAGE_CODE
            found.append(Receiver(row, row.name, email, language, person))
    return found


def who_answers(mandates: list[Mandate]) -> list[Holder]:
    """For each mandate its ordinary member today, or the first deputy where there is none."""
    today = timezone.localdate()
    rows = Holder.objects.filter(covering(today), mandate__in=mandates).order_by("since", "pk")
    chosen: dict[int, Holder] = {}
    for row in rows:
        there = chosen.get(row.mandate_id)
        if there is None or (there.rank == Rank.DEPUTY and row.rank == Rank.MEMBER):
            chosen[row.mandate_id] = row
    return list(chosen.values())


def members_of(body_id: int) -> list[Receiver]:
    """Everybody who holds a mandate in a body today, deputies too; each address once."""
    today = timezone.localdate()
    rows = list(Holder.objects.filter(covering(today), mandate__body_id=body_id).order_by("pk"))
    return list({row.email.lower(): row for row in of_holders(rows)}.values())


def keepers_of(body_id: int) -> list[Person]:
    """Those who call the body's meetings and write its minutes today."""
    today = timezone.localdate()
    rows = Office.objects.filter(
        covering(today), body_id=body_id, duty__in=KEEPS, person__isnull=False
    )
    people = Person.objects.filter(pk__in=rows.values("person_id"))
    return list(people.select_related("user").order_by("pk"))
