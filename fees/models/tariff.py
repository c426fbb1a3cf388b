from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fees.querysets import FeeModelQuerySet
from fees.rules import FeeKind
from fees.tariffs import Method, PartYear, Step, Tariff
from members.models.decision import Decision
from members.models.membership import days
from network.scope import TenantKey, TenantManager, TenantModel


def _share(label: Any) -> Any:
    """A column for a share in percent that a model may do without."""
    return models.DecimalField(label, max_digits=5, decimal_places=2, null=True, blank=True)


class FeeModel(TenantModel):
    """How a fee is computed in a span of days, as data; amounts in kronor, shares in percent.

    One that is not adopted is a proposal: it may overlap others, and bills nobody. One that is
    rests on a decision, and its last day on another: that of the model after it, or of its end.
    The database refuses it without, and other amounts, steps or days without another.
    """

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
    base = models.DecimalField(
        _("base amount"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    included = models.PositiveIntegerField(
        _("employees within the base amount"), default=0, blank=True
    )
    part_year = models.CharField(
        _("part of a year"), max_length=8, choices=PartYear, default=PartYear.WHOLE
    )
    associated_share = _share(_("share that an associated party pays, %"))
    host_reduction = _share(_("reduction for the host authority, %"))
    in_kind_share = _share(_("credit for the value of contributed hours, %"))
    in_kind_ceiling = _share(_("credit at most, percent of the fee"))
    in_kind_years_back = models.PositiveSmallIntegerField(
        _("hours of how many years before the fee's year"),
        default=1,
        help_text=_("0 credits the hours of the same year, 1 those of the year before."),
    )
    adopted = models.BooleanField(
        _("adopted"),
        default=True,
        help_text=_("A proposal bills nobody; it is there to be reckoned on and compared."),
    )

    by_decision = TenantKey(
        Decision, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )
    ended_by = TenantKey(
        Decision,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision of its last day"),
    )
    replaces = TenantKey(
        "self", null=True, blank=True, related_name="+", verbose_name=_("follows on")
    )

    objects = TenantManager.from_queryset(FeeModelQuerySet)()

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
                condition=Q(adopted=True),
                violation_error_message=_("Another fee model holds in that time."),
            ),
            models.CheckConstraint(
                condition=Q(adopted=False) | Q(by_decision__isnull=False),
                name="fees_fee_model_decided",
                violation_error_message=_("A fee model is adopted by a decision."),
            ),
            models.CheckConstraint(
                condition=Q(adopted=False) | Q(until=None) | Q(ended_by__isnull=False),
                name="fees_fee_model_ended",
                violation_error_message=_("An adopted fee model ends by a decision."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 0, f"{name}__lte": 100}),
                    name=f"fees_fee_model_{name}",
                    violation_error_message=_("A share is from 0 to 100 %."),
                )
                for name in ("associated_share", "host_reduction", "in_kind_share")
            ),
            models.CheckConstraint(
                condition=Q(in_kind_ceiling=None)
                | Q(in_kind_ceiling__gte=0, in_kind_ceiling__lte=100),
                name="fees_fee_model_in_kind_ceiling",
                violation_error_message=_("A share is from 0 to 100 %."),
            ),
            models.CheckConstraint(
                condition=Q(in_kind_years_back__lte=2),
                name="fees_fee_model_in_kind_years_back",
                violation_error_message=_("Hours are credited at most two years later."),
            ),
            models.CheckConstraint(
                condition=Q(floor=None) | Q(ceiling=None) | Q(floor__lte=F("ceiling")),
                name="fees_fee_model_floor_below_ceiling",
                violation_error_message=_("The least is more than the most."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="fees_fee_model_days",
                violation_error_message=_("The fee model ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def tariff(self) -> Tariff:
        """The model as plain data for the rules."""
        steps = [Step(step.amount, step.lower, step.level) for step in self.steps.all()]
        return Tariff(
            self.method,
            steps,
            floor=self.floor,
            ceiling=self.ceiling,
            associated=self.associated,
            base=self.base,
            included=self.included,
            part_year=self.part_year,
            associated_share=self.associated_share,
            host_reduction=self.host_reduction,
            in_kind_share=self.in_kind_share,
            in_kind_ceiling=self.in_kind_ceiling,
            in_kind_years_back=self.in_kind_years_back,
        )


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
