"""What happened to a run or an invoice, in plain sentences from the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network import wording
from network.models import JournalEntry


@dataclass(frozen=True)
class Event:
    """A line of a history."""

    at: datetime
    words: str


def told(entries: Iterable[JournalEntry]) -> list[Event]:
    """The entries that have a sentence, newest first."""
    events = [(entry.at, _sentence(entry)) for entry in entries]
    return [Event(at, words) for at, words in events if words]


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
    if entry.verb == "issue_invoice":
        return _("The invoice was issued with number %(number)s.") % {"number": facts["number"]}
    if entry.verb in dispatch_words():
        words = str(dispatch_words()[entry.verb])
        return f"{words} {facts['told']}".strip()
    return ""


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
