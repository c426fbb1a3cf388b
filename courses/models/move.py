from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.run import Run
from courses.rules import RunState
from network.scope import TenantKey, TenantModel


class RunMove(TenantModel):
    """A run went from one state to another: by whom, when, and what the letters say of it."""

    run = TenantKey(Run, related_name="moves", verbose_name=_("run"))
    before = models.CharField(_("from"), max_length=12, choices=RunState)
    after = models.CharField(_("to"), max_length=12, choices=RunState)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    next_run = TenantKey(
        Run, null=True, related_name="+", verbose_name=_("the run offered instead")
    )
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.before} → {self.after}"
