"""A list of names for a run: kept, looked through, put right, applied."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import rules
from courses.actions.enrol_many import Wanted, enrol_many
from courses.clashes import Clash
from courses.forecast import Candidate, Fate, Forecast, Room, forecast
from courses.models import Allotment, NameList, Run, SeatCount
from courses.names import NameRow, corrected
from courses.questions import clashes as clashes_of
from courses.questions import remembered_references
from courses.recognition import Looked, Register, found, once
from members.actions.person import add_person
from members.actions.reference import formats_on
from members.models import Membership, Person
from members.references import tidy, why_not
from network.models.journal import note
from network.seat import Seat

KEPT = timedelta(days=7)  # how long a list that nobody applied stays


class AlreadyApplied(Exception):
    """The list was applied before; nothing happened a second time."""


def keep(
    run: Run, rows: Sequence[NameRow], *, by: Seat, name: str = "", membership_id: int | None
) -> NameList:
    """Keep a list while it is looked through; one's old lists that came to nothing go."""
    NameList.objects.seen_by(by).filter(
        applied_at=None, created_at__lt=timezone.now() - KEPT
    ).delete()
    kept: NameList = NameList.objects.create(
        run=run,
        membership_id=membership_id,
        user_id=by.user.pk,
        name=name[:160],
        rows=[row.as_data() for row in rows],
    )
    return kept


def put_right(names: NameList, texts: Mapping[int, str]) -> None:
    """Write rows anew by their number; an emptied row goes."""
    rows = [
        corrected(row, texts[row.number]) if row.number in texts else row for row in names.written
    ]
    names.rows = [row.as_data() for row in rows if row is not None]
    names.save(update_fields=["rows"])


def look(names: NameList, *, by: Seat, whole: bool = False) -> list[Looked]:
    """What each row would do now; writes nothing and asks the same few questions at any length."""
    register = Register(by)
    looked = once([found(row, register, names) for row in names.written])
    people = {one.person.pk for one in looked if one.person}
    looked = _with_references(looked, names)
    facts = facts_of_many(names.run, people)
    clashes = clashes_of(names.run, people)
    wanting = [one for one in looked if one.makes]
    candidates = [_candidate(one, names, facts) for one in wanting]
    told = forecast(candidates, room_of(names.run), whole=whole)
    judged = {
        one.row.number: _judged(one, becomes, clashes)
        for one, becomes in zip(wanting, told, strict=True)
    }
    return [judged.get(one.row.number, one) for one in looked]


def _with_references(looked: Sequence[Looked], names: NameList) -> list[Looked]:
    """The rows with what each authority wants on its invoices: as written, else as last time."""
    members = {one: _member(one, names) for one in looked if one.makes}
    formats = formats_on(timezone.localdate(), members.values())
    last = remembered_references([one.person.pk for one in members if one.person])
    told = []
    for one in looked:
        if one not in members:
            told.append(one)
            continue
        reference = tidy(one.row.reference) or last.get(one.person.pk if one.person else 0, "")
        problem = why_not(formats.get(members[one]), reference)
        told.append(
            replace(one, fate=Fate.ERROR, sentence=problem)
            if problem
            else replace(one, reference=reference)
        )
    return told


def _member(one: Looked, names: NameList) -> int:
    return one.person.membership_id if one.person else names.membership_id or 0


def facts_of_many(run: Run, people: Collection[int]) -> dict[int, rules.PersonFacts]:
    """What the question of enrolment needs to know of each, in one question."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, f.* FROM unnest(%s::bigint[]) AS p (id),"
            " LATERAL app.enrolment_facts(%s, p.id) AS f",
            [list(people), run.pk],
        )
        return {
            pk: rules.PersonFacts(standing, elsewhere, own_seat, placed, tuple(approvals))
            for pk, standing, elsewhere, own_seat, placed, approvals in cursor.fetchall()
        }


def room_of(run: Run) -> Room:
    """The seats of a run as they stand now, each authority's own among them."""
    seats = SeatCount.objects.get(run=run)
    own: dict[int, int] = {}
    for allotment in Allotment.objects.open().filter(run=run):
        own[allotment.membership_id] = own.get(allotment.membership_id, 0) + allotment.unnamed
    return Room(
        free=seats.capacity - seats.least,
        waiting=seats.waiting,
        own=own,
        later=rules.gives_later(run.mode, placed=seats.placed_at is not None),
        first=rules.offers_have_stopped(
            run.queue, run.begins_at, run.offer_stops_hours, now=timezone.now()
        ),
    )


def _candidate(one: Looked, names: NameList, facts: Mapping[int, rules.PersonFacts]) -> Candidate:
    """Somebody of the list for the forecast; who is new has no past and the list's authority."""
    person = facts.get(one.person.pk) if one.person else None
    person = person or rules.PersonFacts()
    member = _member(one, names)
    now, run = timezone.now(), names.run
    own = replace(person, own_seat=True) if one.person is None else person
    return Candidate(
        member,
        person,
        rules.may_enrol(run.facts, own, now=now),
        rules.may_enrol(run.facts, replace(person, own_seat=False), now=now),
    )


_STANDS = frozenset(rules.STANDINGS.values())


def _judged(one: Looked, told: Forecast, clashes: Mapping[int, list[Clash]]) -> Looked:
    if told.reason is None:
        met = clashes.get(one.person.pk, []) if one.person else []
        clash = met[0].there.course if met else ""
        return replace(one, fate=told.fate, place=told.place, own=told.own, clash=clash)
    fate = Fate.THERE if told.reason in _STANDS else Fate.REFUSED
    return replace(one, fate=fate, sentence=about_another(told.reason))


def about_another(reason: rules.Reason) -> str:
    """Why somebody else may not enrol."""
    others = {
        rules.Reason.HAS_A_SEAT: _("Has a seat already."),
        rules.Reason.IS_PENDING: _("Has a seat already, if it is approved."),
        rules.Reason.IS_OFFERED: _("Is offered a seat and has not answered."),
        rules.Reason.IS_WAITING: _("Is on the waiting list already."),
        rules.Reason.HAS_APPLIED: _("Has applied already."),
        rules.Reason.ELSEWHERE: _("Has a seat on another run of the course."),
    }
    return others.get(reason) or str(rules.REASONS[reason])


def apply(pk: int, chosen: Collection[int] | None, *, by: Seat, whole: bool = False) -> NameList:
    """Enrol the chosen rows of a list (all that can be, when None) in one transaction.

    `whole` makes them a group: all get seats at once, or all wait. Raises AlreadyApplied for the
    second of two, Overtaken when the answer changed meanwhile, NotOneAuthority for a mixed group.
    """
    with transaction.atomic():
        return _apply(pk, chosen, by, whole)


def _apply(pk: int, chosen: Collection[int] | None, by: Seat, whole: bool) -> NameList:
    mine = NameList.objects.seen_by(by).select_for_update(of=("self",))
    names: NameList = mine.select_related("run__course").get(pk=pk)
    if names.applied_at:
        raise AlreadyApplied
    looked = look(names, by=by)
    wanted = [one for one in looked if one.makes and (chosen is None or one.row.number in chosen)]
    made, added = enrol_looked(names, wanted, by=by, whole=whole)
    done = {one.row.number for one in wanted}
    names.rows = [row.as_data() for row in names.written if row.number not in done]
    names.made = made
    names.added = added
    names.applied_at = timezone.now()
    names.save()
    note("apply_names", names.run, people=len(made), added=added)
    return names


def enrol_looked(
    names: NameList, wanted: Sequence[Looked], *, by: Seat, whole: bool = False
) -> tuple[list[int], int]:
    """Enrol rows that were looked at, and add those that are new to the register.

    Returns the enrolments, and how many people were added; raises as `apply`.
    """
    known = Person.objects.in_bulk([one.person.pk for one in wanted if one.person])
    added = {one.row.number: _added(one.row, names, by) for one in wanted if one.new}
    made = enrol_many(
        names.run,
        [
            Wanted(known[one.person.pk] if one.person else added[one.row.number], one.reference)
            for one in wanted
        ],
        by=by,
        whole=whole,
    )
    return made, len(added)


def _added(row: NameRow, names: NameList, by: Seat) -> Person:
    by.require("keep_people")
    membership: Any = Membership.objects.answered_for_by(by).get(pk=names.membership_id)
    person = Person(membership=membership, name=row.name, email=row.email, title=row.title[:120])
    add_person(person, by=by)
    return person
