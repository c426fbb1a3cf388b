from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models.tariff import FeeModel
from fees.simulations.querysets import SimulationQuerySet
from network.scope import TenantKey, TenantManager, TenantModel

LABELS = "ABCD"


class Simulation(TenantModel):
    """What the members would pay in a year under other fee models, kept as it was reckoned.

    `facts` are the members as they stood when it was made, `changes` what it supposes of them by
    the member's key; `target` is a total in kronor that the models are scaled to.
    """

    name = models.CharField(_("name"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    note = models.TextField(_("note"), max_length=1000, blank=True)
    target = models.DecimalField(
        _("total to reach"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Such as the budget. Empty: the same total as the present model gives."),
    )
    one_level = models.CharField(
        _("everybody at the level"),
        max_length=40,
        blank=True,
        help_text=_("Empty: each at its own. Else the levels are merged to this one."),
    )
    facts = models.JSONField(_("facts"), default=list)
    changes = models.JSONField(_("what is supposed"), default=dict)
    made_by = models.BigIntegerField(_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    reckoned_at = models.DateTimeField(_("facts as of"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(SimulationQuerySet)()

    class Meta:
        verbose_name = _("fee simulation")
        verbose_name_plural = _("fee simulations")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "name"],
                name="fees_simulation_name",
                violation_error_message=_("There is a simulation with that name."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="fees_simulation_sane_year"
            ),
            models.CheckConstraint(
                condition=Q(target=None) | Q(target__gt=0),
                name="fees_simulation_target_above_zero",
                violation_error_message=_("A total to reach is above 0."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SimulationModel(TenantModel):
    """A fee model within a simulation, frozen; position 0 is the present one, then A, B, C, D."""

    simulation = TenantKey(Simulation, models.CASCADE, related_name="schemes")
    model = TenantKey(FeeModel, models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=80)
    adopted = models.BooleanField(_("adopted"))
    tariff = models.JSONField(_("how it computes"))

    class Meta:
        verbose_name = _("fee model of a simulation")
        verbose_name_plural = _("fee models of simulations")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "simulation", "position"], name="fees_simulation_model_place"
            ),
            models.CheckConstraint(
                condition=Q(position__lte=len(LABELS)), name="fees_simulation_model_most"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The letter that it is called by; none for the present model."""
        return LABELS[self.position - 1] if self.position else ""
