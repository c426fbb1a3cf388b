"""Procurements: writing them down, taking them through their states, using an option."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from courses.models import (
    CallOffRight,
    ContractOption,
    PlannedRun,
    Procurement,
    ProcurementCandidate,
)
from courses.procurements.buying import standing_of
from courses.procurements.purchasing import BEFORE_CONTRACT, STEPS, BuyingState, Lack
from network.models.journal import note
from network.seat import Seat


class NotThere(Exception):
    """A procurement cannot go to that state from where it is."""


class Lacking(Exception):
    """A contract cannot be made yet; `lacks` says what is missing."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = list(lacks)


def save_procurement(
    it: Procurement, options: Iterable[tuple[date, Decimal]], *, by: Seat
) -> Procurement:
    """Write a procurement down, with the options that are not used yet."""
    by.require("keep_procurements")
    new = it.pk is None
    if new:
        it.by_user_id = by.user.pk
    it.save()
    there = {option.until: option for option in ContractOption.objects.filter(procurement=it)}
    asked = dict(options)
    for until, option in there.items():
        if until not in asked and option.used_on is None:
            option.delete()
        elif until in asked and option.value != asked[until] and option.used_on is None:
            option.value = asked[until]
            option.save(update_fields=["value"])
    ContractOption.objects.bulk_create(
        ContractOption(procurement=it, until=until, value=value)
        for until, value in sorted(asked.items())
        if until not in there
    )
    note(
        "add_procurement" if new else "change_procurement",
        it,
        membership_id=it.buyer_id,
        form=it.form,
        value=str(it.value or ""),
    )
    return it


def move_procurement(it: Procurement, state: BuyingState, *, by: Seat, why: str = "") -> None:
    """Take a procurement to its next state.

    Raises NotThere where it cannot go, and Lacking when a contract misses what it must have.
    """
    by.require("keep_procurements")
    before = (
        Procurement.objects.filter(pk=it.pk)
        .select_for_update(no_key=True)
        .values_list("state", flat=True)
        .first()
    )
    if before is None or state not in STEPS[before]:
        raise NotThere
    if state == BuyingState.CONTRACTED:
        missing = [lack for lack in standing_of(it).missing if lack in BEFORE_CONTRACT]
        if missing:
            raise Lacking(missing)
    it.state = state
    it.save(update_fields=["state"])
    note("move_procurement", it, membership_id=it.buyer_id, before=before, after=state, why=why)


class IsUsed(Exception):
    """The option is used already, or the contract does not hold any more."""


def use_option(option: ContractOption, day: date, *, by: Seat) -> None:
    """Prolong a contract by its option; raises IsUsed when it is too late."""
    by.require("keep_procurements")
    if option.procurement.state != BuyingState.CONTRACTED:
        raise IsUsed
    used = ContractOption.objects.filter(pk=option.pk, used_on=None).update(
        used_on=day, by_user_id=by.user.pk
    )
    if not used:
        raise IsUsed
    note("use_contract_option", option.procurement, until=option.until.isoformat())


def set_rights(it: Procurement, members: Iterable[int], *, by: Seat) -> None:
    """Say which members may call off from a contract."""
    by.require("keep_procurements")
    asked = set(members)
    there = set(CallOffRight.objects.filter(procurement=it).values_list("membership", flat=True))
    CallOffRight.objects.filter(procurement=it, membership__in=there - asked).delete()
    CallOffRight.objects.bulk_create(
        [CallOffRight(procurement=it, membership_id=pk) for pk in sorted(asked - there)],
        ignore_conflicts=True,
    )
    if asked != there:
        note("set_call_off_rights", it, count=len(asked))


class Twice(Exception):
    """Two people said at once what a procurement is for."""


def set_purposes(
    it: Procurement, candidates: Iterable[int], courses: Iterable[int], *, by: Seat
) -> None:
    """Say which candidates and courses a procurement is for.

    Planned runs of those candidates that a supplier teaches are paid by it, unless another is.
    """
    by.require("keep_procurements")
    asked = {("candidate_id", pk) for pk in candidates} | {("course_id", pk) for pk in courses}
    for purpose in ProcurementCandidate.objects.filter(procurement=it):
        key = (
            ("candidate_id", purpose.candidate_id)
            if purpose.candidate_id
            else ("course_id", purpose.course_id)
        )
        if key in asked:
            asked.discard(key)
        else:
            purpose.delete()
    try:
        with transaction.atomic():
            ProcurementCandidate.objects.bulk_create(
                ProcurementCandidate(procurement=it, **{name: pk}) for name, pk in sorted(asked)
            )
    except IntegrityError as error:
        raise Twice from error
    linked = ProcurementCandidate.objects.filter(procurement=it, candidate__isnull=False)
    mine = linked.values("candidate")
    PlannedRun.objects.filter(procurement=it).exclude(candidate__in=mine).update(procurement=None)
    PlannedRun.objects.filter(
        procurement=None, candidate__in=mine, teaching=PlannedRun.Teaching.SUPPLIER
    ).update(procurement=it)
    note("set_procurement_purposes", it, count=linked.count())
