"""What a member declares about itself: how many employees, and where invoices go."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions import member as actions
from members.declaring import declaring, said
from members.forms.member import InvoiceProfileForm
from members.models import HeadCount, HeadCountRound, InvoiceProfile, Membership
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("declare_head_count", methods="GET POST")
def head_count_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Declare how many employees a member has, or correct it; the round's question comes first."""
    member = get_object_or_404(
        Membership.objects.seen_by(request.seat).select_related("authority"), pk=pk
    )
    request.seat.require("declare_head_count", HeadCount(membership=member))
    it = declaring(request, member, HeadCountRound.objects.open().first(), by_link=False)
    if request.method == "POST" and it.form.is_valid():
        messages.success(request, said(it.keep(request.seat), member))
        return redirect("member", pk)
    return render(request, "members/head_count_new.html", it.context())


@policy("keep_invoice_profile", methods="GET POST")
def invoice_profile(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say where and how a member wants its invoices, from a day on."""
    today = timezone.localdate()
    member = get_object_or_404(
        Membership.objects.seen_by(request.seat).select_related("authority"), pk=pk
    )
    request.seat.require("keep_invoice_profile", InvoiceProfile(membership=member))
    running = InvoiceProfile.objects.filter(membership=member).order_by("-since").first()
    profile = running or InvoiceProfile(membership=member)
    form = InvoiceProfileForm(request.POST or None, instance=profile, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        new = form.save(commit=False)
        new.pk, new.id, new.until = None, None, None
        new._state.adding = True
        try:
            with transaction.atomic():
                actions.keep_invoice_profile(new, by=request.seat)
        except IntegrityError:
            form.add_error("since", _("A profile begins later than that. Choose a later day."))
        else:
            facts = {"day": new.since.isoformat()}
            messages.success(request, _("Invoices go there from %(day)s.") % facts)
            return redirect("member", pk)
    context = {"form": form, "member": member}
    return render(request, "members/invoice_profile.html", context)
