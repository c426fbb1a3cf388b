"""Taking a seat: the engine decides between a seat, a place in line and an application."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from courses import rules
from courses.late_fees import agreed
from courses.models import Enrolment, EnrolmentGroup, LateFeePolicy, LateFeeTier, Run
from courses.seats import SeatRefused
from members.models import Person
from network.kept import Kept
from network.scope import current_network_id
from network.seat import Seat
from network.wake import wake


class NotPossible(Exception):
    """The run does not take the person; `reasons` says why, worst first."""

    def __init__(self, reasons: list[rules.Reason]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons

    @property
    def sentence(self) -> str:
        """Why, in words for the person."""
        return str(rules.REASONS[self.reasons[0]])


def late_terms(run: Run) -> list[rules.Term]:
    """What a late withdrawal from a run costs, by the rule that holds on its first day."""
    if run.begins_at is None:
        return []
    first_day = timezone.localtime(run.begins_at).date()
    policy = LateFeePolicy.objects.on(first_day)
    tiers = list(LateFeeTier.objects.filter(policy__in=policy).select_related("policy"))
    if not tiers:
        return []
    return agreed(tiers[0].policy.rule_with(tiers), price=run.price, first_day=first_day)


# The person's facts, and which versions of the network's late fees hold: one round trip.
FACTS = """
SELECT concat_ws(' ',
    (SELECT string_agg(concat(p.ctid, p.xmin), ' ' ORDER BY p.id) FROM courses_latefeepolicy p
      WHERE p.network_id = app.net()),
    (SELECT string_agg(concat(t.ctid, t.xmin), ' ' ORDER BY t.id) FROM courses_latefeetier t
      WHERE t.network_id = app.net())),
  f.* FROM (SELECT) one LEFT JOIN LATERAL app.enrolment_facts(%s, %s) f ON true
"""
_kept = Kept(512)


def _asked(run: Run, person_id: int) -> tuple[rules.PersonFacts, str]:
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [run.pk, person_id])
        stamp, *facts = cursor.fetchone()
    return facts_of(facts if facts[-1] is not None else None), stamp


def _terms(run: Run, stamp: str) -> list[rules.Term]:
    """As `late_terms`, worked out anew only where a rule, the price or the day is another."""
    key = (current_network_id(), stamp, run.begins_at, run.price)
    return _kept.get(key, lambda: late_terms(run))


def person_facts(run: Run, person_id: int) -> rules.PersonFacts:
    """What the question of enrolment needs to know of a person; nothing of a stranger."""
    return _asked(run, person_id)[0]


def facts_of(row: Sequence[Any] | None) -> rules.PersonFacts:
    """A row of `app.enrolment_facts`, as the rules read it."""
    if row is None:
        return rules.PersonFacts()
    standing, elsewhere, own_seat, placed, approvals = row
    return rules.PersonFacts(standing, elsewhere, own_seat, placed, tuple(approvals))


def why_not(run: Run, person_id: int) -> list[rules.Reason]:
    """Why a person may not enrol on a run now; empty when they may."""
    return rules.may_enrol(run.facts, person_facts(run, person_id), now=timezone.now())


def enrol(
    run: Run,
    person: Person,
    *,
    by: Seat,
    reference: str = "",
    choice: int | None = None,
    group: EnrolmentGroup | None = None,
) -> Enrolment:
    """Give a person a seat, or what the run gives instead: a place in line, or an application.

    Raises NotPossible with the reasons; a double click gets the first click's enrolment.
    """
    facts, fees = _asked(run, person.pk)
    reasons = rules.may_enrol(run.facts, facts, now=timezone.now())
    if reasons and reasons[0] in rules.STANDINGS.values():
        there: Enrolment = Enrolment.objects.active().get(run=run, person=person)
        return there
    if reasons:
        raise NotPossible(reasons)
    enrolment = Enrolment(
        run=run,
        person=person,
        membership_id=person.membership_id,
        reference=reference,
        terms=[term.as_json() for term in _terms(run, fees)],
        choice=choice,
        group=group,
    )
    by.require("enrol", enrolment)
    return _laid(enrolment)


# What the database tells of a row that it laid.
LAID = ("id", "state", "number", "price", "awaits", "seat_by", "allotment_id", "moved_up_at")


def _laid(enrolment: Enrolment) -> Enrolment:
    """Row, journal and errand in one round trip.

    A twin that came first answers for both; a run that closed meanwhile says so.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(LAID)}, refusal"  # noqa: S608 - constants
            " FROM app.enrol(%s, %s, %s, %s, %s::jsonb, %s, %s)",
            [
                enrolment.run_id,
                enrolment.person_id,
                enrolment.membership_id,
                enrolment.reference,
                json.dumps(enrolment.terms),
                enrolment.choice,
                enrolment.group_id,
            ],
        )
        *laid, refusal = cursor.fetchone()
    if refusal == "courses_enrolment_once":
        first: Enrolment = Enrolment.objects.active().get(
            run=enrolment.run_id, person=enrolment.person_id
        )
        return first
    if refusal == "courses_run_open":
        raise NotPossible([rules.Reason.NOT_OPEN])
    if refusal:
        raise SeatRefused(refusal)
    for name, value in zip(LAID, laid, strict=True):
        setattr(enrolment, name, value)
    enrolment._state.adding = False
    enrolment._state.db = connection.alias
    wake(current_network_id())
    return enrolment
