"""A member's notice: given with what hangs on it in view, seen, taken back; and the terms."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import resign as acts
from governance.membership.forms import ResignationForm, TermsForm
from governance.membership.page import hanging_on
from governance.membership.rules import last_day
from governance.models import MembershipTerms, Resignation
from members.models import Membership
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


@policy("resign_membership", methods="GET POST")
def resignation_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give notice for a member, after seeing the last day and what hangs on it."""
    rows = Membership.objects.seen_by(request.seat).select_related("authority")
    member: Membership = get_object_or_404(rows, pk=pk)
    request.seat.require("resign_membership", Resignation(membership=member))
    today = timezone.localdate()
    form = ResignationForm(request.POST or None, initial={"given_on": today})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            made = acts.resign(member, said["given_on"], said["reason"], by=request.seat)
            messages.success(
                request,
                _("Notice is given. The last day is %(day)s.") % {"day": made.last_day.isoformat()},
            )
            return redirect("resignation", pk=made.pk)
    terms = acts.terms_on(today)
    ends = last_day(today, terms.notice) if terms else None
    context = {
        "member": member,
        "form": form,
        "terms": terms,
        "ends": ends,
        "hanging": hanging_on(member.pk, ends) if ends else [],
    }
    return render(request, "governance/resignation_form.html", context)


def _found(request: NetworkRequest, pk: int) -> Resignation:
    rows = Resignation.objects.select_related("membership__authority", "terms__by_decision")
    it: Resignation = get_object_or_404(rows, pk=pk)  # the lock shows one's own alone
    return it


@policy("resign_membership")
def resignation(request: NetworkRequest, pk: int) -> HttpResponse:
    """A notice: its last day, what hangs on it, and the way back while there is one."""
    it = _found(request, pk)
    request.seat.require("resign_membership", it)
    context = {
        "it": it,
        "hanging": hanging_on(it.membership_id, it.last_day) if it.is_open else [],
        "may_withdraw": it.is_open and it.last_day >= timezone.localdate(),
    }
    return render(request, "governance/resignation.html", context)


@policy("resign_membership", methods="POST")
def resignation_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take a notice back before its last day has passed."""
    it = _found(request, pk)
    with refusals_said(request):
        acts.withdraw(it, timezone.localdate(), by=request.seat)
        messages.success(request, _("The notice is taken back. The membership goes on."))
    return redirect("resignation", pk=pk)


@policy("keep_applications", methods="GET POST")
def membership_terms_new(request: NetworkRequest) -> HttpResponse:
    """Lay terms of membership from a day, by a decision."""
    form = TermsForm(request.POST or None, instance=MembershipTerms(), seat=request.seat)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "since"), transaction.atomic():
            terms = form.save(commit=False)
            decision = form.decided(takes_effect_on=terms.since)
            assert decision is not None  # noqa: S101 - the form has asked for it
            acts.lay_terms(terms, decision, by=request.seat)
            messages.success(request, _("The terms hold from that day."))
            return redirect("applications")
    rows = MembershipTerms.objects.select_related("by_decision")
    return render(request, "governance/membership_terms_form.html", {"form": form, "rows": rows})
