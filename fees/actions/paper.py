"""The invoice's paper: drawn after the commit from the frozen row, once however often asked."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from fees import emails
from fees.actions import dispatch
from fees.models import Invoice
from fees.tariffs import Method
from network import identifiers, wording
from network.actions.job import Run
from network.documents import render_pdf_bounded
from network.looks import look_of
from network.models import Document

TEMPLATE = "documents/invoice.html"


def draw(running: Run, invoice_id: int) -> None:
    """Draw an invoice, keep the file and write the letter that it is ready.

    Drawing takes long, so no transaction is open meanwhile; whoever comes second finds the file
    and leaves it.
    """
    with running.step():
        invoice = Invoice.objects.select_related("network").get(pk=invoice_id)
        facts = context(invoice)
    content = render_pdf_bounded(
        TEMPLATE,
        facts,
        language=settings.LANGUAGE_CODE,
        network=look_of(invoice.network),
        created=invoice.issued_at,
    )
    with running.step():
        invoice = (
            Invoice.objects.select_for_update(of=("self",), no_key=True)
            .select_related("network")
            .get(pk=invoice_id)
        )
        if invoice.document_id is not None:
            return
        invoice.document = Document.objects.create(
            kind=Document.Kind.INVOICE,
            membership_id=invoice.membership_id,
            user_id=running.user_id,
            name=f"faktura-{invoice.code}.pdf",
            media_type="application/pdf",
            content=content,
        )
        invoice.save(update_fields=["document"])
        emails.invoice_available(invoice)
        dispatch.lay(invoice)


def context(invoice: Invoice) -> dict[str, Any]:
    """The frozen invoice as the paper's template asks for it."""
    seller, buyer = invoice.seller, invoice.buyer
    with translation.override(settings.LANGUAGE_CODE):
        return {
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
            },
            "buyer": {"lines": buyer["lines"]},
            "pay": {
                "total": invoice.total,
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
                    "price": line.price,
                    "amount": line.net,
                }
                for line in invoice.lines.all()
            ],
            "vat": invoice.vat_groups(),
            "state_to_state": invoice.outside_vat,
            "basis": basis(invoice),
            "seller": {
                "lines": seller["lines"],
                "organisation_number": identifiers.show_organisation_number(
                    seller["organisation_number"]
                ),
                "vat_number": seller["vat_number"],
                "email": seller["email"],
            },
            "einvoice": None,
        }


def account_of(invoice: Invoice) -> str:
    """The account to pay to, as people write it."""
    digits: str = invoice.seller["account"]
    if invoice.seller["account_kind"] == "plusgiro":
        return identifiers.show_plusgiro(digits)
    return identifiers.show_bankgiro(digits)


def basis(invoice: Invoice) -> dict[str, Any] | None:
    """How the fee was computed, in sentences, with the steps where the model has any."""
    frozen = invoice.basis
    if not frozen:
        return None
    sentences = [frozen["words"]] if frozen["words"] else []
    if frozen["head_count"]:
        sentences.append(
            _("%(buyer)s declared %(count)s employees as of %(day)s.")
            % {
                "buyer": invoice.buyer_name,
                "count": wording.number(frozen["head_count"]),
                "day": frozen["counted_on"],
            }
        )
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
