"""The invoices and their approved runs that their doors are tried with."""

from collections.abc import Mapping
from typing import Any

from fees.actions.issue import issue
from fees.models import InvoiceRun
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.doors.making import Maker, made_in
from tests.fees.makers import approved_run, furnish


def invoice_run(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        if there := InvoiceRun.objects.first():
            return int(there.pk)
    host = cast.memberships[network, "spv" if network == VN else "lansstyrelsen"]
    furnish(cast.networks[network], host)
    run, _job = approved_run(cast.networks[network], cast.users["erik"])
    return run


def invoice(cast: Cast, network: str, who: str, key: str) -> int:
    run = invoice_run(cast, network, who, key)

    def make() -> Any:
        return issue(
            InvoiceRun.objects.get(pk=run), cast.memberships[network, key], outside_vat=False
        )

    return made_in(cast, network, make)


INVOICING: Mapping[str, Maker] = {
    "invoice": invoice,
    "invoice_document": invoice,
    "invoice_einvoice": invoice,
    "invoice_respite": invoice,
    "invoice_run": invoice_run,
    "invoice_run_approval": invoice_run,
    "invoice_run_continuation": invoice_run,
    "invoice_run_progress": invoice_run,
    "invoice_run_stop": invoice_run,
}
