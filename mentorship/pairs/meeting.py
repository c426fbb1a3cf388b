"""Days on which the two met, on the desk of one of them: ticking one, and undoing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from mentorship.actions.tick import NotRunning, TickedAlready, take_back, tick
from mentorship.models import Contact
from mentorship.pairs.desk import Desk
from mentorship.pairs.forms import ContactForm
from mentorship.pairs.page import show_pair, since_of


def tick_day(desk: Desk) -> HttpResponse:
    """Tick a day and whether it goes well; nothing else is asked."""
    form = ContactForm(desk.request.POST, since=since_of(desk.pair))
    if not form.is_valid():
        return show_pair(desk, form)
    said = form.cleaned_data
    try:
        tick(desk.pair, day=said["day"], goes_well=said["goes_well"], by=desk.seat)
    except NotRunning:
        messages.error(desk.request, _("The pair is not under way, so nothing was ticked."))
    except TickedAlready:
        messages.info(desk.request, _("You have ticked that day already."))
    else:
        if said["goes_well"]:
            messages.success(desk.request, _("The day is ticked."))
        else:
            messages.success(
                desk.request, _("The day is ticked. The coordinator is asked to call you.")
            )
    return desk.back()


def undo_day(desk: Desk, contact: Contact) -> HttpResponse:
    """Undo a tick of one's own."""
    take_back(contact, by=desk.seat)
    messages.success(desk.request, _("The tick is undone."))
    return desk.back()
