"""Forms for who bills and for VAT rules."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.actions.keep_issuer import PARTICULARS
from fees.models import Issuer, VatRule
from fees.models.issuer import Channel, OcrLevel
from fees.rules import Category, FeeKind, Relation, staff_loan_category
from members.models import Membership
from network import identifiers
from network.forms import OnceForm
from network.sorting import swedish_key

# Room for more invoices than a host issues in a year.
LONGEST_NUMBER = "99999"
RATES = [("25", "25 %"), ("12", "12 %"), ("6", "6 %"), ("0", _("0, without VAT"))]


class KindsForm(OnceForm):
    """What a rule is for: one kind of fee or several, each with a row of its own."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of fee"), choices=FeeKind.choices, widget=forms.CheckboxSelectMultiple
    )
    since = forms.DateField(label=_("Holds from"))


class IssuerForm(KindsForm, forms.ModelForm):  # type: ignore[type-arg]
    """A host authority with its accounts, numbers, address and habits."""

    membership = forms.ModelChoiceField(Membership._base_manager.none(), label=_("Host authority"))

    class Meta:
        model = Issuer
        fields = tuple(name for name in PARTICULARS if name != "membership")
        widgets = {"ocr_level": forms.RadioSelect, "channel": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.on(timezone.localdate()).select_related("authority")
        field = cast("forms.ModelChoiceField[Any]", self.fields["membership"])
        field.queryset = members.order_by(swedish_key("authority__name"))
        field.empty_label = str(_("choose"))
        self.initial.setdefault("membership", self.instance.membership_id)
        self.fields["address"].label = str(_("Street or box"))
        self.fields["postal_code"].max_length = 6  # type: ignore[attr-defined]
        self.fields["postal_code"].validators.clear()
        for name in ("postal_code", "bankgiro", "plusgiro"):
            self.fields[name].widget.attrs.pop("maxlength", None)
        for name in ("bankgiro", "plusgiro"):
            self.fields[name].validators.clear()
        self.fields["our_reference"].required = False

    def clean_postal_code(self) -> str:
        """Five digits, however they were written."""
        digits = "".join(self.cleaned_data["postal_code"].split())
        if digits and not (digits.isdecimal() and len(digits) == 5):
            raise ValidationError(_("A postal code has five digits, such as 851 90."))
        return digits

    def clean_bankgiro(self) -> str:
        """Digits with a right check digit."""
        written = self.cleaned_data["bankgiro"]
        return identifiers.bankgiro(written) if written else ""

    def clean_plusgiro(self) -> str:
        """Digits with a right check digit."""
        written = self.cleaned_data["plusgiro"]
        return identifiers.plusgiro(written) if written else ""

    def clean_membership(self) -> Membership:
        """A host that can stand as seller: its organisation number is there and right."""
        host: Membership = self.cleaned_data["membership"]
        number = host.authority.organisation_number
        if not number:
            raise ValidationError(
                _("The host authority has no organisation number. Fill it in on its page first.")
            )
        identifiers.organisation_number(number)
        self.instance.membership = host
        return host

    def clean(self) -> dict[str, Any]:
        """An account, an OCR number that has room, an address that e-invoices know."""
        cleaned = super().clean() or {}
        if not self.errors.keys() & {"bankgiro", "plusgiro"} and not (
            cleaned.get("bankgiro") or cleaned.get("plusgiro")
        ):
            self.add_error("bankgiro", _("Give a bankgiro or a plusgiro number."))
        if cleaned.get("endpoint"):
            try:
                cleaned["endpoint"] = identifiers.peppol_endpoint(
                    cleaned.get("endpoint_scheme", ""), cleaned["endpoint"]
                )
            except ValidationError as fault:
                self.add_error("endpoint", fault)
        if cleaned.get("channel") == Channel.MAIL and not cleaned.get("access_point_email"):
            self.add_error("access_point_email", _("Give the access point's mail address."))
        if (years := cleaned.get("archive_years")) is not None and not 7 <= years <= 100:
            self.add_error("archive_years", _("Invoices are kept for seven years at least."))
        if cleaned.get("ocr_level") != OcrLevel.FIXED:
            cleaned["ocr_length"] = None
        elif not 6 <= (cleaned.get("ocr_length") or 0) <= 25:
            self.add_error("ocr_length", _("Say how many digits the OCR number has, 6 to 25."))
        self._try_number(cleaned)
        return cleaned

    def _try_number(self, cleaned: dict[str, Any]) -> None:
        """Refuse a prefix with which the OCR number has no room."""
        since = cleaned.get("since")
        if since is None or "series" not in cleaned or "ocr_length" in self.errors:
            return
        tried = Issuer(ocr_level=cleaned.get("ocr_level", ""), ocr_length=cleaned["ocr_length"])
        try:
            tried.payment_reference(f"{cleaned['series']}{since.year}-{LONGEST_NUMBER}")
        except ValueError:
            self.add_error(
                "series", _("The OCR number has no room for it: choose a shorter prefix.")
            )

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns."""


class VatRuleForm(KindsForm, forms.ModelForm):  # type: ignore[type-arg]
    """An assessment: which VAT, why, by whom, from when."""

    rate = forms.TypedChoiceField(label=_("Rate"), choices=RATES, coerce=int)

    class Meta:
        model = VatRule
        fields = (
            "relation", "category", "exemption", "exemption_code", "assessment", "assessed_by",
        )  # fmt: skip
        widgets = {"relation": forms.RadioSelect, "category": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["relation"]).choices = Relation.choices
        cast(forms.ChoiceField, self.fields["category"]).choices = Category.choices

    def clean(self) -> dict[str, Any]:
        """A rate belongs to S alone, a reason to an exemption alone."""
        cleaned = super().clean() or {}
        category, rate = cleaned.get("category"), cleaned.get("rate")
        if category == Category.STANDARD and rate == 0:
            self.add_error("rate", _("With VAT the rate is 25, 12 or 6 %."))
        elif category and category != Category.STANDARD and rate:
            self.add_error("rate", _("Outside VAT and exempt, the rate is 0."))
        reason = cleaned.get("exemption") or cleaned.get("exemption_code")
        if category == Category.EXEMPT and not cleaned.get("exemption"):
            self.add_error("exemption", _("An exemption needs its reason in words."))
        elif category == Category.STANDARD and reason:
            self.add_error("exemption", _("What carries VAT has no reason of exemption."))
        if category and FeeKind.STAFF_LOAN in cleaned.get("kinds", []):
            usual = staff_loan_category(cleaned.get("relation", ""))
            if category != usual:
                words = _(
                    "Staff loans between these two are %(category)s: hiring out staff is never"
                    " exempt."
                )
                self.add_error("category", words % {"category": usual.label})
        self.instance.rate = rate
        return cleaned

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns."""
