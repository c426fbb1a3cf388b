"""What the pages of charges and corrections ask the database: the same for few and many rows."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fees.actions import charge_by_hand, correct
from fees.actions.charge_by_hand import Wanted
from fees.models import Charge, Correction, Invoice
from fees.rules import FeeKind
from members.models import Membership
from network.kept import Kept
from tests.cast import VN, Cast
from tests.fees.correcting import make_invoice, ready, seated
from tests.signing_in import sign_in

ROWS = (2, 8)
PAGES = [
    ("fees/invoices/", 19),
    ("fees/invoices/?state=credited&sort=-balance", 19),
    ("fees/charges/?state=all", 17),
    ("fees/corrections/", 14),
    ("fees/write-offs/", 14),
    ("fees/", 30),
    ("fees/invoices/{invoice}/", 14),
    ("fees/charges/{charge}/", 11),
    ("fees/corrections/{correction}/", 9),
    ("fees/statements/{member}/", 14),
]


def _add(cast: Cast, count: int) -> None:
    """More invoices with a credit note and a write-off each, and a charge by hand."""
    made = [make_invoice(cast) for _place in range(count)]
    with seated(cast) as seat:
        for pk in made:
            it = Invoice.objects.get(pk=pk)
            correct.ask_write_off(it, Decimal(1), reason="Litet", by=seat)
            correct.credit(it, None, reason="Fel", by=seat)
        charge_by_hand.charge_member(
            Wanted(FeeKind.OTHER, "Lokal", "Bokning"),
            Membership.objects.all()[0],
            quantity=Decimal(1),
            unit="st",
            price=Decimal(5),
            by=seat,
        )


def _first(cast: Cast) -> dict[str, int]:
    """The first of each, whose own page one opens."""
    with seated(cast):
        invoice = Invoice.objects.filter(is_credit=False).earliest("pk")
        return {
            "invoice": invoice.pk,
            "member": invoice.membership_id,
            "charge": Charge.objects.earliest("pk").pk,
            "correction": Correction.objects.earliest("pk").pk,
        }


def test_no_page_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    ready(cast)
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        _add(cast, rows)
        asked = {}
        first = _first(cast)
        for path, _most in PAGES:
            client = Client()
            sign_in(client, "erik")
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(f"/{VN}/{path.format(**first)}").status_code == 200
            asked[path] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {path: (few[path], most) for path, most in PAGES if few[path] > most}
    assert over == {}
