"""Issued invoices whose e-invoices are about to leave, by each channel."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from fees.actions import paper
from fees.actions.run import work
from fees.models import Dispatch, Invoice, Issuer
from members.models import InvoiceProfile
from network import scope
from network.actions.job import Run
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.issuing import Drawn
from tests.fees.makers import approved_run, furnish

ADDRESSES = {"csn": "2021001819", "miun": "2021004524", "timra": "2120002395", "spv": ""}


def prepare(cast: Cast, channel: str = "folder") -> tuple[int, int]:
    """Everything that e-invoices ask for; the host itself has no address. The run and its job."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Issuer.objects.update(
            channel=channel,
            access_point_email="ap@example.org" if channel == "mail" else "",
            address="Box 1",
            postal_code="85190",
            city="Sundsvall",
        )
        for key, number in ADDRESSES.items():
            InvoiceProfile.objects.filter(membership=cast.memberships[VN, key]).update(
                endpoint_scheme="0007", endpoint=number
            )
    return approved_run(cast.vn, cast.users["erik"])


def issue_all(cast: Cast, monkeypatch: Any, channel: str = "folder") -> dict[str, int]:
    """Issue and draw the run's invoices; each member's dispatch."""
    # How a paper looks is another test's matter; drawing it would only make this one slow.
    monkeypatch.setattr(paper, "begin_pdf_bounded", Drawn)
    run, job = prepare(cast, channel)
    work(Run(cast.vn, job, cast.users["erik"], False, {"run_id": run}))
    names = {pk: key for (slug, key), pk in cast.memberships.items() if slug == VN}
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return {names[row.membership_id]: row.pk for row in Dispatch.objects.all()}


def found(cast: Cast, pk: int) -> Dispatch:
    """A dispatch as it is now."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row: Dispatch = Dispatch.objects.select_related("invoice").get(pk=pk)
        return row


def invoice_of(cast: Cast, pk: int) -> Invoice:
    """The invoice of a dispatch."""
    return found(cast, pk).invoice  # type: ignore[no-any-return]


def hurry(cast: Cast) -> None:
    """Let the time until the next try pass."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Dispatch.objects.update(due_at=timezone.now() - timedelta(seconds=1))
