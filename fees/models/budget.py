from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.audiences import ForFollowers
from network.scope import TenantManager, TenantModel


class BudgetLine(TenantModel):
    """What the network means to take in or spend in a year, under one heading. Kronor without VAT.

    `source` names where its outcome is read from (`fees.outcomes`); without one the outcome is
    written by hand, and says so.
    """

    class Side(models.TextChoices):
        INCOME = "income", _("income")
        COST = "cost", _("costs")

    year = models.PositiveSmallIntegerField(_("year"))
    side = models.CharField(_("income or cost"), max_length=6, choices=Side)
    source = models.CharField(_("outcome is read from"), max_length=40, blank=True)
    heading = models.CharField(_("heading"), max_length=80, blank=True)
    amount = models.DecimalField(_("budget"), max_digits=12, decimal_places=2)
    outcome = models.DecimalField(
        _("outcome written by hand"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(ForFollowers)()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["-year", "-side", "heading", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year", "side", "source", "heading"],
                name="fees_budget_line_once",
                violation_error_message=_("That heading has a budget already."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="fees_budget_line_sane_year",
                violation_error_message=_("Write a year from 2000 to 2100."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="fees_budget_line_not_negative",
                violation_error_message=_("A budget is 0 or more; a cost stands under costs."),
            ),
            models.CheckConstraint(
                condition=(Q(source="") & ~Q(heading="")) | (~Q(source="") & Q(outcome=None)),
                name="fees_budget_line_source",
                violation_error_message=_(
                    "Give the line a heading, or choose where its outcome is read from."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.heading or self.source}"
