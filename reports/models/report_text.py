from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantManager, TenantModel
from reports.querysets import ReportTextQuerySet


class ReportText(TenantModel):
    """A version of what people write in a section of the annual report, in one language.

    Versions are only added, each by who had read the one before it (`number`): two who write at
    once cannot overwrite each other. `content` holds the section's fields by name.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    section = models.CharField(_("section"), max_length=20)
    language = models.CharField(
        _("language"), max_length=2, choices=[("sv", _("Swedish")), ("en", _("English"))]
    )
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField(_("content"), default=dict)
    by_name = models.CharField(_("by"), max_length=120)
    user_id = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(ReportTextQuerySet)()

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of reports")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year", "section", "language", "number"],
                name="reports_text_version_once",
                violation_error_message=_("Somebody else saved a version meanwhile."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100, number__gte=1),
                name="reports_text_sane",
                violation_error_message=_("Write a year from 2000 to 2100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.section} {self.language} {self.number}"
