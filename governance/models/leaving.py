from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.membership.rules import Notice
from members.models import Decision, Membership
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.codes import grouped
from network.scope import TenantKey, TenantManager, TenantModel


class MembershipTerms(TenantModel):
    """How a membership is ended, in a span of days: how long before, and on which day of a year."""

    notice_months = models.PositiveSmallIntegerField(_("notice, months"))
    at_years_end = models.BooleanField(_("ends with a calendar year"), default=True)
    source = models.CharField(
        _("source"), max_length=300, help_text=_("The agreement or statutes where it stands.")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    by_decision = TenantKey(Decision, related_name="+", verbose_name=_("decision"))

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("terms of membership")
        verbose_name_plural = _("terms of membership")
        ordering = ["-since"]
        constraints = [
            ExclusionConstraint(
                name="governance_membership_terms_once",
                expressions=[("network", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Other terms hold in that time."),
            ),
            models.CheckConstraint(
                condition=Q(notice_months__lte=36),
                name="governance_membership_terms_months",
                violation_error_message=_("Write 0 to 36 months."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="governance_membership_terms_source",
                violation_error_message=_("Say where the rule stands."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}"

    @property
    def notice(self) -> Notice:
        """As the rules read it."""
        return Notice(self.notice_months, self.at_years_end)


class Resignation(TenantModel):
    """A member's notice that it leaves, with its last day by the terms of the day it was given."""

    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    given_on = models.DateField(_("given"))
    last_day = models.DateField(_("last day"))
    terms = TenantKey(MembershipTerms, related_name="+", verbose_name=_("terms"))
    reason = models.TextField(_("why"), max_length=2000, blank=True)
    by_name = models.CharField(_("given by"), max_length=120)
    given_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    carried_out_at = models.DateTimeField(_("carried out"), null=True, editable=False)

    class Meta:
        verbose_name = _("resignation")
        verbose_name_plural = _("resignations")
        ordering = ["-given_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "membership"],
                condition=Q(withdrawn_at=None),
                name="governance_resignation_once",
                violation_error_message=_("The authority has resigned already."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("given_on")),
                name="governance_resignation_days",
                violation_error_message=_("The membership ends before the notice was given."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(carried_out_at=None),
                name="governance_resignation_done",
                violation_error_message=_("The membership has ended."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.last_day}"

    @property
    def is_open(self) -> bool:
        """Whether it was given and its day has not passed."""
        return self.withdrawn_at is None and self.carried_out_at is None


class MembershipCertificate(TenantModel):
    """A paper that an authority is a member on a day; its facts and its bytes never change.

    Anybody who has the code may check it where the courses' certificates are checked.
    """

    membership = TenantKey(Membership, related_name="+", verbose_name=_("authority"))
    code = models.CharField(_("code"), max_length=16, editable=False)
    language = models.CharField(_("language"), max_length=2, editable=False)
    name = models.CharField(_("name"), max_length=220, editable=False)
    standing = models.CharField(_("as"), max_length=80, editable=False)
    since = models.DateField(_("from"), null=True, editable=False)
    day = models.DateField(_("holds for"), editable=False)
    paper = models.BinaryField(_("paper"), editable=False)
    issued_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    issued_by = models.BigIntegerField(_("ordered by"), null=True, editable=False)

    class Meta:
        verbose_name = _("certificate of membership")
        verbose_name_plural = _("certificates of membership")
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "code"], name="governance_membership_certificate_code"
            ),
            models.UniqueConstraint(
                fields=["network", "membership", "language", "day"],
                name="governance_membership_certificate_once",
            ),
        ]

    def __str__(self) -> str:
        return self.printed_code

    @property
    def printed_code(self) -> str:
        """The code in groups of four."""
        return grouped(self.code)
