"""What links in mail open of the members' room: the form for the head count."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from members.declaring import declaring, said
from members.head_count_emails import PURPOSE
from members.models import HeadCountRequest
from network.links import Page, Settled, Shown, declare
from network.seat import Seat


def _show(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    """The form, as often as wanted until the round closes: a figure can be corrected by it."""
    found = (
        HeadCountRequest.objects.filter(membership__in=seat.scope.memberships)
        .select_related("round", "membership__authority")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        return None
    if not found.round.is_open:
        raise Settled(_("The round is closed. Tell the network coordinator what has changed."))
    it = declaring(request, found.membership, found.round, by_link=True)
    if request.method == "POST" and it.form.is_valid():
        messages.success(request, said(it.keep(seat), found.membership))
        return HttpResponseRedirect(request.path)
    facts = {**it.context(), "here": request.path}
    return render(request, "members/head_count_linked.html", facts)


declare(PURPOSE, Page(_show))
