"""The mid-way check and the closing evaluation, for those who are signed in."""

from django.http import Http404, HttpResponse

from mentorship.models import PairEvaluation
from mentorship.pairs.desk import desk_at
from mentorship.pairs.parting import answer_check
from mentorship.views.pair import seen
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("evaluate_pair", methods="GET POST")
def pair_evaluation(request: NetworkRequest, pk: int, kind: str) -> HttpResponse:
    """Three figures and a few words about the programme."""
    if kind not in PairEvaluation.Kind:
        raise Http404
    pair = seen(request, pk)
    request.seat.require("evaluate_pair", pair)
    return answer_check(desk_at(request, pair, request.seat), kind)
