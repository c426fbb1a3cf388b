"""Membership fees of the year before this one, billed in February and paid in March.

Amounts follow the example's levels, and the payments are made up; the authorities are real.
Without them a year's report would show courses that nobody had paid a fee for.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from config.demo.billing import draw
from config.demo.cast import VN
from config.demo.seeding import Demo
from fees.actions import bill, dispatch
from fees.actions.bill import Preview, Proposal
from fees.actions.issue import issue
from fees.actions.receive import keep, take_in
from fees.actions.review import look_through
from fees.bankfiles.example import bgmax
from fees.bankfiles.incoming import Incoming
from fees.models import Charge, Dispatch, Invoice, InvoiceRun, Issuer
from fees.rules import Category, FeeKind
from network import scope
from network.models import User
from network.seat import Seat


def seed(demo: Demo) -> None:
    """Bill the larger network's members, the host's own fee settled inside it.

    This year's are left for the demo's economist to bill.
    """
    if demo.slug == VN:
        year = demo.today.year - 1
        _paid(demo, year, _billed(demo, year, date(year, 2, 16)))


def _billed(demo: Demo, year: int, day: date) -> list[Invoice]:
    run: InvoiceRun = InvoiceRun.objects.create(
        kind=FeeKind.MEMBERSHIP,
        year=year,
        issuer=Issuer.objects.on(day).get(kind=FeeKind.MEMBERSHIP),
        prepared_by=demo.person("eva").user_id or 0,
        approved_by=demo.person("karin").user_id,
        approved_at=timezone.make_aware(datetime.combine(day, time(9, 20))),
    )
    seen = look_through(run)
    yearly = [row.found for row in seen.ready if isinstance(row.found, Proposal)]
    bill.charge(run, Preview(yearly, seen.model))
    for row in seen.inside:
        if isinstance(row.found, Proposal):
            own = bill.charge_of(run, row.found, seen.model, inside=True)
            own.settled_on = day
            Charge.objects.bulk_create([own])
    payers = list(run.charges.order_by("pk").values_list("membership_id", "vat_category"))
    issued = [issue(run, payer, outside_vat=c == Category.OUTSIDE, on=day) for payer, c in payers]
    found = [invoice for invoice in issued if invoice is not None]
    for invoice in found:
        draw(invoice.pk)
    _received(found)
    return found


def _received(invoices: list[Invoice]) -> None:
    """Let those that left as e-invoices have come to their buyers, so that none waits now."""
    for row in Dispatch.objects.filter(invoice__in=invoices, state=Dispatch.State.WAITING):
        dispatch.hand_over([row])
        row.refresh_from_db()
        dispatch.answer(row, Dispatch.State.RECEIVED, "")


def _paid(demo: Demo, year: int, invoices: list[Invoice]) -> None:
    eva = Seat(User.objects.get(email=demo.person("eva").email), demo.network, scope.current())
    day = date(year, 3, 9)
    payments = [
        Incoming(
            day=day,
            amount=invoice.total,
            account=invoice.seller["account"],
            reference=invoice.payment_reference,
            payer_name=invoice.buyer_name[:70],
            payer_number=str(invoice.buyer.get("organisation_number", "")),
            message="Medlemsavgift (exempel)",
            bank_reference=f"{year}0309{place:04d}",
        )
        for place, invoice in enumerate(invoices, 1)
    ]
    made = timezone.make_aware(datetime.combine(day + timedelta(days=1), time(6)))
    content = bgmax(invoices[0].seller["account"], payments, made)
    take_in(keep(f"BGMAX exempel {year}.txt", content, by=eva), by=eva)
