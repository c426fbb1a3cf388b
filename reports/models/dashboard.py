from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantManager, TenantModel


class YearFigures(TenantModel):
    """The figures of a year that has ended, as they were counted last; the present one is live.

    Counted from the rows by `reports.dashboard.counting` and by nobody else; a job counts every
    ended year again, and what was corrected meanwhile is written anew.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    facts = models.JSONField(_("figures"), default=dict)
    counted_at = models.DateTimeField(_("counted"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("figures of a year")
        verbose_name_plural = _("figures of years")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["network", "year"], name="reports_year_figures_once"),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="reports_year_figures_sane_year"
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)
