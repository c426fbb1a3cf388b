from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.rules import Tier
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class LateFeePolicy(TenantModel):
    """What a late withdrawal costs (sen avbokning), in a span of days; the network's own rule."""

    name = models.CharField(_("name"), max_length=120)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("rule for late withdrawal")
        verbose_name_plural = _("rules for late withdrawal")
        constraints = [
            ExclusionConstraint(
                name="courses_late_fee_once_at_a_time",
                expressions=[("network", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another rule holds in that time."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class LateFeeTier(TenantModel):
    """From how many days before the first session a withdrawal costs how much."""

    policy = TenantKey(LateFeePolicy, models.CASCADE, related_name="tiers", verbose_name=_("rule"))
    days_before = models.PositiveSmallIntegerField(_("days before the first session"))
    percent = models.DecimalField(
        _("percent of the price"), max_digits=5, decimal_places=2, default=Decimal(0)
    )
    amount = models.DecimalField(
        _("kronor besides"), max_digits=9, decimal_places=2, default=Decimal(0)
    )

    class Meta:
        verbose_name = _("late fee")
        verbose_name_plural = _("late fees")
        ordering = ["-days_before"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "policy", "days_before"],
                name="courses_late_fee_tier_once",
                violation_error_message=_("The rule has a fee from that day."),
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100, amount__gte=0),
                name="courses_late_fee_sane",
                violation_error_message=_("A fee is 0 to 100 percent, and 0 kronor or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days_before}: {self.percent} %"

    @property
    def rule(self) -> Tier:
        """As the rules read it."""
        return Tier(self.days_before, self.percent, self.amount)
