"""Forms of the fees."""

from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from fees.models import Invoice
from members.models import Membership
from network.sorting import swedish_key


class InvoiceFilter(forms.Form):
    """Search, filters and order of the list of invoices; all of it lives in the address."""

    ORDERS = {"number": ["day", "number"], "due": ["due", "number"], "total": ["total", "number"]}

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
                choices=[("", _("All")), *Invoice.State.choices], required=False, label=_("State")
            ),
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
        if chosen.get("q"):
            seen = seen.matching(chosen["q"])
        if chosen.get("year"):
            seen = seen.filter(day__year=chosen["year"])
        if chosen.get("state"):
            seen = seen.filter(state=chosen["state"])
        if chosen.get("member"):
            seen = seen.filter(membership=chosen["member"])
        return seen.order_by(*self._order())

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in ("q", "year", "state", "member"))

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        words = {}
        for name in ("year", "state", "member"):
            chosen = self.cleaned_data.get(name)
            if chosen:
                words[name] = str(dict(Invoice.State.choices).get(str(chosen), chosen))
        return words

    def _order(self) -> list[Any]:
        asked = str(self.data.get("sort", "-number"))
        name, descending = asked.removeprefix("-"), asked.startswith("-")
        if name == "member":
            key = swedish_key("buyer_name")
            return [key.desc() if descending else key.asc(), "pk"]
        columns = self.ORDERS.get(name) or self.ORDERS["number"]
        return [F(column).desc() if descending else F(column).asc() for column in columns]
