"""Charging a member for one thing, and taking it back: for the rooms above, in any scope that may.

The rooms name the thing by a reference of their own; the fees know the payer and the amount, and
never what the thing was.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from fees.models import Charge
from fees.rules import FeeKind
from fees.units import Unit
from network.models.journal import note as write_note
from network.money import round_kr


def charge(
    kind: FeeKind,
    reference: str,
    *,
    membership_id: int,
    seller_id: int | None = None,
    net: Decimal,
    text: str,
    note: str = "",
    unit: str = "",
    unit_code: str = Unit.PIECE,
    not_before: date | None = None,
    quantity: Decimal = Decimal(1),
    price: Decimal | None = None,
    reason: str = "",
    basis: Mapping[str, Any] | None = None,
) -> bool:
    """Charge a member once for the thing that the reference names; False when it was already.

    It waits for an invoice run, from `not_before` on. Nothing is charged for nothing. `price` is
    that of a unit, where there are several; `note` stands on the invoice, `reason` does not.
    `basis` keeps the rule that the amount came of, with `words` for people. A staff loan is sold
    by the lender, `seller_id`; everything else by the host that bills its kind.
    """
    if not net:
        return False
    amount = round_kr(net)
    before = Charge.objects.filter(kind=kind, reference=reference).exists()
    Charge.objects.bulk_create(
        [
            Charge(
                membership_id=membership_id,
                seller_id=seller_id,
                kind=kind,
                reference=reference,
                text=text[:200],
                note=note[:300],
                quantity=quantity,
                unit=unit or _("piece"),
                unit_code=unit_code,
                price=amount if price is None else price,
                net=amount,
                not_before=not_before,
                reason=reason[:300],
                basis=dict(basis or {}),
            )
        ],
        ignore_conflicts=True,
    )
    return not before


def reverse(kind: FeeKind, reference: str, *, why: str) -> bool:
    """Take a charge back; False when there is none, or it is taken back already.

    One that no run has taken goes away, with a line in the journal. One that a run has taken, or
    settled inside the host, stays as it is, and a charge of as much below zero goes with the next.
    """
    found = (
        Charge.objects.select_for_update(no_key=True).filter(kind=kind, reference=reference).first()
    )
    if found is None:
        return False
    back = f"{reference}/back"
    if Charge.objects.filter(kind=kind, reference=back).exists():
        return False
    write_note(
        "take_back_charge",
        found,
        membership_id=found.membership_id,
        reference=reference,
        net=str(found.net),
        why=why,
    )
    if found.run_id is None and found.settled_in_id is None:
        found.delete()
        return True
    Charge.objects.create(
        membership_id=found.membership_id,
        seller_id=found.seller_id,
        kind=kind,
        reference=back,
        text=(_("Taken back: %(text)s") % {"text": found.text})[:200],
        note=why[:300],
        reason=why[:300],
        basis=found.basis,
        quantity=1,
        unit=found.unit,
        unit_code=found.unit_code,
        price=-found.net,
        net=-found.net,
        reverses=found,
    )
    return True
