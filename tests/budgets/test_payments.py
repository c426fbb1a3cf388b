"""What the pages of payments may ask the database: the same, whatever there is to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fees.models import Payment
from network.kept import Kept
from tests.cast import VN, Cast
from tests.fees.banks import paid
from tests.fees.paying import bill, host, take
from tests.signing_in import sign_in

ROWS = (4, 24)
# The page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("payments/", 20),
    ("payments/?q=csn&state=waiting&sort=-amount", 20),
    ("payments/work/", 20),
    ("payments/files/", 14),
    ("payments/files/{file}/", 18),
    ("payments/accounts/", 14),
    ("payments/{payment}/", 26),
]


def test_no_page_of_payments_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    host(cast)
    client = Client()
    sign_in(client, "erik")
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        invoices = bill(cast, "csn", *range(1000, 1000 + rows))
        right = [paid(invoice.total, invoice.payment_reference) for invoice in invoices[::2]]
        wrong = [paid(invoice.total + 1, "") for invoice in invoices[1::2]]
        payments: list[Payment] = take(cast, *right, *wrong)
        asked = {}
        for path, _most in PAGES:
            address = path.format(file=payments[-1].file_id, payment=payments[-1].pk)
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(f"/{VN}/fees/{address}").status_code == 200
            asked[path] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    assert {path: few[path] for path, most in PAGES if few[path] > most} == {}
