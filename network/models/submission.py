from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantModel


class Submission(TenantModel):
    """A form that was sent: the same one again gets the same answer, not a second effect."""

    user_id = models.BigIntegerField(_("sender"))
    key = models.UUIDField(_("key"))
    body_hash = models.CharField(_("hash of what was sent"), max_length=64)
    location = models.CharField(_("where the answer led"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "user_id", "key"], name="network_submission_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)
