"""The page behind the link in the letter of a crisis: what can the authority lend?"""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from loans.crisis.answer import WITH, answer_page
from loans.crisis.emails import PURPOSE
from loans.models import CrisisCall
from network.links import Page, Settled, Shown, declare
from network.seat import Seat


def _show(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    calls = CrisisCall.objects.answered_for_by(seat).select_related(*WITH)
    call = calls.filter(pk=pk).first()
    if call is None or not seat.may("say_what_can_be_lent", call):
        return None
    if call.crisis.ended_on:
        raise Settled(_("The crisis is over. Thank you for your readiness to help."))
    return answer_page(request, call, seat, layout="layouts/plain.html", here=request.path)


declare(PURPOSE, Page(_show))
