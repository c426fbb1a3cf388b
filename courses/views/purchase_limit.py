"""The dated limits of the procurement act, and the kinds that purchases are summed by."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.purchase_limit import (
    known_limits,
    lay_known_limits,
    lay_limit,
    save_same_kind,
)
from courses.models import PurchaseLimit, SameKind
from courses.procurements.forms import LimitForm
from courses.procurements.supplier_forms import SameKindForm
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_procurements")
def purchase_limits(request: NetworkRequest) -> HttpResponse:
    """The limits by date with their sources, and the kinds of purchase."""
    today = timezone.localdate()
    found = list(PurchaseLimit.objects.order_by("kind", "-since"))
    return render(
        request,
        "courses/purchase_limits.html",
        {
            "rows": [
                {
                    "limit": it,
                    "holds": (it.since is None or it.since <= today)
                    and (it.until is None or it.until >= today),
                    "coming": it.since is not None and it.since > today,
                }
                for it in found
            ],
            "known": known_limits() if not found else [],
            "kinds": SameKind.objects.annotate(count=Count("procurements")).select_related("area"),
            "keeps": request.seat.may("keep_procurements"),
        },
    )


@policy("keep_procurements", methods="POST")
def purchase_limits_known(request: NetworkRequest) -> HttpResponse:
    """Begin with the limits that are known."""
    if lay_known_limits(by=request.seat):
        messages.success(
            request, _("The limits are written down. Check them with your host authority.")
        )
    else:
        messages.info(request, _("There are limits already."))
    return redirect("purchase_limits")


@policy("keep_procurements", methods="GET POST")
def purchase_limit_new(request: NetworkRequest) -> HttpResponse:
    """A new limit from a day; the one before ends the day before."""
    form = LimitForm(request.POST or None, instance=PurchaseLimit())
    if request.method == "POST" and form.is_valid():
        lay_limit(form.save(commit=False), by=request.seat)
        since = form.cleaned_data["since"]
        messages.success(request, _("The limit holds from %s.") % since.isoformat())
        return redirect("purchase_limits")
    return render(request, "courses/purchase_limit_form.html", {"form": form})


@policy("keep_procurements", methods="GET POST")
def same_kind_new(request: NetworkRequest) -> HttpResponse:
    """Name a kind of purchase."""
    return _kind(request, SameKind())


@policy("keep_procurements", methods="GET POST")
def same_kind_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change the name of a kind of purchase."""
    return _kind(request, get_object_or_404(SameKind.objects.all(), pk=pk))


def _kind(request: NetworkRequest, it: SameKind) -> HttpResponse:
    form = SameKindForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        save_same_kind(form.save(commit=False), by=request.seat)
        messages.success(request, _("The kind is saved."))
        return redirect("purchase_limits")
    return render(request, "courses/same_kind_form.html", {"form": form, "it": it})
