"""Issuing: one payer's charges become one invoice, in one short transaction."""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.utils import timezone

from fees.actions.bill import profile_on, reference_of
from fees.actions.hindrances import hindrances, tell_why_not
from fees.actions.parties import buyer_as_it_is, name_on, seller_as_it_is
from fees.bank_days import due_date
from fees.models import Charge, Invoice, InvoiceLine, InvoiceRun, Issuer
from fees.rules import Category
from members.models import InvoiceProfile, Membership
from network.models.journal import note
from network.money import ZERO, vat_of
from network.scope import current_network_id

NUMBER_WIDTH = 4


def issue(
    run: InvoiceRun, membership_id: int, *, outside_vat: bool, on: date | None = None
) -> Invoice | None:
    """The invoice of a payer's waiting charges in a run; None when nothing waits, or it may not go.

    What hinders it is then written on the run, and no number is used. Locking the charges lets a
    twin wait and then find nothing; the number is taken last, so that the row that all issuers
    share is held for the shortest time, and goes back on a rollback.
    `on` is the invoice date where that is not today, as for what an earlier system has issued.
    """
    waiting = run.charges.waiting().filter(membership=membership_id)
    waiting = waiting.filter(vat_category__in=_categories(outside_vat))
    locked = waiting.select_for_update(no_key=True, of=("self",)).select_related("vat_rule")
    charges = list(locked.order_by("pk"))
    if not charges:
        return None
    member = Membership.objects.select_related("authority").get(pk=membership_id)
    day = on or timezone.localdate()
    profile = profile_on(member, day)
    invoice = draft(run, member, profile, charges, day)
    lines = lines_of(invoice, charges)
    if faults := hindrances(invoice, lines):
        tell_why_not(run, membership_id, outside_vat, faults)
        return None
    invoice.series_id, series, invoice.number = take_number(run.issuer, day.year)
    invoice.code = f"{series}-{invoice.number:0{NUMBER_WIDTH}d}"
    invoice.payment_reference = run.issuer.payment_reference(invoice.code)
    invoice.save(force_insert=True)
    InvoiceLine.objects.bulk_create(lines)
    Charge.objects.filter(pk__in=[charge.pk for charge in charges]).update(invoice=invoice)
    run.unissued.filter(membership=membership_id, outside_vat=outside_vat).delete()
    note(
        "issue_invoice",
        invoice,
        membership_id=member.pk,
        number=invoice.code,
        total=str(invoice.total),
        run=run.pk,
    )
    return invoice


def _categories(outside_vat: bool) -> list[str]:
    """An invoice is wholly outside VAT or wholly within it (EN 16931, BR-O-11)."""
    return [Category.OUTSIDE] if outside_vat else [Category.STANDARD, Category.EXEMPT]


def take_number(issuer: Issuer, year: int) -> tuple[int, str, int]:
    """The next number of the seller's series of a year: series, its code, number.

    The database refuses the transaction unless an invoice with that number is in it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o_series, o_code, o_number FROM app.next_invoice_number(%s, %s)",
            [issuer.pk, year],
        )
        series, code, number = cursor.fetchone()
    return series, code, number


def draft(
    run: InvoiceRun,
    member: Membership,
    profile: InvoiceProfile | None,
    charges: Sequence[Charge],
    day: date,
) -> Invoice:
    """The invoice of some charges as it would be issued on a day; it has no number yet."""
    outside_vat = charges[0].vat_category == Category.OUTSIDE
    groups = vat_of((charge.vat_rate or ZERO, charge.net) for charge in charges)
    net = sum((group.net for group in groups), ZERO)
    vat = sum((group.vat for group in groups), ZERO)
    payment_days = profile.payment_days if profile else 30
    first = charges[0]
    return Invoice(
        network_id=current_network_id(),
        run=run,
        issuer=run.issuer,
        membership=member,
        kind=run.kind,
        title=first.text if len(charges) == 1 else run.title,
        day=day,
        due=due_date(day, payment_days),
        payment_days=payment_days,
        period_from=first.period_from,
        period_until=first.period_until,
        buyer_name=name_on(member, day),
        buyer_reference=reference_of(profile),
        buyer=buyer_as_it_is(member, profile, day),
        seller=seller_as_it_is(run.issuer, day, with_vat=not outside_vat),
        basis=first.basis if len(charges) == 1 else {},
        outside_vat=outside_vat,
        net=net,
        vat=vat,
        total=net + vat,
    )


def lines_of(invoice: Invoice, charges: Sequence[Charge]) -> list[InvoiceLine]:
    """A line for each charge."""
    return [
        InvoiceLine(
            invoice=invoice,
            membership_id=invoice.membership_id,
            charge=charge,
            position=position,
            text=charge.text,
            note=charge.note,
            quantity=charge.quantity,
            unit=charge.unit,
            unit_code=charge.unit_code,
            price=charge.price,
            net=charge.net,
            vat_category=charge.vat_category,
            vat_rate=charge.vat_rate or ZERO,
            **exemption_of(charge),
        )
        for position, charge in enumerate(charges, 1)
    ]


def exemption_of(charge: Charge) -> dict[str, str]:
    """Why a charge is exempt from VAT, as its rule says it on the day of issue."""
    rule = charge.vat_rule
    if rule is None or charge.vat_category != Category.EXEMPT:
        return {}
    return {"exemption": rule.exemption, "exemption_code": rule.exemption_code}
