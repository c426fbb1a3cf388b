"""Forms of the ledger: accounts, counterparties, layouts, and what is entered next."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.actions.account_plan import Plan
from fees.actions.ledger import hosts
from fees.ledger.accounts import Side
from fees.ledger.columns import STANDARD, Column
from fees.models import AccountRule, LedgerLayout
from fees.models.ledger import code
from fees.rules import Category, FeeKind
from members.models import Membership
from network.forms import OnceForm


class HostChoice(forms.Form):
    """Whose books; the first host where nothing was chosen."""

    host = forms.ModelChoiceField(
        Membership._base_manager.none(), label=_("Host authority"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Membership]", self.fields["host"]).queryset = hosts()

    def clean_host(self) -> Membership | None:
        """The one that was asked for, or the first."""
        return self.cleaned_data["host"] or hosts().first()

    @property
    def chosen(self) -> Membership | None:
        """The host, whatever was written in the address."""
        found = self.cleaned_data.get("host") if self.is_valid() else None
        return found or hosts().first()


class ThroughForm(OnceForm, HostChoice):
    """Up to which day to enter."""

    through = forms.DateField(label=_("To and including"), required=False)

    def clean_through(self) -> Any:
        """Today where nothing was written; never a day that is to come."""
        day = self.cleaned_data["through"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError(_("Write today or an earlier day."))
        return day


class AccountRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where a sum is entered."""

    class Meta:
        model = AccountRule
        fields = (
            *("entry", "kind", "side", "category", "rate", "account", "account_name"),
            *("cost_centre", "project", "since", "until"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", FeeKind), ("side", Side), ("category", Category)):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [("", str(_("All"))), *choices.choices]

    def clean(self) -> dict[str, Any]:
        """The days in their order, said at the field."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("It ends before it begins."))
        return cleaned

    def validate_constraints(self) -> None:
        """Leave to `clean` what it says at the field itself."""
        if not self.errors:
            super().validate_constraints()


class PlanForm(forms.Form):
    """Which example accounts to begin with."""

    plan = forms.ChoiceField(label=_("Example accounts"), choices=Plan.choices)


class LayoutChoice(forms.Form):
    """In which layout to make a file."""

    layout = forms.ModelChoiceField(LedgerLayout._base_manager.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[LedgerLayout]", self.fields["layout"])
        field.queryset = LedgerLayout.objects.all()


class CounterpartyForm(forms.Form):
    """The code of a member from a day on."""

    code = forms.CharField(
        label=_("Counterparty"),
        max_length=8,
        required=False,
        validators=[code],
        help_text=_("At most 8 signs, as your ledger knows the member. Empty: none."),
    )
    since = forms.DateField(label=_("From"))


class LayoutForm(forms.ModelForm):  # type: ignore[type-arg]
    """A table layout: for each column where it stands and what it is called."""

    class Meta:
        model = LedgerLayout
        fields = ("name", "separator", "decimals", "dates", "encoding", "with_headings")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.instance.columns or [
            [column.value, str(column.label).capitalize()] for column in STANDARD
        ]
        places = {field: (place, heading) for place, (field, heading) in enumerate(chosen, 1)}
        for column in Column:
            place, heading = places.get(column.value, (None, str(column.label).capitalize()))
            self.fields[f"place_{column.value}"] = forms.IntegerField(
                label=_("Place"), min_value=1, max_value=99, required=False, initial=place
            )
            self.fields[f"heading_{column.value}"] = forms.CharField(
                label=_("Heading"), max_length=40, required=False, initial=heading
            )

    @property
    def rows(self) -> list[tuple[str, Any, Any]]:
        """Each column with its two fields, for the page."""
        return [
            (
                str(column.label),
                self[f"place_{column.value}"],
                self[f"heading_{column.value}"],
            )
            for column in Column
        ]

    def clean(self) -> dict[str, Any]:
        """Columns with a place, in its order; two with the same stand in the list's order."""
        cleaned = super().clean() or {}
        placed = [
            (cleaned[f"place_{column.value}"], column)
            for column in Column
            if cleaned.get(f"place_{column.value}")
        ]
        placed.sort(key=lambda pair: pair[0])
        if not placed:
            self.add_error(None, _("Give at least one column a place."))
        self.instance.columns = [
            [column.value, cleaned.get(f"heading_{column.value}") or str(column.label)]
            for _place, column in placed
        ]
        return cleaned
