from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.membership import Membership, days
from members.querysets import DatedQuerySet
from members.references import LONGEST, ReferenceFormat
from network.scope import TenantKey, TenantManager, TenantModel


class ReferenceRule(TenantModel):
    """How a member wants its references (er referens) written, in a span of days."""

    membership = TenantKey(Membership, models.CASCADE, related_name="reference_rules")
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    label = models.CharField(_("what your authority calls it"), max_length=60)
    pattern = models.CharField(_("format"), max_length=LONGEST, blank=True)
    example = models.CharField(_("example"), max_length=LONGEST, blank=True)
    required = models.BooleanField(_("nobody enrols without it"), default=True)

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("rule for references")
        verbose_name_plural = _("rules for references")
        constraints = [
            ExclusionConstraint(
                name="members_reference_rule_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("membership", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another rule holds in that time."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.pattern}"

    @property
    def format(self) -> ReferenceFormat:
        """As the rules read it."""
        return ReferenceFormat(self.label, self.pattern, self.example, self.required)
