from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fees.rules import FeeKind, Method, Step, Tariff
from members.models.membership import days
from members.querysets import DatedQuerySet
from network.scope import TenantKey, TenantManager, TenantModel


class FeeModel(TenantModel):
    """How a fee is computed in a span of days, as data; amounts in kronor without VAT."""

    kind = models.CharField(
        _("kind of fee"), max_length=16, choices=FeeKind, default=FeeKind.MEMBERSHIP
    )
    name = models.CharField(_("name"), max_length=80)
    method = models.CharField(_("computed"), max_length=8, choices=Method)
    decision = models.CharField(
        _("decision"), max_length=200, blank=True, help_text=_("Who decided it, when, where noted.")
    )
    basis = models.CharField(
        _("basis in words"), max_length=300, blank=True, help_text=_("Stands on every invoice.")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    floor = models.DecimalField(
        _("at least"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    ceiling = models.DecimalField(
        _("at most"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    associated = models.DecimalField(
        _("fee of an associated party"), max_digits=12, decimal_places=2, null=True, blank=True
    )

    objects = TenantManager.from_queryset(DatedQuerySet)()

    class Meta:
        verbose_name = _("fee model")
        verbose_name_plural = _("fee models")
        constraints = [
            ExclusionConstraint(
                name="fees_fee_model_once_at_a_time",
                expressions=[
                    ("network", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another fee model holds in that time."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def tariff(self) -> Tariff:
        """The model as plain data for the rules."""
        steps = [Step(step.amount, step.lower, step.level) for step in self.steps.all()]
        return Tariff(self.method, steps, self.floor, self.ceiling, self.associated)


class FeeStep(TenantModel):
    """A step of a fee model: from a head count up to where the next step begins, or of a level.

    Only the lower bound is kept, so steps can neither overlap nor leave a gap between them; the
    database asks that the first one begins at 1.
    """

    model = TenantKey(FeeModel, models.CASCADE, related_name="steps")
    lower = models.PositiveIntegerField(_("from employees"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=40, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["lower", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "model", "lower", "level"],
                name="fees_fee_step_once",
                nulls_distinct=False,
                violation_error_message=_("Another step begins there."),
            ),
            models.CheckConstraint(
                condition=Q(lower__gte=1, level="") | (Q(lower=None) & ~Q(level="")),
                name="fees_fee_step_lower_or_level",
                violation_error_message=_("A step begins at a head count, or belongs to a level."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="fees_fee_step_not_negative",
                violation_error_message=_("A fee is not negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.level or str(self.lower)
