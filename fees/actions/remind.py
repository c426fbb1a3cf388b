"""Reminding of unpaid invoices: what is due today, and one letter a member and step."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fees.actions.charge import charge
from fees.models import Invoice, InvoiceReminder, InvoiceRespite, ReminderRule, ReminderStep
from fees.reminders import emails as reminder_emails
from fees.reminders.emails import Receiver, receivers_of
from fees.reminders.rules import step_due
from fees.rules import FeeKind
from members.models import Membership
from network.models.journal import note
from network.money import ZERO
from network.seat import Seat
from network.sorting import swedish_order


@dataclass(frozen=True)
class Due:
    """A reminder that may go out: a member, a step, its invoices, and who would get the letter."""

    member: Membership
    step: ReminderStep
    invoices: Sequence[Any]
    to: Receiver | None

    @property
    def key(self) -> str:
        """What the page knows it by."""
        return f"{self.member.pk}-{self.step.number}"

    @property
    def left(self) -> Decimal:
        """What is left to pay of its invoices."""
        return sum((invoice.balance for invoice in self.invoices), ZERO)


def is_automatic(day: date) -> bool:
    """Whether reminders go out by themselves; the economist looks first unless a rule says so."""
    rule = ReminderRule.objects.filter(since__lte=day).first()
    return bool(rule and rule.automatic)


def due_on(today: date) -> list[Due]:
    """The reminders that may go out: unpaid, overdue, without respite, each at its next step."""
    by_step = _by_step(_reminded(Invoice.objects.overdue(today)), today)
    found = receivers_of({member for member, _number in by_step}, today)
    steps = {step.number: step for step in ReminderStep.objects.all()}
    due = [
        Due(invoices[0].membership, steps[number], invoices, found.get(member))
        for (member, number), invoices in by_step.items()
    ]
    return sorted(due, key=lambda one: (-one.step.number, swedish_order(one.member.name)))


def _reminded(invoices: Any) -> Any:
    """The invoices with their last reminder's number and day."""
    return (
        invoices.annotate(sent=Max("reminders__number"), last_sent=Max("reminders__day"))
        .select_related("membership__authority", "network")
        .order_by("due", "number")
    )


def _by_step(invoices: Iterable[Any], today: date) -> dict[tuple[int, int], list[Any]]:
    steps = list(ReminderStep.objects.all())
    rested = set(InvoiceRespite.objects.on(today).values_list("invoice", flat=True))
    found: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for invoice in invoices:
        if invoice.pk in rested:
            continue
        step = step_due(
            steps,
            due=invoice.due,
            sent=invoice.sent or 0,
            last_sent=invoice.last_sent,
            today=today,
        )
        if step is not None:
            found[invoice.membership_id, step.number].append(invoice)
    return found


def send(keys: Collection[str] | None, *, by: Seat | None, today: date) -> int:
    """Write the chosen reminders, all that are due for None; returns how many letters.

    What was paid, credited, given respite or reminded of since the page was shown is left out:
    the invoices are locked, so a payment of the same moment is before or after the letter.
    """
    if by is not None:
        by.require("remind_of_invoices")
    letters = 0
    for one in due_on(today):
        if (keys is None or one.key in keys) and one.to is not None:
            letters += _send_one(one, one.to, by=by, today=today)
    return letters


@transaction.atomic
def _send_one(seen: Due, to: Receiver, *, by: Seat | None, today: date) -> bool:
    locked = (
        Invoice.objects.overdue(today)
        .filter(pk__in=[invoice.pk for invoice in seen.invoices])
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    # The lock first, then what holds: the reminders of a twin are counted once it is through.
    pks = [invoice.pk for invoice in locked]
    fresh = _reminded(Invoice.objects.overdue(today).filter(pk__in=pks))
    invoices = _by_step(fresh, today).get((seen.member.pk, seen.step.number), [])
    if not invoices:
        return False
    step, number = seen.step, seen.step.number
    key = f"invoice-reminder-{seen.member.pk}-{number}-{invoices[0].pk}"
    InvoiceReminder.objects.bulk_create(
        InvoiceReminder(
            invoice=invoice,
            membership_id=seen.member.pk,
            number=number,
            tone=step.tone,
            left=invoice.balance,
            fee=step.fee,
            day=today,
            letter=key,
            sent_by=by.user.pk if by else None,
        )
        for invoice in invoices
    )
    for invoice in invoices:
        note(
            "remind_of_invoice",
            invoice,
            membership_id=invoice.membership_id,
            number=number,
            left=str(invoice.balance),
            to=to.email,
        )
        _charge_fee(invoice, step)
    reminder_emails.remind(key, seen.member, step, invoices, to)
    return True


def _charge_fee(invoice: Invoice, step: ReminderStep) -> None:
    """A fee is never slipped in: it waits as a charge, and the letter says so."""
    with translation.override(settings.LANGUAGE_CODE):
        charge(
            FeeKind.OTHER,
            f"reminder/{invoice.pk}/{step.number}",
            membership_id=invoice.membership_id,
            net=step.fee,
            text=_("Reminder fee, invoice %(number)s") % {"number": invoice.code},
        )


def send_due(today: date) -> int:
    """What goes out by itself in a network that has chosen so; in a system scope."""
    return send(None, by=None, today=today) if is_automatic(today) else 0


@transaction.atomic
def give_respite(invoice: Invoice, *, until: date, reason: str, by: Seat) -> InvoiceRespite:
    """Keep reminders of an invoice back until a day; an earlier respite ends now."""
    by.require("remind_of_invoices")
    end_respite(invoice, by=by, quietly=True)
    made: InvoiceRespite = InvoiceRespite.objects.create(
        invoice=invoice,
        membership_id=invoice.membership_id,
        until=until,
        reason=reason,
        given_by=by.user.pk,
    )
    note(
        "give_respite",
        invoice,
        membership_id=invoice.membership_id,
        until=until.isoformat(),
        reason=reason,
    )
    return made


def end_respite(invoice: Invoice, *, by: Seat, quietly: bool = False) -> bool:
    """Let reminders of an invoice go again; False when nothing kept them back."""
    by.require("remind_of_invoices")
    today = timezone.localdate()
    ended = False
    for row in InvoiceRespite.objects.select_for_update().filter(invoice=invoice, ended_on=None):
        row.ended_on = min(today, row.until)
        row.save(update_fields=["ended_on"])
        ended = True
    if ended and not quietly:
        note("end_respite", invoice, membership_id=invoice.membership_id)
    return ended


@transaction.atomic
def keep_steps(steps: Sequence[ReminderStep], *, automatic: bool, by: Seat) -> None:
    """Lay the network's steps anew; what was sent stays as it was."""
    by.require("remind_of_invoices")
    ReminderStep.objects.all().delete()
    ReminderStep.objects.bulk_create(steps)
    today = timezone.localdate()
    rule, _new = ReminderRule.objects.update_or_create(
        since=today, defaults={"automatic": automatic}
    )
    note(
        "change_reminders",
        rule,
        automatic=automatic,
        steps=[[step.days, step.tone, str(step.fee)] for step in steps],
    )
