from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear, Round
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.contributions.querysets import ContributionQuerySet
from fees.rules import ContributionState, Unit
from members.models import Membership
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel
from network.wording import in_language


class ContributionKind(TenantModel):
    """What members give in hours: teaching, premises, coordination; the network names them."""

    name_sv = models.CharField(_("name in Swedish"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("kind of contribution")
        verbose_name_plural = _("kinds of contribution")
        ordering = ["name_sv"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name_sv"],
                name="fees_contribution_kind_once",
                violation_error_message=_("There is a kind with that name."),
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name_sv, self.name_en)


class ContributionRate(TenantModel):
    """What an hour or a day of a kind is agreed to be worth, in kronor, in a span of days."""

    kind = TenantKey(ContributionKind, models.CASCADE, related_name="rates")
    unit = models.CharField(_("for each"), max_length=4, choices=Unit)
    amount = models.DecimalField(_("kronor"), max_digits=10, decimal_places=2)
    source = models.CharField(
        _("agreed"), max_length=200, help_text=_("Who agreed on it, when, where noted.")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("rate of a contribution")
        verbose_name_plural = _("rates of contributions")
        ordering = ["kind_id", "-since"]
        constraints = [
            ExclusionConstraint(
                name="fees_contribution_rate_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another rate of the kind holds in that time."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="fees_contribution_rate_above_zero",
                violation_error_message=_("A rate is above 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount}/{self.get_unit_display()}"


class Contribution(TenantModel):
    """Time that a member gave to the network, valued by the rate that held then.

    It counts when it is accepted, and stands from then on: what was wrong is taken back by a row
    below zero that points to it. The rate and the value are frozen when it is reported.
    """

    membership = TenantKey(Membership, related_name="+", verbose_name=_("member"))
    kind = TenantKey(ContributionKind, related_name="+", verbose_name=_("kind of contribution"))
    person = models.CharField(
        _("who gave the time"),
        max_length=120,
        blank=True,
        help_text=_("A role is enough, such as teacher or project leader."),
    )
    what = models.CharField(_("what was done"), max_length=300)
    since = models.DateField(_("day, or from"))
    until = models.DateField(_("until"), null=True, blank=True)
    quantity = models.DecimalField(_("how many"), max_digits=8, decimal_places=2)
    unit = models.CharField(_("hours or days"), max_length=4, choices=Unit)
    rate = models.DecimalField(_("kronor for each"), max_digits=10, decimal_places=2)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    state = models.CharField(
        _("state"), max_length=8, choices=ContributionState, default=ContributionState.REPORTED
    )
    reported_by = models.BigIntegerField(_("reported by"))
    reported_at = models.DateTimeField(_("reported"), default=timezone.now, editable=False)
    settled_by = models.BigIntegerField(_("settled by"), null=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    reverses = TenantKey("self", null=True, related_name="reversals", verbose_name=_("takes back"))

    objects = TenantManager.from_queryset(ContributionQuerySet)()

    class Meta:
        verbose_name = _("contribution in kind")
        verbose_name_plural = _("contributions in kind")
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value=Round(F("quantity") * F("rate"), precision=2)),
                name="fees_contribution_value",
            ),
            models.CheckConstraint(
                condition=Q(reverses=None, quantity__gt=0)
                | (Q(reverses__isnull=False, quantity__lt=0) & Q(state="accepted")),
                name="fees_contribution_above_zero",
                violation_error_message=_("Write how many, above 0."),
            ),
            models.CheckConstraint(
                condition=Q(until=None)
                | Q(until__gte=F("since"), until__year=ExtractYear(F("since"))),
                name="fees_contribution_within_a_year",
                violation_error_message=_("A period ends after it begins, in the same year."),
            ),
            models.CheckConstraint(
                condition=Q(state="reported", settled_by=None)
                | (~Q(state="reported") & Q(settled_by__isnull=False)),
                name="fees_contribution_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="fees_contribution_declined_with_reason",
                violation_error_message=_("Say why."),
            ),
            models.UniqueConstraint(
                fields=["network", "reverses"],
                name="fees_contribution_taken_back_once",
                violation_error_message=_("It is taken back already."),
            ),
        ]
        indexes = [
            models.Index(fields=["network", "state", "since"], name="fees_contribution_year")
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def last_day(self) -> date:
        """The day that it ended on."""
        return self.until or self.since
