from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import Course
from members.models.membership import days
from network.scope import TenantKey, TenantManager, TenantModel


class MarketPrice(TenantModel):
    """What a seat on a like course costs on the open market, and where that was read (jämförpris).

    Kronor for each seat without VAT, in a span of days. It shows a size and no exact saving, so
    none is kept without its source.
    """

    course = TenantKey(Course, related_name="+", verbose_name=_("course"))
    amount = models.DecimalField(
        _("market price of a seat"),
        max_digits=9,
        decimal_places=2,
        help_text=_("Kronor for each seat, without VAT and travel."),
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        help_text=_("Which courses it was compared with, and when they were looked up."),
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager()

    class Meta:
        verbose_name = _("market price")
        verbose_name_plural = _("market prices")
        ordering = ["course_id", "-since"]
        constraints = [
            ExclusionConstraint(
                name="reports_market_price_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("course", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The course has another market price in that time."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="reports_market_price_above_zero",
                violation_error_message=_("A market price is above 0."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="reports_market_price_source",
                violation_error_message=_("Say where the price was read."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="reports_market_price_days",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.amount}"
