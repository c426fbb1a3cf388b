"""Forms for procurements, their options, prices and purposes, and the list's filters."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import ContractPrice, Procurement, PurchaseLimit, SameKind, Supplier
from courses.procurements.purchasing import BuyingForm, BuyingState
from members.models import Membership
from network.forms import OnceForm
from network.sorting import swedish_key, swedish_order

ALL = ("", _("all"))


def _choose(form: forms.Form | Any, name: str, rows: Any) -> None:
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.empty_label = _("choose") if field.required else _("none yet")
    field.queryset = rows


class ProcurementForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What is bought, how, from whom, for how long and for how much."""

    buyer = forms.ModelChoiceField(Membership._base_manager.none(), label=_("Buying authority"))
    same_kind = forms.ModelChoiceField(
        SameKind._base_manager.none(),
        label=_("Kind of purchase"),
        help_text=_("Direct awards of the same kind are summed for each buyer and year."),
    )
    supplier = forms.ModelChoiceField(
        Supplier._base_manager.none(), label=_("Supplier"), required=False
    )
    # The sum that was on the page when somebody saved: near the limit it is shown first.
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    class Meta:
        model = Procurement
        fields = (
            "title", "form", "registry_number", "framework_name", "framework_number",
            "framework_until", "framework_covers", "starts", "ends", "estimated", "actual",
            "distribution_key", "deviation_reason", "deviation_sent_on", "deviation_reference",
            "documentation", "over_reason", "note",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.on(timezone.localdate()).select_related("authority")
        _choose(self, "buyer", members.order_by(swedish_key("authority__name")))
        _choose(self, "same_kind", SameKind.objects.all())
        active = Supplier.objects.active(timezone.localdate())
        mine = Supplier.objects.filter(pk=self.instance.supplier_id)
        _choose(self, "supplier", (active | mine).order_by(swedish_key("name")))
        for name in ("buyer", "same_kind", "supplier"):
            self.initial.setdefault(name, getattr(self.instance, f"{name}_id"))

    def clean(self) -> dict[str, Any]:
        """One's own staff has no supplier; a contract that is signed keeps what it must have."""
        cleaned = super().clean() or {}
        for name in ("buyer", "same_kind", "supplier"):
            if name in cleaned:
                setattr(self.instance, name, cleaned[name])
        if cleaned.get("form") == BuyingForm.OWN and cleaned.get("supplier"):
            self.add_error("supplier", _("Own staff has no supplier: leave it empty."))
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The contract ends before it begins."))
        for name in ("estimated", "actual"):
            if (cleaned.get(name) or Decimal(0)) < 0:
                self.add_error(name, _("A value is 0 or more."))
        signed = self.instance.state in (BuyingState.CONTRACTED, BuyingState.ENDED)
        if signed and cleaned.get("form") != BuyingForm.OWN:
            for name in ("supplier", "ends"):
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, _("A contract has a supplier and a last day."))
        return cleaned

    def has_shown(self, sum_and_limit: str) -> None:
        """Remember in the page which sum stands on it."""
        self.data = {**self.data.dict(), "shown": sum_and_limit}  # type: ignore[attr-defined]

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns."""


class OptionForm(forms.Form):
    """Until when an option would prolong the contract, and for how much."""

    until = forms.DateField(label=_("Prolongs until"))
    value = forms.DecimalField(
        label=_("Value"), min_value=0, max_value=10**9, decimal_places=2, required=False
    )


class BaseOptionFormSet(BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        """No day twice."""
        if any(self.errors):
            return
        days = [until for until, _value in self.options()]
        if len(set(days)) != len(days):
            raise ValidationError(_("Two options prolong until the same day."))

    def options(self) -> list[tuple[Any, Decimal]]:
        """The filled rows."""
        return [
            (row["until"], row.get("value") or Decimal(0))
            for row in (form.cleaned_data for form in self.forms if form.is_valid())
            if row.get("until")
        ]


OptionFormSet = formset_factory(OptionForm, formset=BaseOptionFormSet, extra=2, max_num=12)


class StepForm(forms.Form):
    """Why a procurement is stopped; other steps ask nothing."""

    why = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea)


class PriceForm(forms.ModelForm):  # type: ignore[type-arg]
    """What one of something costs by a contract."""

    class Meta:
        model = ContractPrice
        fields = ("unit", "kind", "amount", "since", "until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The price ends before it begins."))
        if (cleaned.get("amount") or Decimal(0)) < 0:
            self.add_error("amount", _("A price is 0 or more."))
        if not self.errors and self._overlaps(cleaned):
            self.add_error("since", _("Another price of the same kind holds in that time."))
        return cleaned

    def _overlaps(self, cleaned: dict[str, Any]) -> bool:
        twins = ContractPrice.objects.filter(
            procurement=self.instance.procurement_id, unit=cleaned["unit"], kind=cleaned["kind"]
        ).exclude(pk=self.instance.pk)
        since, until = cleaned.get("since"), cleaned.get("until")
        return any(
            not (twin.until and since and twin.until < since)
            and not (twin.since and until and until < twin.since)
            for twin in twins
        )

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns."""


class LimitForm(forms.ModelForm):  # type: ignore[type-arg]
    """A limit that holds from a day on."""

    class Meta:
        model = PurchaseLimit
        fields = ("kind", "amount", "since", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("amount") or Decimal(1)) <= 0:
            self.add_error("amount", _("A limit is above 0."))
        twins = PurchaseLimit.objects.filter(kind=cleaned.get("kind"), since=cleaned.get("since"))
        if not self.errors and twins.exists():
            self.add_error("since", _("Another limit begins on that day."))
        return cleaned

    def validate_constraints(self) -> None:
        """The one that holds is ended when this one is laid."""


class ProcurementFilter(forms.Form):
    """Search, filters and order of the list of procurements; all of it lives in the address."""

    NAMES = ("q", "form", "state", "buyer", "same_kind")

    def __init__(self, *args: Any, seen: QuerySet[Procurement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        buyers = Membership.objects.filter(pk__in=seen.values("buyer")).select_related("authority")
        named = sorted(buyers, key=lambda member: swedish_order(member.name))
        self.fields |= {
            "q": forms.CharField(required=False, max_length=100),
            "form": forms.ChoiceField(
                label=_("Form"), choices=[ALL, *BuyingForm.choices], required=False
            ),
            "state": forms.ChoiceField(
                label=_("State"), choices=[ALL, *BuyingState.choices], required=False
            ),
            "buyer": forms.ChoiceField(
                label=_("Buyer"),
                choices=[ALL, *((str(member.pk), member.short_name) for member in named)],
                required=False,
            ),
            "same_kind": forms.ChoiceField(
                label=_("Kind of purchase"),
                choices=[ALL, *((str(kind.pk), str(kind)) for kind in SameKind.objects.all())],
                required=False,
            ),
        }

    def apply(self, seen: Any) -> Any:
        """Those that fit; what cannot be understood filters nothing."""
        self.is_valid()
        for name in ("form", "state", "buyer", "same_kind"):
            if self.cleaned_data.get(name):
                seen = seen.filter(**{name: self.cleaned_data[name]})
        seen = seen.matching(self.cleaned_data.get("q", ""))
        seen = seen.annotate(worth=Coalesce("actual", "estimated"))
        asked = str(self.data.get("sort", "until"))
        orders: dict[str, Any] = {
            "until": F("holds_until"),
            "title": swedish_key("title"),
            "buyer": swedish_key("buyer__authority__name"),
            "value": F("worth"),
        }
        key = orders.get(asked.removeprefix("-"), orders["until"])
        first = key.desc(nulls_last=True) if asked.startswith("-") else key.asc(nulls_last=True)
        return seen.order_by(first, "pk")

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in self.NAMES)

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        found = {}
        for name in self.NAMES[1:]:
            choices = cast(Any, self.fields[name]).choices
            if chosen := self.cleaned_data.get(name):
                found[name] = str(dict(choices).get(chosen, ""))
        return found


class PurposeForm(forms.Form):
    """The candidates and courses that a procurement is for."""

    candidates = forms.TypedMultipleChoiceField(
        label=_("Candidates of the needs assessment"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    courses = forms.TypedMultipleChoiceField(
        label=_("Courses"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, candidates: list[tuple[int, str]], courses: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, choices in (("candidates", candidates), ("courses", courses)):
            cast(forms.ChoiceField, self.fields[name]).choices = choices
            if not choices:
                del self.fields[name]


class RightsForm(forms.Form):
    """The members that may call off from a contract."""

    members = forms.TypedMultipleChoiceField(
        label=_("May call off"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.on(timezone.localdate()).select_related("authority")
        cast(forms.ChoiceField, self.fields["members"]).choices = [
            (member.pk, member.name)
            for member in sorted(members, key=lambda member: swedish_order(member.name))
        ]


class EstimateForm(forms.Form):
    """The runs whose estimated costs a contract's prices become."""

    runs = forms.TypedMultipleChoiceField(
        label=_("Runs"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    instead = forms.BooleanField(
        label=_("Take away other estimated costs of the same kinds, such as the plan's"),
        required=False,
    )

    def __init__(self, *args: Any, runs: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["runs"]).choices = [(pk, str(pk)) for pk in runs]
