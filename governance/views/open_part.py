"""What the network keeps anyway is laid open or closed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from governance.actions import open_part as acts
from governance.pages.rules import Part
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said


@policy("keep_pages", methods="POST")
def part_opening(request: NetworkRequest, part: str) -> HttpResponse:
    """Let everybody read a part, or nobody any more."""
    if part not in Part.values:
        raise Http404
    with refusals_said(request):
        if request.POST.get("close"):
            acts.close(part, by=request.seat)
            messages.success(request, _("That is shown no more."))
        else:
            acts.lay_open(part, by=request.seat)
            messages.success(request, _("Everybody can see that now."))
    return redirect("pages")
