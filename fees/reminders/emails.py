"""The letter that reminds of unpaid invoices, and to whom it goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.mail import EmailMultiAlternatives

from fees.actions.paper import account_of
from fees.models import PaymentFile, ReminderStep
from members.models import InvoiceProfile, Membership
from members.querysets import covering
from members.receivers import receivers
from network.actions import letter
from network.addresses import network_url
from network.letters import compose
from network.looks import look_of
from network.models import Network


@dataclass(frozen=True)
class Receiver:
    """Where a member's reminders go, in which language; a person where no mailbox is given."""

    email: str
    language: str
    person_id: int | None = None


def receivers_of(memberships: Collection[int], day: date) -> dict[int, Receiver]:
    """The mail for invoices of each member's profile, else who answers for the authority."""
    found: dict[int, Receiver] = {}
    profiles = InvoiceProfile.objects.filter(covering(day), membership__in=memberships)
    for profile in profiles.exclude(email=""):
        found[profile.membership_id] = Receiver(profile.email, profile.language)
    for member, people in receivers(set(memberships) - set(found)).items():
        if people:
            first = people[0]
            found[member] = Receiver(first.email, first.language, first.pk)
    return found


def remind(
    key: str,
    member: Membership,
    step: ReminderStep,
    invoices: Sequence[Any],
    to: Receiver,
) -> None:
    """These invoices are not paid."""
    message = composed(key, member, step, invoices, to)
    letter.write_composed(
        key,
        message,
        name="invoice_reminder",
        membership_id=member.pk,
        person_id=to.person_id,
    )


def composed(
    key: str,
    member: Membership,
    step: ReminderStep,
    invoices: Sequence[Any],
    to: Receiver,
) -> EmailMultiAlternatives:
    """The letter, to be sent or to be read before it is."""
    network: Network = invoices[0].network
    one = invoices[0] if len(invoices) == 1 else None
    url = (
        network_url(network, "invoice", pk=one.pk)
        if one
        else network_url(network, "statement", pk=member.pk)
    )
    context = {
        "tone": step.tone,
        "member": member.name,
        "one": one,
        "invoices": [{"it": invoice, "account": account_of(invoice)} for invoice in invoices],
        "total": sum(invoice.balance for invoice in invoices),
        "fee": step.fee * len(invoices),
        "seen": payments_seen(),
        "contact": invoices[0].seller["email"],
        "host": invoices[0].seller["lines"][0],
        "url": url,
        "demo": network.example_data,
    }
    return compose(
        "invoice_reminder",
        context,
        to=to.email,
        language=to.language,
        network=look_of(network),
        letter_id=key,
    )


def payments_seen() -> date | None:
    """The day until which payments have been seen: the bank's last file; None before the first."""
    last = PaymentFile.objects.exclude(made_on=None).order_by("-made_on").first()
    return last.made_on if last else None
