"""Days on which a pair met: ticking one, undoing it, and the coordinator's call after a no."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from mentorship.actions.tick import called
from mentorship.models import Contact
from mentorship.pairs.desk import desk_at
from mentorship.pairs.meeting import tick_day, undo_day
from mentorship.views.pair import seen
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("tick_contact", methods="POST")
def pair_contact(request: NetworkRequest, pk: int) -> HttpResponse:
    """Tick a day and whether it goes well; nothing else is asked."""
    pair = seen(request, pk)
    request.seat.require("tick_contact", pair)
    return tick_day(desk_at(request, pair, request.seat))


@policy("tick_contact", methods="POST")
def contact_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Undo a tick of one's own."""
    mine = Contact.objects.filter(person__in=request.seat.scope.people)
    found = get_object_or_404(mine.select_related("pair__round"), pk=pk)
    return undo_day(desk_at(request, found.pair, request.seat), found)


@policy("call_pair", methods="POST")
def pair_call(request: NetworkRequest, pk: int) -> HttpResponse:
    """Keep that one has called the two."""
    pair = seen(request, pk)
    called(pair, by=request.seat)
    messages.success(request, _("It is kept that you have called."))
    return redirect("pair", pk=pk)
