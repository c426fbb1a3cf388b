"""How a member wants its references written."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions import reference as actions
from members.forms.reference import ReferenceRuleForm
from members.models import Membership, ReferenceRule
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("keep_reference_rule", methods="GET POST")
def reference_rule(request: NetworkRequest, pk: int) -> HttpResponse:
    """Set what references look like, try one, or stop asking for them."""
    today = timezone.localdate()
    member = get_object_or_404(
        Membership.objects.seen_by(request.seat).select_related("authority"), pk=pk
    )
    request.seat.require("keep_reference_rule", ReferenceRule(membership=member))
    running = ReferenceRule.objects.filter(membership=member).on(today).first()
    form = ReferenceRuleForm(request.POST or None, instance=running)
    if request.method == "POST" and "stop" in request.POST:
        actions.keep(member, None, day=today, by=request.seat)
        messages.success(request, _("References are not asked for any more."))
        return redirect("member", pk)
    tried = verdict = ""
    if request.method == "POST" and form.is_valid():
        if "try" not in request.POST:
            actions.keep(member, form.asked, day=today, by=request.seat)
            messages.success(request, _("From today on, references are checked."))
            return redirect("member", pk)
        tried, verdict = form.cleaned_data["trial"], form.verdict()
    rules = ReferenceRule.objects.filter(membership=member).order_by("-since")
    context = {
        "form": form,
        "member": member,
        "running": running,
        "tried": tried,
        "verdict": verdict,
        "before": [rule for rule in rules if rule != running],
    }
    return render(request, "members/reference_rule.html", context)
