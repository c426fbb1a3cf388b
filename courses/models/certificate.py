from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.enrolment import Enrolment
from courses.models.run import Run
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.codes import grouped
from network.scope import TenantKey, TenantManager, TenantModel


class AfterRule(TenantModel):
    """What holds after a course, in a span of days: certificate, needs, evaluation."""

    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    presence_percent = models.PositiveSmallIntegerField(
        _("percent of the time for a certificate"), default=80
    )
    needs_days = models.PositiveSmallIntegerField(
        _("days until special needs are deleted"), default=14
    )
    evaluation_days = models.PositiveSmallIntegerField(
        _("days to answer the evaluation"), default=14
    )

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("rule after a course")
        verbose_name_plural = _("rules after a course")
        constraints = [
            ExclusionConstraint(
                name="courses_after_rule_once_at_a_time",
                expressions=[("network", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another rule holds in that time."),
            ),
            models.CheckConstraint(
                condition=Q(presence_percent__gte=1, presence_percent__lte=100),
                name="courses_after_rule_presence",
                violation_error_message=_("Write 1 to 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(needs_days__lte=30),
                name="courses_after_rule_needs",
                violation_error_message=_("Special needs are kept for 30 days at most."),
            ),
            models.CheckConstraint(
                condition=Q(evaluation_days__gte=1, evaluation_days__lte=60),
                name="courses_after_rule_evaluation",
                violation_error_message=_("Write 1 to 60 days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} {self.presence_percent} %"


class Certificate(TenantModel):
    """A certificate (intyg) as it was issued: its facts and its paper never change.

    Anybody who has the code may check it on a public page; a revoked one says so there.
    """

    run = TenantKey(Run, related_name="certificates", verbose_name=_("run"))
    enrolment = TenantKey(Enrolment, related_name="certificates", verbose_name=_("enrolment"))
    person = TenantKey("members.Person", related_name="+", verbose_name=_("person"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    code = models.CharField(_("code"), max_length=16, editable=False)
    language = models.CharField(_("language"), max_length=2, editable=False)
    name = models.CharField(_("name"), max_length=160, editable=False)
    course = models.CharField(_("course"), max_length=120, editable=False)
    days = models.CharField(_("days"), max_length=300, editable=False)
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1, default=Decimal(0))
    paper = models.BinaryField(_("paper"), editable=False)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.BigIntegerField(_("revoked by"), null=True, editable=False)
    revoked_because = models.CharField(_("why it is revoked"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(fields=["network", "code"], name="courses_certificate_code"),
            models.UniqueConstraint(
                fields=["network", "enrolment"],
                condition=Q(revoked_at=None),
                name="courses_certificate_once",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_code

    @property
    def printed_code(self) -> str:
        """The code in groups of four."""
        return grouped(self.code)
