"""Forms about a member: the list's filters, the membership itself, head count, invoices."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.forms.decision import DecidedForm
from members.models import Authority, InvoiceProfile, Membership, Standing
from network.identifiers import ENDPOINT_SCHEMES, peppol_endpoint


class MemberFilter(forms.Form):
    """What the list of members shows."""

    kind = forms.ChoiceField(
        label=_("Kind of authority"),
        choices=[("", _("all")), *Authority.Kind.choices],
        required=False,
    )
    standing = forms.ChoiceField(
        label=_("Kind of membership"),
        choices=[("", _("all")), *Standing.Kind.choices],
        required=False,
    )


class MembershipForm(DecidedForm, forms.ModelForm):  # type: ignore[type-arg]
    """From when until when it is a member, and as what; another kind rests on a decision."""

    standing = forms.ChoiceField(label=_("Kind of membership"), choices=Standing.Kind.choices)

    class Meta:
        model = Membership
        fields = ("since", "until")
        widgets = {"since": forms.DateInput(), "until": forms.DateInput()}
        help_texts = {
            "since": _("May be empty when nobody knows."),
            "until": _("The last day. Empty while it is a member."),
        }

    def asks(self, said: dict[str, Any]) -> bool:
        """Days may be corrected; another kind of membership is decided."""
        return bool(said.get("standing")) and said["standing"] != self.initial["was"]


class InvoiceProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Where and how a member wants its invoices, from a day on."""

    since = forms.DateField(label=_("Holds from"), widget=forms.DateInput())

    class Meta:
        model = InvoiceProfile
        fields = (
            "reference",
            "order_number",
            "endpoint_scheme",
            "endpoint",
            "email",
            "language",
            "address",
            "postal_code",
            "city",
            "payment_days",
            "since",
        )
        help_texts = {
            "reference": _("Stands on every invoice, for example a cost centre or a name."),
            "endpoint": _("Ten digits of an organisation number, or thirteen of a GLN."),
            "email": _("For those who take no e-invoices."),
        }
        widgets = {
            "endpoint_scheme": forms.Select(
                choices=[("", _("no e-invoice")), *ENDPOINT_SCHEMES.items()]
            ),
            "address": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].required = False

    def clean_language(self) -> str:
        """Swedish where nothing else was chosen."""
        return self.cleaned_data["language"] or "sv"

    def clean_postal_code(self) -> str:
        """Five digits, however they were written."""
        digits = "".join(self.cleaned_data["postal_code"].split())
        if digits and not (digits.isdecimal() and len(digits) == 5):
            raise ValidationError(_("Write the postal code with five digits, for example 851 00."))
        return digits

    def clean(self) -> dict[str, Any]:
        """An e-invoice address has a kind, a check digit that fits, and the right length."""
        data = super().clean() or {}
        scheme, endpoint = data.get("endpoint_scheme", ""), data.get("endpoint", "")
        if scheme and not endpoint:
            self.add_error("endpoint", _("Write the address, or choose no e-invoice."))
        elif endpoint:
            try:
                data["endpoint"] = peppol_endpoint(scheme, endpoint)
            except ValidationError as error:
                self.add_error("endpoint" if scheme else "endpoint_scheme", error)
        return data
