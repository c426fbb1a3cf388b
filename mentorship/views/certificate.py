"""The mentor's certificate of a completed pair."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.models import Person
from mentorship.pairs.rules import whole_months
from mentorship.pairs.standing import state_of
from mentorship.rules import PairState
from mentorship.views.pair import seen
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.tables import download


@policy("fetch_mentor_certificate")
def mentor_certificate(request: NetworkRequest, pk: int) -> HttpResponse:
    """The certificate, the same bytes each time; it does not name the mentee."""
    pair = seen(request, pk)
    request.seat.require("fetch_mentor_certificate", pair)
    if state_of(pair) != PairState.COMPLETED:
        messages.info(request, _("The certificate is there when the pair is completed."))
        return redirect("pair", pk=pk)
    mentor = Person.objects.get(pk=pair.mentor_person_id)
    since, until = timezone.localdate(pair.started_at), pair.end.on
    content = render_pdf_bounded(
        "documents/mentor_certificate.html",
        {
            "name": mentor.name,
            "authority": pair.mentor_membership.name,
            "round": pair.round,
            "since": since,
            "until": until,
            "months": whole_months(since, until),
            "issued": pair.end.on,
            "demo": request.network.example_data,
        },
        language=get_language() or "sv",
        network=look_of(request.network),
        created=pair.end.at,
    )
    return download(_("Mentor certificate %(round)s") % {"round": pair.round.title}, content, "pdf")
