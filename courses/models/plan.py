from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.campaign import Campaign, Candidate
from courses.models.run import Run
from courses.needs.rules import Term, Verdict
from courses.plans.decision_querysets import DecisionQuerySet
from courses.plans.querysets import PlanPartQuerySet, PlanQuerySet
from members.models.decision import Decision as NetworkDecision
from network.scope import TenantKey, TenantManager, TenantModel


class Plan(TenantModel):
    """A year's courses as they might be, or as the council decided (kursplan).

    A variant is computed or made by hand; a decided plan is a version and stands still.
    """

    class State(models.TextChoices):
        VARIANT = "variant", _("variant")
        DECIDED = "decided", _("decided")
        PUBLISHED = "published", _("published")
        REPLACED = "replaced", _("replaced by a later version")

    campaign = TenantKey(Campaign, related_name="plans", verbose_name=_("needs assessment"))
    name = models.CharField(_("name"), max_length=80)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.VARIANT, editable=False
    )
    version = models.PositiveSmallIntegerField(_("version"), null=True, editable=False)
    budget = models.DecimalField(
        _("budget"), max_digits=12, decimal_places=2, null=True, blank=True,
        help_text=_("Kronor without VAT. Empty for no limit."),
    )  # fmt: skip
    hours = models.DecimalField(
        _("coordinator's hours"), max_digits=7, decimal_places=1, null=True, blank=True,
        help_text=_("Empty for no limit."),
    )  # fmt: skip
    # What it was computed from and how far the computation came; empty if made by hand.
    inputs = models.JSONField(_("inputs"), default=dict, editable=False)
    result = models.JSONField(_("result"), default=dict, editable=False)
    made_at = models.DateTimeField(_("computed"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    by_decision = TenantKey(
        NetworkDecision, null=True, editable=False, related_name="+", verbose_name=_("decision")
    )
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(PlanQuerySet)()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "campaign", "name"],
                name="courses_plan_once",
                violation_error_message=_("There is a plan with that name."),
            ),
            models.UniqueConstraint(
                fields=["network", "campaign", "version"],
                condition=Q(version__isnull=False),
                name="courses_plan_version_once",
            ),
            models.CheckConstraint(
                condition=Q(state="variant", version=None)
                | (~Q(state="variant") & Q(version__isnull=False, decided_at__isnull=False)),
                name="courses_plan_versioned",
            ),
            models.CheckConstraint(
                condition=Q(state="variant") | Q(by_decision__isnull=False),
                name="courses_plan_decided",
                violation_error_message=_("A plan is decided by a decision of the network."),
            ),
            models.CheckConstraint(
                condition=(Q(budget=None) | Q(budget__gte=0)) & (Q(hours=None) | Q(hours__gte=0)),
                name="courses_plan_limits",
                violation_error_message=_("A limit is 0 or more."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanRule(TenantModel):
    """How many runs of a candidate a plan must have at least, or may have at most, and why."""

    plan = TenantKey(Plan, models.CASCADE, related_name="rules", verbose_name=_("plan"))
    candidate = TenantKey(Candidate, models.CASCADE, related_name="+", verbose_name=_("candidate"))
    term = models.CharField(
        _("term"), max_length=6, choices=Term, blank=True, help_text=_("Empty: the whole year.")
    )
    least = models.PositiveSmallIntegerField(_("at least"), default=0)
    most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = TenantManager.from_queryset(PlanPartQuerySet)()

    class Meta:
        verbose_name = _("rule of a plan")
        verbose_name_plural = _("rules of a plan")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "plan", "candidate", "term"], name="courses_plan_rule_once"
            ),
            models.CheckConstraint(
                condition=Q(least__lte=50) & (Q(most=None) | Q(most__lte=50)),
                name="courses_plan_rule_sane",
                violation_error_message=_("Write a number of runs from 0 to 50."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.term}: {self.least}–{self.most}"


class PlannedRun(TenantModel):
    """A run that a plan holds; publishing makes it a run of the catalogue."""

    class Teaching(models.TextChoices):
        OWN = "own", _("own staff")
        SUPPLIER = "supplier", _("supplier")

    plan = TenantKey(Plan, models.CASCADE, related_name="runs", verbose_name=_("plan"))
    candidate = TenantKey(Candidate, related_name="planned", verbose_name=_("candidate"))
    term = models.CharField(_("term"), max_length=6, choices=Term)
    number = models.PositiveSmallIntegerField(_("run"))
    seats = models.PositiveSmallIntegerField(_("seats"))
    week = models.PositiveSmallIntegerField(_("ISO week"), null=True, blank=True)
    host = TenantKey(
        "members.Membership",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host authority"),
    )
    teaching = models.CharField(
        _("teacher"), max_length=8, choices=Teaching, default=Teaching.SUPPLIER
    )
    cost = models.DecimalField(_("cost"), max_digits=11, decimal_places=2, default=Decimal(0))
    hours = models.DecimalField(
        _("coordinator's hours"), max_digits=6, decimal_places=1, default=Decimal(0)
    )
    run = TenantKey(
        Run, null=True, editable=False, related_name="planned", verbose_name=_("the run")
    )
    procurement = TenantKey(
        "courses.Procurement",
        null=True,
        editable=False,
        related_name="planned",
        verbose_name=_("contract"),
    )

    objects = TenantManager.from_queryset(PlanPartQuerySet)()

    class Meta:
        verbose_name = _("planned run")
        verbose_name_plural = _("planned runs")
        ordering = ["candidate_id", "term", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "plan", "candidate", "term", "number"],
                name="courses_planned_run_once",
            ),
            models.UniqueConstraint(
                fields=["network", "run"],
                condition=Q(run__isnull=False),
                name="courses_planned_run_published_once",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=2000, cost__gte=0, hours__gte=0),
                name="courses_planned_run_sane",
                violation_error_message=_("Write the number of seats, from 1 to 2 000."),
            ),
            models.CheckConstraint(
                condition=Q(week=None) | Q(week__gte=1, week__lte=53),
                name="courses_planned_run_week",
                violation_error_message=_("Write a week from 1 to 53."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.term} {self.number}"


class PlannedSeats(TenantModel):
    """How many seats of a planned run are one authority's."""

    planned_run = TenantKey(
        PlannedRun, models.CASCADE, related_name="shares", verbose_name=_("planned run")
    )
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    seats = models.PositiveSmallIntegerField(_("seats"))

    class Meta:
        verbose_name = _("planned seats")
        verbose_name_plural = _("planned seats")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "planned_run", "membership"], name="courses_planned_seats_once"
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=2000),
                name="courses_planned_seats_some",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.planned_run_id} {self.membership_id}: {self.seats}"


class Decision(TenantModel):
    """What the educational council decided on a candidate, and why; the last one holds."""

    candidate = TenantKey(Candidate, related_name="decisions", verbose_name=_("candidate"))
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict)
    reason = models.TextField(_("why"), max_length=1000)
    meeting = models.CharField(
        _("meeting"), max_length=160, help_text=_("Such as the educational council, item 4.")
    )
    met_on = models.DateField(_("day of the meeting"))
    link = models.URLField(_("link to the minutes"), max_length=500, blank=True)
    plan = TenantKey(Plan, null=True, blank=True, related_name="+", verbose_name=_("plan"))
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(DecisionQuerySet)()

    class Meta:
        verbose_name = _("decision of the council")
        verbose_name_plural = _("decisions of the council")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(meeting=""),
                name="courses_decision_reason",
                violation_error_message=_("Write why, and at which meeting it was decided."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.verdict}"
