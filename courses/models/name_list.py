from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.run import Run
from courses.names import NameRow
from network.scope import TenantKey, TenantManager, TenantModel
from network.seat import Seat


class NameListQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """One's own: a list holds what somebody wrote of people, and concerns nobody else."""
        return self.filter(user_id=seat.user.pk)


class NameList(TenantModel):
    """People whom somebody wants to enrol on a run: kept while it is looked through and applied.

    What was written goes when the list is applied, but for the rows that were left out.
    """

    run = TenantKey(Run, models.CASCADE, related_name="name_lists", verbose_name=_("run"))
    membership = TenantKey(
        "members.Membership",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("authority of new people"),
    )
    user_id = models.BigIntegerField(_("by"))
    name = models.CharField(_("file name"), max_length=160, blank=True)
    rows = models.JSONField(_("rows"), default=list)
    created_at = models.DateTimeField(_("brought"), default=timezone.now, editable=False)
    applied_at = models.DateTimeField(_("applied"), null=True, editable=False)
    made = models.JSONField(_("enrolments it made"), default=list)
    added = models.PositiveIntegerField(_("new people"), default=0)

    objects = TenantManager.from_queryset(NameListQuerySet)()

    class Meta:
        verbose_name = _("list of names")
        verbose_name_plural = _("lists of names")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.run_id}: {len(self.rows)}"

    @property
    def written(self) -> list[NameRow]:
        """The rows as they were read."""
        return [NameRow(**row) for row in self.rows]
