"""Open events as the coordinator announces them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.actions import open_part as acts
from governance.models import OpenEvent
from governance.pages.forms import OpenEventForm
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in
from network.sought import holding

PAGE = 25


@policy("keep_pages")
def events(request: NetworkRequest) -> HttpResponse:
    """Every open event, the latest first."""
    words = request.GET.get("q", "")[:100]
    rows = holding(OpenEvent.objects.all(), words, "title", "title_en", "place")
    page_obj = Paginator(rows.order_by("-starts", "-pk"), PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page_obj, "filtered": bool(words)}
    return render(request, "governance/event_list.html", context)


@policy("keep_pages", methods="GET POST")
def event_new(request: NetworkRequest) -> HttpResponse:
    """Announce an open event."""
    return _written(request, OpenEvent())


@policy("keep_pages", methods="GET POST")
def event(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change an open event, or call it off."""
    return _written(request, get_object_or_404(OpenEvent, pk=pk))


def _written(request: NetworkRequest, it: OpenEvent) -> HttpResponse:
    form = OpenEventForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.announce(form.save(commit=False), by=request.seat)
            messages.success(request, _("The event stands in the open calendar."))
            return redirect("events")
    return render(request, "governance/event_form.html", {"it": it, "form": form})
