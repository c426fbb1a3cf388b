"""Forms of the fees."""

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.models import Invoice
from fees.rules import FeeKind
from members.models import Membership
from network.sorting import swedish_key


class InvoiceFilter(forms.Form):
    """Search, filters and order of the list of invoices; all of it lives in the address."""

    ORDERS = {
        "number": ["day", "number"],
        "due": ["due", "number"],
        "total": ["total", "number"],
        "balance": ["balance", "number"],
    }
    STATES = (
        ("open", _("open")),
        ("overdue", _("overdue")),
        *(choice for choice in Invoice.State.choices if choice[0] != "issued"),
    )
    PAPERS = (("invoice", _("invoices")), ("credit", _("credit notes")))
    NAMES = ("year", "state", "paper", "kind", "member", "due_since", "due_until")

    def __init__(self, *args: Any, seen: QuerySet[Invoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = seen.order_by("-day__year").values_list("day__year", flat=True).distinct()
        payers = Membership.objects.filter(pk__in=seen.values("membership"))
        self.fields |= {
            "q": forms.CharField(required=False, max_length=100),
            "year": forms.TypedChoiceField(
                choices=[("", _("All")), *((year, year) for year in years)],
                coerce=int,
                empty_value=None,
                required=False,
                label=_("Year"),
            ),
            "state": forms.ChoiceField(
                choices=[("", _("All")), *self.STATES], required=False, label=_("State")
            ),
            "paper": forms.ChoiceField(
                choices=[("", _("All")), *self.PAPERS], required=False, label=_("Paper")
            ),
            "kind": forms.ChoiceField(
                choices=[("", _("All")), *FeeKind.choices], required=False, label=_("Kind of fee")
            ),
            "due_since": forms.DateField(label=_("Due from"), required=False),
            "due_until": forms.DateField(label=_("Due until"), required=False),
            "member": forms.ModelChoiceField(
                payers.select_related("authority").order_by(swedish_key("authority__name")),
                required=False,
                empty_label=str(_("All")),
                label=_("Member"),
            ),
        }

    def apply(self, seen: Any) -> Any:
        """The invoices that fit; what cannot be understood filters nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        seen = seen.matching(chosen.get("q", ""))
        if chosen.get("year"):
            seen = seen.filter(day__year=chosen["year"])
        if chosen.get("state"):
            seen = seen.in_state(chosen["state"], timezone.localdate())
        if chosen.get("paper"):
            seen = seen.filter(is_credit=chosen["paper"] == "credit")
        if chosen.get("kind"):
            seen = seen.filter(kind=chosen["kind"])
        if chosen.get("due_since"):
            seen = seen.filter(due__gte=chosen["due_since"])
        if chosen.get("due_until"):
            seen = seen.filter(due__lte=chosen["due_until"])
        if chosen.get("member"):
            seen = seen.filter(membership=chosen["member"])
        return seen.order_by(*self._order())

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in ("q", *self.NAMES))

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        names = dict([*self.STATES, *self.PAPERS, *FeeKind.choices])
        words = {}
        for name in ("year", "state", "paper", "kind", "member"):
            chosen = self.cleaned_data.get(name)
            if chosen:
                words[name] = str(names.get(str(chosen), chosen))
        days = [self.cleaned_data.get(name) for name in ("due_since", "due_until")]
        if any(days):
            words["due"] = " – ".join(day.isoformat() if day else "" for day in days).strip()
        return words

    def _order(self) -> list[Any]:
        asked = str(self.data.get("sort", "-number"))
        name, descending = asked.removeprefix("-"), asked.startswith("-")
        if name == "member":
            key = swedish_key("buyer_name")
            return [key.desc() if descending else key.asc(), "pk"]
        columns = self.ORDERS.get(name) or self.ORDERS["number"]
        return [F(column).desc() if descending else F(column).asc() for column in columns]
