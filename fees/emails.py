"""The letters about fees."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation

from fees.models import Invoice, InvoiceRun
from members.models import InvoiceProfile, Person
from members.querysets import covering
from network.actions import letter
from network.addresses import network_url
from network.letters import compose
from network.looks import look_of


def invoice_available(invoice: Invoice) -> None:
    """To the member's invoice address: the invoice is there. Names nobody."""
    profile = InvoiceProfile.objects.filter(
        covering(invoice.day), membership=invoice.membership_id
    ).first()
    if profile is None or not profile.email:
        return
    key = f"invoice-available-{invoice.pk}"
    url = network_url(invoice.network, "invoice", pk=invoice.pk)
    written = compose(
        "invoice_available",
        {
            "number": invoice.code,
            "title": invoice.title,
            "total": invoice.total,
            "due": invoice.due,
            "reference": invoice.buyer_reference,
            "url": url,
            "demo": invoice.network.example_data,
        },
        to=profile.email,
        language=settings.LANGUAGE_CODE,
        network=look_of(invoice.network),
        letter_id=key,
    )
    letter.write_composed(
        key, written, name="invoice_available", membership_id=invoice.membership_id
    )


def run_approval_asked(run: InvoiceRun, to: Person, *, who: str, count: int, total: str) -> None:
    """To an economist: a colleague has prepared an invoice run that waits for approval."""
    at = run.handed_over_at
    facts = {
        "who": who,
        "count": count,
        "total": Decimal(total),
        "host": run.issuer.membership.name,
    }
    _about_run("run_approval_asked", run, to, f"run-approval-{run.pk}-{at:%Y%m%d%H%M%S}", facts)


def run_sent_back(run: InvoiceRun, to: Person, *, who: str, why: str, at: str) -> None:
    """To the economist who prepared a run: it was not approved, and why; `at` tells times apart."""
    _about_run("run_sent_back", run, to, f"run-sent-back-{run.pk}-{at}", {"who": who, "why": why})


def _about_run(name: str, run: InvoiceRun, to: Person, key: str, facts: dict[str, Any]) -> None:
    with translation.override(to.language):
        title = run.title
    letter.send(
        f"{key}-{to.pk}",
        name,
        {"run": title, "url": network_url(run.network, "invoice_run", pk=run.pk), **facts},
        to=to.email,
        language=to.language,
        network=run.network,
        person_id=to.pk,
    )
