"""What decisions change of the courses: a plan becomes the decided one, a rule holds."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.actions.adopt import NotAdopted, in_the_register, let_stand
from courses.actions.proposed_policy import let_hold
from courses.models import Plan, ProposedPolicy
from members.effects import Choice, Effect, Gone, declare
from members.models import Decision, DecisionEffect
from network.refusals import Refused
from network.seat import Seat


def _plans(seat: Seat) -> list[Choice]:
    rows = Plan.objects.seen_by(seat).filter(state=Plan.State.VARIANT, runs__isnull=False)
    rows = rows.select_related("campaign").distinct()
    return [Choice(row.pk, in_the_register(row)) for row in rows]


def _plan(pk: int) -> Plan:
    found = Plan.objects.select_related("campaign").filter(pk=pk).first()
    if found is None:
        raise Gone(_("The course plan is not there any more."))
    it: Plan = found
    return it


def _decide_plan(pk: int, decision: Decision, on: date) -> None:
    plan = _plan(pk)
    if plan.by_decision_id == decision.pk:
        return
    try:
        let_stand(plan, decision)
    except NotAdopted as why:
        titles = ", ".join(one.title for one in why.candidates)
        if titles:
            raise Refused(
                _("The council has not said yes to all that the plan holds: %(courses)s.")
                % {"courses": titles}
            ) from None
        raise Refused(_("The plan is decided already, or holds no runs.")) from None


declare(
    "course_plan",
    Effect(
        label=gettext_lazy("course plan"),
        choices=_plans,
        words=lambda pk: in_the_register(_plan(pk)),
        take=_decide_plan,
        address=lambda pk: f"{reverse('council', args=[_plan(pk).campaign_id])}?plan={pk}",
    ),
)


def _policies(seat: Seat) -> list[Choice]:
    done = DecisionEffect.objects.filter(kind="policy", state=DecisionEffect.State.DONE)
    rows = ProposedPolicy.objects.exclude(pk__in=done.values("subject_id"))
    return [Choice(row.pk, _named(row)) for row in rows]


def _policy(pk: int) -> ProposedPolicy:
    found = ProposedPolicy.objects.filter(pk=pk).first()
    if found is None:
        raise Gone(_("The proposed rule is not there any more."))
    it: ProposedPolicy = found
    return it


def _named(row: ProposedPolicy) -> str:
    return f"{str(row.get_kind_display()).capitalize()}: {row.name}"


def _lists(pk: int) -> str:
    shares = _policy(pk).kind == ProposedPolicy.Kind.SHARES
    return reverse("shares" if shares else "late_fee_policies")


declare(
    "policy",
    Effect(
        label=gettext_lazy("rule of the courses"),
        choices=_policies,
        words=lambda pk: _named(_policy(pk)),
        take=lambda pk, decision, on: let_hold(_policy(pk), on, decision),
        address=_lists,
    ),
)


def _stands(pk: int, decision: Decision, on: date) -> None:
    """A rule that is laid by hand holds from its own day already."""


for kind, label, page in (
    ("late_fee_rule", gettext_lazy("rule for late withdrawal"), "late_fee_policies"),
    ("share_rule", gettext_lazy("rule for shares"), "shares"),
):
    declare(
        kind,
        Effect(
            label=label,
            choices=lambda seat: [],
            words=lambda pk, label=label: str(label),  # type: ignore[misc]
            take=_stands,
            address=lambda pk, page=page: reverse(page),  # type: ignore[misc]
        ),
    )
