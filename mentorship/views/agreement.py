"""The agreement of a pair, which nobody but the two reads."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.debug import sensitive_post_parameters

from mentorship.models import Agreement
from mentorship.pairs.agreeing import (
    agreement_document,
    say_yes,
    show_agreement,
    write_agreement,
)
from mentorship.pairs.desk import Desk, desk_at
from mentorship.views.pair import seen
from network.middleware import NetworkRequest
from network.permissions import policy


def _own(request: NetworkRequest, pk: int) -> Desk:
    """The desk of a pair that the seat is one of."""
    found = seen(request, pk)
    request.seat.require("agree_in_pair", found)
    return desk_at(request, found, request.seat)


@policy("agree_in_pair")
def agreement(request: NetworkRequest, pk: int) -> HttpResponse:
    """The wording that holds or waits, who has said yes to it, and one's own yes."""
    return show_agreement(_own(request, pk))


@sensitive_post_parameters()  # type: ignore[untyped-decorator, unused-ignore]
@policy("agree_in_pair", methods="GET POST")
def agreement_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write the agreement, or write it otherwise; the other is asked to say yes."""
    return write_agreement(_own(request, pk))


@policy("agree_in_pair", methods="POST")
def agreement_assent(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say yes to a wording; when both have, the pair is under way."""
    wording = get_object_or_404(Agreement.objects.select_related("pair__round"), pk=pk)
    request.seat.require("agree_in_pair", wording.pair)
    return say_yes(desk_at(request, wording.pair, request.seat), wording)


@policy("agree_in_pair")
def agreement_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """The agreement as a document, for the two alone."""
    return agreement_document(_own(request, pk))
