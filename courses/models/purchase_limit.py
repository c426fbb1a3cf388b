from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models.course import Area
from courses.procurements.purchasing import LimitKind
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language

if TYPE_CHECKING:
    pass


class SameKind(TenantModel):
    """Purchases of the same kind (samma slag), as the network divides them; they are summed."""

    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    area = TenantKey(
        Area, null=True, blank=True, related_name="+", verbose_name=_("competence area")
    )

    class Meta:
        verbose_name = _("kind of purchase")
        verbose_name_plural = _("kinds of purchase")
        ordering = ["name_sv"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name_sv"],
                name="courses_same_kind_once",
                violation_error_message=_("There is a kind with that name."),
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name_sv, self.name_en)


class PurchaseLimit(TenantModel):
    """An amount of the procurement act in a span of days, with where it was read."""

    kind = models.CharField(_("limit"), max_length=14, choices=LimitKind)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, help_text=_("Without VAT.")
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=240)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("limit of purchases")
        verbose_name_plural = _("limits of purchases")
        ordering = ["kind", "-since"]
        constraints = [
            ExclusionConstraint(
                name="courses_purchase_limit_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another limit holds in that time."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="courses_purchase_limit_some",
                violation_error_message=_("A limit is above 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.amount}"
