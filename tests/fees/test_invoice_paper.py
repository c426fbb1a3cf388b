"""The invoice's paper says what the row says."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from fees.actions.run import work
from fees.models import Invoice
from network import scope
from network.actions.job import Run
from network.models import Document
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.makers import approved_run, furnish


def text_of(document: Document) -> str:
    """The words of a PDF, with plain spaces."""
    pages = PdfReader(BytesIO(bytes(document.content))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize(
    ("category", "rate", "says", "never"),
    [
        ("S", 25, "31 250,00 kr", "ingen mervärdesskatt"),
        ("O", 0, "25 000,00 kr", "25 %"),
    ],
)
def test_the_paper_shows_the_invoice_with_its_vat(
    cast: Cast, category: str, rate: int, says: str, never: str
) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run, job = approved_run(cast.vn, cast.users["erik"], category=category, rate=rate)
    work(Run(cast.vn, job, cast.users["erik"], False, {"run_id": run}))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        invoice = Invoice.objects.get(membership=cast.memberships[VN, "timra"])
        words = text_of(Document.objects.get(pk=invoice.document_id))
    assert says in words
    assert never not in words
    for fact in (invoice.code, invoice.buyer_reference, "1234-5674", "Timrå kommun"):
        assert fact in words
    assert invoice.payment_reference in words.replace(" ", "")
    assert ("Moms 25" in words or "VAT 25" in words) == (category == "S")
