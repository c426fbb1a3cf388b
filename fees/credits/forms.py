"""Forms for what puts an issued invoice right: credit, write-off, set-off, repayment, approval."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.credits import arithmetic as crediting
from fees.credits.arithmetic import Left, Part
from fees.models import Correction, Invoice
from network.forms import OnceForm
from network.sorting import swedish_key

WHOLE, LINES = "whole", "lines"
REASON = {
    "max_length": 300,
    "widget": forms.Textarea(attrs={"rows": 3}),
    "error_messages": {"required": _("Write why; it stands on the paper.")},
}


def _amount(label: Any, most: Decimal) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=12, decimal_places=2, min_value=Decimal("0.01"), max_value=most
    )


class CreditForm(OnceForm):
    """What to credit: all that is left, or for each line a number of units or an amount."""

    what = forms.ChoiceField(
        label=_("What to credit"),
        choices=[(WHOLE, _("All that is left of the invoice")), (LINES, _("Some of it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to credit.")},
    )
    reason = forms.CharField(label=_("Why it is credited"), **REASON)  # type: ignore[arg-type]
    again = forms.BooleanField(
        label=_("Bill it again"),
        help_text=_("What is credited waits as new charges, which you put right before a run."),
        required=False,
    )
    # What the page said that the credit note would be on, so that one agrees to what one saw.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, lefts: Sequence[Left], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lefts = [left for left in lefts if left.net]
        for left in self.lefts:
            self.fields[f"quantity_{left.line}"] = forms.DecimalField(
                label=_("Number"), required=False, max_digits=10, decimal_places=2
            )
            self.fields[f"amount_{left.line}"] = forms.DecimalField(
                label=_("Amount without VAT"), required=False, max_digits=12, decimal_places=2
            )

    def lines(self) -> dict[int, tuple[BoundField | None, BoundField]]:
        """The two fields of each line; a line of one unit has an amount alone."""
        return {
            left.line: (
                self[f"quantity_{left.line}"] if left.quantity != 1 else None,
                self[f"amount_{left.line}"],
            )
            for left in self.lefts
        }

    def clean(self) -> dict[str, Any]:
        """Read the lines; each is credited by number or by amount."""
        cleaned = super().clean() or {}
        self.parts: list[Part] | None = None
        if cleaned.get("what") == LINES:
            self.parts = [part for left in self.lefts if (part := self._part(left)) is not None]
            if not self.parts and not self.errors:
                self.add_error("what", _("Write a number or an amount at a line below."))
        return cleaned

    def _part(self, left: Left) -> Part | None:
        by_number, by_amount = f"quantity_{left.line}", f"amount_{left.line}"
        quantity = self.cleaned_data.get(by_number)
        amount = self.cleaned_data.get(by_amount)
        if quantity is not None and amount is not None:
            self.add_error(by_amount, _("Write either a number or an amount."))
            return None
        try:
            if quantity is not None:
                return crediting.by_quantity(left, quantity)
            return None if amount is None else crediting.by_amount(left, amount)
        except crediting.NotCredited as refusal:
            self.add_error(by_amount if quantity is None else by_number, str(refusal))
            return None

    def has_seen(self, amount: Decimal) -> bool:
        """Whether the page showed this sum before."""
        return str(self.cleaned_data.get("seen")) == f"{amount:.2f}"

    def show(self, amount: Decimal) -> None:
        """Remember in the page what it shows."""
        data: Any = cast(Any, self.data).copy()
        data["seen"] = f"{amount:.2f}"
        self.data = data


class CancelForm(OnceForm):
    """Why an invoice that has not left is cancelled."""

    reason = forms.CharField(label=_("Why it is cancelled"), **REASON)  # type: ignore[arg-type]
    again = forms.BooleanField(
        label=_("Bill it again"),
        help_text=_("What is credited waits as new charges, which you put right before a run."),
        required=False,
    )


class WriteOffForm(OnceForm):
    """How much nobody will pay, and why."""

    def __init__(self, *args: Any, left: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = _amount(_("Amount to write off"), left)
        self.initial.setdefault("amount", left)
        self.fields["reason"] = forms.CharField(
            label=_("Why it is written off"),
            **REASON,  # type: ignore[arg-type]
        )


class SetOffForm(OnceForm):
    """Which invoice a credit note pays, and how much of it."""

    def __init__(self, *args: Any, open_invoices: Any, left: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invoice"] = forms.ModelChoiceField(
            open_invoices, label=_("Invoice"), empty_label=None, widget=forms.RadioSelect
        )
        self.fields["amount"] = _amount(_("Amount to set off"), left)
        self.initial.setdefault("amount", left)


class RepaymentForm(OnceForm):
    """What was paid back, on which day, and how."""

    def __init__(self, *args: Any, left: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = _amount(_("Amount repaid"), left)
        self.fields["day"] = forms.DateField(label=_("Repaid on"))
        self.fields["reason"] = forms.CharField(
            label=_("Why, and how it was repaid"),
            **REASON,  # type: ignore[arg-type]
        )
        self.initial.setdefault("amount", left)
        self.initial.setdefault("day", timezone.localdate())

    def clean_day(self) -> Any:
        """Nothing is repaid in the future."""
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The day has not come yet."))
        return day


class WhyForm(OnceForm):
    """Why something is undone, or said no to."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class CorrectionFilter(forms.Form):
    """Corrections by kind and state."""

    kind = forms.ChoiceField(
        label=_("Kind of correction"),
        required=False,
        choices=[("", _("all")), *Correction.Kind.choices],
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *Correction.State.choices]
    )

    def apply(self, seen: Any) -> Any:
        """Those that fit, those that wait first."""
        self.is_valid()
        for name in ("kind", "state"):
            if self.cleaned_data.get(name):
                seen = seen.filter(**{name: self.cleaned_data[name]})
        return seen

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.values())

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        choices = {"kind": Correction.Kind.choices, "state": Correction.State.choices}
        return {
            name: str(dict(choices[name])[chosen])
            for name, chosen in self.cleaned_data.items()
            if chosen
        }


def payable_by(credit: Invoice) -> Any:
    """Invoices that a credit note may pay: of its payer, from its seller, with something left."""
    theirs = Invoice.objects.owed().filter(membership=credit.membership_id)
    return theirs.filter(seller__organisation_number=credit.seller["organisation_number"]).order_by(
        "due", swedish_key("code")
    )
