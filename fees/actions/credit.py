"""The credit note itself: its number, its lines below zero, and what is charged anew."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fees.actions.issue import NUMBER_WIDTH, take_number
from fees.actions.paper import draw
from fees.actions.set_off import set_off
from fees.credits import arithmetic as crediting
from fees.credits.arithmetic import Left, Part
from fees.models import Charge, Correction, Invoice, InvoiceLine
from fees.units import Unit
from network.actions import job as jobs
from network.models.journal import note
from network.money import ZERO, VatGroup
from network.scope import current_network_id
from network.seat import Seat

JOB = "fees.credit_paper"


def lines_left(invoice: Invoice) -> Any:
    """The lines of an invoice, each with what no credit note has taken back of it as `left`."""
    back = Coalesce(Sum("credits__net"), Value(ZERO))
    lines = InvoiceLine.objects.filter(invoice=invoice)
    return lines.annotate(left=F("net") + back).order_by("position")


def lefts_of(invoice: Invoice) -> list[Left]:
    """What is left of each line of an invoice."""
    return [
        Left(line.pk, line.vat_rate, line.quantity, line.price, line.left)
        for line in lines_left(invoice)
    ]


def kept(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Parts as plain data."""
    return [
        {
            "line": part.line,
            "net": str(part.net),
            "quantity": None if part.quantity is None else str(part.quantity),
        }
        for part in parts
    ]


def parts_of(correction: Correction) -> list[Part]:
    """What a correction asks to credit of each line."""
    return [
        Part(
            row["line"],
            Decimal(row["net"]),
            None if row["quantity"] is None else Decimal(row["quantity"]),
        )
        for row in correction.lines
    ]


def issue_credit(correction: Correction, invoice: Invoice, *, by: Seat) -> Invoice:
    """Write the credit note that a correction asks for; the invoice's row is held.

    Parties, series and VAT are the invoice's own. It is set off against the invoice at once, as
    far as something is left to pay there; the number is taken last.
    """
    lefts, parts = lefts_of(invoice), parts_of(correction)
    groups = crediting.given_back(lefts, parts)
    with translation.override(settings.LANGUAGE_CODE):
        credit = _draft(correction, invoice, groups)
        lines = _lines(invoice, parts)
    credit.series_id, series, credit.number = take_number(invoice.issuer, credit.day.year)
    credit.code = f"{series}-{credit.number:0{NUMBER_WIDTH}d}"
    credit.payment_reference = invoice.issuer.payment_reference(credit.code)
    credit.save(force_insert=True)
    for line in lines:
        line.invoice = credit
    InvoiceLine.objects.bulk_create(lines)
    facts: dict[str, Any] = {
        "total": str(-credit.total),
        "reason": credit.reason,
        "cancels": credit.cancels,
    }
    note(
        "credit_invoice", invoice, membership_id=invoice.membership_id, number=credit.code, **facts
    )
    note(
        "issue_credit_note",
        credit,
        membership_id=invoice.membership_id,
        number=credit.code,
        corrects=invoice.code,
        **facts,
    )
    covered = min(invoice.balance, -credit.total)
    if covered:
        set_off(credit, invoice, covered, by=by)
    if correction.again:
        _charge_again(credit, lines, by=by)
    jobs.start(JOB, key=f"credit-{credit.pk}", by=by, total=1, invoice_id=credit.pk)
    return credit


def _draft(correction: Correction, invoice: Invoice, groups: Sequence[VatGroup]) -> Invoice:
    net = sum((group.net for group in groups), ZERO)
    vat = sum((group.vat for group in groups), ZERO)
    today = timezone.localdate()
    return Invoice(
        network_id=current_network_id(),
        issuer=invoice.issuer,
        membership_id=invoice.membership_id,
        kind=invoice.kind,
        title=_("Credits invoice %(number)s") % {"number": invoice.code},
        day=today,
        due=today,
        payment_days=0,
        period_from=invoice.period_from,
        period_until=invoice.period_until,
        buyer_name=invoice.buyer_name,
        buyer_reference=invoice.buyer_reference,
        buyer=invoice.buyer,
        seller=invoice.seller,
        outside_vat=invoice.outside_vat,
        is_credit=True,
        corrects=invoice,
        reason=correction.reason,
        cancels=correction.kind == Correction.Kind.CANCEL,
        vat_parts=[
            {"rate": str(group.rate), "net": str(-group.net), "vat": str(-group.vat)}
            for group in groups
        ],
        net=-net,
        vat=-vat,
        total=-(net + vat),
    )


def _lines(invoice: Invoice, parts: Sequence[Part]) -> list[InvoiceLine]:
    theirs = {line.pk: line for line in invoice.lines.all()}
    return [
        _line(theirs[part.line], part, position) for position, part in enumerate(parts, start=1)
    ]


def _line(line: InvoiceLine, part: Part, position: int) -> InvoiceLine:
    """A line below zero; an amount that is no number of units at the price stands as one piece."""
    whole_units = part.quantity is not None and part.quantity * line.price == part.net
    return InvoiceLine(
        membership_id=line.membership_id,
        corrects=line,
        position=position,
        text=line.text,
        note=line.note,
        quantity=part.quantity if whole_units and part.quantity else Decimal(1),
        unit=line.unit if whole_units or line.quantity == 1 else _("piece"),
        unit_code=line.unit_code if whole_units or line.quantity == 1 else Unit.PIECE,
        price=-line.price if whole_units else -part.net,
        net=-part.net,
        vat_category=line.vat_category,
        vat_rate=line.vat_rate,
        exemption=line.exemption,
        exemption_code=line.exemption_code,
    )


def _charge_again(credit: Invoice, lines: Sequence[InvoiceLine], *, by: Seat) -> None:
    """What is credited waits as charges of its own, for the economist to put right."""
    for line in lines:
        was = line.corrects
        before = was.charge
        if before is None or line.net >= 0:
            continue
        Charge.objects.create(
            membership_id=line.membership_id,
            seller_id=before.seller_id,
            kind=before.kind,
            reference=f"again:{credit.code}/{was.position}",
            text=line.text,
            note=line.note,
            quantity=line.quantity,
            unit=line.unit,
            unit_code=line.unit_code,
            price=-line.price,
            net=-line.net,
            replaces=before,
            period_from=before.period_from,
            period_until=before.period_until,
            reason=credit.reason,
            basis=before.basis,
            made_by=by.user.pk,
        )


@jobs.job(JOB)
def work(running: jobs.Run) -> None:
    """Draw the paper of a credit note, once."""
    draw(running, running.facts["invoice_id"])
