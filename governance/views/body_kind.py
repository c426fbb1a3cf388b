"""The kinds of bodies, as the network names them."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.actions import body as acts
from governance.bodies.forms import BodyKindForm
from governance.models import BodyKind
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("keep_bodies")
def body_kinds(request: NetworkRequest) -> HttpResponse:
    """The network's kinds of bodies, and how many there are of each."""
    kinds = BodyKind.objects.annotate(count=Count("bodies")).order_by("id")
    return render(request, "governance/body_kind_list.html", {"kinds": kinds})


@policy("keep_bodies", methods="GET POST")
def body_kind_new(request: NetworkRequest) -> HttpResponse:
    """Name a kind of body."""
    return _form(request, BodyKind())


@policy("keep_bodies", methods="GET POST")
def body_kind_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Rename a kind, or change what it is for."""
    return _form(request, get_object_or_404(BodyKind.objects.all(), pk=pk))


def _form(request: NetworkRequest, kind: BodyKind) -> HttpResponse:
    new = kind.pk is None
    name = kind.name
    form = BodyKindForm(request.POST or None, instance=kind)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "name"):
            acts.save_kind(form.save(commit=False), by=request.seat)
            messages.success(request, _("%(name)s is kept.") % {"name": kind.name})
            return redirect("body_kinds")
    return render(
        request, "governance/body_kind_form.html", {"form": form, "new": new, "name": name}
    )
