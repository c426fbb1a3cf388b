from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantKey, TenantManager, TenantModel
from reports.querysets import EditionQuerySet


class Edition(TenantModel):
    """A report as it was made once: the paper and the workbook of the same figures.

    Editions of a report, year and language are numbered and never changed. The same input gives
    the same bytes, so an order that finds nothing changed since the newest edition adds none.
    """

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("annual report")
        REGIONAL = "regional", _("regional pack")

    kind = models.CharField(_("report"), max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField(_("year"))
    language = models.CharField(
        _("language"), max_length=2, choices=[("sv", _("Swedish")), ("en", _("English"))]
    )
    number = models.PositiveIntegerField(_("edition"))
    digest = models.CharField(_("SHA-256 of paper and workbook"), max_length=64)
    paper = TenantKey("network.Document", related_name="+", verbose_name=_("paper"))
    workbook = TenantKey("network.Document", related_name="+", verbose_name=_("workbook"))
    user_id = models.BigIntegerField(null=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(EditionQuerySet)()

    class Meta:
        verbose_name = _("edition of a report")
        verbose_name_plural = _("editions of reports")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "kind", "year", "language", "number"],
                name="reports_edition_once",
                violation_error_message=_("There is an edition with that number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.language} {self.number}"
