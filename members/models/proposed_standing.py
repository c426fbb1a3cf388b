from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.membership import Membership, Standing
from network.scope import TenantKey, TenantModel


class ProposedStanding(TenantModel):
    """Another level or kind of membership for some members, as it is proposed to a body.

    It changes nobody before it is decided, and then from the day of the decision.
    """

    name = models.CharField(_("what is proposed"), max_length=120)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("proposed standing")
        verbose_name_plural = _("proposed standings")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="members_proposed_standing_named",
                violation_error_message=_("Write what is proposed."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProposedStandingLine(TenantModel):
    """What one member would become by a proposal."""

    proposal = TenantKey(ProposedStanding, models.CASCADE, related_name="lines")
    membership = TenantKey(
        Membership, models.CASCADE, related_name="+", verbose_name=_("authority")
    )
    kind = models.CharField(_("kind of membership"), max_length=12, choices=Standing.Kind)
    level = models.CharField(_("level"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("line of a proposed standing")
        verbose_name_plural = _("lines of proposed standings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "proposal", "membership"],
                name="members_proposed_standing_once",
                violation_error_message=_("The proposal names the member already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.kind} {self.level}".strip()
