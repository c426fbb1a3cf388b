"""What the economist charges by hand: one member, or a cost that several share."""

import hashlib
import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fees.models import Charge
from fees.rules import FeeKind
from members.models import HeadCount, Membership
from network import wording
from network.models.journal import note as write_note
from network.money import round_kr, split_evenly
from network.refusals import Refused
from network.seat import Seat

BY_HAND = "hand:"


class NotCharged(Refused):
    """It cannot be charged so; the message is a sentence for the one who asked."""


@dataclass(frozen=True)
class Wanted:
    """What the economist wrote: what it is, why, and when it may be billed."""

    kind: FeeKind
    text: str
    reason: str
    note: str = ""
    reference: str = ""
    not_before: date | None = None


@dataclass(frozen=True)
class Share:
    """What a member would pay of a shared cost; `weight` is what it is split by."""

    member: Membership
    weight: int
    amount: Decimal


def charge_member(
    wanted: Wanted,
    member: Membership,
    *,
    quantity: Decimal,
    unit: str,
    price: Decimal,
    by: Seat,
) -> Charge:
    """Charge a member by hand; the same reference is refused the second time."""
    by.require("charge_by_hand")
    with _once():
        laid: Charge = Charge.objects.create(
            **_facts(wanted, member, _reference(wanted), by=by),
            quantity=quantity,
            unit=unit,
            price=price,
            net=_net(quantity, price),
            basis={"words": wanted.reason},
        )
    _tell("charge_by_hand", laid)
    return laid


def change(laid: Charge, *, by: Seat, **facts: Any) -> Charge:
    """Change what was charged by hand, until a run takes it."""
    by.require("charge_by_hand")
    found = _free(laid)
    for name in ("text", "note", "reason", "not_before", "quantity", "unit", "price"):
        setattr(found, name, facts[name])
    found.net = _net(found.quantity, found.price)
    if not found.replaces_id:
        found.basis = {**found.basis, "words": found.reason}
    found.save()
    _tell("change_charge", found)
    return found


def withdraw(laid: Charge, *, by: Seat) -> None:
    """Take back what was charged by hand, until a run takes it."""
    by.require("charge_by_hand")
    found = _free(laid)
    _tell("withdraw_charge", found)
    found.delete()


def shares_of(total: Decimal, members: Sequence[Membership], key: str) -> list[Share]:
    """What each member would pay of a cost, to the öre; by head count as it is declared today.

    Raises NotCharged where a member has no head count to split by.
    """
    weights = dict.fromkeys((member.pk for member in members), 1)
    if key == "head_count":
        weights = _head_counts(members)
        lacking = [member.short_name for member in members if not weights.get(member.pk)]
        if lacking:
            raise NotCharged(
                _("No head count is declared for %(members)s. Split it equally, or leave them out.")
                % {"members": ", ".join(lacking)}
            )
    amounts = split_evenly(total, [weights[member.pk] for member in members])
    return [
        Share(member, weights[member.pk], amount)
        for member, amount in zip(members, amounts, strict=True)
    ]


def fingerprint(shares: Sequence[Share]) -> str:
    """Changes when any share does, so that one charges what one saw."""
    seen = [(share.member.pk, str(share.amount)) for share in shares]
    return hashlib.sha256(json.dumps(sorted(seen)).encode()).hexdigest()


def charge_shares(wanted: Wanted, shares: Sequence[Share], *, by: Seat) -> int:
    """Charge each member its share of a cost, all of them or none; returns how many."""
    by.require("charge_by_hand")
    owed = [share for share in shares if share.amount]
    reference = _reference(wanted)
    total = sum((share.amount for share in owed), Decimal(0))
    with translation.override(settings.LANGUAGE_CODE):
        words = ngettext(
            "Share of %(total)s on %(count)s member: %(reason)s",
            "Share of %(total)s on %(count)s members: %(reason)s",
            len(owed),
        ) % {"total": wording.kr(total), "count": len(owed), "reason": wanted.reason}
        unit = _("share")
    with _once():
        for share in owed:
            laid = Charge.objects.create(
                **_facts(wanted, share.member, f"{reference}/{share.member.pk}", by=by),
                quantity=1,
                unit=unit,
                price=share.amount,
                net=share.amount,
                basis={
                    "words": words,
                    "total": str(total),
                    "weight": share.weight,
                    "weights": sum(one.weight for one in owed),
                },
            )
            _tell("charge_by_hand", laid)
    return len(owed)


def _facts(wanted: Wanted, member: Membership, reference: str, *, by: Seat) -> dict[str, Any]:
    return {
        "membership": member,
        "kind": wanted.kind,
        "reference": reference,
        "text": wanted.text,
        "note": wanted.note,
        "reason": wanted.reason,
        "not_before": wanted.not_before,
        "made_by": by.user.pk,
    }


def _net(quantity: Decimal, price: Decimal) -> Decimal:
    net = round_kr(quantity * price)
    if net <= 0:
        raise NotCharged(_("It comes to nothing: write a higher price or quantity."))
    return net


def _reference(wanted: Wanted) -> str:
    """Never mistaken for the reference of a room or of a year's membership fee."""
    return f"{BY_HAND}{wanted.reference or uuid.uuid4()}"


@contextmanager
def _once() -> Iterator[None]:
    """A block that lays what was charged before is refused with a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fault:
        if "fees_charge_once" not in str(fault):
            raise
        raise NotCharged(
            _("That reference is charged already. Write another, or leave it empty.")
        ) from fault


def _free(laid: Charge) -> Charge:
    found: Charge | None = (
        Charge.objects.unclaimed()
        .exclude(made_by=None)
        .select_for_update(no_key=True)
        .filter(pk=laid.pk)
        .first()
    )
    if found is None:
        raise NotCharged(_("A run has taken it, or it is withdrawn: it can no longer be changed."))
    return found


def _head_counts(members: Sequence[Membership]) -> dict[int, int]:
    counts = HeadCount.objects.filter(membership__in=members, day__lte=timezone.localdate())
    return dict(counts.order_by("day").values_list("membership", "count"))


def _tell(verb: str, laid: Charge) -> None:
    write_note(
        verb,
        laid,
        membership_id=laid.membership_id,
        reference=laid.reference,
        text=laid.text,
        net=str(laid.net),
        why=laid.reason,
    )
