from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models.invoice import Invoice
from fees.querysets import RespiteQuerySet
from fees.reminders.rules import Tone
from members.models import Membership
from network.scope import TenantKey, TenantManager, TenantModel


class ReminderRule(TenantModel):
    """How the network reminds from a day on: the economist looks first, or it goes by itself."""

    since = models.DateField(_("from"))
    automatic = models.BooleanField(_("reminders go out by themselves"), default=False)

    class Meta:
        verbose_name = _("rule for reminders")
        verbose_name_plural = _("rules for reminders")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["network", "since"], name="fees_reminder_rule_once")
        ]

    def __str__(self) -> str:
        return str(self.since)


class ReminderStep(TenantModel):
    """A reminder: so many days after the due date, in a tone, and what it costs (usually nothing).

    A fee is charged as a charge of its own, and only where it was agreed beforehand may it be
    asked for (lag 1981:739 om ersättning för inkassokostnader m.m., 2 §).
    """

    number = models.PositiveSmallIntegerField(_("reminder"))
    days = models.PositiveSmallIntegerField(_("days after the due date"))
    tone = models.CharField(_("tone"), max_length=8, choices=Tone)
    fee = models.DecimalField(_("fee"), max_digits=7, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("reminder step")
        verbose_name_plural = _("reminder steps")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["network", "number"], name="fees_reminder_step_once"),
            models.UniqueConstraint(
                fields=["network", "days"],
                name="fees_reminder_step_days",
                violation_error_message=_("Two reminders go out on the same day."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=3, days__gte=1, days__lte=365, fee__gte=0),
                name="fees_reminder_step_sane",
                violation_error_message=_("Write 1 to 365 days, and a fee of 0 or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.days}"


class InvoiceRespite(TenantModel):
    """No reminders of an invoice until a day, and why; ended early by a day of its own."""

    invoice = TenantKey(Invoice, related_name="respites", verbose_name=_("invoice"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    until = models.DateField(_("no reminders until"))
    reason = models.CharField(_("why"), max_length=200)
    given_by = models.BigIntegerField(_("given by"))
    given_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)
    ended_on = models.DateField(_("ended"), null=True, editable=False)

    objects = TenantManager.from_queryset(RespiteQuerySet)()

    class Meta:
        verbose_name = _("respite")
        verbose_name_plural = _("respites")
        ordering = ["-given_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="fees_respite_reason"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__lte=F("until")),
                name="fees_respite_days",
            ),
            models.UniqueConstraint(
                fields=["network", "invoice"],
                condition=Q(ended_on=None),
                name="fees_one_respite",
                violation_error_message=_("The invoice has respite already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id}: {self.until}"


class InvoiceReminder(TenantModel):
    """A reminder that was written, with what was left to pay then: once for an invoice and step."""

    invoice = TenantKey(Invoice, related_name="reminders", verbose_name=_("invoice"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    number = models.PositiveSmallIntegerField(_("reminder"))
    tone = models.CharField(_("tone"), max_length=8, choices=Tone)
    left = models.DecimalField(_("left to pay"), max_digits=12, decimal_places=2)
    fee = models.DecimalField(_("fee"), max_digits=7, decimal_places=2, default=0)
    day = models.DateField(_("day"))
    letter = models.CharField(_("letter"), max_length=120)
    sent_by = models.BigIntegerField(_("sent by"), null=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "invoice", "number"], name="fees_reminder_once"
            ),
            models.CheckConstraint(
                condition=Q(left__gt=0, number__gte=1, number__lte=3, fee__gte=0),
                name="fees_reminder_of_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id}/{self.number}"
