from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models.run import InvoiceRun
from fees.querysets import ExclusionQuerySet
from members.models import Membership
from network.scope import TenantKey, TenantManager, TenantModel


class Exclusion(TenantModel):
    """A member that a run leaves out, why and by whom; its charges wait for another run.

    Undone by a mark on the same row; the database refuses both once the run is approved.
    """

    run = TenantKey(InvoiceRun, related_name="exclusions", verbose_name=_("invoice run"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    reason = models.CharField(_("why"), max_length=300)
    by = models.BigIntegerField(_("by"))
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    undone_by = models.BigIntegerField(_("undone by"), null=True)
    undone_at = models.DateTimeField(_("undone"), null=True)

    objects = TenantManager.from_queryset(ExclusionQuerySet)()

    class Meta:
        verbose_name = _("exclusion from a run")
        verbose_name_plural = _("exclusions from runs")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "run", "membership"],
                condition=Q(undone_at=None),
                name="fees_excluded_once_in_a_run",
                violation_error_message=_("The member is left out already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="fees_excluded_with_a_reason",
                violation_error_message=_("Say why the member is left out."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Unissued(TenantModel):
    """Why a payer of an approved run has got no invoice yet; goes when the invoice is issued.

    No number was used. `field` names the fact to correct as the e-invoice's rules do:
    "buyer.endpoint", "issuer.bankgiro", "line 3"; empty when the fault is not in a field.
    """

    run = TenantKey(InvoiceRun, related_name="unissued", verbose_name=_("invoice run"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("payer"))
    outside_vat = models.BooleanField(_("outside VAT"))
    words = models.TextField(_("what to correct"), max_length=2000)
    field = models.CharField(_("field"), max_length=60, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("invoice that could not be issued")
        verbose_name_plural = _("invoices that could not be issued")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "run", "membership", "outside_vat"],
                name="fees_unissued_once_in_a_run",
            )
        ]

    def __str__(self) -> str:
        return self.words
