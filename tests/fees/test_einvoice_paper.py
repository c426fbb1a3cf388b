"""The paper of an invoice carries the e-invoice that was checked, and reads the same."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client
from pypdf import PdfReader

from fees import einvoice
from fees.actions import credit_paper, paper
from fees.actions.run import work
from fees.models import Invoice, InvoiceLine
from members.models import InvoiceProfile
from network import scope
from network.actions.job import Run
from network.models import Document
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.documents.verapdf import check
from tests.fees.makers import approved_run, furnish
from tests.signing_in import sign_in

NUMBERS = {"spv": "2021000928", "timra": "2120002395", "miun": "2021004524"}


def issued(cast: Cast, *, category: str = "S", rate: int = 25, but: str = "") -> dict[str, Invoice]:
    """A run issued and drawn; every member but one has an e-invoice address."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for key, number in NUMBERS.items():
            if key != but:
                InvoiceProfile.objects.filter(membership=cast.memberships[VN, key]).update(
                    endpoint_scheme="0007", endpoint=number
                )
    run, job = approved_run(cast.vn, cast.users["erik"], category=category, rate=rate)
    work(Run(cast.vn, job, cast.users["erik"], False, {"run_id": run}))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return {key: Invoice.objects.get(membership=cast.memberships[VN, key]) for key in NUMBERS}


def bytes_of(cast: Cast, document_id: int | None) -> bytes:
    """A kept file."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return bytes(Document.objects.get(pk=document_id).content)


def text_of(content: bytes) -> str:
    """The words of a PDF, with plain spaces."""
    return " ".join(" ".join(p.extract_text().split()) for p in PdfReader(BytesIO(content)).pages)


def test_the_file_in_the_paper_is_the_kept_e_invoice(cast: Cast, tmp_path: Path) -> None:
    invoice = issued(cast)["timra"]
    xml, content = bytes_of(cast, invoice.einvoice_id), bytes_of(cast, invoice.document_id)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert list(pdf.attachments) == ["faktura.xml"]
        assert pdf.attachments["faktura.xml"].get_file().read_bytes() == xml
        assert pdf.Root.AF[0].AFRelationship == pikepdf.Name.Alternative
    assert einvoice.faults(xml) == []
    assert f"<cbc:ID>{invoice.code}</cbc:ID>".encode() in xml
    assert "0007:2120002395" in text_of(content)
    (tmp_path / "faktura.pdf").write_bytes(content)
    assert [verdict.outcome for verdict in check([tmp_path / "faktura.pdf"])] == ["pass", "pass"]


def test_a_buyer_without_an_address_gets_paper_alone(cast: Cast) -> None:
    invoice = issued(cast, but="timra")["timra"]
    content = bytes_of(cast, invoice.document_id)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert list(pdf.attachments) == []
    assert invoice.einvoice_id is None
    assert "Peppol" not in text_of(content)


def test_the_same_invoice_is_drawn_in_the_same_bytes(cast: Cast) -> None:
    invoice = issued(cast)["timra"]
    xml = bytes_of(cast, invoice.einvoice_id)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = paper.found(invoice.pk)
        assert einvoice.build(row, list(row.lines.all())) == xml
        again = paper.drawing_of(row, paper.context(row, has_einvoice=True), xml).result()
    assert again == bytes_of(cast, invoice.document_id)


def test_the_e_invoice_is_set_once(cast: Cast) -> None:
    made = issued(cast)
    refused = pytest.raises(DatabaseError, match="stays as it is")
    with acting_as("portal_worker"), scope.enter_system(cast.vn), refused, transaction.atomic():
        Invoice.objects.filter(pk=made["timra"].pk).update(einvoice_id=made["miun"].einvoice_id)


def test_who_sees_the_invoice_fetches_its_e_invoice(cast: Cast, client: Client) -> None:
    made = issued(cast)
    sign_in(client, "erik")
    answer = client.get(f"/{VN}/fees/invoices/{made['timra'].pk}/e-invoice/")
    assert answer.content == bytes_of(cast, made["timra"].einvoice_id)
    assert answer["Content-Type"] == "application/xml"
    assert f"faktura-{made['timra'].code}.xml" in answer["Content-Disposition"]


def test_an_invoice_without_an_e_invoice_has_none_to_fetch(cast: Cast, client: Client) -> None:
    made = issued(cast, but="timra")
    sign_in(client, "erik")
    page = client.get(f"/{VN}/fees/invoices/{made['timra'].pk}/")
    assert b"/e-invoice/" not in page.content
    assert client.get(f"/{VN}/fees/invoices/{made['timra'].pk}/e-invoice/").status_code == 404


def part_credit(of: Invoice) -> Invoice:
    """A credit note of a tenth, as the row of its own that it is, without the one who asks."""
    row: InvoiceLine = of.lines.get()
    net, vat = -row.net / 10, -of.vat / 10
    copied = {
        name: getattr(of, name)
        for name in (
            "network_id", "issuer_id", "membership_id", "kind", "series_id", "buyer", "buyer_name",
            "buyer_reference", "seller", "outside_vat", "period_from", "period_until",
        )
    }  # fmt: skip
    credit = Invoice(
        **copied, number=of.number + 90, code=f"{of.code}9", title="Kredit", day=date(2026, 7, 9),
        due=date(2026, 7, 9), payment_days=0, payment_reference=of.payment_reference,
        is_credit=True, corrects=of, reason="En reserv tog platsen.", net=net, vat=vat,
        total=net + vat, issued_at=of.issued_at,
        vat_parts=[{"rate": str(row.vat_rate), "net": str(net), "vat": str(vat)}]
        if vat else None,
    )  # fmt: skip
    line = InvoiceLine(
        network_id=of.network_id, membership_id=of.membership_id, corrects=row, position=1,
        text="Sen avbokning återförs", note="24–25 mars 2026", quantity=Decimal(1), unit="styck",
        price=net, net=net, vat_category=row.vat_category, vat_rate=row.vat_rate,
    )  # fmt: skip
    credit._prefetched_objects_cache = {"lines": [line]}  # type: ignore[attr-defined]
    credit.pk = of.pk + 10_000
    return credit


@pytest.mark.parametrize(
    ("category", "rate", "back"), [("S", 25, "3 125,00"), ("O", 0, "2 500,00")]
)
def test_a_credit_note_says_what_it_corrects_and_gives_back(
    cast: Cast, tmp_path: Path, category: str, rate: int, back: str
) -> None:
    invoice = issued(cast, category=category, rate=rate)["timra"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        credit = part_credit(invoice)
        xml = einvoice.build(credit, list(credit.lines.all()))
        content = paper.drawing_of(credit, paper.context(credit, has_einvoice=True), xml).result()
        facts = credit_paper.facts(credit)
    assert einvoice.faults(xml) == []
    assert facts["back"] == -credit.total
    words = text_of(content)
    for fact in ("Kreditfaktura", invoice.code, credit.code, "En reserv tog platsen.", back):
        assert fact in words
    assert "-" + back not in words
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.attachments["kreditfaktura.xml"].get_file().read_bytes() == xml
    (tmp_path / "kredit.pdf").write_bytes(content)
    assert [verdict.outcome for verdict in check([tmp_path / "kredit.pdf"])] == ["pass", "pass"]
