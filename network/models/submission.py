from typing import Self
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.scope import TenantModel, current_network_id

# One statement lays the row, or waits for a twin that is still being answered and finds its row.
CLAIM = """
INSERT INTO network_submission (network_id, user_id, key, body_hash, location, created_at)
VALUES (%s, %s, %s, %s, '', now())
ON CONFLICT (network_id, user_id, key) DO UPDATE SET key = EXCLUDED.key
RETURNING *
"""


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

    @classmethod
    def claim(cls, user_id: int, key: UUID, body_hash: str) -> Self:
        """The row of a form that was sent, held until the transaction ends; an old one is kept."""
        found: list[Self] = list(
            cls.objects.raw(CLAIM, [current_network_id(), user_id, key, body_hash])
        )
        return found[0]

    def settle(self, location: str) -> None:
        """Remember where the answer led."""
        type(self).objects.filter(pk=self.pk).update(location=location, body_hash=self.body_hash)
