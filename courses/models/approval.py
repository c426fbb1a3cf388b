from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.approvals import DAYS, Wait
from courses.models.enrolment import Enrolment
from courses.models.run import Run
from courses.querysets import ApprovalQuerySet
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class ApprovalRule(TenantModel):
    """Who must say yes before an authority's people have a seat, in a span of days."""

    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    manager = models.BooleanField(_("the manager approves"), default=False)
    local = models.BooleanField(_("the local coordinator approves"), default=False)
    days = models.PositiveSmallIntegerField(_("days to answer"), default=DAYS, db_default=DAYS)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("rule for approval")
        verbose_name_plural = _("rules for approval")
        constraints = [
            ExclusionConstraint(
                name="courses_approval_rule_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("membership", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another rule holds in that time."),
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=60),
                name="courses_approval_rule_days",
                violation_error_message=_("Give 1 to 60 days to answer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.since}–{self.until}"


class Approval(TenantModel):
    """Somebody is asked whether an enrolment may become a seat; the engine lays and counts it."""

    class Kind(models.TextChoices):
        MANAGER = "manager", _("the manager")
        LOCAL = "local", _("the local coordinator")

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        YES = "yes", _("approved")
        NO = "no", _("refused")
        VOID = "void", _("no longer needed")

    enrolment = TenantKey(Enrolment, related_name="approvals", verbose_name=_("enrolment"))
    run = TenantKey(Run, related_name="+", verbose_name=_("run"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    kind = models.CharField(_("who is asked"), max_length=8, choices=Kind)
    # None: any of the authority's local coordinators.
    asked = TenantKey("members.Person", null=True, related_name="+", verbose_name=_("asked"))
    state = models.CharField(_("answer"), max_length=5, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    # Set by the engine: the rule's days later, yet before the course begins.
    answer_by = models.DateTimeField(_("answer by"), default=timezone.now, editable=False)
    reminded_at = models.DateTimeField(_("asked again"), null=True, editable=False)

    objects = TenantManager.from_queryset(ApprovalQuerySet)()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "enrolment", "kind"],
                name="courses_approval_once",
                violation_error_message=_("They are asked already."),
            )
        ]
        indexes = [
            models.Index(
                fields=["network", "membership"], name="approval_asked", condition=Q(state="asked")
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.kind} {self.state}"

    @property
    def wait(self) -> Wait:
        """From when until when the answer is waited for."""
        return Wait(self.asked_at, self.answer_by)

    @property
    def has_lapsed(self) -> bool:
        """Whether it became a no since nobody answered in time."""
        return (
            self.state == self.State.NO
            and self.decided_at is not None
            and self.wait.is_over(self.decided_at)
        )
