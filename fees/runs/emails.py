"""The letters between the economists of an invoice run."""

from decimal import Decimal
from typing import Any

from django.utils import translation

from fees.models import InvoiceRun
from members.models import Person
from network.actions import letter
from network.addresses import network_url


def approval_asked(run: InvoiceRun, to: Person, *, who: str, count: int, total: str) -> None:
    """To an economist: a colleague has prepared an invoice run that waits for approval."""
    at = run.handed_over_at
    facts = {
        "who": who,
        "count": count,
        "total": Decimal(total),
        "host": run.issuer.membership.name,
    }
    _about_run("run_approval_asked", run, to, f"run-approval-{run.pk}-{at:%Y%m%d%H%M%S%f}", facts)


def sent_back(run: InvoiceRun, to: Person, *, who: str, why: str, at: str) -> None:
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
