from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from governance.rules import Duty
from members.models import Membership
from network.scope import TenantKey, TenantManager, TenantModel

TURNS = frozenset({Duty.CHAIR, Duty.CONVENER, Duty.SECRETARY, Duty.HOST})


class RotationRule(TenantModel):
    """How a duty of a body goes round: every so many months to the next authority, from a day."""

    body = TenantKey(Body, models.CASCADE, related_name="rotations", verbose_name=_("body"))
    duty = models.CharField(
        _("office"),
        max_length=10,
        choices=[(duty.value, duty.label) for duty in Duty if duty in TURNS],
    )
    months = models.PositiveSmallIntegerField(_("months in a turn"), default=12)
    starts = models.DateField(_("first turn from"))

    objects = TenantManager()

    class Meta:
        verbose_name = _("rule of rotation")
        verbose_name_plural = _("rules of rotation")
        ordering = ["body_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "body", "duty"],
                name="governance_rotation_once",
                violation_error_message=_("That office goes round already. Change its rule."),
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=60),
                name="governance_rotation_months",
                violation_error_message=_("A turn is 1 to 60 months."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.duty}"


class RotationPlace(TenantModel):
    """An authority's place in the order in which a duty goes round."""

    rule = TenantKey(RotationRule, models.CASCADE, related_name="places", verbose_name=_("rule"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("place in a rotation")
        verbose_name_plural = _("places in rotations")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "rule", "membership"],
                name="governance_rotation_place_once",
                violation_error_message=_("Each authority stands once in the order."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id}: {self.position}"
