from collections.abc import Iterable
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.late_fees import Policy, Rest, Substitute, Tier
from courses.models.enrolment import Enrolment
from courses.models.run import Run
from courses.querysets import LateFeeQuerySet
from members.models.decision import Decision
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class LateFeePolicy(TenantModel):
    """What a late withdrawal costs (sen avbokning), in a span of days; the network's own rule.

    A policy that has begun is never changed: a new one takes over from a day.
    """

    name = models.CharField(_("name"), max_length=120)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    cut_off = models.TimeField(
        _("hour of the day"),
        null=True,
        blank=True,
        help_text=_("Until this hour a day counts. Empty: the whole day."),
    )
    absent_percent = models.DecimalField(
        _("percent of the price for who does not come"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
    )
    absent_amount = models.DecimalField(
        _("kronor besides for who does not come"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
    )
    free_amount = models.DecimalField(
        _("kronor on a course free of charge"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("What a late withdrawal costs where the seat costs nothing. Empty: 0 kr."),
    )
    substitute = models.CharField(
        _("who may take over a seat without cost"),
        max_length=5,
        choices=Substitute,
        default=Substitute.OWN,
    )
    sickness_free = models.BooleanField(
        _("no cost for who is sick"),
        default=True,
        help_text=_("Only that somebody was sick is kept, never of what."),
    )
    reserve_waives = models.BooleanField(
        _("no cost when somebody from the waiting list takes the seat"), default=True
    )

    # The transaction that lays a policy lays its tiers; the database takes none later.
    laid_at = models.DateTimeField(_("laid"), db_default=TransactionNow(), editable=False)

    by_decision = TenantKey(
        Decision, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("rule for late withdrawal")
        verbose_name_plural = _("rules for late withdrawal")
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(by_decision__isnull=False),
                name="courses_late_fee_decided",
                violation_error_message=_("The rule changes by a decision."),
            ),
            ExclusionConstraint(
                name="courses_late_fee_once_at_a_time",
                expressions=[("network", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another rule holds in that time."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def rule_with(self, tiers: Iterable["LateFeeTier"]) -> Policy:
        """As the rules read it, with tiers that are at hand."""
        absent = None
        if self.absent_percent is not None or self.absent_amount is not None:
            absent = Tier(0, self.absent_percent or Decimal(0), self.absent_amount or Decimal(0))
        return Policy(
            [tier.rule for tier in tiers],
            self.cut_off,
            absent,
            self.free_amount,
            Rest(self.sickness_free, self.reserve_waives, self.substitute),
        )


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


class NoShow(TenantModel):
    """Somebody with a seat did not come; laid by those who keep the courses."""

    run = TenantKey(Run, models.CASCADE, related_name="no_shows", verbose_name=_("run"))
    enrolment = TenantKey(Enrolment, related_name="no_shows", verbose_name=_("enrolment"))
    sick = models.BooleanField(_("was sick"), default=False)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("no-show")
        verbose_name_plural = _("no-shows")
        constraints = [
            models.UniqueConstraint(fields=["network", "enrolment"], name="courses_no_show_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}"


class LateFee(TenantModel):
    """A late fee of one enrolment: charged to the authority, or waived with the reason."""

    class Kind(models.TextChoices):
        WITHDRAWAL = "withdrawal", _("late withdrawal")
        NO_SHOW = "no_show", _("did not come")

    class Waived(models.TextChoices):
        RESERVE = "reserve", _("somebody from the waiting list took the seat")
        CANCELLED = "cancelled", _("the run was cancelled")
        DECISION = "decision", _("decided by the coordinator")
        CAME = "came", _("the person had come after all")

    run = TenantKey(Run, related_name="late_fees", verbose_name=_("run"))
    enrolment = TenantKey(Enrolment, related_name="late_fees", verbose_name=_("enrolment"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    amount = models.DecimalField(_("late fee"), max_digits=9, decimal_places=2)
    certain_on = models.DateField(_("certain from"))
    laid_at = models.DateTimeField(_("laid"), default=timezone.now, editable=False)
    waived = models.CharField(_("waived"), max_length=10, choices=Waived, blank=True)
    waived_at = models.DateTimeField(_("waived on"), null=True, editable=False)
    waived_why = models.CharField(_("reason"), max_length=300, blank=True)
    replaced_by = TenantKey(
        Enrolment, null=True, related_name="+", verbose_name=_("who took the seat")
    )

    objects = TenantManager.from_queryset(LateFeeQuerySet)()

    class Meta:
        verbose_name = _("late fee of an enrolment")
        verbose_name_plural = _("late fees of enrolments")
        ordering = ["laid_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "enrolment"], name="courses_late_fee_once_each"
            ),
            models.CheckConstraint(
                condition=Q(waived="", waived_at=None) | (~Q(waived="") & ~Q(waived_at=None)),
                name="courses_late_fee_waived",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.amount}"

    @property
    def reference(self) -> str:
        """What the fees know it by."""
        return f"late:{self.enrolment_id}"
