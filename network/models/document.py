from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantManager, TenantModel

if TYPE_CHECKING:
    from network.seat import Seat


class DocumentQuerySet(models.QuerySet[Any]):
    def seen_by(self, seat: Seat) -> Self:
        """What one ordered oneself, and by kind: invoices to payers and payees, reports to all who
        read them. The same words as the database's lock.
        """
        scope = seat.scope
        readable = Q(user_id=seat.user.pk)
        invoices = Q(kind=Document.Kind.INVOICE)
        if not (scope.money or scope.whole):
            invoices &= Q(membership_id__in=scope.memberships)
        readable |= invoices
        if scope.reports or scope.whole or scope.money:
            readable |= Q(kind=Document.Kind.REPORT)
        return self.filter(readable)


class Document(TenantModel):
    """A file that the portal made, kept in the database so that the locks hold for it too.

    `kind` says who may read it: see the policies in the migration.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("invoice")
        REPORT = "report", _("report")
        TABLE = "table", _("table")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    membership_id = models.BigIntegerField(_("authority concerned"), null=True)
    user_id = models.BigIntegerField(_("ordered by"), null=True)
    name = models.CharField(_("file name"), max_length=160)
    media_type = models.CharField(_("media type"), max_length=80)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(DocumentQuerySet)()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [models.Index(fields=["network", "kind", "-created_at"], name="document_latest")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sha256 = hashlib.sha256(self.content).hexdigest()
        super().save(*args, **kwargs)
