from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.enrolment import Enrolment
from courses.models.run import Run
from courses.querysets import DivisionQuerySet
from courses.rules import Mode
from courses.shares import Policy
from members.models.decision import Decision
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class SharePolicy(TenantModel):
    """How the network divides seats between authorities, in a span of days; its council's rule."""

    minimum = models.PositiveSmallIntegerField(_("seats that a small member is sure of"), default=1)
    small_below = models.PositiveIntegerField(
        _("a member is small below this number of employees"), default=50
    )
    firm = models.BooleanField(_("firm shares from the declared need"), default=True)
    most_credit = models.PositiveSmallIntegerField(
        _("seats lost before that count, at most"),
        default=2,
        help_text=_("0: earlier divisions do not count."),
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    by_decision = TenantKey(
        Decision, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("rule for shares")
        verbose_name_plural = _("rules for shares")
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(by_decision__isnull=False),
                name="courses_share_policy_decided",
                violation_error_message=_("The rule changes by a decision."),
            ),
            ExclusionConstraint(
                name="courses_share_policy_once_at_a_time",
                expressions=[("network", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another rule holds in that time."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__lte=20, most_credit__lte=20),
                name="courses_share_policy_sane",
                violation_error_message=_("Write a number of seats from 0 to 20."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since or ''}–{self.until or ''}"

    @property
    def rule(self) -> Policy:
        """As the rules read it."""
        return Policy(self.minimum, self.firm, self.most_credit)


class DeclaredNeed(TenantModel):
    """How many seats an authority says that it needs on a run; its firm share follows from it."""

    run = TenantKey(Run, models.CASCADE, related_name="needs", verbose_name=_("run"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    seats = models.PositiveSmallIntegerField(_("seats"))

    class Meta:
        verbose_name = _("declared need")
        verbose_name_plural = _("declared needs")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "run", "membership"],
                name="courses_declared_need_once",
                violation_error_message=_("The authority has declared its need already."),
            ),
            models.CheckConstraint(
                condition=Q(seats__lte=2000),
                name="courses_declared_need_sane",
                violation_error_message=_("Write a number of seats from 0 to 2 000."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.membership_id}: {self.seats}"


class Division(TenantModel):
    """One time that a run's seats are given out to those who applied (fördelning).

    The database lays it, with a sealed seed and its commitment, when the run opens. When it is
    made, inputs and result are frozen and the seed is known; then it is placed or set aside.
    Runs that people ranked against each other are divided together: one of them leads.
    """

    class State(models.TextChoices):
        SEALED = "sealed", _("the seed is sealed")
        MADE = "made", _("made, not yet placed")
        PLACED = "placed", _("placed")
        SET_ASIDE = "set_aside", _("set aside")

    run = TenantKey(Run, models.CASCADE, related_name="divisions", verbose_name=_("run"))
    lead = TenantKey("self", null=True, related_name="together", verbose_name=_("divided with"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SEALED)
    mode = models.CharField(_("how seats are given"), max_length=12, choices=Mode)
    commitment = models.CharField(_("commitment"), max_length=64, blank=True)
    seed = models.CharField(_("seed"), max_length=400, blank=True)
    inputs = models.JSONField(_("inputs"), default=dict)
    fingerprint = models.CharField(_("fingerprint of the inputs"), max_length=64, blank=True)
    result = models.JSONField(_("result"), default=dict)
    sealed_at = models.DateTimeField(_("sealed"), default=timezone.now, editable=False)
    made_at = models.DateTimeField(_("made"), null=True)
    placed_at = models.DateTimeField(_("placed"), null=True)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = TenantManager.from_queryset(DivisionQuerySet)()

    class Meta:
        verbose_name = _("division of seats")
        verbose_name_plural = _("divisions of seats")
        ordering = ["-sealed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "run"],
                condition=Q(state__in=["sealed", "made"]),
                name="courses_division_once",
                violation_error_message=_("The run's seats are being divided already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(reason=""),
                name="courses_division_set_aside",
                violation_error_message=_("Write why the division is set aside."),
            ),
            models.CheckConstraint(
                condition=Q(state="sealed") | ~Q(seed="") | Q(mode="selection"),
                name="courses_division_seed_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.state}"


class SealedSeed(TenantModel):
    """The seed of a division until it is made; no person's scope reads it."""

    division = TenantKey(Division, models.CASCADE, related_name="+", verbose_name=_("division"))
    seed = models.CharField(_("seed"), max_length=64)

    class Meta:
        verbose_name = _("sealed seed")
        verbose_name_plural = _("sealed seeds")
        constraints = [
            models.UniqueConstraint(fields=["network", "division"], name="courses_seed_once")
        ]

    def __str__(self) -> str:
        return f"{self.division_id}"


class Outcome(TenantModel):
    """What a division or a selection came to for one application, and why."""

    division = TenantKey(Division, related_name="outcomes", verbose_name=_("division"))
    enrolment = TenantKey(Enrolment, related_name="outcomes", verbose_name=_("enrolment"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    seated = models.BooleanField(_("got a seat"), default=False)
    why = models.JSONField(_("why"), default=dict)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "division", "enrolment"], name="courses_outcome_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.division_id}: {self.enrolment_id}"


class ShareBalance(TenantModel):
    """Seats that an authority got less than an equal part in one division (below 0: more)."""

    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    division = TenantKey(Division, related_name="balances", verbose_name=_("division"))
    day = models.DateField(_("day"), default=timezone.localdate)
    seats = models.DecimalField(_("seats"), max_digits=7, decimal_places=2)

    class Meta:
        verbose_name = _("share balance")
        verbose_name_plural = _("share balances")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "division", "membership"], name="courses_share_balance_once"
            )
        ]
        indexes = [models.Index(fields=["network", "day"], name="share_balance_day")]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.seats}"
