"""Forms for the budget, and the filters of what is billed."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from fees.budgets.lines import GROUPS
from fees.budgets.outcomes import cost_headings, income_headings
from fees.models import BudgetLine
from fees.rules import FeeKind
from members.models import Membership
from network.forms import OnceForm
from network.sorting import swedish_order
from network.sought import holding

BY_HAND = ("", _("nowhere: I write the outcome by hand"))


class BudgetLineForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """One heading of a year's budget."""

    class Meta:
        model = BudgetLine
        fields = ("source", "heading", "amount", "outcome", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        income = self.instance.side == BudgetLine.Side.INCOME
        named = income_headings() if income else cost_headings()
        self.fields["source"] = forms.ChoiceField(
            label=_("Outcome is read from"), choices=[BY_HAND, *named.items()], required=False
        )
        self.fields["heading"].help_text = str(_("Only where the outcome is written by hand."))

    def clean(self) -> dict[str, Any]:
        """A heading of its own, or a source; one line for each."""
        cleaned = super().clean() or {}
        if cleaned.get("source"):
            cleaned["heading"], cleaned["outcome"] = "", None
        elif not cleaned.get("heading"):
            self.add_error(
                "heading", _("Give the line a heading, or choose where its outcome is read from.")
            )
        if (cleaned.get("amount") or Decimal(0)) < 0:
            self.add_error("amount", _("A budget is 0 or more; a cost stands under costs."))
        it = self.instance
        twins = BudgetLine.objects.filter(
            year=it.year,
            side=it.side,
            source=cleaned.get("source", ""),
            heading=cleaned.get("heading", ""),
        )
        if not self.errors and twins.exclude(pk=it.pk).exists():
            name = "source" if cleaned.get("source") else "heading"
            self.add_error(name, _("That heading has a budget already."))
        return cleaned

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns."""


class BilledFilter(forms.Form):
    """Year, kind and member of what is billed; all of it lives in the address."""

    NAMES = ("year", "kind", "group", "member")

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.select_related("authority")
        named = sorted(members, key=lambda member: swedish_order(member.name))
        choices: dict[str, tuple[Any, list[tuple[str, Any]]]] = {
            "year": (_("Year"), [(str(year), str(year)) for year in years]),
            "kind": (_("Kind of fee"), list(FeeKind.choices)),
            "group": (
                _("Together"),
                [
                    ("membership", _("membership fees")),
                    ("courses", _("courses")),
                    ("late", _("late and no-show fees")),
                    ("rest", _("other fees")),
                ],
            ),
            "member": (_("Member"), [(str(one.pk), one.short_name) for one in named]),
        }
        self.fields |= {
            name: forms.ChoiceField(label=label, choices=[("", _("all")), *options], required=False)
            for name, (label, options) in choices.items()
        }

    def apply(self, lines: Any) -> Any:
        """The lines that fit; what cannot be understood filters nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("year"):
            lines = lines.filter(invoice__day__year=int(chosen["year"]))
        if chosen.get("kind"):
            lines = lines.filter(kind=chosen["kind"])
        if chosen.get("group"):
            lines = lines.filter(kind__in=GROUPS[chosen["group"]])
        if chosen.get("member"):
            lines = lines.filter(membership=int(chosen["member"]))
        return holding(lines, str(self.data.get("q", "")), "text")

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.data.get("q")) or any(self.cleaned_data.get(name) for name in self.NAMES)

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        found = {}
        for name in self.NAMES:
            if chosen := self.cleaned_data.get(name):
                options = cast(Any, self.fields[name]).choices
                found[name] = str(dict(options).get(chosen, ""))
        return found
