"""Forms for charges: the list's filters, one by hand, and a cost that several members share."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models import Charge
from fees.rules import FeeKind
from members.models import Membership
from network.forms import OnceForm
from network.sorting import swedish_key

STANDINGS = [
    ("all", _("all")),
    ("waiting", _("waiting to be billed")),
    ("taken", _("taken by a run")),
    ("invoiced", _("invoiced")),
    ("inside", _("settled inside the host")),
    ("credited", _("credited")),
]
KEYS = [
    ("equal", _("Equally")),
    ("head_count", _("By head count")),
]


def members_today() -> QuerySet[Membership]:
    """Those who can be charged today, by name."""
    found: QuerySet[Membership] = (
        Membership.objects.on(timezone.localdate())
        .select_related("authority")
        .order_by(swedish_key("authority__name"), "part")
    )
    return found


class ChargeFilter(forms.Form):
    """Search, filters and order of the list of charges; all of it lives in the address.

    Without a word about it, the list shows those that wait.
    """

    NAMES = ("q", "state", "settled", "kind", "member", "since", "until")

    def __init__(self, *args: Any, seen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        payers = Membership.objects.filter(pk__in=seen.values("membership"))
        self.fields |= {
            "q": forms.CharField(required=False, max_length=100),
            "state": forms.ChoiceField(label=_("State"), choices=STANDINGS, required=False),
            "kind": forms.ChoiceField(
                label=_("Kind of fee"), choices=[("", _("all")), *FeeKind.choices], required=False
            ),
            "member": forms.ModelChoiceField(
                payers.select_related("authority").order_by(swedish_key("authority__name")),
                required=False,
                empty_label=str(_("all")),
                label=_("Member"),
            ),
            "settled": forms.IntegerField(required=False, min_value=2000, max_value=2100),
            "since": forms.DateField(label=_("Charged from"), required=False),
            "until": forms.DateField(label=_("Charged until"), required=False),
        }

    @property
    def state(self) -> str:
        """Which of them, by where they stand."""
        return self.cleaned_data.get("state") or "waiting"

    def apply(self, seen: Any) -> Any:
        """The charges that fit; what cannot be understood filters nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        seen = seen.standing(self.state)
        seen = seen.matching(chosen.get("q", ""))
        if chosen.get("kind"):
            seen = seen.filter(kind=chosen["kind"])
        if chosen.get("member"):
            seen = seen.filter(membership=chosen["member"])
        if chosen.get("settled"):
            seen = seen.filter(settled_on__year=chosen["settled"])
        if chosen.get("since"):
            seen = seen.filter(created_at__date__gte=chosen["since"])
        if chosen.get("until"):
            seen = seen.filter(created_at__date__lte=chosen["until"])
        return seen.order_by(*self._order())

    def _order(self) -> list[Any]:
        asked = str(self.data.get("sort", ""))
        orders: dict[str, Any] = {
            "member": swedish_key("membership__authority__name"),
            "kind": F("kind"),
            "net": F("net"),
            "day": F("created_at"),
        }
        key = orders.get(asked.removeprefix("-"))
        if key is None:
            return ["not_before", "pk"]
        return [key.desc() if asked.startswith("-") else key.asc(), "pk"]

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered besides that they wait."""
        chosen = {name: self.cleaned_data.get(name) for name in self.NAMES}
        return any(chosen.values())

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        words = {"state": str(dict(STANDINGS)[self.state])}
        if settled := self.cleaned_data.get("settled"):
            words["state"] = f"{words['state']} {settled}"
        if kind := self.cleaned_data.get("kind"):
            words["kind"] = str(dict(FeeKind.choices)[kind])
        if member := self.cleaned_data.get("member"):
            words["member"] = str(member)
        days = [self.cleaned_data.get("since"), self.cleaned_data.get("until")]
        if any(days):
            words["days"] = " – ".join(day.isoformat() if day else "" for day in days).strip()
        return words


class _HandForm(OnceForm):
    kind = forms.ChoiceField(label=_("Kind of fee"), choices=FeeKind.choices)
    text = forms.CharField(
        label=_("Concerns"), max_length=200, help_text=_("Stands on the invoice.")
    )
    note = forms.CharField(label=_("Note on the invoice"), max_length=300, required=False)
    reason = forms.CharField(
        label=_("Why it is charged"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the books: the decision or agreement. Does not stand on the invoice."),
    )
    reference = forms.CharField(
        label=_("Your own reference"),
        max_length=80,
        required=False,
        help_text=_("The same reference is never charged twice. Empty: the portal makes one."),
    )
    not_before = forms.DateField(label=_("May be billed from"), required=False)

    field_order: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", FeeKind.OTHER)


class ChargeForm(_HandForm):
    """One charge on one member, laid or changed by the economist."""

    quantity = forms.DecimalField(
        label=_("Quantity"),
        max_digits=10,
        decimal_places=2,
        min_value=Decimal("0.01"),
        initial=1,
    )
    unit = forms.CharField(label=_("Unit"), max_length=20, initial=_("piece"))
    price = forms.DecimalField(
        label=_("Unit price without VAT"),
        max_digits=12,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=Decimal(10**8),
    )

    def __init__(self, *args: Any, was: Charge | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"] = forms.ModelChoiceField(
            members_today() if was is None else Membership.objects.filter(pk=was.membership_id),
            label=_("Member"),
            empty_label=_("choose") if was is None else None,
        )
        if was is not None:
            del self.fields["reference"], self.fields["kind"], self.fields["membership"]
            kept = ("text", "note", "reason", "not_before", "quantity", "unit", "price")
            self.initial = {**self.initial, **{name: getattr(was, name) for name in kept}}


class SplitForm(_HandForm):
    """A cost that several members share: all of it, who, and by which key."""

    total = forms.DecimalField(
        label=_("The whole cost, without VAT"),
        max_digits=12,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=Decimal(10**8),
    )
    key = forms.ChoiceField(
        label=_("How it is split"), choices=KEYS, widget=forms.RadioSelect, initial="equal"
    )
    # The shares that were on the page when somebody charged: they are shown first.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"] = forms.ModelMultipleChoiceField(
            members_today(),
            label=_("Members who share it"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose the members who share the cost.")},
        )

    def show(self, fingerprint: str) -> None:
        """Remember in the page which shares it shows."""
        data: Any = cast(Any, self.data).copy()
        data["seen"] = fingerprint
        self.data = data
