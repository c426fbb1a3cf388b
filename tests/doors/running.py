"""The invoice runs in preparation that their doors are tried with; payer 2 is CSN."""

from collections.abc import Mapping
from typing import Any

from fees.models import InvoiceRun, Issuer
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.doors.making import Maker
from tests.fees.makers import furnish


def prepared_run(cast: Cast, network: str, who: str, key: str) -> int:
    """A run of this network's membership fees that nobody has approved."""
    network_id = cast.networks[network]
    with acting_as("portal_worker"), scope.enter_system(network_id):
        if there := InvoiceRun.objects.in_preparation().first():
            return int(there.pk)
    furnish(network_id, cast.memberships[network, "spv" if network == VN else "lansstyrelsen"])
    with acting_as("portal_worker"), scope.enter_system(network_id):
        made: Any = InvoiceRun.objects.create(
            kind="membership",
            year=2026,
            issuer=Issuer.objects.get(),
            prepared_by=cast.users["karin"],
        )
        return int(made.pk)


RUNNING: Mapping[str, Maker] = {
    "invoice_run_cancellation": prepared_run,
    "invoice_run_draft": prepared_run,
    "invoice_run_exclusion": prepared_run,
    "invoice_run_handing_over": prepared_run,
    "invoice_run_inclusion": prepared_run,
    "invoice_run_payer": prepared_run,
    "invoice_run_return": prepared_run,
    "invoice_run_withdrawal": prepared_run,
}
OF_A_PAYER = ("draft", "exclusion", "inclusion", "payer")
PAYERS = {f"invoice_run_{word}": {"payer": "2"} for word in OF_A_PAYER}
