"""Example invoices that are paid by an example bank file, in every way that payments come.

Amounts, payers' accounts and the file are made up; the authorities are real.
"""

from contextlib import nullcontext
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

from django.utils import timezone

from config.demo.cast import JL
from config.demo.seeding import Demo
from fees.actions import gather, paper
from fees.actions.charge import charge
from fees.actions.example import example_payments
from fees.actions.issue import issue
from fees.actions.receive import keep, take_in
from fees.bankfiles.example import bgmax
from fees.models import Invoice, InvoiceRun, Issuer
from fees.rules import Category, FeeKind
from network import scope
from network.models import User
from network.seat import Seat

NET = Decimal(1800)
PAID = 5


def seed(demo: Demo) -> None:
    """Bill a shared day to some members, and let a bank file pay most of it."""
    if demo.slug == JL:
        return
    for number, (key, member) in enumerate(sorted(demo.members.items())):
        charge(
            FeeKind.OTHER,
            f"example-lecture-{key}",
            membership_id=member.pk,
            net=NET + 150 * number,
            text="Gemensam föreläsning, delad kostnad (exempel)",
        )
    invoices = _issue(demo)
    eva = Seat(User.objects.get(email=demo.person("eva").email), demo.network, scope.current())
    now = timezone.localtime()
    account = invoices[0].seller["account"]
    payments = example_payments(invoices[:PAID], account, now)
    # One sum for two invoices, as some authorities pay.
    both = payments[-3]
    payments[-3] = replace(
        both,
        amount=sum((one.balance for one in invoices[PAID - 1 : PAID + 1]), Decimal(0)),
        reference="",
        message=f"Avser {invoices[PAID - 1].code} och {invoices[PAID].code}",
    )
    file = keep("BGMAX exempel.txt", bgmax(account, payments, now), by=eva)
    take_in(file, by=eva)


def _issue(demo: Demo) -> list[Invoice]:
    run: InvoiceRun = InvoiceRun.objects.create(
        kind=FeeKind.OTHER,
        year=demo.today.year,
        issuer=Issuer.objects.on(demo.today).get(kind=FeeKind.OTHER),
        prepared_by=demo.person("eva").user_id or 0,
        approved_by=demo.person("karin").user_id,
        approved_at=timezone.now(),
    )
    gather.take(run, gather.preview(run))
    payers = list(run.charges.order_by("pk").values_list("membership_id", "vat_category"))
    issued = [issue(run, payer, outside_vat=c == Category.OUTSIDE) for payer, c in payers]
    found = [invoice for invoice in issued if invoice is not None]
    # The demo is filled in one transaction, where a job steps through many.
    here = cast(Any, SimpleNamespace(step=nullcontext, user_id=None))
    for invoice in found:
        paper.draw(here, invoice.pk)
    return found
