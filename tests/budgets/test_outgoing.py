"""What the pages of e-invoices and the ledger may ask: the same, whatever there is to show.

Counted cold, with nothing kept, at a few rows and at many.
"""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fees.actions import gather, ledger
from fees.actions.charge import charge
from fees.actions.issue import issue
from fees.models import Dispatch, InvoiceRun, LedgerBatch
from fees.rules import FeeKind
from members.models import Membership
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.dispatches import issue_all
from tests.fees.ledgers import make_rules, pay
from tests.signing_in import sign_in

# The page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("e-invoices/", 16),
    ("e-invoices/?state=look&sort=-number&q=2026", 16),
    ("e-invoices/handover/", 11),
    ("e-invoices/{dispatch}/", 12),
    ("ledger/", 20),
    ("ledger/next/", 19),
    ("ledger/accounts/", 18),
    ("ledger/counterparties/", 13),
    ("ledger/layouts/", 10),
    ("ledger/batches/{batch}/", 20),
]


def _add(who: Cast, rounds: int) -> None:
    """More invoices of every member, each paid in part and each with a dispatch."""
    with acting_as("portal_worker"), scope.enter_system(who.vn):
        for number in range(rounds):
            serial = f"{InvoiceRun.objects.count()}-{number}"
            first = InvoiceRun.objects.order_by("pk")[0]
            run = InvoiceRun.objects.create(
                kind=FeeKind.MEMBERSHIP,
                year=2026,
                issuer=first.issuer,
                prepared_by=1,
                approved_by=1,
                approved_at=timezone.now(),
            )
            for member in Membership.objects.all():
                charge(
                    FeeKind.MEMBERSHIP,
                    f"{serial}-{member.pk}",
                    membership_id=member.pk,
                    net=Decimal(100),
                    text="x",
                )
            gather.take(run, gather.preview(run))
            for payer in Membership.objects.values_list("pk", flat=True):
                for outside in (True, False):
                    invoice = issue(run, payer, outside_vat=outside)
                    if invoice is None:
                        continue
                    pay(invoice, Decimal(1), f"{serial}-{payer}-{outside}")
                    Dispatch.objects.create(
                        invoice=invoice,
                        membership_id=payer,
                        channel="download",
                        name=f"{serial}-{payer}",
                    )


def _close(who: Cast) -> int:
    by: Any = SimpleNamespace(user=SimpleNamespace(pk=1))
    with acting_as("portal_worker"), scope.enter_system(who.vn):
        ledger.enter(Membership.objects.get(pk=who.memberships[VN, "spv"]), _today(), by=by)
        return int(LedgerBatch.objects.latest("pk").pk)


def _today() -> Any:
    return timezone.localdate()


def _asked(client: Client, page: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(f"/{VN}/fees/{page}").status_code == 200
    return len(captured)


def test_pages_ask_as_much_of_many_rows_as_of_few(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    issue_all(cast, monkeypatch, "download")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        make_rules(cast.memberships[VN, "spv"])
    sign_in(client, "erik")
    counted: list[dict[str, int]] = []
    for rounds in (1, 6):
        _add(cast, rounds)
        batch = _close(cast)
        _add(cast, rounds)
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            shown = {"batch": batch, "dispatch": Dispatch.objects.earliest("pk").pk}
        for page, _most in PAGES:
            client.get(f"/{VN}/fees/{page.format(**shown)}")
        counted.append({page: _asked(client, page.format(**shown)) for page, _most in PAGES})
    few, many = counted
    assert few == many
    assert {page: asked for page, asked in many.items() if asked > dict(PAGES)[page]} == {}
