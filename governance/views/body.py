"""Bodies: the room's front, one body, and its laying down."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import body as acts
from governance.bodies.exports import bodies_book
from governance.bodies.forms import BodyFilter, BodyForm
from governance.bodies.front import drawn, guest_in, rows_of
from governance.bodies.page import body_page
from governance.models import Body, BodyKind
from governance.places import places_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in

PAGE = 50


def seen_body(request: NetworkRequest, pk: int) -> Body:
    """A body of the network, with its kind."""
    rows = Body.objects.seen_by(request.seat).select_related("kind")
    found: Body = get_object_or_404(rows, pk=pk)
    return found


@policy("see_bodies")
def bodies(request: NetworkRequest) -> HttpResponse:
    """The network's bodies by kind, those that one sits in on top."""
    today = timezone.localdate()
    kinds = list(BodyKind.objects.order_by("id"))
    filters = BodyFilter(request.GET, kinds=kinds)
    found = rows_of(filters, Body.objects.seen_by(request.seat), today)
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return bodies_book(found, kind, today)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = drawn(page, places_of(request.seat))
    guest = guest_in(request.seat.scope.people, today)
    mine = [row for row in rows if row.sits or row.body.pk in guest]
    others = [row for row in rows if row not in mine]
    context = {
        "page_obj": page,
        "mine": mine,
        "groups": [
            (kind, there)
            for kind in kinds
            if (there := [row for row in others if row.body.kind_id == kind.pk])
        ],
        "filters": filters,
        "kinds": kinds,
        "today_is": today,
        "keeps": request.seat.may("keep_bodies"),
        "keeps_pages": request.seat.may("keep_pages"),
    }
    return render(request, "governance/body_list.html", context)


@policy("see_bodies")
def body(request: NetworkRequest, pk: int) -> HttpResponse:
    """One body: who sits there, who calls it, what is vacant, and what goes round."""
    context = body_page(seen_body(request, pk), request.seat, timezone.localdate())
    return render(request, "governance/body.html", context)


@policy("keep_bodies", methods="GET POST")
def body_new(request: NetworkRequest) -> HttpResponse:
    """Lay down a body."""
    if not BodyKind.objects.exists():
        messages.info(request, _("First say which kinds of bodies the network has."))
        return redirect("body_kind_new")
    return _form(request, Body())


@policy("keep_bodies", methods="GET POST")
def body_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change what a body is for, who reads, and how it decides."""
    return _form(request, seen_body(request, pk))


def _form(request: NetworkRequest, found: Body) -> HttpResponse:
    new, name = found.pk is None, found.in_words
    form = BodyForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "name"):
            kept = acts.save_body(form.save(commit=False), by=request.seat)
            if new:
                messages.success(
                    request,
                    _("%(name)s is laid down. Now give its mandates.") % {"name": kept.name},
                )
                return redirect("mandates_each", pk=kept.pk)
            messages.success(request, _("%(name)s is kept.") % {"name": kept.name})
            return redirect("body", pk=kept.pk)
    return render(
        request,
        "governance/body_form.html",
        {"form": form, "new": new, "name": name, "body": found},
    )
