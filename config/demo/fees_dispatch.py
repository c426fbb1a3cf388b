"""Example invoices in the demo, and where their e-invoices are: by folder, received, rejected.

Amounts and messages are example data; the buyers are real authorities.
"""

from contextlib import nullcontext
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from django.utils import timezone

from config.demo.cast import JL
from config.demo.seeding import Demo
from fees.actions import dispatch, gather, paper
from fees.actions.charge import charge
from fees.actions.issue import issue
from fees.models import Dispatch, Invoice, InvoiceRun, Issuer
from fees.rules import Category, FeeKind
from members.models import InvoiceProfile

NET = Decimal("2400")
REJECTED = "Er referens saknas hos mottagaren (exempel)."


def seed(demo: Demo) -> None:
    """Bill a shared day to some members, and let the access point answer some of it."""
    if demo.slug == JL:
        return
    payers = [
        key
        for key in ("csn", "lansstyrelsen", "harnosand", "bolagsverket", "skatteverket", "fk-it")
        if key in demo.members
    ]
    without_address = payers[-1]
    for number, key in enumerate(payers):
        member = demo.membership(key)
        profile = InvoiceProfile.objects.filter(membership=member).first()
        if profile is None or not profile.reference:
            continue
        if not profile.endpoint and key != without_address:
            profile.endpoint_scheme = "0007"
            profile.endpoint = member.authority.organisation_number
            profile.save()
        charge(
            FeeKind.OTHER,
            f"example-day-{key}",
            membership_id=member.pk,
            net=NET + 100 * number,
            text="Nätverksdag, delad kostnad (exempel)",
        )
    invoices = _issue(demo)
    states = [Dispatch.State.RECEIVED, Dispatch.State.REJECTED, Dispatch.State.SENT]
    for invoice, state in zip(invoices, states, strict=False):
        row = Dispatch.objects.filter(invoice=invoice, state=Dispatch.State.WAITING).first()
        if row is None:
            continue
        dispatch.hand_over([row])
        row.refresh_from_db()
        if state != Dispatch.State.SENT:
            dispatch.answer(row, state, REJECTED if state == Dispatch.State.REJECTED else "")


def _issue(demo: Demo) -> list[Invoice]:
    run: InvoiceRun = InvoiceRun.objects.create(
        kind=FeeKind.OTHER,
        year=demo.today.year,
        issuer=Issuer.objects.on(demo.today).get(kind=FeeKind.OTHER),
        prepared_by=_user(demo, "eva"),
        approved_by=_user(demo, "karin"),
        approved_at=timezone.now() - timedelta(days=1),
    )
    gather.take(run, gather.preview(run))
    payers = run.charges.order_by("pk").values_list("membership_id", "vat_category")
    issued = [issue(run, payer, outside_vat=c == Category.OUTSIDE) for payer, c in payers]
    # The demo is filled in one transaction, where a job steps through many.
    here = cast(Any, SimpleNamespace(step=nullcontext, user_id=None))
    found = [invoice for invoice in issued if invoice is not None]
    for invoice in found:
        paper.draw(here, invoice.pk)
    return found


def _user(demo: Demo, key: str) -> int:
    return int(demo.person(key).user_id or 0)
