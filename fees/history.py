"""What happened to a run or an invoice, in plain sentences from the journal."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from network import wording
from network.models import JournalEntry

SENTENCES = {
    "credit_invoice": gettext_lazy("Credit note %(number)s took back %(total)s: %(reason)s"),
    "issue_credit_note": gettext_lazy("The credit note was issued for invoice %(corrects)s."),
    "set_off_credit": gettext_lazy("%(amount)s was set off against %(other)s."),
    "repay_credit": gettext_lazy("%(amount)s was repaid on %(day)s: %(reason)s"),
    "write_off_invoice": gettext_lazy("%(amount)s was written off: %(reason)s"),
    "undo_allocation": gettext_lazy("%(amount)s was settled, which was undone: %(reason)s"),
    "ask_correction": gettext_lazy("A correction of %(amount)s was asked for: %(reason)s"),
    "approve_correction": gettext_lazy("The correction of %(amount)s was approved."),
    "decline_correction": gettext_lazy("The correction of %(amount)s was declined: %(reason)s"),
    "withdraw_correction": gettext_lazy("The correction of %(amount)s was taken back."),
    "charge_by_hand": gettext_lazy("It was charged by hand: %(net)s, %(reason)s"),
    "change_charge": gettext_lazy("It was changed to %(net)s, %(reason)s"),
    "settle_inside": gettext_lazy(
        "What the host owes itself was settled inside it: %(net)s, on no invoice."
    ),
    "take_back_charge": gettext_lazy("It was taken back: %(reason)s"),
}


@dataclass(frozen=True)
class Event:
    """A line of a history."""

    at: datetime
    words: str


def told(entries: Iterable[JournalEntry]) -> list[Event]:
    """The entries that have a sentence, newest first."""
    events = [(entry.at, _sentence(entry)) for entry in entries]
    return [Event(at, words) for at, words in events if words]


_OF_RUNS = {
    "exclude_from_run": gettext_lazy("%(member)s was left out: %(why)s"),
    "include_in_run": gettext_lazy("%(member)s was taken in again."),
    "send_back_invoice_run": gettext_lazy("The run was sent back: %(why)s"),
    "cancel_invoice_run": gettext_lazy("The run was cancelled: %(why)s"),
    "withdraw_invoice_run": gettext_lazy("The approval was taken back: %(why)s"),
}


def _sentence(entry: JournalEntry) -> str:
    facts = entry.facts
    if entry.verb == "prepare_invoice_run":
        return _("The run was prepared.")
    if entry.verb == "approve_invoice_run":
        words = ngettext(
            "The run was approved: %(count)s invoice, %(total)s.",
            "The run was approved: %(count)s invoices, %(total)s.",
            facts["charged"],
        )
        return words % {
            "count": facts["charged"],
            "total": wording.kr(Decimal(facts["total"])),
        }
    if entry.verb in _OF_RUNS:
        told: str = str(_OF_RUNS[entry.verb]) % facts
        return told
    if entry.verb == "hand_over_invoice_run":
        words = ngettext(
            "The run was handed over for approval: %(count)s invoice, %(total)s.",
            "The run was handed over for approval: %(count)s invoices, %(total)s.",
            facts["count"],
        )
        return words % {"count": facts["count"], "total": wording.kr(Decimal(facts["total"]))}
    if entry.verb == "issue_invoice":
        return _("The invoice was issued with number %(number)s.") % {"number": facts["number"]}
    if entry.verb in dispatch_words():
        words = str(dispatch_words()[entry.verb])
        return f"{words} {facts['told']}".strip()
    if words := _of_money(entry.verb, facts):
        return words
    if words := _of_reminders(entry):
        return words
    return ""


def _of_reminders(entry: JournalEntry) -> str:
    facts = entry.facts
    if entry.verb == "remind_of_invoice":
        return _("Reminder %(number)s went to %(to)s: %(left)s left to pay.") % {
            "number": facts["number"],
            "to": facts["to"],
            "left": wording.kr(Decimal(facts["left"])),
        }
    if entry.verb == "give_respite":
        return str(_("No reminders until %(until)s: %(reason)s") % facts)
    if entry.verb == "end_respite":
        return _("The respite was ended.")
    return ""


def _of_money(verb: str, facts: dict[str, Any]) -> str:
    """What was put right after the invoice was issued, and charges by hand."""
    words = SENTENCES.get(verb)
    if words is None:
        return ""
    shown = {**facts, "reason": facts.get("reason") or facts.get("why", "")}
    for name in ("amount", "total", "net"):
        if name in facts:
            shown[name] = wording.kr(Decimal(facts[name]))
    return str(words) % defaultdict(str, shown)


def dispatch_words() -> dict[str, str]:
    """What happened to an invoice's e-invoice."""
    return {
        "dispatch_waiting": _("The e-invoice is sent again."),
        "dispatch_sent": _("The e-invoice was handed to the access point."),
        "dispatch_received": _("The e-invoice was received."),
        "dispatch_rejected": _("The e-invoice was rejected."),
        "dispatch_failed": _("The e-invoice could not be sent."),
        "dispatch_cancelled": _("The e-invoice was called back before it was sent."),
    }
