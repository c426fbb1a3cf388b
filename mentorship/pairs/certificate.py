"""The mentor's certificate of a completed pair, as a document."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.models import Person
from mentorship.models import Pair
from mentorship.pairs.rules import whole_months
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.models import Network
from network.tables import download


def certificate_document(pair: Pair, network: Network) -> HttpResponse:
    """The certificate, the same bytes each time; it does not name the mentee."""
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
            "demo": network.example_data,
        },
        language=get_language() or "sv",
        network=look_of(network),
        created=pair.end.at,
    )
    return download(_("Mentor certificate %(round)s") % {"round": pair.round.title}, content, "pdf")
