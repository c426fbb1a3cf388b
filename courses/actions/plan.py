"""Variants of a year's plan: begun, changed, given rules, taken away. A decided plan stands."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import Campaign, Plan, PlannedRun, PlanRule
from network.models.journal import note
from network.seat import Seat


class PlanStands(Exception):
    """The plan is decided and is not changed any more; the message says so."""

    def __init__(self) -> None:
        super().__init__(_("The council decided this plan, so it stands. Make a variant of it."))


def begin(
    campaign: Campaign,
    *,
    by: Seat,
    name: str,
    budget: Decimal | None,
    hours: Decimal | None,
    settings: dict[str, Any],
    like: Plan | None = None,
) -> Plan:
    """A new variant without runs; with the rules of another plan where one is given."""
    by.require("keep_plans")
    plan: Plan = Plan.objects.create(
        campaign=campaign,
        name=name,
        budget=budget,
        hours=hours,
        inputs={"settings": settings},
        by_user_id=by.user.pk,
    )
    if like is not None:
        PlanRule.objects.bulk_create(
            PlanRule(
                plan=plan,
                candidate_id=rule.candidate_id,
                term=rule.term,
                least=rule.least,
                most=rule.most,
                reason=rule.reason,
            )
            for rule in PlanRule.objects.filter(plan=like)
        )
    note("begin_plan", plan, name=name)
    return plan


def held(plan: Plan) -> Plan:
    """The variant, held until the end of the transaction; raises PlanStands for a decided plan."""
    found: Plan = Plan.objects.select_for_update().select_related(None).get(pk=plan.pk)
    if found.state != Plan.State.VARIANT:
        raise PlanStands
    return found


def change(
    plan: Plan,
    *,
    by: Seat,
    name: str,
    budget: Decimal | None,
    hours: Decimal | None,
    settings: dict[str, Any],
) -> Plan:
    """Let a variant use and weigh something else; it says itself that it must be computed again."""
    by.require("keep_plans")
    found = held(plan)
    found.name, found.budget, found.hours = name, budget, hours
    found.inputs = {**found.inputs, "settings": settings}
    found.save(update_fields=["name", "budget", "hours", "inputs"])
    note("change_plan", found, name=name)
    return found


def remove(plan: Plan, *, by: Seat) -> None:
    """Take a variant away with its runs and rules."""
    by.require("keep_plans")
    found = held(plan)
    note("remove_plan", found, name=found.name)
    PlannedRun.objects.filter(plan=found).delete()
    found.delete()


def lay_rule(rule: PlanRule, *, by: Seat) -> None:
    """Give a variant a rule; one for the same course and term is replaced."""
    by.require("keep_plans")
    plan = held(rule.plan)
    with transaction.atomic():
        PlanRule.objects.update_or_create(
            plan=plan,
            candidate_id=rule.candidate_id,
            term=rule.term,
            defaults={"least": rule.least, "most": rule.most, "reason": rule.reason},
        )
    note("lay_plan_rule", plan, name=plan.name, reason=rule.reason)


def lift_rule(rule: PlanRule, *, by: Seat) -> None:
    """Take a rule of a variant away."""
    by.require("keep_plans")
    plan = held(rule.plan)
    note("lift_plan_rule", plan, name=plan.name, reason=rule.reason)
    rule.delete()
