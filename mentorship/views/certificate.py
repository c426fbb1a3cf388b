"""The mentor's certificate of a completed pair."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mentorship.pairs.certificate import certificate_document
from mentorship.pairs.standing import state_of
from mentorship.rules import PairState
from mentorship.views.pair import seen
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("fetch_mentor_certificate")
def mentor_certificate(request: NetworkRequest, pk: int) -> HttpResponse:
    """The certificate, the same bytes each time; it does not name the mentee."""
    pair = seen(request, pk)
    request.seat.require("fetch_mentor_certificate", pair)
    if state_of(pair) != PairState.COMPLETED:
        messages.info(request, _("The certificate is there when the pair is completed."))
        return redirect("pair", pk=pk)
    return certificate_document(pair, request.network)
