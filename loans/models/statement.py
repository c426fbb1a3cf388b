from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.rules import Category
from loans.costs.counting import Span
from loans.costs.querysets import StatementQuerySet
from loans.costs.rules import BilledBy, StatementState
from loans.models.loan import Loan
from loans.rules import LineKind
from network.scope import TenantKey, TenantManager, TenantModel


class StatementDays(Func):
    """The days of a statement, both ends included."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Statement(TenantModel):
    """The lender's cost statement (kostnadsunderlag) for some days of a loan, in kronor.

    Drafted, sent, then approved or sent back by the borrower; approved, it is charged in the
    fees once. Days outside the loan, and days stated before, are refused by the database.
    A draft is the lender's alone. Names, who bills it and its VAT are frozen when it is sent;
    for a borrower outside the network, the lender's HR writes down who approved it there.
    """

    loan = TenantKey(Loan, related_name="statements", verbose_name=_("loan"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    salary = models.DecimalField(_("monthly salary, full time"), max_digits=10, decimal_places=2)
    overhead_percent = models.DecimalField(
        _("overhead on salary, per cent"), max_digits=5, decimal_places=2, default=0
    )
    share_percent = models.DecimalField(
        _("share that the borrower pays, per cent"), max_digits=5, decimal_places=2, default=100
    )
    net = models.DecimalField(_("sum without VAT"), max_digits=12, decimal_places=2, default=0)
    reference = models.CharField(_("the borrower's reference"), max_length=80, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    made_by = models.BigIntegerField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    sent_by = models.BigIntegerField(null=True, editable=False)
    sent_name = models.CharField(_("sent by"), max_length=120, blank=True, editable=False)
    billed_by = models.CharField(
        _("billed by"), max_length=6, choices=BilledBy, blank=True, editable=False
    )
    vat_category = models.CharField(
        _("VAT"), max_length=1, choices=Category, blank=True, editable=False
    )
    vat_rate = models.DecimalField(
        _("rate"), max_digits=4, decimal_places=2, null=True, editable=False
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    approved_by = models.BigIntegerField(null=True, editable=False)
    approved_name = models.CharField(_("approved by"), max_length=120, blank=True)
    returned_at = models.DateTimeField(_("sent back"), null=True, editable=False)
    returned_by = models.BigIntegerField(null=True, editable=False)
    returned_name = models.CharField(_("sent back by"), max_length=120, blank=True)
    returned_why = models.CharField(_("why it was sent back"), max_length=500, blank=True)

    objects = TenantManager.from_queryset(StatementQuerySet)()

    class Meta:
        verbose_name = _("cost statement")
        verbose_name_plural = _("cost statements")
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="loans_statement_days",
                violation_error_message=_("The statement ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(salary__gte=0)
                & Q(overhead_percent__range=(0, 200))
                & Q(share_percent__range=(0, 100)),
                name="loans_statement_figures",
                violation_error_message=_("Salary and percentages are not below zero."),
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(sent_at__isnull=False, returned_at=None),
                name="loans_statement_sent_first",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | (~Q(billed_by="") & ~Q(vat_category="")),
                name="loans_statement_sent_whole",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | ~Q(returned_why=""),
                name="loans_statement_returned_why",
                violation_error_message=_("Say why."),
            ),
            ExclusionConstraint(
                name="loans_statement_days_once",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("loan", RangeOperators.EQUAL),
                    (
                        StatementDays(
                            F("since"),
                            F("until"),
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(returned_at=None),
                violation_error_message=_("Those days stand on another statement."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}–{self.until}"

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.since, self.until)

    @property
    def state(self) -> StatementState:
        """How far it has come."""
        if self.approved_at is not None:
            return StatementState.APPROVED
        if self.returned_at is not None:
            return StatementState.RETURNED
        return StatementState.SENT if self.sent_at is not None else StatementState.DRAFT

    @property
    def reference_in_fees(self) -> str:
        """What makes it chargeable once: the loan and its first day, which no other has."""
        return f"loan:{self.loan_id}/{self.since.isoformat()}"


class StatementLine(TenantModel):
    """A line of a cost statement; days are calendar days, `percent` the extent that they had."""

    statement = TenantKey(
        Statement, models.CASCADE, related_name="lines", verbose_name=_("cost statement")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=LineKind)
    text = models.CharField(_("concerns"), max_length=200)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("extent, per cent"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    objects = TenantManager()

    class Meta:
        verbose_name = _("line of a cost statement")
        verbose_name_plural = _("lines of cost statements")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text
