"""What the council holds fast in a variant: at least, at most so many runs of a course."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from courses.actions import plan as actions
from courses.models import Plan, PlanRule
from courses.plans import inputs as plan_inputs
from courses.plans import page as plan_page
from courses.plans.forms import RuleForm
from courses.views.plan import found_plan
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("keep_plans", methods="GET POST")
def plan_rules(request: NetworkRequest, pk: int) -> HttpResponse:
    """The rules of a variant, and a new one."""
    plan = found_plan(request, pk)
    titles = plan_page.titles_of(plan.campaign_id)
    asked = request.GET.get("candidate", "")
    given = {"candidate": asked} if asked else {}
    put_off = plan_inputs.put_off_in(plan.campaign_id)
    form = RuleForm(request.POST or None, titles=titles, put_off=put_off, **given)
    if request.method == "POST" and form.is_valid():
        try:
            actions.lay_rule(form.rule(plan), by=request.seat)
        except actions.PlanStands as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The rule is laid. Compute the plan again to follow it."))
        return redirect("plan_rules", pk=plan.pk)
    return render(
        request,
        "courses/plans/plan_rules.html",
        {
            "plan": plan,
            "form": form,
            "lines": plan_page.rule_lines(plan, titles),
            "variant": plan.state == Plan.State.VARIANT,
            "conflict": plan_page.conflict_of(plan, titles),
        },
    )


@policy("keep_plans", methods="POST")
def plan_rule_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a rule of a variant away."""
    seen = PlanRule.objects.seen_by(request.seat).select_related("plan")
    rule: PlanRule = get_object_or_404(seen, pk=pk)
    try:
        actions.lift_rule(rule, by=request.seat)
    except actions.PlanStands as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The rule is taken away."))
    return redirect("plan_rules", pk=rule.plan_id)
