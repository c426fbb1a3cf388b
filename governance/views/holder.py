"""Who holds a mandate: appointed, ended, taken back, and the order of the deputies."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import holder as acts
from governance.bodies.forms import EndForm
from governance.bodies.people_forms import HolderForm
from governance.models import Holder
from governance.rules import Rank
from governance.views.mandate import seen_mandate
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in, refusals_said


def _seen(pk: int) -> Holder:
    rows = Holder.objects.select_related("mandate__body", "mandate__membership__authority")
    found: Holder = get_object_or_404(rows.select_related("replaces"), pk=pk)
    return found


@policy("keep_bodies", methods="GET POST")
def holder_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say who holds a mandate, or is its deputy."""
    mandate = seen_mandate(pk)
    today = timezone.localdate()
    member = mandate.holders.on(today).filter(rank=Rank.MEMBER).first()
    asked = request.GET.get("rank")
    rank = asked if asked in Rank.values else Rank.MEMBER
    form = HolderForm(request.POST or None, instance=Holder(rank=rank), mandate=mandate)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            done = acts.appoint(
                form.save(commit=False), form.cleaned_data["email"], by=request.seat
            )
            facts = {"name": done.holder.name}
            if done.former:
                facts["former"] = done.former.name
                words = _("%(name)s holds the mandate; %(former)s leaves the day before.")
            elif done.holder.rank == Rank.DEPUTY:
                words = _("%(name)s is deputy.")
            else:
                words = _("%(name)s holds the mandate.")
            messages.success(request, words % facts)
            return redirect("body", pk=mandate.body_id)
    context = {"form": form, "mandate": mandate, "body": mandate.body, "member": member}
    return render(request, "governance/holder_form.html", context)


@policy("keep_bodies", methods="GET POST")
def holder_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let somebody leave a mandate after a day."""
    holder = _seen(pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.end_term(holder, form.cleaned_data["until"], by=request.seat)
            messages.success(request, _("%(name)s leaves.") % {"name": holder.name})
            return redirect("body", pk=holder.mandate.body_id)
    context = {"form": form, "holder": holder, "body": holder.mandate.body}
    return render(request, "governance/holder_end.html", context)


@policy("keep_bodies", methods="POST")
def holder_undoing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take an appointment back; whom it replaced is there as before."""
    holder = _seen(pk)
    with refusals_said(request):
        former = acts.take_back(holder, by=request.seat)
        words = (
            _("The appointment of %(name)s is taken back; %(former)s holds the mandate as before.")
            if former
            else _("The appointment of %(name)s is taken back.")
        )
        facts = {"name": holder.name, "former": former.name if former else ""}
        messages.success(request, words % facts)
    return redirect("body", pk=holder.mandate.body_id)


@policy("keep_bodies", methods="POST")
def holder_place(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let a deputy step in before the one who stood before."""
    holder = _seen(pk)
    if acts.move_up(holder, by=request.seat):
        messages.success(request, _("%(name)s steps in earlier now.") % {"name": holder.name})
    return redirect("body", pk=holder.mandate.body_id)
