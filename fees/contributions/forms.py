"""Forms of the in-kind ledger, and what its list may be narrowed by."""

from typing import Any, cast

from django import forms
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.actions.contribute import rate_on
from fees.models import Contribution, ContributionKind, ContributionRate
from fees.rules import ContributionState, Unit
from members.models import Membership
from network.forms import OnceForm
from network.seat import Seat
from network.sorting import swedish_key, swedish_order

ALL = ("", _("all"))
MOST = 2000  # hours or days of one report


class ContributionForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What somebody did for the network, when, and how many hours or days it took."""

    membership = forms.ModelChoiceField(Membership._base_manager.none(), label=_("Member"))
    kind = forms.ModelChoiceField(
        ContributionKind._base_manager.none(), label=_("Kind of contribution")
    )
    quantity = forms.DecimalField(
        label=_("How many"), min_value=0, max_value=MOST, decimal_places=2, localize=True
    )
    unit = forms.ChoiceField(label=_("Hours or days"), choices=Unit.choices)

    class Meta:
        model = Contribution
        fields = ("membership", "kind", "what", "person", "since", "until", "quantity", "unit")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rate: ContributionRate | None = None
        members = Membership.objects.on(timezone.localdate()).select_related("authority")
        if not seat.scope.money:
            members = members.answered_for_by(seat)
        field = cast("forms.ModelChoiceField[Any]", self.fields["membership"])
        field.queryset = members.order_by(swedish_key("authority__name"))
        field.empty_label = _("choose")
        if len(found := list(field.queryset[:2])) == 1:
            self.initial.setdefault("membership", found[0].pk)
        kinds = cast("forms.ModelChoiceField[Any]", self.fields["kind"])
        kinds.queryset = ContributionKind.objects.all()
        kinds.empty_label = _("choose")

    def clean(self) -> dict[str, Any]:
        """A period lies in one year and has been; a rate must be agreed for its first day."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        today = timezone.localdate()
        if since and since > today:
            self.add_error("since", _("Report it when it is done: the day has not come."))
        if since and until and (until < since or until.year != since.year):
            self.add_error("until", _("A period ends after it begins, in the same year."))
        quantity = cleaned.get("quantity")
        if quantity is not None and quantity <= 0:
            self.add_error("quantity", _("Write how many, above 0."))
        member = cleaned.get("membership")
        if since and member and not member.is_active(since):
            self.add_error("since", _("The authority was not a member then."))
        if since and cleaned.get("kind") and cleaned.get("unit"):
            self.rate = rate_on(cleaned["kind"], cleaned["unit"], since)
            if self.rate is None:
                self.add_error(
                    "unit",
                    _("No rate is agreed for that kind on that day. Try hours or days instead, or "
                      "ask the network coordinator to lay one."),
                )  # fmt: skip
        return cleaned

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns."""


class SettlementForm(forms.Form):
    """Whether a contribution counts, and why not."""

    answer = forms.ChoiceField(
        label=_("Does it count?"),
        choices=[("accept", _("Accept")), ("decline", _("Decline"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why not"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The one who reported it reads it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == "decline" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why it does not count."))
        return cleaned


class ReversalForm(forms.Form):
    """Why an accepted contribution is taken back."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class KindForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a kind of contribution is called."""

    class Meta:
        model = ContributionKind
        fields = ("name_sv", "name_en")

    def clean_name_sv(self) -> str:
        """No two kinds with one name."""
        name: str = self.cleaned_data["name_sv"].strip()
        twins = ContributionKind.objects.filter(name_sv__iexact=name)
        if twins.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a kind with that name."))
        return name

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns."""


class RateForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an hour or a day of a kind is worth from a day on."""

    kind = forms.ModelChoiceField(
        ContributionKind._base_manager.none(), label=_("Kind of contribution")
    )

    class Meta:
        model = ContributionRate
        fields = ("kind", "unit", "amount", "since", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = cast("forms.ModelChoiceField[Any]", self.fields["kind"])
        kinds.queryset = ContributionKind.objects.all()
        kinds.empty_label = _("choose")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (amount := cleaned.get("amount")) is not None and amount <= 0:
            self.add_error("amount", _("A rate is above 0."))
        if "kind" in cleaned:
            self.instance.kind = cleaned["kind"]
        twins = ContributionRate.objects.filter(
            kind=cleaned.get("kind"), unit=cleaned.get("unit", ""), since=cleaned.get("since")
        )
        if not self.errors and twins.exists():
            self.add_error("since", _("Another rate begins on that day."))
        return cleaned

    def validate_constraints(self) -> None:
        """Said above; the rate that holds is ended when this one is laid."""


class ContributionFilter(forms.Form):
    """Search, filters and order of the contributions; all of it lives in the address."""

    NAMES = ("q", "state", "kind", "member", "year")

    def __init__(self, *args: Any, seen: QuerySet[Contribution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.filter(pk__in=seen.values("membership"))
        named = sorted(
            members.select_related("authority"), key=lambda member: swedish_order(member.name)
        )
        years = [day.year for day in seen.dates("since", "year", order="DESC")]
        choices: dict[str, tuple[Any, list[tuple[str, Any]]]] = {
            "state": (_("State"), list(ContributionState.choices)),
            "kind": (_("Kind"), [(str(k.pk), str(k)) for k in ContributionKind.objects.all()]),
            "member": (_("Member"), [(str(m.pk), m.short_name) for m in named]),
            "year": (_("Year"), [(str(year), str(year)) for year in years]),
        }
        self.fields["q"] = forms.CharField(required=False, max_length=100)
        for name, (label, offered) in choices.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[ALL, *offered], required=False
            )

    def apply(self, seen: Any) -> Any:
        """Those that fit; what cannot be understood filters nothing."""
        self.is_valid()
        said = self.cleaned_data
        columns = {"state": "state", "kind": "kind", "member": "membership", "year": "since__year"}
        for name, column in columns.items():
            if said.get(name):
                seen = seen.filter(**{column: said[name]})
        seen = seen.matching(said.get("q", ""))
        asked = str(self.data.get("sort", "-day"))
        orders: dict[str, Any] = {
            "day": F("since"),
            "member": swedish_key("membership__authority__name"),
            "value": F("value"),
        }
        key = orders.get(asked.removeprefix("-"), orders["day"])
        return seen.order_by(key.desc() if asked.startswith("-") else key.asc(), "-pk")

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in self.NAMES)

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        return {
            name: str(dict(cast(Any, self.fields[name]).choices).get(chosen, ""))
            for name in self.NAMES[1:]
            if (chosen := self.cleaned_data.get(name))
        }
