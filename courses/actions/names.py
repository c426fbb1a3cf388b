"""A list of names for a run: kept, looked through, put right, applied."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import rules
from courses.actions.enrol_many import Wanted, enrol_many
from courses.models import Enrolment, NameList, Run, SeatCount
from courses.models.course import in_language
from courses.names import LONGEST, NameRow, corrected, folded
from members.actions.person import add_person
from members.models import Membership, Person
from network.models.journal import note
from network.seat import Seat

KEPT = timedelta(days=7)  # how long a list that nobody applied stays
SUGGESTED = 50  # rows that get a suggestion; it costs a comparison with every name


class Fate(StrEnum):
    """What becomes of a row if the list is applied now."""

    SEAT = "seat"
    LINE = "line"
    THERE = "there"
    TWICE = "twice"
    REFUSED = "refused"
    ERROR = "error"


MAKES = frozenset({Fate.SEAT, Fate.LINE})


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the register, as far as the list needs."""

    pk: int
    name: str
    email: str
    membership_id: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """A row with its fate; `sentence` says why, `clash` what it collides with."""

    row: NameRow
    fate: Fate
    person: Known | None = None
    sentence: str = ""
    clash: str = ""
    likely: str = ""
    place: int = 0

    @property
    def makes(self) -> bool:
        """Whether applying it enrols somebody."""
        return self.fate in MAKES

    @property
    def new(self) -> bool:
        """Whether it adds somebody to the register."""
        return self.makes and self.person is None


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


def look(names: NameList, *, by: Seat) -> list[Looked]:
    """What each row would do now; writes nothing and asks the same few questions at any length."""
    register = _Register(by)
    looked = [_found(row, register, names) for row in names.written]
    looked = _once(looked)
    people = {one.person.pk for one in looked if one.person}
    reasons = why_not_many(names.run, people)
    clashes = clashing(names.run, people)
    looked = [_judged(one, reasons, clashes) for one in looked]
    return _placed(looked, names.run)


class _Register:
    """The people whom a seat answers for, by address and by name."""

    def __init__(self, by: Seat) -> None:
        rows = Person.objects.kept_by(by).on(timezone.localdate())
        self.by_mail: dict[str, list[Known]] = {}
        self.by_name: dict[str, list[Known]] = {}
        asked = rows.values_list("pk", "name", "email", "membership_id", "protected")
        for pk, name, email, membership, protected in asked:
            hidden = protected and membership not in by.scope.memberships
            known = Known(pk, name, email, membership, hidden)
            self.by_mail.setdefault(folded(email), []).append(known)
            if not hidden:
                self.by_name.setdefault(folded(name), []).append(known)
        self.suggestions = 0

    def like(self, name: str) -> str:
        """Somebody with nearly that name, to choose instead."""
        self.suggestions += 1
        if not name or self.suggestions > SUGGESTED:
            return ""
        close = get_close_matches(folded(name), self.by_name, n=1, cutoff=0.75)
        return _known_as(self.by_name[close[0]][0]) if close else ""


def _known_as(person: Known) -> str:
    return f"{person.name} <{person.email}>"


def _found(row: NameRow, register: _Register, names: NameList) -> Looked:
    """Whom a row means: by address, else by a name that only one has, else somebody new."""
    wrong = _unreadable(row)
    if wrong:
        return Looked(row, Fate.ERROR, sentence=wrong)
    mailed = register.by_mail.get(row.email, []) if row.email else []
    named = register.by_name.get(folded(row.name), []) if row.name else []
    if len(mailed) == 1:
        return Looked(row, Fate.SEAT, mailed[0])
    if mailed:
        return Looked(row, Fate.ERROR, sentence=_("Several people have that mail address."))
    if len(named) > 1 and not row.email:
        sentence = _("%(n)s people have that name. Write the mail address.") % {"n": len(named)}
        return Looked(row, Fate.ERROR, sentence=sentence)
    if named and row.email:
        sentence = _("%(name)s is known with another address. Choose the one you mean.") % {
            "name": row.name
        }
        return Looked(row, Fate.ERROR, sentence=sentence, likely=_known_as(named[0]))
    if named:
        return Looked(row, Fate.SEAT, named[0])
    return _unknown(row, register, names)


def _unreadable(row: NameRow) -> str:
    if not row.name and not row.email:
        return _("Write a name or a mail address.")
    if "@" in row.name and not row.email:
        return _("That is no mail address.")
    if len(row.name) > LONGEST:
        return _("The name is longer than %(n)s characters.") % {"n": LONGEST}
    if row.email:
        try:
            validate_email(row.email)
        except ValidationError:
            return _("That is no mail address.")
    return ""


def _unknown(row: NameRow, register: _Register, names: NameList) -> Looked:
    likely = register.like(row.name)
    if not row.email:
        sentence = _("Nobody among your people has that name. Write the mail address after it.")
    elif not row.name:
        sentence = _("Nobody among your people has that address. Write the name before it.")
    elif names.membership_id is None:
        sentence = _("Nobody has that address. Choose an authority for new people, or change it.")
    else:
        return Looked(row, Fate.SEAT, likely=likely)
    return Looked(row, Fate.ERROR, sentence=sentence, likely=likely)


def _once(looked: Iterable[Looked]) -> list[Looked]:
    """Each person once: later rows for the same one point to the first."""
    seen: dict[object, int] = {}
    kept = []
    for one in looked:
        if one.fate is Fate.ERROR:
            kept.append(one)
            continue
        who: object = one.person.pk if one.person else one.row.email
        first = seen.setdefault(who, one.row.number)
        if first == one.row.number:
            kept.append(one)
        else:
            sentence = _("The same person as in row %(n)s.") % {"n": first}
            kept.append(replace(one, fate=Fate.TWICE, sentence=sentence))
    return kept


def why_not_many(run: Run, people: Collection[int]) -> dict[int, list[rules.Reason]]:
    """Why each of many may not enrol now, by the same question as for one; two queries."""
    active = Enrolment.objects.active().filter(run=run, person__in=people)
    standings = dict(active.values_list("person", "state"))
    now = timezone.now()
    return {
        pk: rules.may_enrol(run.facts, standing=standings.get(pk), now=now) for pk in people
    } | {0: rules.may_enrol(run.facts, standing=None, now=now)}


def clashing(run: Run, people: Collection[int]) -> dict[int, str]:
    """The course that each person has a seat on at the same time, as far as one may see."""
    ours = list(run.sessions.all())
    if not ours or not people:
        return {}
    theirs = (
        Enrolment.objects.active()
        .exclude(run=run)
        .filter(
            person__in=people,
            run__sessions__starts_at__lt=max(day.ends_at for day in ours),
            run__sessions__ends_at__gt=min(day.starts_at for day in ours),
        )
        .values_list(
            "person",
            "run__course__title_sv",
            "run__course__title_en",
            "run__sessions__starts_at",
            "run__sessions__ends_at",
        )
    )
    found: dict[int, str] = {}
    for person, swedish, english, starts, ends in theirs:
        if any(mine.covers(starts, ends) for mine in ours):
            found.setdefault(person, in_language(swedish, english))
    return found


_STANDS = (rules.Reason.HAS_A_SEAT, rules.Reason.IS_WAITING)


def _judged(
    one: Looked, reasons: Mapping[int, list[rules.Reason]], clashes: Mapping[int, str]
) -> Looked:
    if not one.makes:
        return one
    pk = one.person.pk if one.person else 0
    why = reasons[pk]
    if not why:
        return replace(one, clash=clashes.get(pk, ""))
    fate = Fate.THERE if why[0] in _STANDS else Fate.REFUSED
    return replace(one, fate=fate, sentence=about_another(why[0]))


def about_another(reason: rules.Reason) -> str:
    """Why somebody else may not enrol."""
    if reason is rules.Reason.HAS_A_SEAT:
        return _("Has a seat already.")
    if reason is rules.Reason.IS_WAITING:
        return _("Is on the waiting list already.")
    return str(rules.REASONS[reason])


def _placed(looked: Sequence[Looked], run: Run) -> list[Looked]:
    """Who would get a seat and who a place in the line, as it stands now."""
    seats = SeatCount.objects.get(run=run)
    free = seats.capacity - seats.taken if not seats.waiting else 0
    line = seats.waiting
    placed = []
    for one in looked:
        if not one.makes:
            placed.append(one)
        elif free > 0:
            free -= 1
            placed.append(one)
        else:
            line += 1
            placed.append(replace(one, fate=Fate.LINE, place=line))
    return placed


def apply(pk: int, chosen: Collection[int] | None, *, by: Seat) -> NameList:
    """Enrol the chosen rows of a list (all that can be, when None) in one transaction.

    Raises AlreadyApplied for the second of two, Overtaken when the answer changed meanwhile.
    """
    with transaction.atomic():
        return _apply(pk, chosen, by)


def _apply(pk: int, chosen: Collection[int] | None, by: Seat) -> NameList:
    mine = NameList.objects.seen_by(by).select_for_update(of=("self",))
    names: NameList = mine.select_related("run__course").get(pk=pk)
    if names.applied_at:
        raise AlreadyApplied
    looked = look(names, by=by)
    wanted = [one for one in looked if one.makes and (chosen is None or one.row.number in chosen)]
    known = Person.objects.in_bulk([one.person.pk for one in wanted if one.person])
    added = {one.row.number: _added(one.row, names, by) for one in wanted if one.new}
    made = enrol_many(
        names.run,
        [
            Wanted(known[one.person.pk] if one.person else added[one.row.number], one.row.reference)
            for one in wanted
        ],
        by=by,
    )
    done = {one.row.number for one in wanted}
    names.rows = [row.as_data() for row in names.written if row.number not in done]
    names.made = [enrolment.pk for enrolment in made]
    names.added = len(added)
    names.applied_at = timezone.now()
    names.save()
    note("apply_names", names.run, people=len(made), added=len(added))
    return names


def _added(row: NameRow, names: NameList, by: Seat) -> Person:
    by.require("keep_people")
    membership: Any = Membership.objects.answered_for_by(by).get(pk=names.membership_id)
    person = Person(membership=membership, name=row.name, email=row.email, title=row.title[:120])
    add_person(person, by=by)
    return person
