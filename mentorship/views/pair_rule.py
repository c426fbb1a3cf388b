"""Pins and bans: these two, or never these two."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from mentorship.actions import lay
from mentorship.board.forms import RuleForm, way_back
from mentorship.board.rules import UNDOABLE, CannotLay
from mentorship.models import Pair, PairRule
from mentorship.views.matching import found_round
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("lay_pairs", methods="POST")
def pair_rule_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Pin two, or keep two apart; it can be undone on the board."""
    found = found_round(request, pk)
    form = RuleForm(request.POST, found=found, seat=request.seat)
    if not form.is_valid():
        messages.error(request, _("One of them does not take part any more."))
        return redirect(way_back(request, found))
    asked = form.cleaned_data
    try:
        lay.decide(found, asked["kind"], asked["mentee"].pk, asked["mentor"].pk, by=request.seat)
    except CannotLay as refusal:
        messages.error(request, str(refusal))
    else:
        names = {"mentee": asked["mentee"].person.name, "mentor": asked["mentor"].person.name}
        laid = Pair.objects.standing().filter(mentee=asked["mentee"], mentor=asked["mentor"])
        if asked["kind"] == PairRule.Kind.BAN:
            said = _("%(mentee)s and %(mentor)s are never proposed to each other.")
        elif laid.exists():
            said = _("%(mentee)s and %(mentor)s stay a pair when the proposal is computed anew.")
        else:
            said = _(
                "%(mentee)s and %(mentor)s are pinned. They become a pair when the proposal is"
                " repaired or computed anew."
            )
        messages.success(request, said % names, extra_tags=UNDOABLE)
    return redirect(way_back(request, found, asked["mentee"].pk))


@policy("lay_pairs", methods="POST")
def pair_rule_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Lift a pin, or let two people be proposed to each other again."""
    rules = PairRule.objects.select_related("round")
    rule: PairRule = get_object_or_404(rules, pk=pk, round__network_id=request.network.pk)
    try:
        lay.lift(rule, by=request.seat)
    except CannotLay as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is lifted."), extra_tags=UNDOABLE)
    return redirect(way_back(request, rule.round, rule.mentee_id))
