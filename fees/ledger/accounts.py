"""Which account a sum is entered on: the most exact rule of the host that fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.TextChoices):
    """What a row of a voucher is."""

    INCOME = "income", _("income")
    VAT = "vat", _("output VAT")
    RECEIVABLE = "receivable", _("receivable")
    BANK = "bank", _("bank account")
    WRITE_OFF = "write_off", _("write-off")


# What is entered whatever the fee was for, so that a payment meets the receivable it settles.
WITHOUT_KIND = (Entry.RECEIVABLE, Entry.BANK, Entry.VAT)


class Side(models.TextChoices):
    """Where the buyer stands in the accounts of a State agency."""

    INSIDE = "inside", _("within the State")
    OUTSIDE = "outside", _("outside the State")


@dataclass(frozen=True, order=True)
class Need:
    """What an account is asked for; kind and VAT category are empty where they say nothing."""

    entry: str
    kind: str
    side: str
    category: str
    rate: Decimal


class Rule(Protocol):
    """A row that answers: each empty field fits everything."""

    entry: Any
    kind: Any
    side: Any
    category: Any
    rate: Any


def fits(rule: Rule, need: Need) -> bool:
    """Whether a rule answers a need."""
    return (
        rule.entry == need.entry
        and rule.kind in ("", need.kind)
        and rule.side in ("", need.side)
        and rule.category in ("", need.category)
        and (rule.rate is None or rule.rate == need.rate)
    )


def exactness(rule: Rule) -> tuple[bool, bool, bool, bool]:
    """How much a rule says: the kind weighs most, then the side, the category and the rate."""
    return (bool(rule.kind), bool(rule.side), bool(rule.category), rule.rate is not None)


def choose(rules: Iterable[Any], need: Need) -> Any | None:
    """The most exact rule that fits; None when no rule does."""
    return max((rule for rule in rules if fits(rule, need)), key=exactness, default=None)
