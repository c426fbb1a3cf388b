"""What changed a fee from that of a whole year: frozen with the charge, told on the invoice."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from fees.tariffs import Change, Fee, Tariff
from network import wording


def frozen(fee: Fee, tariff: Tariff, part: Fraction) -> list[dict[str, str]]:
    """The changes of a fee as plain data that outlives every later change of the fee model."""
    shares = {
        Change.ASSOCIATED: _plain(tariff.associated_share),
        Change.PART_YEAR: f"{part.numerator}/{part.denominator}",
        Change.HOST: _plain(tariff.host_reduction),
        Change.IN_KIND: _plain(tariff.in_kind_share),
    }
    return [
        {
            "change": str(one.change),
            "amount": str(one.amount),
            "share": shares.get(one.change, ""),
        }
        for one in fee.adjustments
    ]


def in_words(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Each frozen change in a sentence: "Reduction for the host authority 20 %: −18 000 kr"."""
    return [_sentence(row) for row in rows]


def _plain(share: Decimal | None) -> str:
    return "" if share is None else str(share)


def _sentence(row: dict[str, Any]) -> str:
    amount = wording.kr_short(Decimal(row["amount"]))
    share, change = row["share"], row["change"]
    if change == Change.PART_YEAR:
        words = _("Member for a part of the year, %(share)s: %(amount)s")
        return words % {"share": share, "amount": amount}
    if not share:
        words = {
            Change.FLOOR: _("Raised to the least that a member pays: %(amount)s"),
            Change.CEILING: _("Lowered to the most that a member pays: %(amount)s"),
        }[change]
        return words % {"amount": amount}
    words = {
        Change.ASSOCIATED: _("An associated party pays %(share)s %%: %(amount)s"),
        Change.HOST: _("Reduction for the host authority %(share)s %%: %(amount)s"),
        Change.IN_KIND: _("Credit for contributed hours, %(share)s %% of their value: %(amount)s"),
    }[change]
    return words % {"share": wording.number(Decimal(share)), "amount": amount}
