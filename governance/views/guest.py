"""Standing guests of a body."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.actions import guest as acts
from governance.bodies.forms import EndForm
from governance.bodies.people_forms import GuestForm
from governance.models import Guest
from governance.views.body import seen_body
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("keep_bodies", methods="GET POST")
def guest_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let somebody read what the body reads."""
    body = seen_body(request, pk)
    form = GuestForm(request.POST or None, instance=Guest(), body=body)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            guest = acts.invite_guest(
                form.save(commit=False), form.cleaned_data["email"], by=request.seat
            )
            messages.success(request, _("%(name)s is a standing guest.") % {"name": guest.name})
            return redirect("body", pk=pk)
    return render(
        request,
        "governance/guest_form.html",
        {"form": form, "body": body, "people": form.choices()},
    )


@policy("keep_bodies", methods="GET POST")
def guest_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Close the door after a day."""
    guest: Guest = get_object_or_404(Guest.objects.select_related("body"), pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.let_out_guest(guest, form.cleaned_data["until"], by=request.seat)
            messages.success(request, _("%(name)s leaves.") % {"name": guest.name})
            return redirect("body", pk=guest.body_id)
    context = {"form": form, "guest": guest, "body": guest.body}
    return render(request, "governance/guest_end.html", context)
