"""What holds today: the fee model, who bills which kind, and VAT, with the gaps in words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fees.models import FeeModel
from fees.rulebook.coverage import billing_of
from fees.rulebook.examples import steps_in_words
from fees.rules import FeeKind
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("see_fee_rules")
def fee_rules(request: NetworkRequest) -> HttpResponse:
    """The rules of the fees on one page."""
    today = timezone.localdate()
    models = FeeModel.objects.seen_by(request.seat).filter(kind=FeeKind.MEMBERSHIP)
    models = models.prefetch_related("steps").order_by("since")
    adopted = [one for one in models if one.adopted]
    present = next(
        (one for one in adopted if one.since <= today and (not one.until or one.until >= today)),
        None,
    )
    billings = billing_of(today)
    return render(
        request,
        "fees/rules.html",
        {
            "present": present,
            "steps": steps_in_words(present.tariff()) if present else [],
            "coming": next((one for one in adopted if one.since > today), None),
            "proposals": [one for one in models if not one.adopted],
            "billings": billings,
            "gaps": [cell for billing in billings for cell in billing.gaps],
            "nobody": [billing for billing in billings if billing.issuer is None],
        },
    )
