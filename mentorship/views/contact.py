"""Days on which a pair met: ticking one, undoing it, and the coordinator's call after a no."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mentorship.actions import tick as acts
from mentorship.models import Contact
from mentorship.pairs.forms import ContactForm
from mentorship.pairs.page import own_page, since_of
from mentorship.views.pair import seen
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("tick_contact", methods="POST")
def pair_contact(request: NetworkRequest, pk: int) -> HttpResponse:
    """Tick a day and whether it goes well; nothing else is asked."""
    pair = seen(request, pk)
    request.seat.require("tick_contact", pair)
    form = ContactForm(request.POST, since=since_of(pair))
    if not form.is_valid():
        return render(request, "mentorship/pair.html", own_page(pair, request.seat, form))
    said = form.cleaned_data
    try:
        acts.tick(pair, day=said["day"], goes_well=said["goes_well"], by=request.seat)
    except acts.NotRunning:
        messages.error(request, _("The pair is not under way, so nothing was ticked."))
    except acts.TickedAlready:
        messages.info(request, _("You have ticked that day already."))
    else:
        if said["goes_well"]:
            messages.success(request, _("The day is ticked."))
        else:
            messages.success(request, _("The day is ticked. The coordinator is asked to call you."))
    return redirect("pair", pk=pk)


@policy("tick_contact", methods="POST")
def contact_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Undo a tick of one's own."""
    mine = Contact.objects.filter(person__in=request.seat.scope.people)
    found = get_object_or_404(mine.select_related("pair__round"), pk=pk)
    acts.take_back(found, by=request.seat)
    messages.success(request, _("The tick is undone."))
    return redirect("pair", pk=found.pair_id)


@policy("call_pair", methods="POST")
def pair_call(request: NetworkRequest, pk: int) -> HttpResponse:
    """Keep that one has called the two."""
    pair = seen(request, pk)
    acts.called(pair, by=request.seat)
    messages.success(request, _("It is kept that you have called."))
    return redirect("pair", pk=pk)
