from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.authority import Authority
from members.models.decision import Decision
from members.querysets import DatedQuerySet, MembershipQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class Days(models.Func):
    """The days from one to another, both included; an open end is for ever."""

    function = "DATERANGE"
    output_field = DateRangeField()


def days() -> Days:
    """The range of a dated row's `since` and `until`."""
    return Days(F("since"), F("until"), RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class Membership(TenantModel):
    """A member of a network: an authority, or a part of one ("Försäkringskassan it")."""

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="+", db_index=False, verbose_name=_("authority")
    )
    part = models.CharField(_("part"), max_length=60, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(MembershipQuerySet)()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")) | Q(since=None) | Q(until=None),
                name="members_membership_days",
                violation_error_message=_("The membership ends before it begins."),
            ),
            ExclusionConstraint(
                name="members_membership_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("authority", RangeOperators.EQUAL),
                    ("part", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The authority is a member already in that time."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The authority's name, with the part that is the member."""
        return f"{self.authority.name} {self.part}".strip()

    @property
    def short_name(self) -> str:
        """The authority's short name, with the part that is the member."""
        return f"{self.authority.short_name} {self.part}".strip()

    def is_active(self, day: date) -> bool:
        """Whether it is a member on a day."""
        return (not self.since or self.since <= day) and (not self.until or self.until >= day)


class Standing(TenantModel):
    """What kind of member it is, and at which level, in a span of days.

    It rests on a decision; the database refuses another kind or level without another decision.
    """

    class Kind(models.TextChoices):
        MEMBER = "member", _("member")
        ASSOCIATED = "associated", _("associated party")

    membership = TenantKey(Membership, models.CASCADE, related_name="standings")
    kind = models.CharField(_("kind of membership"), max_length=12, choices=Kind)
    level = models.CharField(_("level"), max_length=40, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    by_decision = TenantKey(Decision, related_name="+", verbose_name=_("decision"))

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            ExclusionConstraint(
                name="members_standing_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("membership", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The member has another standing in that time."),
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class InvoiceProfile(TenantModel):
    """Where and how a member wants its invoices, in a span of days."""

    membership = TenantKey(Membership, models.CASCADE, related_name="invoice_profiles")
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    endpoint_scheme = models.CharField(_("Peppol scheme"), max_length=4, blank=True)
    endpoint = models.CharField(_("Peppol address"), max_length=50, blank=True)
    reference = models.CharField(_("your reference"), max_length=80, blank=True)
    order_number = models.CharField(_("order number"), max_length=80, blank=True)
    address = models.TextField(_("invoice address"), max_length=300, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    email = models.EmailField(_("mail for invoices"), blank=True)
    language = models.CharField(
        _("language of letters about invoices"),
        max_length=2,
        choices=[("sv", _("Swedish")), ("en", _("English"))],
        default="sv",
    )
    payment_days = models.PositiveSmallIntegerField(_("days to pay"), default=30)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("invoice profile")
        verbose_name_plural = _("invoice profiles")
        constraints = [
            ExclusionConstraint(
                name="members_invoice_profile_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("membership", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another invoice profile covers those days."),
            ),
            models.CheckConstraint(
                condition=Q(endpoint_scheme__in=["", "0007", "0088"]),
                name="members_invoice_profile_scheme",
                violation_error_message=_("Use 0007 (organisation number) or 0088 (GLN)."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference or str(self.membership_id)
