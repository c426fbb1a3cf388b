from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loans.rules import Legal
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantManager, TenantModel


class LoanTerms(TenantModel):
    """The rules of loans in a span of days: longest time, when to warn, notice, and whose rule.

    Where a network has none, those of `loans/terms.py` hold, in the database too.
    """

    legal = models.CharField(_("which rules"), max_length=6, choices=Legal)
    max_months = models.PositiveSmallIntegerField(_("longest, months"))
    warn_months = models.PositiveSmallIntegerField(_("warn after, months"))
    notice_months = models.PositiveSmallIntegerField(_("notice, months"))
    source = models.CharField(_("source"), max_length=300)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("terms of loans")
        verbose_name_plural = _("terms of loans")
        ordering = ["legal", "-since"]
        constraints = [
            ExclusionConstraint(
                name="loans_terms_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("legal", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Other terms hold in that time."),
            ),
            models.CheckConstraint(
                condition=Q(max_months__range=(1, 24), warn_months__lt=models.F("max_months")),
                name="loans_terms_months",
                violation_error_message=_("Warn before the longest time is over."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="loans_terms_source",
                violation_error_message=_("Say where the rule stands."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.legal} {self.since}"


class AgreementTemplate(TenantModel):
    """The network's wording of an agreement (överenskommelse) in a span of days.

    `clauses` holds a text for each clause of `loans/agreements/clauses.py` that is no plain
    field; what is missing is taken from the portal's own wording.
    """

    legal = models.CharField(_("which rules"), max_length=6, choices=Legal)
    title = models.CharField(_("title"), max_length=120)
    clauses = models.JSONField(_("texts"), default=dict)
    source = models.CharField(
        _("agreed"), max_length=300, help_text=_("Who agreed on it, when, where noted.")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("template of agreements")
        verbose_name_plural = _("templates of agreements")
        ordering = ["legal", "-since"]
        constraints = [
            ExclusionConstraint(
                name="loans_template_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("legal", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another template holds in that time."),
            )
        ]

    def __str__(self) -> str:
        return self.title
