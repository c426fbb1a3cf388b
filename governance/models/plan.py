from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body
from governance.plans.rules import Progress, TextKind
from governance.querysets import OperationalPlanQuerySet, PlanActivityQuerySet
from members.models import Decision, Membership
from network.scope import TenantKey, TenantManager, TenantModel


class OperationalPlan(TenantModel):
    """What the network means to do in a year (verksamhetsplan): goals, activities, commitments.

    A decision adopts it, and the database then keeps all of it as it was adopted; only what has
    come of the activities is still written.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")

    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.DRAFT, editable=False
    )
    decision = TenantKey(Decision, null=True, editable=False, related_name="+")
    adopted_on = models.DateField(_("adopted"), null=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(_("made by"), null=True, editable=False)

    objects = TenantManager.from_queryset(OperationalPlanQuerySet)()

    class Meta:
        verbose_name = _("operational plan")
        verbose_name_plural = _("operational plans")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "year"],
                name="governance_plan_year_once",
                violation_error_message=_("The year has its plan already."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100),
                name="governance_plan_year",
                violation_error_message=_("Write a year between 1990 and 2100."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", decision=None, adopted_on=None)
                | Q(state="adopted", decision__isnull=False, adopted_on__isnull=False),
                name="governance_plan_decided",
                violation_error_message=_("A plan is adopted by a decision."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Operational plan %(year)s")) % {"year": self.year}

    @property
    def is_adopted(self) -> bool:
        """Whether it stands as it was decided."""
        return bool(self.state == self.State.ADOPTED)


class PlanText(TenantModel):
    """A version of the manifest, the vision or a plan's foreword; never changed or removed.

    The manifest and the vision are the network's own, whatever the year; a foreword has its plan.
    """

    kind = models.CharField(_("text"), max_length=8, choices=TextKind)
    plan = TenantKey(OperationalPlan, null=True, editable=False, related_name="texts")
    language = models.CharField(_("language"), max_length=2, default="sv")
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"), max_length=20000)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    made_by_name = models.CharField(_("written by"), max_length=120, blank=True, editable=False)

    class Meta:
        verbose_name = _("text of the plan")
        verbose_name_plural = _("texts of the plan")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "kind", "plan", "language", "number"],
                nulls_distinct=False,
                name="governance_plantext_once",
                violation_error_message=_("Somebody wrote another version meanwhile."),
            ),
            models.CheckConstraint(
                condition=Q(kind="foreword", plan__isnull=False)
                | (~Q(kind="foreword") & Q(plan=None)),
                name="governance_plantext_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class PlanGoal(TenantModel):
    """Something that the network means to reach, and how one sees that it is reached."""

    plan = TenantKey(OperationalPlan, related_name="goals", verbose_name=_("operational plan"))
    position = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)
    title = models.CharField(_("goal"), max_length=200)
    text = models.TextField(_("what it means"), max_length=4000, blank=True)
    measure = models.CharField(_("how it is seen that it is reached"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class PlanActivity(TenantModel):
    """Something that is done towards a goal: by whom, when, and for how much (kronor)."""

    goal = TenantKey(PlanGoal, related_name="activities", verbose_name=_("goal"))
    plan = TenantKey(OperationalPlan, editable=False, related_name="activities")
    position = models.PositiveSmallIntegerField(_("order"), default=0, editable=False)
    title = models.CharField(_("activity"), max_length=200)
    text = models.TextField(_("what is done"), max_length=4000, blank=True)
    body = TenantKey(
        Body, null=True, blank=True, related_name="+", verbose_name=_("body that answers for it")
    )
    answers = models.CharField(_("who answers for it"), max_length=120, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)
    budget = models.DecimalField(
        _("budget, kronor"), max_digits=11, decimal_places=2, default=Decimal(0)
    )

    objects = TenantManager.from_queryset(PlanActivityQuerySet)()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=models.F("starts")),
                name="governance_activity_days",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(budget__gte=0),
                name="governance_activity_budget",
                violation_error_message=_("A budget is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityStatus(TenantModel):
    """How far an activity had come on a day, in words; written again, never changed."""

    activity = TenantKey(PlanActivity, related_name="statuses", verbose_name=_("activity"))
    progress = models.CharField(_("how far"), max_length=9, choices=Progress)
    on = models.DateField(_("day"), default=timezone.localdate)
    words = models.CharField(_("in words"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)

    class Meta:
        verbose_name = _("status of an activity")
        verbose_name_plural = _("statuses of activities")
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(progress="stopped") | ~Q(words=""),
                name="governance_status_stopped",
                violation_error_message=_("Write why the activity is stopped."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_progress_display())


class Commitment(TenantModel):
    """What a member gives to an activity: hours of work, kronor, or both (åtagande)."""

    activity = TenantKey(PlanActivity, related_name="commitments", verbose_name=_("activity"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("member"))
    hours = models.DecimalField(_("hours"), max_digits=7, decimal_places=1, default=Decimal(0))
    kronor = models.DecimalField(_("kronor"), max_digits=11, decimal_places=2, default=Decimal(0))
    words = models.CharField(_("what is given"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(_("given by"), null=True, editable=False)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "activity", "membership"],
                name="governance_commitment_once",
                violation_error_message=_("The member has its commitment there already."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0, kronor__gte=0) & (Q(hours__gt=0) | Q(kronor__gt=0)),
                name="governance_commitment_worth",
                violation_error_message=_("Write hours, kronor or both."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership_id)
