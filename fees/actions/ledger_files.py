"""The files of a closed batch: made once, kept, the same bytes whenever they are taken out."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fees.ledger import csv_table as ledger_csv
from fees.ledger import sie
from fees.models import LedgerBatch, LedgerFile, LedgerLayout, LedgerRow, LedgerVoucher

SIE = "SIE 4I"
# The form of the files: raised when the same batch would give other bytes.
PROGRAM, VERSION = "Nätverksportalen", "1"


def make_all(batch: LedgerBatch) -> None:
    """The SIE file, and a table in each layout that the network has."""
    _keep(batch, SIE, f"bokforing-{batch.number}.si", sie_file(batch))
    for layout in LedgerLayout.objects.all():
        make(batch, layout)


def make(batch: LedgerBatch, layout: LedgerLayout) -> None:
    """A table in a layout; one that was made with the same content stays the one there is."""
    with translation.override(settings.LANGUAGE_CODE):
        content = ledger_csv.write(layout, _cells(batch))
    _keep(batch, layout.name, f"bokforing-{batch.number} {layout.name}.csv", content)


def _keep(batch: LedgerBatch, title: str, name: str, content: bytes) -> None:
    LedgerFile.objects.get_or_create(
        batch=batch,
        title=title,
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"name": name, "content": content},
    )


def sie_file(batch: LedgerBatch) -> bytes:
    """The batch as SIE 4I."""
    vouchers = list(_vouchers(batch))
    rows = [row for voucher in vouchers for row in voucher.rows.all()]
    authority = batch.host.authority
    with translation.override(settings.LANGUAGE_CODE):
        dimensions = {
            sie.COST_CENTRE: _("Cost centre"),
            sie.PROJECT: _("Project"),
            sie.COUNTERPARTY: _("Counterparty"),
        }
    ledger = sie.Ledger(
        organisation_number=authority.organisation_number,
        name=authority.name_on(batch.through),
        made=timezone.localdate(batch.made_at),
        accounts={row.account: row.account_name for row in rows},
        dimensions=dimensions,
        program=PROGRAM,
        version=VERSION,
    )
    return sie.write(
        ledger,
        [
            sie.Voucher(
                voucher.day,
                voucher.text,
                [sie.Row(row.account, row.amount, _objects(row)) for row in voucher.rows.all()],
            )
            for voucher in vouchers
        ],
    )


def _objects(row: LedgerRow) -> dict[int, str]:
    objects = {
        sie.COST_CENTRE: row.cost_centre,
        sie.PROJECT: row.project,
        sie.COUNTERPARTY: row.counterparty,
    }
    return {dimension: code for dimension, code in objects.items() if code}


def _vouchers(batch: LedgerBatch) -> Any:
    return (
        LedgerVoucher.objects.filter(batch=batch)
        .select_related("invoice")
        .prefetch_related("rows")
        .order_by("number")
    )


def _cells(batch: LedgerBatch) -> Iterator[dict[str, Any]]:
    for voucher in _vouchers(batch):
        for row in voucher.rows.all():
            yield {
                "voucher": voucher.number,
                "day": voucher.day,
                "text": voucher.text,
                "invoice": voucher.invoice.code,
                "account": row.account,
                "account_name": row.account_name,
                "cost_centre": row.cost_centre,
                "project": row.project,
                "counterparty": row.counterparty,
                "amount": row.amount,
                "debit": row.amount if row.amount > 0 else None,
                "credit": -row.amount if row.amount < 0 else None,
                "kind": row.get_kind_display(),
                "rate": row.rate,
            }
