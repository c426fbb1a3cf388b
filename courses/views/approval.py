"""Approvals: what waits for one's yes, each question, and the authority's own rule."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.actions.approve import AlreadyDecided, TooLate, approve_all, decide, keep_rule
from courses.answer_forms import ApprovalForm, ApprovalRuleForm
from courses.approval_words import about, decided_words, outcome
from courses.models import Approval, ApprovalRule
from members.models import Membership
from network.middleware import NetworkRequest
from network.permissions import policy

ROWS_ON_A_PAGE = 50
MOST_AT_ONCE = 200


@policy("see_approvals")
def approvals(request: NetworkRequest) -> HttpResponse:
    """What waits for one's answer, or what was answered."""
    view = request.GET.get("view", "waiting")
    rows: Any = Approval.objects.with_facts()
    if view == "decided":
        rows = rows.seen_by(request.seat).decided().order_by("-decided_at", "-id")
    else:
        rows = rows.waiting_for(request.seat, timezone.now()).order_by("answer_by", "id")
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = [
        {
            "approval": row,
            "when": words.when_of(row.run),
            "price": words.price(row.run),
            "outcome": outcome(row),
        }
        for row in page
    ]
    memberships = Membership.objects.filter(pk__in=request.seat.scope.memberships)
    kept = [
        member
        for member in memberships.select_related("authority")
        if request.seat.may("keep_approval_rule", ApprovalRule(membership=member))
    ]
    context = {
        "page_obj": page if page.paginator.count else None,
        "rows": shown,
        "view": view,
        "kept": kept,
    }
    return render(request, "courses/approval_list.html", context)


@policy("see_approvals", methods="POST")
def approvals_decision(request: NetworkRequest) -> HttpResponse:
    """Approve the chosen ones together."""
    ids = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal()][:MOST_AT_ONCE]
    chosen = Approval.objects.with_facts().waiting_for(request.seat, timezone.now())
    done, gone = approve_all(chosen.filter(pk__in=ids), by=request.seat)
    if done:
        told = ngettext("%(n)s enrolment is approved.", "%(n)s enrolments are approved.", done)
        messages.success(request, told % {"n": done})
    if gone:
        told = ngettext(
            "%(n)s was answered by somebody else.", "%(n)s were answered by somebody else.", gone
        )
        messages.info(request, told % {"n": gone})
    if not done and not gone:
        messages.info(request, _("Choose the enrolments that you approve."))
    return redirect("approvals")


@policy("see_approvals", methods="GET POST")
def approval(request: NetworkRequest, pk: int) -> HttpResponse:
    """One question: who wants to go where, what it costs, yes or no."""
    found = get_object_or_404(Approval.objects.with_facts().seen_by(request.seat), pk=pk)
    form = ApprovalForm(request.POST or None)
    if request.method == "POST":
        request.seat.require("decide_approval", found)
        if form.is_valid():
            _decide(request, found, form)
            return redirect("approvals")
    is_open = found.state == Approval.State.ASKED and not found.wait.is_over(timezone.now())
    context = {
        "approval": found,
        "facts": about(found),
        "form": form if is_open and request.seat.may("decide_approval", found) else None,
        "outcome": outcome(found),
    }
    return render(request, "courses/approval.html", context)


def _decide(request: NetworkRequest, found: Approval, form: ApprovalForm) -> None:
    yes = form.cleaned_data["answer"] == "yes"
    try:
        state = decide(found, yes=yes, by=request.seat, reason=form.cleaned_data["reason"])
    except AlreadyDecided:
        messages.info(request, _("Somebody else answered first. Nothing was changed."))
    except TooLate:
        messages.info(request, _("The last day to answer has passed. Nothing was changed."))
    else:
        messages.success(request, decided_words(found, yes=yes, state=state))


@policy("keep_approval_rule", methods="GET POST")
def approval_rule(request: NetworkRequest, pk: int) -> HttpResponse:
    """Whether the manager, the local coordinator or nobody approves enrolments of a member."""
    today = timezone.localdate()
    members = Membership.objects.seen_by(request.seat).select_related("authority")
    member = get_object_or_404(members, pk=pk)
    request.seat.require("keep_approval_rule", ApprovalRule(membership=member))
    running = ApprovalRule.objects.filter(membership=member).on(today).first()
    names = ("manager", "local", "days")
    initial = {name: getattr(running, name) for name in names} if running else {}
    form = ApprovalRuleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        keep_rule(member, **form.cleaned_data, day=today, by=request.seat)
        messages.success(request, _("The rule holds from today on."))
        return redirect("approvals")
    rules = ApprovalRule.objects.filter(membership=member).order_by("-since")
    context = {
        "form": form,
        "member": member,
        "before": [rule for rule in rules if rule != running],
    }
    return render(request, "courses/approval_rule.html", context)
