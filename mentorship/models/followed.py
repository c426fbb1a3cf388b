from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.models.pair import Pair
from mentorship.models.round import MentorRound
from network.scope import TenantKey, TenantManager, TenantModel


class PairCall(TenantModel):
    """That a coordinator has called the two after a no; nothing of what was said."""

    pair = TenantKey(Pair, models.CASCADE, related_name="calls", verbose_name=_("pair"))
    at = models.DateTimeField(_("called"), default=timezone.now, editable=False)
    called_by = models.BigIntegerField(_("called by"), null=True, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("call to a pair")
        verbose_name_plural = _("calls to pairs")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.at:%Y-%m-%d}"


class RoundFigures(TenantModel):
    """What is kept of a round when its people are forgotten: counts by authority, no people.

    `figures` is what `app.round_facts` told on that day, and tells from then on.
    """

    round = models.OneToOneField(
        MentorRound,
        models.CASCADE,
        related_name="kept_figures",
        db_constraint=False,
        verbose_name=_("mentoring round"),
    )
    figures = models.JSONField(_("figures"), default=dict)
    kept_at = models.DateTimeField(_("people forgotten"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("kept figures of a round")
        verbose_name_plural = _("kept figures of rounds")

    def __str__(self) -> str:
        return str(self.round_id)
