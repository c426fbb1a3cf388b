"""An effect that could not take hold is tried again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from governance.actions.record_decision import try_again
from members.models import DecisionEffect
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_said


@policy("record_decision", methods="POST")
def decision_effect_attempt(request: NetworkRequest, pk: int) -> HttpResponse:
    """Try an effect once more, when what stood in its way is mended."""
    rows = DecisionEffect.objects.filter(network=request.network).select_related("decision")
    effect: DecisionEffect = get_object_or_404(rows, pk=pk)
    with refusals_said(request):
        try_again(effect, by=request.seat)
        messages.success(request, _("It is tried again. Look here in a minute."))
    return redirect("decision", pk=effect.decision_id)
