from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.late_fees import Tier
from courses.models.division import SharePolicy
from courses.models.late_fee import LateFeePolicy
from network.scope import TenantModel


class ProposedPolicy(TenantModel):
    """A rule for late withdrawal or for shares as it is proposed to a body.

    It holds for nobody before it is decided, and then from the day of the decision. `content` is
    the rule's columns by name, and its tiers.
    """

    class Kind(models.TextChoices):
        LATE_FEE = "late_fee", _("rule for late withdrawal")
        SHARES = "shares", _("rule for shares")

    kind = models.CharField(_("which rule"), max_length=8, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    content = models.JSONField(_("the rule"), default=dict, encoder=DjangoJSONEncoder)
    made_by = models.BigIntegerField(_("written by"), null=True, editable=False)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("proposed rule")
        verbose_name_plural = _("proposed rules")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name

    def columns(self) -> dict[str, Any]:
        """The rule's columns as values of their types."""
        model = LateFeePolicy if self.kind == self.Kind.LATE_FEE else SharePolicy
        kept = {name: value for name, value in self.content.items() if name != "tiers"}
        fields = {field.name: field for field in model._meta.fields}
        return {name: fields[name].to_python(value) for name, value in kept.items()}

    def tiers(self) -> list[Tier]:
        """The steps of a rule for late withdrawal."""
        read = models.DecimalField(max_digits=9, decimal_places=2).to_python
        return [
            Tier(row["days_before"], read(row["percent"]), read(row["amount"]))
            for row in self.content.get("tiers", [])
        ]
