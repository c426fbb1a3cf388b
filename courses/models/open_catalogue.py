from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantManager, TenantModel


class OpenCatalogue(TenantModel):
    """A span of days in which the network shows its public runs to everybody, without sign-in."""

    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("open catalogue")
        verbose_name_plural = _("open catalogues")
        constraints = [
            ExclusionConstraint(
                name="courses_open_catalogue_once",
                expressions=[("network", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                violation_error_message=_("The catalogue is open in that time already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.since} – {self.until or ''}"
