from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.models.loan import Loan
from loans.rules import Side
from network.scope import TenantKey, TenantManager, TenantModel


class EarlyEnd(TenantModel):
    """That a side ends a loan before its last day: with notice, or sooner if the other agrees.

    `shorter` is worked out by the database from the notice that the signed agreement gives; such
    a day holds when the other side has said yes. A day before the loan's first calls it off.
    """

    loan = TenantKey(Loan, models.CASCADE, related_name="early_ends", verbose_name=_("loan"))
    side = models.CharField(_("broken off by"), max_length=8, choices=Side)
    last_day = models.DateField(_("last day"), help_text=_("That day included."))
    why = models.CharField(
        _("why it is broken off"),
        max_length=300,
        help_text=_(
            "Both sides, the person and their manager read it. Write nothing about anybody's"
            " health or private life."
        ),
    )
    shorter = models.BooleanField(_("sooner than the notice"), default=False, editable=False)
    by_name = models.CharField(_("by"), max_length=120, editable=False)
    user_id = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    agreed = models.BooleanField(_("the other side agrees"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.BigIntegerField(null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("early end of a loan")
        verbose_name_plural = _("early ends of loans")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "loan"],
                condition=Q(shorter=True, agreed=None),
                name="loans_early_end_one_open",
                violation_error_message=_("A shorter notice waits for an answer already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.last_day}"
