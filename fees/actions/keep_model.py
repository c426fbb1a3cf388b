"""Fee models: written down as proposals, adopted from a day, ended; never changed once charged."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError, Q
from django.utils.translation import gettext as _

from fees.models import Charge, FeeModel, FeeStep
from fees.rules import RuleRefused
from fees.tariffs import Method, Step
from members.actions.decision import cite, has_changed, was_undone
from members.models import Decision, Membership
from network.models.journal import note
from network.seat import Seat
from network.sorting import swedish_order

DAY = timedelta(days=1)
NO_STEP = (Method.BASE,)


def charged_until(kind: str) -> date | None:
    """The last day that members have been charged for, by a fee model; None when none has."""
    charges = Charge.objects.filter(kind=kind).exclude(fee_model=None)
    reach: date | None = charges.aggregate(last=Max("period_until"))["last"]
    return reach


def billed_from(kind: str, since: date) -> list[str]:
    """The members that are charged a fee for a time from a day on, by name."""
    charges = Charge.objects.filter(kind=kind, reverses=None).filter(
        Q(period_until__gte=since) | Q(period_until=None, created_at__date__gte=since)
    )
    members = Membership.objects.filter(pk__in=charges.values("membership"))
    names = [member.name for member in members.select_related("authority")]
    return sorted(names, key=swedish_order)


def save_model(model: FeeModel, steps: Iterable[Step], *, by: Seat) -> FeeModel:
    """Keep a proposal with its steps; one that is adopted is copied instead."""
    by.require("keep_fee_models")
    new = model.pk is None
    if not new and FeeModel.objects.filter(pk=model.pk, adopted=True).exists():
        raise RuleRefused(_("An adopted fee model is not changed. Copy it, and adopt the copy."))
    model.adopted = False
    model.save()
    if not new:
        model.steps.all().delete()
    _lay_steps(model, steps)
    note("add_fee_model" if new else "change_fee_model", model, name=model.name)
    return model


def _lay_steps(model: FeeModel, steps: Iterable[Step]) -> None:
    FeeStep.objects.bulk_create(
        FeeStep(model=model, lower=step.lower, level=step.level, amount=step.amount)
        for step in steps
    )


def copy_model(model: FeeModel, *, by: Seat) -> FeeModel:
    """A proposal that says the same, to be changed and compared."""
    by.require("keep_fee_models")
    steps = model.tariff().steps
    copy: FeeModel = FeeModel.objects.get(pk=model.pk)
    copy.pk, copy._state.adding = None, True
    copy.name = (_("Copy of %(name)s") % {"name": model.name})[:80]
    copy.adopted, copy.until, copy.replaces = False, None, None
    copy.decision, copy.by_decision, copy.ended_by = "", None, None
    reach = charged_until(model.kind) or model.since
    copy.since = date(max(model.since.year, reach.year) + 1, 1, 1)
    copy.save(force_insert=True)
    _lay_steps(copy, steps)
    note("copy_fee_model", copy, name=copy.name, source=model.pk)
    return copy


def adopt_model(model: FeeModel, since: date, decision: Decision, *, by: Seat) -> FeeModel:
    """Let a proposal bill from a day by a decision; the model before ends the day before.

    Raises RuleRefused for a day that is charged already, and for a model without amounts.
    """
    by.require("keep_fee_models")
    return let_bill(model, since, decision)


def let_bill(model: FeeModel, since: date, decision: Decision) -> FeeModel:
    """The same for a decision whose day has come, without anybody at the portal."""
    # All of the kind are held, so that two adoptions at once come one after the other.
    kin = list(FeeModel.objects.filter(kind=model.kind).select_for_update(no_key=True))
    it: FeeModel = next(one for one in kin if one.pk == model.pk)
    others = [one for one in kin if one.adopted and one.pk != it.pk]
    if it.adopted:
        raise RuleRefused(_("The fee model is adopted already."))
    if it.method not in NO_STEP and not it.steps.exists():
        raise RuleRefused(_("The fee model has no amounts yet. Fill them in first."))
    reach = charged_until(it.kind)
    if reach is not None and since <= reach:
        raise RuleRefused(
            _("Fees are charged until %(day)s already. Choose a day after that.")
            % {"day": reach.isoformat()}
        )
    if any(one.since == since for one in others):
        raise RuleRefused(_("Another fee model begins on that day. Choose another day."))
    former = next((one for one in others if _holds(one, since)), None)
    later = [one for one in others if one.since > since]
    following = min(later, key=lambda one: one.since, default=None)
    it.until = following.since - DAY if following else None
    it.ended_by = following.by_decision if following else None
    if former is not None:
        it.until, it.ended_by = former.until, former.ended_by
        _end(former, since - DAY, decision)
    it.adopted, it.since, it.replaces = True, since, former
    it.by_decision, it.decision = decision, cite(decision)
    _hold(it)
    has_changed(decision, "fee_model", {it.pk: in_the_register(it)})
    note(
        "adopt_fee_model", it, name=it.name, since=since.isoformat(), decision=it.decision,
        ended=former.pk if former else None,
    )  # fmt: skip
    return it


def in_the_register(model: FeeModel) -> str:
    """A fee model as the register of decisions names it."""
    return _("%(kind)s: %(name)s") % {
        "kind": str(model.get_kind_display()).capitalize(),
        "name": model.name,
    }


def _hold(model: FeeModel) -> None:
    """Keep a model's days; the database refuses two models on one day."""
    try:
        with transaction.atomic():
            model.save()
    except IntegrityError:
        raise RuleRefused(_("Another fee model holds in that time.")) from None


def _end(model: FeeModel, until: date, decision: Decision) -> None:
    """Give an adopted model its last day, by a decision that did not give it another before."""
    if until != model.until and model.ended_by_id == decision.pk:
        raise RuleRefused(
            _("That decision gave %(name)s another last day. Choose the one that changes it.")
            % {"name": model.name}
        )
    model.until, model.ended_by = until, decision
    _hold(model)


def _holds(model: FeeModel, day: date) -> bool:
    return model.since <= day and (model.until is None or model.until >= day)


def withdraw_adoption(model: FeeModel, *, by: Seat) -> FeeModel:
    """Make an adopted model a proposal again, while nothing is charged by it.

    The model that it followed on gets its days back.
    """
    by.require("keep_fee_models")
    it: FeeModel = FeeModel.objects.select_for_update(no_key=True).get(pk=model.pk)
    if not it.adopted:
        raise RuleRefused(_("The fee model is a proposal already."))
    _refuse_charged(it)
    former, until, ended_by, decision = it.replaces, it.until, it.ended_by, it.by_decision
    it.adopted, it.until, it.ended_by = False, None, None
    it.save(update_fields=["adopted", "until", "ended_by"])
    # The model before gets its days back from one that still shows whose decision had ended it.
    if former is not None and former.until == it.since - DAY:
        former.until, former.ended_by = until, ended_by
        _hold(former)
    it.replaces, it.by_decision = None, None
    it.save(update_fields=["replaces", "by_decision"])
    if decision is not None:
        was_undone(decision, in_the_register(it))
    note("withdraw_fee_model", it, name=it.name)
    return it


def _refuse_charged(model: FeeModel) -> None:
    if model.charges.exists():
        raise RuleRefused(
            _("Members are charged by this fee model: it can only be ended, or copied.")
        )


def end_model(model: FeeModel, until: date, decision: Decision, *, by: Seat) -> FeeModel:
    """Let an adopted model end by a decision; then nobody is billed until another holds."""
    by.require("keep_fee_models")
    it: FeeModel = FeeModel.objects.select_for_update(no_key=True).get(pk=model.pk)
    reach = it.charges.aggregate(last=Max("period_until"))["last"]
    if reach is not None and until < reach:
        raise RuleRefused(
            _("Fees are charged by it until %(day)s. It cannot end before that.")
            % {"day": reach.isoformat()}
        )
    if until < it.since:
        raise RuleRefused(_("The fee model ends before it begins."))
    if not it.adopted:
        raise RuleRefused(_("It is a proposal. Take it away instead."))
    _end(it, until, decision)
    ended = _("%(name)s: last day %(day)s") % {
        "name": in_the_register(it), "day": until.isoformat(),
    }  # fmt: skip
    has_changed(decision, "fee_model", {it.pk: ended})
    note("end_fee_model", it, name=it.name, until=until.isoformat(), decision=cite(decision))
    return it


def remove_model(model: FeeModel, *, by: Seat) -> None:
    """Take a proposal away that nothing refers to."""
    by.require("keep_fee_models")
    if model.adopted:
        raise RuleRefused(_("An adopted fee model stays. End it instead."))
    _refuse_charged(model)
    note("remove_fee_model", model, name=model.name)
    try:
        with transaction.atomic():
            model.delete()
    except (ProtectedError, IntegrityError):
        raise RuleRefused(
            _("The proposal is used in a simulation. Take it out of that first.")
        ) from None
