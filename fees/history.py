"""What happened to a run or an invoice, in plain sentences from the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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
    return _of_reminders(entry)


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
