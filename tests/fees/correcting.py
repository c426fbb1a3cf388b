"""Issued invoices to put right: with lines and rates of one's choice, for one member."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.utils import timezone

from fees.actions import correct
from fees.actions.issue import issue
from fees.credits.arithmetic import Part
from fees.models import (
    Allocation,
    Charge,
    Correction,
    Invoice,
    InvoiceRun,
    Issuer,
    Payment,
    VatRule,
)
from members.models import Role
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.makers import furnish

# (rate in percent, quantity, unit price)
Line = tuple[int, str, str]
WHY = "En person på reservlistan tog platsen."
LATE_FEE: Sequence[Line] = ((25, "1", "1625"), (25, "3", "2890.50"))


@contextmanager
def the_portal(cast: Cast) -> Iterator[None]:
    """The system scope, as the worker has it."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        yield


@contextmanager
def seated(cast: Cast, who: str = "erik") -> Iterator[Seat]:
    """Somebody's seat in Västernorrland, in a transaction of its own."""
    with scope.enter(cast.users[who], cast.vn) as opened:
        user = User.objects.get(pk=cast.users[who])
        yield Seat(user, Network.objects.get(pk=cast.vn), opened)


def ready(cast: Cast, *, two_people: bool = False) -> None:
    """Västernorrland can bill, once."""
    with the_portal(cast):
        if Issuer.objects.exists():
            Issuer.objects.update(two_people=two_people)
            return
    furnish(cast.vn, cast.memberships[VN, "spv"], two_people=two_people)


def make_invoice(
    cast: Cast, lines: Sequence[Line] = LATE_FEE, *, who: str = "timra", category: str = "S"
) -> int:
    """An issued invoice with a charge for each line; its id."""
    with the_portal(cast):
        rule = VatRule.objects.get(relation="other")
        run = InvoiceRun.objects.create(
            kind="other",
            year=2026,
            issuer=Issuer.objects.get(),
            prepared_by=cast.users["erik"],
            approved_by=cast.users["karin"],
            approved_at=timezone.now(),
        )
        for place, (rate, quantity, price) in enumerate(lines):
            net = (Decimal(quantity) * Decimal(price)).quantize(Decimal("0.01"))
            Charge.objects.create(
                membership_id=cast.memberships[VN, who],
                kind="other",
                reference=f"{run.pk}/{place}",
                text=f"Rad {place}",
                quantity=Decimal(quantity),
                unit="st",
                price=Decimal(price),
                net=net,
                vat_rule=rule,
                vat_category=category,
                vat_rate=rate,
                run=run,
            )
        made = issue(run, cast.memberships[VN, who], outside_vat=category == "O")
        assert made is not None
        return int(made.pk)


def pay(cast: Cast, invoice: int, amount: str) -> None:
    """Money for an invoice, as the bank's file would place it."""
    with the_portal(cast):
        owed = Invoice.objects.get(pk=invoice)
        paid = Payment.objects.create(
            key=f"bank-{invoice}-{amount}-{Payment.objects.count()}",
            day=date(2026, 3, 1),
            amount=Decimal(amount),
            membership_id=owed.membership_id,
        )
        Allocation.objects.create(
            invoice=owed,
            membership_id=owed.membership_id,
            kind="payment",
            amount=Decimal(amount),
            payment=paid,
            day=paid.day,
        )


def also_economist(cast: Cast, who: str = "karin") -> None:
    """A second pair of eyes."""
    with the_portal(cast):
        Role.objects.create(
            person_id=cast.person(who),
            membership_id=cast.memberships[VN, "spv"],
            kind=Role.Kind.ECONOMIST,
            since=date(2020, 1, 1),
        )


def found(cast: Cast, invoice: int) -> Invoice:
    """An invoice as it is now, with its lines."""
    with the_portal(cast):
        it: Invoice = Invoice.objects.prefetch_related("lines").get(pk=invoice)
        list(it.lines.all())
        return it


def last_correction(cast: Cast) -> Correction:
    """What was asked last."""
    with the_portal(cast):
        it: Correction = Correction.objects.select_related("credit").latest("pk")
        return it


def credit(
    cast: Cast, invoice: int, parts: dict[int, str] | None = None, *, again: bool = False
) -> Correction:
    """Credit amounts of lines by their place on the invoice, or all that is left."""
    with seated(cast) as seat:
        it = Invoice.objects.prefetch_related("lines").get(pk=invoice)
        lines = list(it.lines.all())
        chosen = None
        if parts is not None:
            chosen = [Part(lines[place].pk, Decimal(net)) for place, net in parts.items()]
        return correct.credit(it, chosen, reason=WHY, again=again, by=seat)
