from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models.invoice import Invoice
from fees.querysets import CorrectionQuerySet
from members.models import Membership
from network.scope import TenantKey, TenantManager, TenantModel


class Correction(TenantModel):
    """What an economist asks to put right on an issued invoice: credit, cancel, or write off.

    Where the issuer wants a second pair of eyes another economist approves it, else it is done
    as it is asked. The database keeps what was asked, and what was decided, as it was. `lines`
    says what each credited line gives back without VAT; `amount` is what all of it does, VAT
    included, or what is written off. Kronor.
    """

    class Kind(models.TextChoices):
        CREDIT = "credit", _("credit")
        CANCEL = "cancel", _("cancel before sending")
        WRITE_OFF = "write_off", _("write off")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for approval")
        DONE = "done", _("done")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    invoice = TenantKey(Invoice, related_name="corrections", verbose_name=_("invoice"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    kind = models.CharField(_("what to do"), max_length=10, choices=Kind)
    reason = models.CharField(_("why"), max_length=300)
    lines = models.JSONField(_("lines"), default=list)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    again = models.BooleanField(_("bill again"), default=False)
    two_people = models.BooleanField(_("second pair of eyes"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    asked_by = models.BigIntegerField(_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    decided_by = models.BigIntegerField(_("decided by"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    answer = models.CharField(_("why not"), max_length=300, blank=True)
    credit = TenantKey(Invoice, null=True, related_name="+", verbose_name=_("credit note"))

    objects = TenantManager.from_queryset(CorrectionQuerySet)()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "invoice"],
                condition=Q(state="waiting"),
                name="fees_correction_one_waits",
                violation_error_message=_("Something is asked for that invoice already."),
            ),
            models.CheckConstraint(
                condition=Q(two_people=False)
                | ~Q(state="done")
                | (~Q(decided_by=None) & ~Q(decided_by=F("asked_by"))),
                name="fees_correction_second_pair_of_eyes",
                violation_error_message=_("Somebody else must approve what you asked for."),
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, credit=None)
                | (~Q(state="waiting") & ~Q(decided_at=None)),
                name="fees_correction_decided",
            ),
            models.CheckConstraint(
                condition=Q(credit=None) | (Q(state="done") & ~Q(kind="write_off")),
                name="fees_correction_credit",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(reason=""),
                name="fees_correction_of_something",
                violation_error_message=_("Write why, and an amount above 0."),
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""),
                name="fees_correction_why_not",
                violation_error_message=_("Write why not."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.invoice_id}"
