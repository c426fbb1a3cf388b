from decimal import Decimal
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.campaign import Candidate
from courses.models.course import Course
from courses.models.economy import CostLine
from courses.models.purchase_limit import SameKind
from courses.models.supplier import Supplier
from courses.procurements.contracts import Contract, Price, PriceUnit, Prolonging
from courses.procurements.purchasing import BuyingForm, BuyingState, Purchase
from courses.procurements.querysets import ProcurementQuerySet
from members.models.membership import days
from network.money import ZERO
from network.scope import TenantKey, TenantManager, TenantModel

if TYPE_CHECKING:
    from datetime import date


class Procurement(TenantModel):
    """How the network gets a supplier (anskaffning): its form, contract, duties and options.

    Kronor without VAT. The year of a contract is the one in which it begins.
    """

    title = models.CharField(_("what is bought"), max_length=160)
    form = models.CharField(_("form"), max_length=8, choices=BuyingForm, default=BuyingForm.DIRECT)
    state = models.CharField(
        _("state"), max_length=10, choices=BuyingState, default=BuyingState.PLANNED, editable=False
    )
    registry_number = models.CharField(_("registry number"), max_length=60, blank=True)
    buyer = TenantKey("members.Membership", related_name="+", verbose_name=_("buying authority"))
    same_kind = TenantKey(SameKind, related_name="procurements", verbose_name=_("kind of purchase"))
    supplier = TenantKey(
        Supplier, null=True, blank=True, related_name="procurements", verbose_name=_("supplier")
    )
    framework_name = models.CharField(_("framework agreement"), max_length=120, blank=True)
    framework_number = models.CharField(_("its number"), max_length=60, blank=True)
    framework_until = models.DateField(_("it holds until"), null=True, blank=True)
    framework_covers = models.BooleanField(
        _("a framework agreement of the State covers it"),
        default=True,
        help_text=_("A state authority that does not use it sends a notice of deviation."),
    )
    starts = models.DateField(_("contract from"))
    ends = models.DateField(_("contract until"), null=True, blank=True)
    estimated = models.DecimalField(
        _("estimated value"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    actual = models.DecimalField(
        _("value of the contract"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    distribution_key = models.CharField(
        _("how orders are divided"),
        max_length=240,
        blank=True,
        help_text=_("Where several suppliers share a contract."),
    )
    deviation_reason = models.TextField(_("why no framework is used"), max_length=1000, blank=True)
    deviation_sent_on = models.DateField(_("notice of deviation sent"), null=True, blank=True)
    deviation_reference = models.CharField(_("reference of the notice"), max_length=60, blank=True)
    documentation = models.TextField(
        _("documentation of the direct award"),
        max_length=2000,
        blank=True,
        help_text=_("Why this supplier, and how the price was found fair."),
    )
    over_reason = models.TextField(_("why the limit is passed"), max_length=1000, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(ProcurementQuerySet)()

    class Meta:
        verbose_name = _("procurement")
        verbose_name_plural = _("procurements")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                name="courses_procurement_days",
                violation_error_message=_("The contract ends before it begins."),
            ),
            models.CheckConstraint(
                condition=(Q(estimated=None) | Q(estimated__gte=0))
                & (Q(actual=None) | Q(actual__gte=0)),
                name="courses_procurement_value",
                violation_error_message=_("A value is 0 or more."),
            ),
            models.CheckConstraint(
                condition=Q(form=BuyingForm.OWN)
                | ~Q(state__in=[BuyingState.CONTRACTED, BuyingState.ENDED])
                | Q(supplier__isnull=False, ends__isnull=False),
                name="courses_procurement_contract",
                violation_error_message=_("A contract has a supplier and a last day."),
            ),
        ]
        indexes = [models.Index(fields=["network", "starts"], name="procurement_starts")]

    def __str__(self) -> str:
        return self.title

    @property
    def value(self) -> Decimal | None:
        """What the contract is worth; what was thought, until it is known."""
        return self.estimated if self.actual is None else self.actual

    @property
    def purchase(self) -> Purchase:
        """As the sums read it; asks for its options."""
        return Purchase(
            buyer=self.buyer_id,
            kind=self.same_kind_id,
            year=self.starts.year,
            form=self.form,
            value=self.value or ZERO,
            options=tuple(one.value for one in self.options.all()) if self.pk else (),
            stopped=self.state == BuyingState.STOPPED,
            pk=self.pk,
        )

    @property
    def contract(self) -> Contract:
        """As the rules of its time read it; asks for its options."""
        options = self.options.all() if self.pk else ()
        return Contract(
            self.state,
            self.starts,
            self.ends,
            tuple(Prolonging(one.until, one.used_on is not None) for one in options),
        )

    @property
    def last_day(self) -> "date | None":
        """Until when it holds, with the options that were used."""
        return self.contract.last_day


class ContractOption(TenantModel):
    """A right to prolong a contract; its value counts from the start, used or not."""

    procurement = TenantKey(
        Procurement, models.CASCADE, related_name="options", verbose_name=_("procurement")
    )
    until = models.DateField(_("prolongs until"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2, default=ZERO)
    used_on = models.DateField(_("used on"), null=True, blank=True, editable=False)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "procurement", "until"],
                name="courses_contract_option_once",
                violation_error_message=_("Another option prolongs until that day."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="courses_contract_option_value",
                violation_error_message=_("A value is 0 or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procurement_id}: {self.until}"


class ProcurementCandidate(TenantModel):
    """What a procurement is for: a candidate of a needs assessment, or a course."""

    procurement = TenantKey(
        Procurement, models.CASCADE, related_name="purposes", verbose_name=_("procurement")
    )
    candidate = TenantKey(
        Candidate,
        null=True,
        blank=True,
        related_name="procurements",
        verbose_name=_("candidate"),
    )
    course = TenantKey(
        Course, null=True, blank=True, related_name="procurements", verbose_name=_("course")
    )

    class Meta:
        verbose_name = _("purpose of a procurement")
        verbose_name_plural = _("purposes of procurements")
        constraints = [
            models.CheckConstraint(
                condition=Q(candidate=None, course__isnull=False)
                | Q(candidate__isnull=False, course=None),
                name="courses_procurement_purpose",
                violation_error_message=_("Choose a candidate or a course."),
            ),
            models.UniqueConstraint(
                fields=["network", "procurement", "candidate", "course"],
                nulls_distinct=False,
                name="courses_procurement_purpose_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procurement_id}: {self.candidate_id or self.course_id}"


class ContractPrice(TenantModel):
    """What a contract says that something costs, in a span of days. Kronor without VAT."""

    procurement = TenantKey(
        Procurement, models.CASCADE, related_name="prices", verbose_name=_("procurement")
    )
    unit = models.CharField(_("for each"), max_length=4, choices=PriceUnit, default=PriceUnit.DAY)
    kind = models.CharField(
        _("kind of cost"), max_length=10, choices=CostLine.Kind, default=CostLine.Kind.TEACHER
    )
    amount = models.DecimalField(
        _("price"), max_digits=11, decimal_places=2, help_text=_("Without VAT.")
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("price of a contract")
        verbose_name_plural = _("prices of contracts")
        ordering = ["kind", "unit", "since"]
        constraints = [
            ExclusionConstraint(
                name="courses_contract_price_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("procurement", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another price holds in that time."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="courses_contract_price_sane",
                violation_error_message=_("A price is 0 or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} / {self.unit}"

    @property
    def rule(self) -> Price:
        """As the rules read it."""
        return Price(self.unit, self.kind, self.amount, self.since, self.until)


class CallOffRight(TenantModel):
    """A member that may buy by a contract (avropsrätt)."""

    procurement = TenantKey(
        Procurement, models.CASCADE, related_name="rights", verbose_name=_("procurement")
    )
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))

    class Meta:
        verbose_name = _("right to call off")
        verbose_name_plural = _("rights to call off")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "procurement", "membership"], name="courses_call_off_right_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.procurement_id}: {self.membership_id}"
