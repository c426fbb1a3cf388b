"""The e-invoices and the ledger that their doors are tried with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from fees.models import AccountRule, Dispatch, Invoice, LedgerBatch, LedgerFile, LedgerLayout
from network.models import Document
from tests.cast import VN, Cast
from tests.doors.invoicing import invoice
from tests.doors.making import Maker, made_in


def _host(cast: Cast, network: str) -> int:
    return cast.memberships[network, "spv" if network == VN else "lansstyrelsen"]


def dispatch(cast: Cast, network: str, who: str, key: str) -> int:
    """An invoice's file that could not leave."""
    pk = invoice(cast, network, who, key)

    def make() -> Any:
        it = Invoice.objects.get(pk=pk)
        it.einvoice = Document.objects.create(
            kind=Document.Kind.INVOICE,
            membership_id=it.membership_id,
            name="faktura.xml",
            media_type="application/xml",
            content=b"<Invoice/>",
        )
        it.save(update_fields=["einvoice"])
        return Dispatch.objects.create(
            invoice=it,
            membership_id=it.membership_id,
            channel="download",
            state="failed",
            told="Nej.",
            name=f"{it.code}.xml",
        )

    return made_in(cast, network, make)


def rule(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        since = date(2000 + AccountRule.objects.count(), 1, 1)
        return AccountRule.objects.create(
            host_id=_host(cast, network),
            entry="bank",
            account="1930",
            since=since,
            until=since,
        )

    return made_in(cast, network, make)


def layout(cast: Cast, network: str, who: str, key: str) -> int:
    columns = [["account", "Konto"]]
    return made_in(
        cast, network, lambda: LedgerLayout.objects.create(name=f"Tabell {who}", columns=columns)
    )


def batch(cast: Cast, network: str, who: str, key: str) -> int:
    def make() -> Any:
        return LedgerBatch.objects.create(
            host_id=_host(cast, network),
            number=LedgerBatch.objects.count() + 1,
            through=date(2026, 1, 1),
            made_by=1,
            closed_at=timezone.now(),
        )

    return made_in(cast, network, make)


def file(cast: Cast, network: str, who: str, key: str) -> int:
    pk = batch(cast, network, who, key)

    def make() -> Any:
        return LedgerFile.objects.create(
            batch_id=pk, title="SIE 4I", name="bokforing.si", content=b"x", sha256="x"
        )

    return made_in(cast, network, make)


def member(cast: Cast, network: str, who: str, key: str) -> int:
    return cast.memberships[network, key]


OUTGOING: Mapping[str, Maker] = {
    "account_rule_change": rule,
    "account_rule_removal": rule,
    "counterparty": member,
    "dispatch": dispatch,
    "dispatch_answer": dispatch,
    "dispatch_attempt": dispatch,
    "dispatch_file": dispatch,
    "ledger_batch": batch,
    "ledger_batch_file": batch,
    "ledger_file": file,
    "ledger_layout_change": layout,
    "ledger_layout_removal": layout,
}
