"""What a host that sends itself no invoice owes: settled inside it when a run is approved."""

from django.conf import settings
from django.utils import timezone, translation

from fees.actions import bill
from fees.actions.bill import Proposal
from fees.actions.review import Review
from fees.models import Charge, InvoiceRun
from network.models.journal import note
from network.money import ZERO


def settle_inside(run: InvoiceRun, seen: Review) -> int:
    """Settle the host's own charges of a run inside it; returns how many.

    They get no number and no VAT: an authority is no buyer of its own. Whatever another run has
    settled or charged meanwhile is left alone.
    """
    for row in seen.inside:
        if isinstance(row.found, Proposal):
            with translation.override(settings.LANGUAGE_CODE):
                own = bill.charge_of(run, row.found, seen.model, inside=True)
            Charge.objects.bulk_create([own], ignore_conflicts=True)
        else:
            waiting = [charge.pk for charge in row.found.charges]
            Charge.objects.unclaimed().filter(pk__in=waiting).update(
                settled_in=run, settled_on=timezone.localdate()
            )
    settled = list(run.settled_inside.values_list("net", flat=True))
    if settled:
        note(
            "settle_inside",
            run,
            membership_id=run.issuer.membership_id,
            count=len(settled),
            net=str(sum(settled, ZERO)),
        )
    return len(settled)
