from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantKey, TenantManager, TenantModel
from network.seat import Seat


class MemberImportQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """Those that were applied, and the ones that the seat itself still looks at."""
        mine = models.Q(user_id=seat.user.pk)
        return self.filter(mine | models.Q(applied_at__isnull=False))


class MemberImport(TenantModel):
    """A list of members that somebody uploaded, looked through, and perhaps applied."""

    document = TenantKey("network.Document", related_name="+", verbose_name=_("file"))
    name = models.CharField(_("file name"), max_length=160)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    user_id = models.BigIntegerField(_("uploaded by"))
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    applied_at = models.DateTimeField(_("applied"), null=True)
    added = models.PositiveIntegerField(_("new members"), default=0)
    changed = models.PositiveIntegerField(_("changed members"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged members"), default=0)
    reversed_at = models.DateTimeField(_("undone"), null=True)

    objects = TenantManager.from_queryset(MemberImportQuerySet)()

    class Meta:
        verbose_name = _("member list")
        verbose_name_plural = _("member lists")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["network", "-created_at"], name="member_import_latest")]

    def __str__(self) -> str:
        return self.name
