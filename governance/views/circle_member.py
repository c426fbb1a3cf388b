"""Members in the circles of the map, as each authority keeps its own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import circle as acts
from governance.bodies.forms import EndForm
from governance.map.forms import CircleMemberForm
from governance.models import CircleMember
from governance.views.circle import seen_circle
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


def kept_member(request: NetworkRequest, pk: int) -> CircleMember:
    """A line of the map that still holds, and that the seat keeps; 403 where another does."""
    rows = CircleMember.objects.seen_by(request.seat).on(timezone.localdate())
    found: CircleMember = get_object_or_404(
        rows.select_related("circle", "membership__authority"), pk=pk
    )
    request.seat.require("keep_map", found)
    return found


@policy("keep_map", methods="GET POST")
def circle_joining(request: NetworkRequest, pk: int) -> HttpResponse:
    """Note that a member is in a circle."""
    circle = seen_circle(request, pk)
    fresh = CircleMember(circle=circle)
    form = CircleMemberForm(request.POST or None, instance=fresh, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.join(form.save(commit=False), by=request.seat)
            messages.success(request, _("The member stands in the map."))
            return redirect("circle", pk=pk)
    context = {"it": circle, "form": form, "member": None}
    return render(request, "governance/circle_member_form.html", context)


@policy("keep_map", methods="GET POST")
def circle_member(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change through whom a member is in a circle."""
    member = kept_member(request, pk)
    form = CircleMemberForm(request.POST or None, instance=member, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.join(form.save(commit=False), by=request.seat)
            messages.success(request, _("The map is changed."))
            return redirect("circle", pk=member.circle_id)
    context = {"it": member.circle, "form": form, "member": member}
    return render(request, "governance/circle_member_form.html", context)


@policy("keep_map", methods="GET POST")
def circle_leaving(request: NetworkRequest, pk: int) -> HttpResponse:
    """Note the last day of a member in a circle."""
    member = kept_member(request, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.leave(member, form.cleaned_data["until"], by=request.seat)
            messages.success(request, _("The last day is noted."))
            return redirect("circle", pk=member.circle_id)
    context = {"it": member.circle, "form": form, "member": member}
    return render(request, "governance/circle_leaving.html", context)
