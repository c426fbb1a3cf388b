"""Example invoices that are paid by an example bank file, in every way that payments come.

Amounts, payers' accounts and the file are made up; the authorities are real.
"""

from dataclasses import replace
from decimal import Decimal

from django.utils import timezone

from config.demo.billing import bill
from config.demo.cast import JL
from config.demo.seeding import Demo
from fees.actions.charge import charge
from fees.actions.example import example_payments
from fees.actions.receive import keep, take_in
from fees.bankfiles.example import bgmax
from fees.rules import FeeKind
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
    invoices = bill(demo)
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
