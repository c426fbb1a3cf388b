"""The invoice's paper: drawn after the commit from the frozen row, once however often asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from fees import adjustments, emails, head_counts
from fees.actions import credit_paper, dispatch, einvoices
from fees.einvoice.tax import exempt_words, outside_words
from fees.models import Invoice, InvoiceLine
from fees.rules import Category
from fees.tariffs import Method
from network import identifiers
from network.actions.job import Run
from network.documents import Drawing, begin_pdf_bounded
from network.looks import look_of
from network.models import Document
from network.money import VatGroup

TEMPLATE = "documents/invoice.html"
CREDIT_TEMPLATE = "documents/credit_note.html"


@dataclass
class Begun:
    """An invoice whose paper a child process is drawing."""

    running: Run
    invoice_id: int
    xml: bytes | None
    drawing: Drawing

    def finish(self) -> None:
        """Keep paper and e-invoice, and write the letter that they are ready.

        Whoever comes second finds the file and leaves it.
        """
        content = self.drawing.result()
        with self.running.step():
            invoice = (
                Invoice.objects.select_for_update(of=("self",), no_key=True)
                .select_related("network")
                .get(pk=self.invoice_id)
            )
            if invoice.document_id is not None:
                return
            invoice.document = Document.objects.create(
                kind=Document.Kind.INVOICE,
                membership_id=invoice.membership_id,
                user_id=self.running.user_id,
                name=f"{'kreditfaktura' if invoice.is_credit else 'faktura'}-{invoice.code}.pdf",
                media_type="application/pdf",
                content=content,
            )
            if self.xml is not None:
                invoice.einvoice = einvoices.keep(invoice, self.xml, user_id=self.running.user_id)
            invoice.save(update_fields=["document", "einvoice"])
            emails.paper_available(invoice)
            dispatch.lay(invoice)


def draw(running: Run, invoice_id: int) -> None:
    """Draw an invoice with its e-invoice inside, keep both and write the letter."""
    begin(running, invoice_id).finish()


def begin(running: Run, invoice_id: int) -> Begun:
    """Begin to draw an invoice; drawing takes long, so no transaction is open meanwhile."""
    with running.step():
        invoice = found(invoice_id)
        xml = einvoices.made_of(invoice, list(invoice.lines.all()))
        facts = context(invoice, has_einvoice=xml is not None)
    return Begun(running, invoice_id, xml, drawing_of(invoice, facts, xml))


def found(invoice_id: int) -> Invoice:
    """The invoice with all that its paper shows."""
    invoice: Invoice = (
        Invoice.objects.select_related("network", "corrects")
        .prefetch_related("lines__corrects")
        .get(pk=invoice_id)
    )
    return invoice


def drawing_of(invoice: Invoice, facts: dict[str, Any], xml: bytes | None) -> Drawing:
    """The paper, with the e-invoice inside where there is one; the same bytes for the same row."""
    with translation.override(settings.LANGUAGE_CODE):
        attachments = einvoices.attached(invoice, xml)
    return begin_pdf_bounded(
        CREDIT_TEMPLATE if invoice.is_credit else TEMPLATE,
        facts,
        language=settings.LANGUAGE_CODE,
        network=look_of(invoice.network),
        attachments=attachments,
        created=invoice.issued_at,
    )


def context(invoice: Invoice, *, has_einvoice: bool = False) -> dict[str, Any]:
    """The frozen invoice as the paper's template asks for it; a credit note above zero."""
    seller, buyer = invoice.seller, invoice.buyer
    lines = list(invoice.lines.all())
    sign = -1 if invoice.is_credit else 1
    with translation.override(settings.LANGUAGE_CODE):
        return {
            **(credit_paper.facts(invoice) if invoice.is_credit else {}),
            "demo": invoice.network.example_data,
            "invoice": {
                "number": invoice.code,
                "date": invoice.day,
                "due": invoice.due,
                "title": invoice.title,
                "period_from": invoice.period_from,
                "period_to": invoice.period_until,
                "your_reference": invoice.buyer_reference,
                "your_order": buyer["order_number"],
                "our_reference": seller["our_reference"],
                "terms_days": invoice.payment_days,
                "registry": seller["registry"],
                "is_credit": invoice.is_credit,
            },
            "buyer": {"lines": buyer["lines"]},
            "pay": {
                "total": sign * invoice.total,
                "kind": seller["account_kind"],
                "account": account_of(invoice),
                "reference": invoice.payment_reference,
                "reference_is_ocr": True,
            },
            "lines": [
                {
                    "text": line.text,
                    "note": line.note,
                    "quantity": line.quantity,
                    "unit": line.unit,
                    "price": sign * line.price,
                    "amount": sign * line.net,
                    "rate": line.vat_rate,
                }
                for line in lines
            ],
            "net": sign * invoice.net,
            "vat": [
                VatGroup(group.rate, sign * group.net, sign * group.vat)
                for group in invoice.vat_groups()
            ],
            "mixed": len({(line.vat_category, line.vat_rate) for line in lines}) > 1,
            "vat_note": vat_note(invoice, lines),
            "basis": basis(invoice),
            "seller": {
                "lines": seller["lines"],
                "organisation_number": identifiers.show_organisation_number(
                    seller["organisation_number"]
                ),
                "vat_number": seller["vat_number"],
                "email": seller["email"],
                "f_tax": seller.get("f_tax"),
                "text": seller.get("text"),
            },
            "einvoice": {"to": einvoices.address_of(invoice)} if has_einvoice else None,
        }


def vat_note(invoice: Invoice, lines: Sequence[InvoiceLine]) -> str:
    """Why all or some of it carries no VAT; empty where everything does."""
    if invoice.outside_vat:
        return outside_words(invoice)
    exempt = [line for line in lines if line.vat_category == Category.EXEMPT]
    if any(line.exemption for line in exempt):
        return _("Exempt: %(reason)s") % {"reason": exempt_words(exempt)}
    return exempt_words(exempt) if exempt else ""


def account_of(invoice: Invoice) -> str:
    """The account to pay to, as people write it."""
    digits: str = invoice.seller["account"]
    if invoice.seller["account_kind"] == "plusgiro":
        return identifiers.show_plusgiro(digits)
    return identifiers.show_bankgiro(digits)


def basis(invoice: Invoice) -> dict[str, Any] | None:
    """How the fee was computed, in sentences, with the steps where the model has any."""
    frozen = invoice.basis
    if "model" not in frozen:
        return None
    sentences = [frozen["words"]] if frozen["words"] else []
    if frozen["head_count"]:
        sentences += head_counts.sentences(frozen, invoice.buyer_name)
    sentences += adjustments.in_words(frozen.get("adjustments", []))
    steps = _steps(frozen) if frozen["method"] == Method.BANDS else []
    return {
        "sentences": sentences,
        "caption": frozen["model"],
        "note": frozen["decision"],
        "steps": steps,
        "head_count": frozen["head_count"] or 0,
    }


def _steps(frozen: dict[str, Any]) -> list[dict[str, Any]]:
    lowers = [step["lower"] for step in frozen["steps"]]
    uppers = [lower - 1 for lower in lowers[1:]] + [None]
    return [
        {
            "low": step["lower"],
            "high": upper,
            "fee": Decimal(step["amount"]),
            "own": step["lower"] == frozen["lower"],
        }
        for step, upper in zip(frozen["steps"], uppers, strict=True)
    ]
