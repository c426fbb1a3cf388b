from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fees.models.issuer import Issuer
from fees.querysets import InvoiceRunQuerySet
from fees.rules import FeeKind
from network.scope import TenantKey, TenantManager, TenantModel


class InvoiceRun(TenantModel):
    """A batch of invoices: prepared, looked through, approved, then issued by a job.

    Approving freezes what each member pays as charges; the job only turns those into invoices.
    """

    kind = models.CharField(_("kind of fee"), max_length=16, choices=FeeKind)
    year = models.PositiveSmallIntegerField(_("year"))
    issuer = TenantKey(Issuer, related_name="+", verbose_name=_("issuer"))
    two_people = models.BooleanField(_("second pair of eyes"), default=False)
    prepared_by = models.BigIntegerField(_("prepared by"))
    prepared_at = models.DateTimeField(_("prepared"), default=timezone.now, editable=False)
    approved_by = models.BigIntegerField(_("approved by"), null=True)
    approved_at = models.DateTimeField(_("approved"), null=True)

    objects = TenantManager.from_queryset(InvoiceRunQuerySet)()

    class Meta:
        verbose_name = _("invoice run")
        verbose_name_plural = _("invoice runs")
        ordering = ["-prepared_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "kind", "year"],
                condition=Q(approved_at=None),
                name="fees_one_run_in_preparation",
                violation_error_message=_("A run of that kind is being prepared already."),
            ),
            models.CheckConstraint(
                condition=Q(two_people=False)
                | Q(approved_by=None)
                | ~Q(approved_by=F("prepared_by")),
                name="fees_run_second_pair_of_eyes",
                violation_error_message=_("Somebody else must approve what you prepared."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="fees_run_sane_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What the run bills, in words: "Membership fees 2026"."""
        if self.kind == FeeKind.MEMBERSHIP:
            return gettext("Membership fees %(year)s") % {"year": self.year}
        if self.kind == FeeKind.COURSE_SEAT:
            return gettext("Course fees %(year)s") % {"year": self.year}
        return f"{self.get_kind_display().capitalize()} {self.year}"

    @property
    def key(self) -> str:
        """What its job is known by: one at a time."""
        return f"run-{self.pk}"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that the fee is for."""
        return date(self.year, 1, 1), date(self.year, 12, 31)
