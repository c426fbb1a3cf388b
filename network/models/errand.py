from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantManager, TenantModel


class ErrandQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Errands whose time has come and that nobody has done."""
        return self.filter(done_at=None, parked_at=None, due_at__lte=timezone.now())


class Errand(TenantModel):
    """Something that must happen after a commit: the outbox.

    Written in the transaction that causes it; the worker runs it in the system scope, once:
    the row is locked while it runs and marked done in the same transaction as the work.
    """

    name = models.CharField(_("errand"), max_length=80)
    facts = models.JSONField(_("ids"), default=dict, help_text=_("Ids only, never personal data."))
    key = models.CharField(_("key"), max_length=120)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    done_at = models.DateTimeField(_("done"), null=True)
    parked_at = models.DateTimeField(_("given up"), null=True)

    objects = TenantManager.from_queryset(ErrandQuerySet)()

    class Meta:
        verbose_name = _("errand")
        verbose_name_plural = _("errands")
        constraints = [
            models.UniqueConstraint(fields=["network", "name", "key"], name="network_errand_once")
        ]
        indexes = [
            models.Index(
                fields=["network", "due_at"],
                name="errand_waiting",
                condition=models.Q(done_at=None, parked_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"
