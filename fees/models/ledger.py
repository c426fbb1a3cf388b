from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from fees.audiences import ForKeepers
from fees.ledger.accounts import WITHOUT_KIND, Entry, Side
from fees.ledger.columns import DateForm, Decimals, Encoding, Separator
from fees.querysets import AccountRuleQuerySet, HostQuerySet
from fees.rules import Category, FeeKind
from members.models import Membership
from members.models.membership import days
from network.scope import TenantKey, TenantManager, TenantModel

code = RegexValidator(r"^[0-9A-Za-zÅÄÖåäö_.-]+$", _("Write letters and digits, without spaces."))


class AccountRule(TenantModel):
    """Which account, cost centre and project a sum is entered on at a host, in a span of days.

    An empty kind, side, category or rate fits all; the most exact rule that fits is used. The
    portal knows no chart of accounts: each host writes its own. `example` marks rows that were
    read in to begin with and that nobody at the host has looked at yet.
    """

    host = TenantKey(Membership, related_name="+", verbose_name=_("host authority"))
    entry = models.CharField(_("what is entered"), max_length=12, choices=Entry)
    kind = models.CharField(_("kind of fee"), max_length=16, choices=FeeKind, blank=True)
    side = models.CharField(_("buyer"), max_length=8, choices=Side, blank=True)
    category = models.CharField(_("VAT"), max_length=1, choices=Category, blank=True)
    rate = models.DecimalField(_("rate, %"), max_digits=4, decimal_places=2, null=True, blank=True)
    account = models.CharField(_("account"), max_length=12, validators=[code])
    account_name = models.CharField(_("name of the account"), max_length=60, blank=True)
    cost_centre = models.CharField(_("cost centre"), max_length=12, blank=True, validators=[code])
    project = models.CharField(_("project"), max_length=12, blank=True, validators=[code])
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    example = models.BooleanField(_("example"), default=False)

    objects = TenantManager.from_queryset(AccountRuleQuerySet)()

    class Meta:
        verbose_name = _("account rule")
        verbose_name_plural = _("account rules")
        ordering = ["entry", "kind", "side", "category", "rate", "since"]
        constraints = [
            ExclusionConstraint(
                name="fees_account_rule_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("host", RangeOperators.EQUAL),
                    ("entry", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("side", RangeOperators.EQUAL),
                    ("category", RangeOperators.EQUAL),
                    (Coalesce(F("rate"), Value(Decimal(-1))), RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another account rule holds for the same in that time."),
            ),
            models.CheckConstraint(
                condition=Q(kind="") | ~Q(entry__in=[entry.value for entry in WITHOUT_KIND]),
                name="fees_account_rule_kind",
                violation_error_message=_(
                    "Receivables, bank and VAT have the same account whatever the fee is for."
                ),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="fees_account_rule_days"
            ),
        ]

    def __str__(self) -> str:
        return self.account


class Counterparty(TenantModel):
    """The code (motpart) by which a host's ledger knows a member, in a span of days."""

    host = TenantKey(Membership, related_name="+", verbose_name=_("host authority"))
    membership = TenantKey(Membership, related_name="+", verbose_name=_("member"))
    code = models.CharField(_("counterparty"), max_length=8, validators=[code])
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(HostQuerySet)()

    class Meta:
        verbose_name = _("counterparty")
        verbose_name_plural = _("counterparties")
        constraints = [
            ExclusionConstraint(
                name="fees_counterparty_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("host", RangeOperators.EQUAL),
                    ("membership", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The member has another counterparty in that time."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="fees_counterparty_days"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class LedgerLayout(TenantModel):
    """How a table for the host's accounting system looks: which columns, under which headings.

    `columns` is a list of [field of the row, heading], in order.
    """

    name = models.CharField(_("name"), max_length=60)
    columns = models.JSONField(_("columns"), default=list)
    separator = models.CharField(
        _("between columns"), max_length=10, choices=Separator, default=Separator.SEMICOLON
    )
    decimals = models.CharField(
        _("decimal sign"), max_length=6, choices=Decimals, default=Decimals.COMMA
    )
    dates = models.CharField(_("dates"), max_length=8, choices=DateForm, default=DateForm.ISO)
    encoding = models.CharField(
        _("encoding"), max_length=12, choices=Encoding, default=Encoding.UTF8_MARKED
    )
    with_headings = models.BooleanField(_("headings in the first row"), default=True)

    objects = TenantManager.from_queryset(ForKeepers)()

    class Meta:
        verbose_name = _("table layout")
        verbose_name_plural = _("table layouts")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name"],
                name="fees_ledger_layout_name",
                violation_error_message=_("Another layout has that name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
