"""Forms for bank files and payments, and the list's filters."""

from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from stdnum import iban

from fees.actions.receive import FileRefused, look
from fees.bankfiles import MAX_BYTES
from fees.models import BankAccount, Invoice, PaymentFile
from members.models import Membership
from network.forms import OnceForm
from network.sorting import swedish_key

ENDINGS = (".xml", ".txt", ".bgmax", ".dat", ".camt", "")


class AmountField(forms.DecimalField):
    """Kronor as people write them: 1 234,50, with or without kr."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=12, decimal_places=2, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.removesuffix("kr").split()).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """With a comma, as it is typed."""
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value


class PaymentFileForm(OnceForm):
    """A bank file to look through before it is taken in."""

    file = forms.FileField(
        label=_("Bank file"),
        help_text=_(
            "camt.054, camt.053 or BgMax, at most 10 MB. Nothing is taken in until you have seen "
            "what it holds."
        ),
        widget=forms.FileInput(attrs={"accept": ".xml,.txt,.bgmax,.dat"}),
        error_messages={"empty": _("The file is empty. Fetch it from the bank again.")},
    )

    def clean_file(self) -> Any:
        """Read it once, so that a file that cannot be trusted is refused here."""
        upload = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_BYTES:
            raise ValidationError(
                _("The file is larger than %(limit)s MB. Order smaller files from the bank."),
                params={"limit": MAX_BYTES // 1024**2},
            )
        self.content = upload.read()
        self.name = PurePath(upload.name or "").name
        try:
            look(self.content)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from None
        return upload


class PlacingForm(OnceForm):
    """How much of a payment goes to each of some invoices."""

    def __init__(self, *args: Any, rows: list[tuple[Invoice, Decimal | None]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.invoices = {invoice.pk: invoice for invoice, _amount in rows}
        for invoice, amount in rows:
            self.fields[f"amount-{invoice.pk}"] = AmountField(
                label=_("Amount on %(invoice)s") % {"invoice": invoice.code},
                required=False,
                initial=amount,
            )

    def amounts(self) -> dict[int, Decimal]:
        """What stands in the form, by invoice; fields that cannot be read are left out."""
        told = getattr(self, "cleaned_data", {})
        rows = ((pk, told.get(f"amount-{pk}")) for pk in self.invoices)
        return {pk: amount for pk, amount in rows if amount}

    @staticmethod
    def asked(data: Any) -> list[int]:
        """The invoices that a sent form names."""
        names = (key.removeprefix("amount-") for key in data if key.startswith("amount-"))
        return [int(name) for name in names if name.isdecimal() and len(name) < 18][:100]


class AsideForm(OnceForm):
    """Why money is for none of the network's invoices."""

    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("For example: belongs to another network of the host authority."),
    )


class RepaymentForm(OnceForm):
    """When and why what is left of a payment was paid back."""

    day = forms.DateField(label=_("Paid back on"))
    why = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", timezone.localdate())

    def clean_day(self) -> Any:
        """A day that has been."""
        if self.cleaned_data["day"] > timezone.localdate():
            raise ValidationError(_("Write the day when the money went back, not one to come."))
        return self.cleaned_data["day"]


class BankAccountForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """An account that bank files may be about."""

    membership = forms.ModelChoiceField(Membership._base_manager.none(), label=_("Host authority"))

    class Meta:
        model = BankAccount
        fields = ("number", "name", "since")
        help_texts = {"number": _("IBAN, or clearing and account number.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", timezone.localdate())
        members = Membership.objects.on(timezone.localdate()).select_related("authority")
        hosts = self.fields["membership"]
        hosts.queryset = members.order_by(swedish_key("authority__name"))  # type: ignore[attr-defined]
        hosts.empty_label = _("choose")  # type: ignore[attr-defined]
        self.order_fields(["membership", "number", "name", "since"])

    def clean_number(self) -> str:
        """Letters and digits alone, as in the files; an IBAN with the right check digits."""
        number = "".join(sign for sign in self.cleaned_data["number"].upper() if sign.isalnum())
        if not number.isascii() or not 5 <= len(number) <= 34:
            raise ValidationError(_("Write the account with letters and digits, 5 to 34 of them."))
        if number[:2].isalpha() and not iban.is_valid(number):
            raise ValidationError(
                _("The check digits of the IBAN are wrong. Look for a typing error.")
            )
        return number.lstrip("0")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "membership" in cleaned:
            self.instance.membership = cleaned["membership"]
        number = cleaned.get("number")
        if number and BankAccount.objects.on(timezone.localdate()).filter(number=number).exists():
            self.add_error("number", _("That account stands here already."))
        return cleaned

    def validate_constraints(self) -> None:
        """Said above, at the field that it concerns."""


STATES = (
    ("", _("all")),
    ("waiting", _("to look at")),
    ("placed", pgettext_lazy("payment", "placed")),
    ("partly", _("placed in part")),
    ("aside", _("set aside")),
    ("repaid", _("paid back")),
)


class PaymentFilter(forms.Form):
    """Search, filters and order of the list of payments; all of it lives in the address."""

    ORDERS = {"day": "day", "amount": "amount", "left": "left", "payer": "payer_name"}
    NAMES = ("q", "state", "file", "since", "until")

    def __init__(self, *args: Any, seen: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            "q": forms.CharField(required=False, max_length=100),
            "state": forms.ChoiceField(choices=STATES, required=False, label=_("State")),
            "file": forms.ModelChoiceField(
                PaymentFile.objects.defer("content").exclude(taken_at=None),
                required=False,
                empty_label=str(_("all")),
                label=_("File"),
            ),
            "since": forms.DateField(required=False, label=_("From")),
            "until": forms.DateField(required=False, label=_("Until")),
        }

    def apply(self, seen: Any) -> Any:
        """The payments that fit; what cannot be understood filters nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        narrowed = {
            "waiting": seen.unplaced,
            "placed": seen.placed,
            "partly": seen.partly,
            "aside": lambda: seen.filter(set_aside=True, repaid_on=None),
            "repaid": lambda: seen.exclude(repaid_on=None),
        }
        if state := chosen.get("state"):
            seen = narrowed[state]()
        if chosen.get("q"):
            seen = seen.matching(chosen["q"])
        if chosen.get("file"):
            seen = seen.filter(file=chosen["file"])
        if chosen.get("since"):
            seen = seen.filter(day__gte=chosen["since"])
        if chosen.get("until"):
            seen = seen.filter(day__lte=chosen["until"])
        return seen.order_by(*self._order())

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in self.NAMES)

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        chosen = self.cleaned_data
        words = {name: str(chosen[name]) for name in self.NAMES if chosen.get(name)}
        if "state" in words:
            words["state"] = str(dict(STATES)[words["state"]])
        return words

    def _order(self) -> list[Any]:
        asked = str(self.data.get("sort", "-day"))
        name, descending = asked.removeprefix("-"), asked.startswith("-")
        if name == "payer":
            key = swedish_key("payer_name")
            return [key.desc() if descending else key.asc(), "pk"]
        column = F(self.ORDERS.get(name, "day"))
        return [column.desc() if descending else column.asc(), "-pk" if descending else "pk"]
