"""Example invoices that are put right: credited in part, written off, and charges by hand.

Amounts, reasons and agreements are example data; the buyers are real authorities. It comes after
the rooms that bill, since a run takes every charge that waits.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from config.demo.billing import bill, draw
from config.demo.cast import JL
from config.demo.seeding import Demo
from fees.actions import charge_by_hand, correct
from fees.credits.arithmetic import Part
from fees.models import Correction, Invoice
from fees.rules import FeeKind
from network import scope
from network.models import User
from network.seat import Seat

# Payer, what, quantity, unit, price.
BILLED = (
    ("harnosand", "Plats på temadag (exempel)", 3, "plats", "2890.50"),
    ("harnosand", "Sen avbokning: Arbetsmiljöutbildning (exempel)", 1, "st", "1625"),
    ("bolagsverket", "Plats på temadag (exempel)", 2, "plats", "2890.50"),
    ("skatteverket", "Tryckt material (exempel)", 1, "st", "180"),
)
SHARED = ("csn", "spv", "lansstyrelsen", "fk-it", "miun", "skatteverket", "harnosand")


def seed(demo: Demo) -> None:
    """Bill three members, put two invoices right, ask for a third, and lay charges that wait."""
    if demo.slug == JL:
        return
    eva, other = _economist(demo, "eva"), _economist(demo, "sigrid", "karin")
    for key, text, quantity, unit, price in BILLED:
        charge_by_hand.charge_member(
            charge_by_hand.Wanted(
                FeeKind.OTHER, text, "Exempel: överenskommelse om gemensam temadag, § 4"
            ),
            demo.membership(key),
            quantity=Decimal(quantity),
            unit=unit,
            price=Decimal(price),
            by=eva,
        )
    by_payer = {invoice.membership_id: invoice for invoice in bill(demo)}
    _put_right(demo, by_payer, eva, other)
    _charge_by_hand(demo, eva)


def _put_right(demo: Demo, by_payer: dict[int, Invoice], eva: Seat, other: Seat) -> None:
    it = by_payer.get(demo.membership("harnosand").pk)
    if it is not None:
        late = it.lines.get(net=Decimal(1625))
        why = "En person på reservlistan tog platsen samma dag (exempel)."
        _done(correct.credit(it, [Part(late.pk, late.net)], reason=why, by=eva), other)
    it = by_payer.get(demo.membership("skatteverket").pk)
    if it is not None:
        why = "Beloppet är för litet för att kräva in (exempel)."
        _done(correct.ask_write_off(it, it.total, reason=why, by=eva), other)
    it = by_payer.get(demo.membership("bolagsverket").pk)
    if it is not None:
        seat = it.lines.get()
        part = Part(seat.pk, seat.price, Decimal(1))
        correct.credit(it, [part], reason="En plats användes inte (exempel).", by=eva)


def _done(asked: Correction, other: Seat) -> None:
    """Approved by another, where the issuer wants that, and drawn."""
    if asked.state == Correction.State.WAITING:
        asked = correct.approve(asked, by=other)
    if asked.credit_id:
        draw(asked.credit_id)


def _charge_by_hand(demo: Demo, eva: Seat) -> None:
    wanted = charge_by_hand.Wanted(
        FeeKind.OTHER,
        "Gemensam jurist, halva året (exempel)",
        "Exempel: styrgruppens beslut, § 12",
        reference="STYRGRUPP-12",
    )
    members = [demo.membership(key) for key in SHARED]
    shares = charge_by_hand.shares_of(Decimal(12_000), members, "equal")
    charge_by_hand.charge_shares(wanted, shares, by=eva)
    charge_by_hand.charge_member(
        replace(
            wanted,
            text="Hyra av möteslokal (exempel)",
            reason="Exempel: bokning av lokal",
            reference="",
            not_before=demo.today + timedelta(days=20),
        ),
        demo.membership("csn"),
        quantity=Decimal(3),
        unit="timme",
        price=Decimal(450),
        by=eva,
    )


def _economist(demo: Demo, *keys: str) -> Seat:
    """The seat of the first of them who is in the demo, with an economist's rights."""
    key = next(key for key in keys if key in demo.people)
    user = User.objects.get(pk=demo.person(key).user_id or 0)
    here = replace(scope.current(), roles=frozenset({"economist"}))
    return Seat(user, demo.network, here)
