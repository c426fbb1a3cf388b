from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fees.querysets import DatedRuleQuerySet
from fees.rules import Category, FeeKind, Relation
from members.models.membership import days
from network.scope import TenantManager, TenantModel


class VatRule(TenantModel):
    """Which VAT a kind of fee carries between seller and buyer, in a span of days.

    The host's economist assesses it in writing; the portal never guesses. Rates in percent.
    """

    kind = models.CharField(_("kind of fee"), max_length=16, choices=FeeKind)
    relation = models.CharField(_("seller and buyer"), max_length=8, choices=Relation)
    category = models.CharField(_("VAT"), max_length=1, choices=Category)
    rate = models.DecimalField(_("rate"), max_digits=4, decimal_places=2)
    exemption_code = models.CharField(
        _("code of the exemption"),
        max_length=30,
        blank=True,
        help_text=_("From the list of the e-invoice standard, such as VATEX-EU-132-1I."),
    )
    exemption = models.CharField(
        _("reason of the exemption"),
        max_length=200,
        blank=True,
        help_text=_("Stands on the invoice."),
    )
    assessment = models.TextField(_("assessment"), max_length=1000)
    assessed_by = models.CharField(_("assessed by"), max_length=120)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedRuleQuerySet)()

    class Meta:
        verbose_name = _("VAT rule")
        verbose_name_plural = _("VAT rules")
        constraints = [
            ExclusionConstraint(
                name="fees_vat_rule_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("relation", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another VAT rule holds in that time."),
            ),
            models.CheckConstraint(
                condition=Q(category="S", rate__in=[6, 12, 25]) | Q(category__in="OE", rate=0),
                name="fees_vat_rule_rate",
                violation_error_message=_("The rate is 25, 12 or 6 with VAT, otherwise 0."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=FeeKind.STAFF_LOAN)
                | Q(relation=Relation.SAME, category=Category.OUTSIDE)
                | (~Q(relation=Relation.SAME) & Q(category=Category.STANDARD)),
                name="fees_vat_rule_staff_loan",
                violation_error_message=_(
                    "Lending staff is outside VAT within one legal person and carries VAT to"
                    " every other: hiring out staff is never exempt."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(assessment=""),
                name="fees_vat_rule_assessed",
                violation_error_message=_("Write why the rule holds."),
            ),
            models.CheckConstraint(
                condition=~Q(assessed_by=""),
                name="fees_vat_rule_assessor",
                violation_error_message=_("Say who assessed it."),
            ),
            models.CheckConstraint(
                condition=~Q(category="E") | ~Q(exemption=""),
                name="fees_vat_rule_exempt_why",
                violation_error_message=_("An exemption needs its reason in words."),
            ),
            models.CheckConstraint(
                condition=~Q(category="S") | Q(exemption="", exemption_code=""),
                name="fees_vat_rule_no_reason",
                violation_error_message=_("What carries VAT has no reason of exemption."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_relation_display()}"
