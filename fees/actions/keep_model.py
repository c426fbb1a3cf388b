"""Fee models: written down as proposals, adopted from a day, ended; never changed once charged."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError, Q
from django.utils.translation import gettext as _

from fees.models import Charge, FeeModel, FeeStep
from fees.rules import RuleRefused
from fees.tariffs import Method, Step
from members.models import Membership
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
    copy.adopted, copy.until, copy.replaces, copy.decision = False, None, None, ""
    reach = charged_until(model.kind) or model.since
    copy.since = date(max(model.since.year, reach.year) + 1, 1, 1)
    copy.save(force_insert=True)
    _lay_steps(copy, steps)
    note("copy_fee_model", copy, name=copy.name, source=model.pk)
    return copy


def adopt_model(model: FeeModel, since: date, decision: str, *, by: Seat) -> FeeModel:
    """Let a proposal bill from a day; the model before ends the day before.

    Raises RuleRefused for a day that is charged already, and for a model without amounts.
    """
    by.require("keep_fee_models")
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
    following = min((one.since for one in others if one.since > since), default=None)
    it.until = following - DAY if following else None
    if former is not None:
        it.until = former.until
        former.until = since - DAY
        former.save(update_fields=["until"])
    it.adopted, it.since, it.decision, it.replaces = True, since, decision, former
    _hold(it)
    note(
        "adopt_fee_model", it, name=it.name, since=since.isoformat(), decision=decision,
        ended=former.pk if former else None,
    )  # fmt: skip
    return it


def _hold(model: FeeModel) -> None:
    """Keep a model's days; the database refuses two models on one day."""
    try:
        with transaction.atomic():
            model.save()
    except IntegrityError:
        raise RuleRefused(_("Another fee model holds in that time.")) from None


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
    former, until = it.replaces, it.until
    it.adopted, it.until, it.replaces = False, None, None
    it.save(update_fields=["adopted", "until", "replaces"])
    if former is not None and former.until == it.since - DAY:
        former.until = until
        _hold(former)
    note("withdraw_fee_model", it, name=it.name)
    return it


def _refuse_charged(model: FeeModel) -> None:
    if model.charges.exists():
        raise RuleRefused(
            _("Members are charged by this fee model: it can only be ended, or copied.")
        )


def end_model(model: FeeModel, until: date, *, by: Seat) -> FeeModel:
    """Let an adopted model end; after that day nobody can be billed until another holds."""
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
    it.until = until
    _hold(it)
    note("end_fee_model", it, name=it.name, until=until.isoformat())
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
