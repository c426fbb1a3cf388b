from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.run import Run
from courses.settlement import PriceBasis
from network.money import round_kr
from network.scope import TenantKey, TenantModel


class CostLine(TenantModel):
    """What a run costs: estimated before it is held, actual after. Kronor without VAT."""

    class Kind(models.TextChoices):
        TEACHER = "teacher", _("teacher")
        PREMISES = "premises", _("premises")
        CATERING = "catering", _("catering")
        MATERIAL = "material", _("material")
        ADMINISTRATION = "admin", _("administration")
        OTHER = "other", _("other")

    class Stage(models.TextChoices):
        ESTIMATED = "estimated", _("estimated")
        ACTUAL = "actual", _("actual")

    run = TenantKey(Run, related_name="cost_lines", verbose_name=_("run"))
    kind = models.CharField(_("kind of cost"), max_length=10, choices=Kind, default=Kind.TEACHER)
    stage = models.CharField(
        _("estimated or actual"), max_length=10, choices=Stage, default=Stage.ESTIMATED
    )
    supplier = models.CharField(
        _("supplier"),
        max_length=120,
        blank=True,
        help_text=_("A company, or the member whose own staff or premises it is."),
    )
    quantity = models.DecimalField(
        _("quantity"), max_digits=9, decimal_places=2, default=Decimal(1)
    )
    price = models.DecimalField(
        _("unit price"), max_digits=11, decimal_places=2, help_text=_("Without VAT.")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    procurement = TenantKey(
        "courses.Procurement",
        null=True,
        blank=True,
        related_name="cost_lines",
        verbose_name=_("contract"),
    )

    class Meta:
        verbose_name = _("cost line")
        verbose_name_plural = _("cost lines")
        ordering = ["stage", "kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price__gte=0),
                name="courses_cost_line_sane",
                violation_error_message=_("A quantity is above 0, and a price 0 or more."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def amount(self) -> Decimal:
        """Quantity times price, in whole öre."""
        return round_kr(self.quantity * self.price)


class Settlement(TenantModel):
    """What a held run cost, and how that was shared: laid once, never changed again."""

    run = TenantKey(Run, related_name="settlements", verbose_name=_("run"))
    basis = models.CharField(_("price"), max_length=10, choices=PriceBasis)
    cost = models.DecimalField(_("actual cost"), max_digits=12, decimal_places=2)
    late = models.DecimalField(_("late fees"), max_digits=12, decimal_places=2)
    charged = models.DecimalField(_("course fees"), max_digits=12, decimal_places=2)
    seats = models.PositiveIntegerField(_("seats that were used"))
    kinds = models.JSONField(_("cost by kind"), default=dict)
    by_user_id = models.BigIntegerField(_("by"), null=True, editable=False)
    at = models.DateTimeField(_("settled"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        constraints = [
            models.UniqueConstraint(fields=["network", "run"], name="courses_settlement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.cost}"


class SettlementShare(TenantModel):
    """One authority's part of a settlement. Kronor without VAT."""

    settlement = TenantKey(Settlement, related_name="shares", verbose_name=_("settlement"))
    run = TenantKey(Run, related_name="+", verbose_name=_("run"))
    membership = TenantKey("members.Membership", related_name="+", verbose_name=_("authority"))
    seats = models.PositiveIntegerField(_("seats that were used"))
    preliminary = models.DecimalField(_("preliminary"), max_digits=12, decimal_places=2)
    final = models.DecimalField(_("final"), max_digits=12, decimal_places=2)
    late = models.DecimalField(_("late fees"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("share of a settlement")
        verbose_name_plural = _("shares of settlements")
        constraints = [
            models.UniqueConstraint(
                fields=["network", "settlement", "membership"], name="courses_share_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.final}"

    @property
    def difference(self) -> Decimal:
        """How much more than the preliminary price it became."""
        return self.final - self.preliminary

    @property
    def reference(self) -> str:
        """What the fees know it by."""
        return f"run:{self.run_id}/{self.membership_id}"
