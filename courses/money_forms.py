"""Forms for late fees, costs and settlements."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.extents import first_day
from courses.late_fees import Tier
from courses.models import CostLine, LateFeePolicy, Procurement
from courses.procurements.buying import refusal_in_words
from members.forms.decision import DecidedForm
from network.forms import OnceForm


class PolicyForm(DecidedForm, forms.ModelForm):  # type: ignore[type-arg]
    """A rule for late withdrawal that holds from a day on."""

    example_price = forms.DecimalField(
        label=_("Show what it would cost at this price"),
        min_value=0,
        max_value=100_000,
        decimal_places=2,
        required=False,
        initial=Decimal(5000),
    )

    class Meta:
        model = LateFeePolicy
        fields = (
            "name", "since", "cut_off", "absent_percent", "absent_amount", "free_amount",
            "substitute", "sickness_free", "reserve_waives",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].required = True

    @staticmethod
    def like(now: LateFeePolicy) -> LateFeePolicy:
        """A policy to begin with: as the one that holds."""
        return LateFeePolicy(
            name=now.name,
            cut_off=now.cut_off,
            absent_percent=now.absent_percent,
            absent_amount=now.absent_amount,
            free_amount=now.free_amount,
            substitute=now.substitute,
            sickness_free=now.sickness_free,
            reserve_waives=now.reserve_waives,
        )

    def asks(self, said: dict[str, Any]) -> bool:
        """A rule is kept by a decision; looking at it, or proposing it, asks for none."""
        return "preview" not in self.data and "propose" not in self.data

    def validate_constraints(self) -> None:
        """The one that holds is ended when this one is laid."""

    def clean_since(self) -> Any:
        since = self.cleaned_data["since"]
        if since < timezone.localdate():
            raise ValidationError(_("A rule holds from today at the earliest, never backwards."))
        if LateFeePolicy.objects.filter(since=since).exists():
            raise ValidationError(_("Another rule begins on that day."))
        return since

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("absent_percent", "absent_amount", "free_amount"):
            if (cleaned.get(name) or 0) < 0:
                self.add_error(name, _("A fee is 0 or more."))
        if (cleaned.get("absent_percent") or 0) > 100:
            self.add_error("absent_percent", _("At most 100 percent."))
        return cleaned


class TierForm(forms.Form):
    """From how many days before a withdrawal costs how much; empty rows are left alone."""

    days_before = forms.IntegerField(label=_("Days before"), min_value=0, max_value=365)
    percent = forms.DecimalField(
        label=_("Percent of the price"), min_value=0, max_value=100, decimal_places=2,
        required=False,
    )  # fmt: skip
    amount = forms.DecimalField(
        label=_("Kronor besides"), min_value=0, max_value=100_000, decimal_places=2,
        required=False,
    )  # fmt: skip


class BaseTierFormSet(BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        """One tier at least, no day twice, and later never costs less."""
        if any(self.errors):
            return
        tiers = self.tiers()
        if not tiers:
            raise ValidationError(_("Give the rule at least one step."))
        days = [tier.days_before for tier in tiers]
        if len(set(days)) != len(days):
            raise ValidationError(_("Two steps begin on the same day."))
        if min(days) != 0:
            raise ValidationError(_("The last step has 0 days before: it holds to the end."))

    def tiers(self) -> list[Tier]:
        """The filled rows, as the rules read them."""
        return [
            Tier(
                row["days_before"],
                row.get("percent") or Decimal(0),
                row.get("amount") or Decimal(0),
            )
            for row in (form.cleaned_data for form in self.forms if form.is_valid())
            if row.get("days_before") is not None
        ]


TierFormSet = formset_factory(TierForm, formset=BaseTierFormSet, extra=2, max_num=12)


class WaiverForm(OnceForm):
    why = forms.CharField(
        label=_("Why nothing is owed"),
        max_length=300,
        help_text=_("Kept in the journal. Do not write about anybody's health."),
    )


class CostLineForm(forms.ModelForm):  # type: ignore[type-arg]
    """One cost of a run."""

    procurement = forms.ModelChoiceField(
        Procurement._base_manager.none(),
        label=_("By the contract"),
        required=False,
        help_text=_("If a contract of the network pays for it."),
    )

    class Meta:
        model = CostLine
        fields = ("stage", "kind", "supplier", "quantity", "price", "note")

    def __init__(self, *args: Any, contracts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Procurement]", self.fields["procurement"])
        field.queryset = contracts
        self.initial["procurement"] = self.instance.procurement_id

    def clean_procurement(self) -> Procurement | None:
        """A contract that holds on the run's first day; one that is kept is not asked again."""
        chosen: Procurement | None = self.cleaned_data["procurement"]
        if chosen is None or chosen.pk == self.instance.procurement_id:
            return chosen
        if why := refusal_in_words(chosen, first_day(self.instance.run)):
            raise ValidationError(why)
        return chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "procurement" in cleaned:
            self.instance.procurement = cleaned["procurement"]
        return cleaned


class SettlementForm(forms.Form):
    """The end of looking through a settlement."""

    looked = forms.BooleanField(
        label=_("I have looked through the costs, the seats and what each authority pays"),
        error_messages={"required": _("Tick the box when you have looked through the list.")},
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)


class MoveForm(forms.Form):
    """What the letters of a change of state say; which fields there are depends on the state."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea,
        help_text=_("Stands in the letters. One or two sentences."),
    )
    next_run = forms.ChoiceField(
        label=_("Offer another run first"),
        required=False,
        help_text=_("Those who had a seat are asked first, in the order in which they enrolled."),
    )
    free_until = forms.DateField(
        label=_("Everybody may withdraw without cost until"),
    )

    def __init__(self, *args: Any, asks: tuple[str, ...], runs: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["next_run"].choices = [  # type: ignore[attr-defined]
            ("", _("No, only write")),
            *runs,
        ]
        for name in list(self.fields):
            if name not in asks or (name == "next_run" and not runs):
                del self.fields[name]

    def clean_free_until(self) -> Any:
        day = self.cleaned_data["free_until"]
        if day < timezone.localdate():
            raise ValidationError(_("That day has passed."))
        return day
