"""What the pages of payments show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from fees.actions.match import money_of, read_ledger
from fees.history import Event
from fees.models import Allocation, Invoice, Payment
from fees.payments.findings import Finding, How
from fees.payments.suggestions import Suggestion, suggest, why
from network import charts, identifiers, wording
from network.charts import Chart
from network.models import JournalEntry
from network.money import ZERO
from network.naming import names_of_users

MONTHS = 12
FOUND = 12
FILLED_IN = 4  # points: payer and amount, or what the payment itself names
SENTENCES = {
    "place_payment": gettext_lazy("%(who)s placed %(amount)s on %(invoice)s."),
    "undo_placing": gettext_lazy("%(who)s took %(amount)s off %(invoice)s again."),
    "set_payment_aside": gettext_lazy("%(who)s set %(amount)s aside: %(why)s."),
    "take_payment_up": gettext_lazy("%(who)s took the payment up again."),
    "repay_payment": gettext_lazy(
        "%(amount)s was paid back on %(day)s, noted by %(who)s: %(why)s."
    ),
}
BY_THE_PORTAL = gettext_lazy("%(amount)s was placed on %(invoice)s: %(how)s.")


def state_of(payment: Payment) -> tuple[str, str]:
    """How a payment stands, as the kind of a status and its words."""
    if payment.repaid_on:
        return "off", _("paid back")
    if payment.set_aside:
        return "off", _("set aside")
    if payment.left == 0:
        return "good", pgettext("payment", "placed")
    if payment.finding in (Finding.FULL, Finding.PART, ""):
        return "notice", _("to look at")
    if payment.left != payment.amount and payment.finding != Finding.OVER:
        return "notice", _("placed in part")
    return "notice", str(Finding(payment.finding).label)


def why_it_waits(payment: Payment) -> str:
    """Why somebody must look at a payment, as a sentence."""
    if payment.left != payment.amount and payment.finding != Finding.OVER:
        return _("Something of it is placed, and the rest waits.")
    return why(payment.finding)


def account_in_words(number: str) -> str:
    """An account as people write it: a bankgiro with its hyphen, an IBAN in fours."""
    if number[:2].isalpha():
        return " ".join(number[place : place + 4] for place in range(0, len(number), 4))
    if number.isdecimal() and 7 <= len(number) <= 8:
        return identifiers.show_bankgiro(number)
    return number


@dataclass(frozen=True)
class Row:
    """A payment in a list, with how it stands and the best suggestion."""

    payment: Payment
    kind: str
    state: str
    why: str = ""
    best: Suggestion | None = None
    more: int = 0


def rows_of(payments: Iterable[Payment]) -> list[Row]:
    """The payments of a list."""
    return [Row(payment, *state_of(payment)) for payment in payments]


def work_rows(payments: Sequence[Payment]) -> list[Row]:
    """The payments that wait, each with why and what it is likely for; one reading of the ledger.

    Suggestions that together take more than there is are the reader's to choose among.
    """
    if not payments:
        return []
    ledger = read_ledger()
    rows = []
    for payment in payments:
        likely = suggest(money_of(payment), ledger, payment.named)
        best = likely[0] if likely else None
        more = max(len(likely) - 1, 0)
        rows.append(Row(payment, *state_of(payment), why_it_waits(payment), best, more))
    return rows


@dataclass(frozen=True)
class Candidate:
    """An open invoice that the payment can be placed on, with why it is suggested."""

    invoice: Invoice
    amount: Decimal | None
    words: str = ""


def candidates(payment: Payment, owed: Any, words: str, asked: Sequence[int]) -> list[Candidate]:
    """The suggested invoices first, then what was searched for, then what the form names.

    The best suggestion is filled in when it takes all that is left, or is named by the payment.
    """
    likely = {one.item.pk: one for one in suggest(money_of(payment), read_ledger(), payment.named)}
    searched = list(owed.matching(words)[:FOUND].values_list("pk", flat=True)) if words else []
    wanted = list(dict.fromkeys([*likely, *searched, *asked]))
    found = {
        one.pk: one for one in owed.filter(pk__in=wanted).select_related("membership__authority")
    }
    rows: list[Candidate] = []
    left = payment.left
    for pk in wanted:
        if pk not in found:
            continue
        one = likely.get(pk)
        amount = None
        if one is not None and not rows and one.points > FILLED_IN:
            amount = min(left, one.amount)
        rows.append(Candidate(found[pk], amount, one.words if one else ""))
    return rows


def placings(payment: Payment) -> list[dict[str, Any]]:
    """What the payment was placed on, in order, each with whether it can still be undone."""
    rows = list(Allocation.objects.filter(payment=payment).select_related("invoice").order_by("pk"))
    undone = {row.undoes_id for row in rows}
    return [
        {
            "row": row,
            "undone": row.pk in undone,
            "undoes": row.undoes_id is not None,
            "may_undo": row.undoes_id is None and row.pk not in undone,
        }
        for row in rows
    ]


def named_by(payment: Payment, seen: Any) -> list[Invoice]:
    """The invoices that the payment names, paid ones too."""
    return list(seen.filter(pk__in=payment.named)) if payment.named else []


def history_of(payment: Payment) -> list[Event]:
    """What happened to it, in sentences, newest first."""
    entries = [one for one in JournalEntry.objects.about(payment) if one.verb in SENTENCES]
    names = names_of_users(one.user_id for one in entries)
    return [Event(one.at, _sentence(one, names)) for one in entries]


def _sentence(entry: JournalEntry, names: Mapping[int, str]) -> str:
    facts = entry.facts
    by_hand = facts.get("how") in (How.HAND, None)
    words = SENTENCES[entry.verb] if by_hand else BY_THE_PORTAL
    return str(words) % {
        "who": names.get(entry.user_id or 0, _("Somebody")),
        "amount": wording.kr(Decimal(facts.get("amount", "0"))),
        "invoice": facts.get("invoice", ""),
        "why": facts.get("why", ""),
        "how": How(facts["how"]).label if facts.get("how") else "",
        "day": facts.get("day", ""),
    }


def first_month(today: date) -> date:
    """The first day of the first month that the chart shows."""
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def chart(payments: Any, invoices: Any, today: date) -> Chart | None:
    """Paid in beside invoiced, month by month; None while nothing has come in."""
    since = first_month(today)
    came, sent = payments.by_month(since), invoices.by_month(since)
    if not came:
        return None
    months = [
        date((since.year * 12 + since.month - 1 + step) // 12,
             (since.month - 1 + step) % 12 + 1, 1)
        for step in range(MONTHS)
    ]  # fmt: skip
    paid = [came.get(month, ZERO) for month in months]
    title = _("Paid in, month by month, beside what was invoiced")
    return charts.lines(
        title,
        [date_format(month, "M") for month in months],
        [
            (_("paid in"), paid),
            (_("billed"), [sent.get(month, ZERO) for month in months]),
        ],
        head=_("Month"),
        unit=_("kronor"),
        alt=_("Line chart: paid in and invoiced in the last twelve months."),
        language=get_language() or "sv",
    )
