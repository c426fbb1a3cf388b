"""The list of loans: search, stages, authority, order, and the table to take away."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loans.rules import Stage
from members.models import Membership
from network.sorting import swedish_key, swedish_order
from network.sought import holding
from network.tables import table_file

ALL = ("", gettext_lazy("all"))
WITH = ("lender__authority", "borrower__authority", "lender_party", "borrower_party")
SOUGHT = (
    "name",
    "title",
    "lender__authority__name",
    "lender__authority__short_name",
    "borrower__authority__name",
    "borrower__authority__short_name",
    "lender_party__name",
    "borrower_party__name",
)
ORDERS: dict[str, Any] = {
    "starts": F("starts"),
    "ends": F("ends"),
    "name": swedish_key("name"),
}


class LoanFilter(forms.Form):
    """Search, stage, authority and order; all of it lives in the address."""

    def __init__(self, *args: Any, seen: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = Q(pk__in=seen.values("lender")) | Q(pk__in=seen.values("borrower"))
        members = Membership.objects.filter(near).select_related("authority")
        named = sorted(members, key=lambda member: swedish_order(member.name))
        self.fields |= {
            "q": forms.CharField(required=False, max_length=100),
            "stage": forms.ChoiceField(
                label=_("Stage"), choices=[ALL, *Stage.choices], required=False
            ),
            "member": forms.ChoiceField(
                label=_("Authority"),
                choices=[ALL, *((str(member.pk), member.short_name) for member in named)],
                required=False,
            ),
        }

    def apply(self, seen: Any) -> Any:
        """Those that fit; what cannot be understood filters nothing."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("stage"):
            seen = seen.filter(stage=asked["stage"])
        if asked.get("member"):
            seen = seen.filter(Q(lender=asked["member"]) | Q(borrower=asked["member"]))
        seen = holding(seen, asked.get("q", ""), *SOUGHT)
        order = str(self.data.get("sort", "-starts"))
        key = ORDERS.get(order.removeprefix("-"), ORDERS["starts"])
        return seen.order_by(key.desc() if order.startswith("-") else key.asc(), "-pk")

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in ("q", "stage", "member"))

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        found = {}
        for name in ("stage", "member"):
            if chosen := self.cleaned_data.get(name):
                found[name] = str(dict(cast(Any, self.fields[name]).choices).get(chosen, ""))
        return found


def loans_table(rows: Any, kind: str) -> HttpResponse:
    """The loans as they are filtered now; nothing of interest, consent or evaluation."""
    headers = [
        _("Name"), _("Title"), _("Lending authority"), _("Borrowing authority"), _("From"),
        _("Until"), _("Extent, per cent"), _("Stage"), _("Rules"),
    ]  # fmt: skip
    cells: list[list[str | date | int]] = [
        [
            row.name,
            row.title,
            row.lent_by.name,
            row.borrowed_by.name,
            row.starts,
            row.last_day,
            max((part.percent for part in row.parts.all()), default=0),
            str(Stage(row.stage).label),
            str(row.get_legal_display()),
        ]
        for row in rows.prefetch_related("parts")
    ]
    name = _("Staff loans")
    return table_file(name, headers, cells, kind)
