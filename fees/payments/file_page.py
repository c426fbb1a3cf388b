"""What the page of a bank file shows before it is taken in."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from fees.actions.receive import Looked
from fees.payments.findings import Finding
from fees.payments.page import account_in_words
from network import wording

KINDS = {
    Finding.FULL: "good",
    Finding.PART: "good",
    Finding.OVER: "notice",
}
SHOWN = 200


def looked_page(looked: Looked) -> dict[str, Any]:
    """Sums by account and day, what each new payment is for, and those that are known."""
    pairs = list(zip(looked.payments, looked.outcomes, strict=True))
    # What somebody must look at stands first.
    pairs.sort(key=lambda pair: pair[1].placed == pair[0].amount)
    return {
        "looked": looked,
        "sums": [
            {"account": account_in_words(account), "day": day, "count": count, "total": total}
            for (account, day), (count, total) in looked.sums.items()
        ],
        "lines": [
            {
                "payment": payment,
                "outcome": outcome,
                "kind": KINDS.get(Finding(outcome.finding), "bad"),
                "words": Finding(outcome.finding).label,
                "codes": ", ".join(dict.fromkeys(row.item.code for row in outcome.placings)),
            }
            for payment, outcome in pairs[:SHOWN]
        ],
        "hidden": max(len(pairs) - SHOWN, 0),
    }


def told_in_words(told: Iterable[Mapping[str, Any]]) -> list[str]:
    """The entries that are no payments, each in a sentence."""
    return [_told(one["kind"], one["facts"]) for one in told]


def _told(kind: str, facts: Mapping[str, str]) -> str:
    words = {
        "currency": _("%(amount)s %(currency)s on %(day)s is in another currency, and not taken."),
        "debit": _("%(kr)s left the account on %(day)s, and is not taken."),
        "pending": _("%(kr)s on %(day)s is not booked yet; it comes in a later file."),
        "returned": _(
            "%(kr)s went back to a payer on %(day)s (%(reference)s). Undo what it was placed on."
        ),
        "reversed_debit": _("%(kr)s on %(day)s takes back money that left, and is no payment."),
        "settled": _(
            "%(payer)s set %(references)s off against each other on %(day)s: no money came."
        ),
    }
    said = dict(facts)
    amount = said.get("amount", "0")
    shown = {"kr": wording.kr(Decimal(amount)), "reference": "–", "payer": "", "references": ""}
    return words.get(kind, kind) % {**shown, **{key: value for key, value in said.items() if value}}
