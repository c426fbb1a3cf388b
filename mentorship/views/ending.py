"""Ending a pair before its time, without blame, and saying whether one wants another."""

from django.http import HttpResponse

from mentorship.pairs.desk import desk_at
from mentorship.pairs.parting import end, want_another
from mentorship.views.pair import seen
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("end_pair", methods="GET POST")
def pair_ending(request: NetworkRequest, pk: int) -> HttpResponse:
    """What ending means, and whether one wants another; no reason is asked."""
    pair = seen(request, pk)
    request.seat.require("end_pair", pair)
    return end(desk_at(request, pair, request.seat))


@policy("answer_pair", methods="GET POST")
def pair_again(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say whether one wants another, after the pair has ended."""
    pair = seen(request, pk)
    request.seat.require("answer_pair", pair)
    return want_another(desk_at(request, pair, request.seat))
