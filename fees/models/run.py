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
    Where a second pair of eyes is asked for, the one who prepared it hands it over first, and
    the database refuses the approval of anybody who prepared it or changed whom it bills.
    """

    kind = models.CharField(_("kind of fee"), max_length=16, choices=FeeKind)
    year = models.PositiveSmallIntegerField(_("year"))
    charged_until = models.DateField(
        _("charges until"),
        null=True,
        blank=True,
        help_text=_("What was charged later waits for another run; empty takes all that waits."),
    )
    issuer = TenantKey(Issuer, related_name="+", verbose_name=_("issuer"))
    two_people = models.BooleanField(_("second pair of eyes"), default=False)
    prepared_by = models.BigIntegerField(_("prepared by"))
    prepared_at = models.DateTimeField(_("prepared"), default=timezone.now, editable=False)
    handed_over_by = models.BigIntegerField(_("handed over by"), null=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True)
    handed_over = models.JSONField(_("the list when it was handed over"), default=dict)
    sent_back_by = models.BigIntegerField(_("sent back by"), null=True)
    sent_back_why = models.CharField(_("why it was sent back"), max_length=300, blank=True)
    cancelled_by = models.BigIntegerField(_("cancelled by"), null=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    cancelled_why = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
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
                condition=Q(approved_at=None, cancelled_at=None) & ~Q(kind=FeeKind.STAFF_LOAN),
                name="fees_one_run_in_preparation",
                violation_error_message=_("A run of that kind is being prepared already."),
            ),
            models.UniqueConstraint(
                fields=["network", "issuer", "year"],
                condition=Q(approved_at=None, cancelled_at=None, kind=FeeKind.STAFF_LOAN),
                name="fees_one_run_of_a_lender",
                violation_error_message=_("A run of that lender is being prepared already."),
            ),
            models.CheckConstraint(
                condition=Q(two_people=False)
                | Q(approved_by=None)
                | ~Q(approved_by=F("prepared_by")),
                name="fees_run_second_pair_of_eyes",
                violation_error_message=_("Somebody else must approve what you prepared."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None)
                | (Q(approved_at=None) & ~Q(cancelled_why="") & ~Q(cancelled_by=None)),
                name="fees_run_cancelled_with_a_reason",
                violation_error_message=_("Say why the run is cancelled."),
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
        if self.kind == FeeKind.STAFF_LOAN:
            words = gettext("Staff loans %(year)s that %(lender)s sells")
            return words % {"year": self.year, "lender": self.issuer.membership.short_name}
        return f"{self.get_kind_display().capitalize()} {self.year}"

    @property
    def in_preparation(self) -> bool:
        """Whether its list may still change: neither approved nor cancelled."""
        return self.approved_at is None and self.cancelled_at is None

    @property
    def is_handed_over(self) -> bool:
        """Whether it waits for the second pair of eyes."""
        return self.in_preparation and self.handed_over_at is not None

    @property
    def key(self) -> str:
        """What its job is known by: one at a time."""
        return f"run-{self.pk}"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that the fee is for."""
        return date(self.year, 1, 1), date(self.year, 12, 31)
