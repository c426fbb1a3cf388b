"""The roles that follow from mandates, kept as the mandates are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from governance.bodies.role_rules import DAY, FOLLOWS, Days, common, joined
from governance.models import Holder, MandateRole
from members.models import Person, Role
from network.models.journal import note

Wanted = dict[tuple[int, str], list[Days]]


def follow_mandates(people: Iterable[int | None], today: date | None = None) -> int:
    """Give, end and move the roles of some people as their mandates say; returns how many.

    A role that was given by hand is neither ended nor moved. Past days stay as they were held.
    """
    whom = {one for one in people if one}
    if not whom:
        return 0
    day = today or timezone.localdate()
    wanted = _wanted(whom)
    rows = MandateRole.objects.filter(role__person__in=whom).select_related("role")
    given: dict[tuple[int, str], dict[date, Role]] = defaultdict(dict)
    for row in rows:
        given[row.role.person_id, row.role.kind][row.role.since] = row.role
    homes = dict(Person.objects.filter(pk__in=whom).values_list("pk", "membership_id"))
    changed = 0
    for who, kind in {*wanted, *given}:
        spans = _left_by_hand(wanted.get((who, kind), []), who, kind, given[who, kind])
        changed += _settle(who, kind, spans, given[who, kind], homes[who], day)
    return changed


def _wanted(whom: set[int]) -> Wanted:
    holders = Holder.objects.filter(
        person__in=whom, mandate__body__kind__nature__in=list(FOLLOWS)
    ).select_related("mandate__body__kind", "person")
    spans: Wanted = defaultdict(list)
    for holder in holders:
        mandate, body, person = holder.mandate, holder.mandate.body, holder.person
        days = common(
            [
                (holder.since, holder.until),
                (mandate.since, mandate.until),
                (body.since, body.until),
                (holder.since, person.until if person else None),
            ]
        )
        if days:
            spans[holder.person_id or 0, FOLLOWS[body.kind.nature]].append(days)
    return {key: joined(rows) for key, rows in spans.items()}


def _left_by_hand(spans: list[Days], who: int, kind: str, given: dict[date, Role]) -> list[Days]:
    """The spans, begun later where a role by hand begins on the same day and ends before."""
    ours = [role.pk for role in given.values()]
    by_hand = Role.objects.filter(person=who, kind=kind).exclude(pk__in=ours)
    there = {role.since: role.until for role in by_hand}
    left: list[Days] = []
    for first, until in spans:
        since = first
        while since in there:
            ends = there[since]
            if ends is None or (until is not None and ends >= until):
                break
            since = ends + DAY
        else:
            left.append((since, until))
    return left


def _settle(
    who: int, kind: str, spans: list[Days], given: dict[date, Role], home: int, today: date
) -> int:
    changed = 0
    kept = {since for since, _until in spans}
    for since, role in given.items():
        if since not in kept:
            changed += _end(role, today)
    for since, until in spans:
        there = given.get(since)
        if there is None:
            role = Role.objects.create(
                person_id=who, membership_id=home, kind=kind, since=since, until=until
            )
            MandateRole.objects.create(role=role)
            _tell("grant_role", role)
            changed += 1
        elif there.until != until:
            there.until = until
            there.save(update_fields=["until"])
            _tell("grant_role" if until is None or until >= today else "end_role", there)
            changed += 1
    return changed


def _end(role: Role, today: date) -> int:
    """Take away what has not begun; what was held ended yesterday, unless it ended before."""
    yesterday = today - timedelta(days=1)
    if role.since > yesterday:
        _tell("end_role", role)
        role.delete()
        return 1
    if role.until is not None and role.until <= yesterday:
        return 0
    role.until = yesterday
    role.save(update_fields=["until"])
    _tell("end_role", role)
    return 1


def _tell(verb: str, role: Role) -> None:
    note(
        verb,
        role,
        person_id=role.person_id,
        membership_id=role.membership_id,
        kind=role.kind,
        since=str(role.since),
        until=str(role.until or ""),
    )
