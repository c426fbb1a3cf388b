"""The register of decisions: search, filters, order, and the table to take away."""

import re
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.effects import kinds
from members.models import Decision, DecisionEffect
from network.seat import Seat
from network.sorting import swedish_key, swedish_order
from network.sought import holding
from network.tables import table_file

ALL = ("", gettext_lazy("all"))
NONE = ("none", gettext_lazy("changes nothing in the portal"))
COLUMNS = ("title", "text", "body", "reference")
ORDERS: dict[str, tuple[Any, ...]] = {
    "number": (F("year"), F("number")),
    "title": (swedish_key("title"),),
    "body": (swedish_key("body"),),
    "decided": (F("decided_on"),),
    "effect": (F("takes_effect_on"),),
}
_DESIGNATION = re.compile(r"(\d{4}):(\d{1,6})")


def of_designation(word: str) -> Q:
    """Decisions that the word names, such as 2026:14."""
    named = _DESIGNATION.fullmatch(word)
    if named is None:
        return Q(pk__in=[])
    return Q(year=int(named[1]), number=int(named[2]))


class DecisionFilter(forms.Form):
    """Search, year, body, what is changed and how far; all of it lives in the address."""

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Decision.objects.seen_by(seat).order_by()
        years = sorted({*rows.values_list("year", flat=True).distinct()}, reverse=True)
        bodies = sorted({*rows.values_list("body", flat=True).distinct()}, key=swedish_order)
        self.fields |= {
            "q": forms.CharField(required=False, max_length=100),
            "year": _choice(_("Year"), [(str(year), str(year)) for year in years]),
            "body": _choice(_("Decided by the body"), [(body, body) for body in bodies]),
            "changes": _choice(_("Changes"), [(kind, str(label)) for kind, label in kinds()]),
            "state": _choice(_("Effect"), [*DecisionEffect.State.choices, NONE]),
        }

    def apply(self, rows: Any) -> Any:
        """Those that fit; what cannot be understood filters nothing."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("year"):
            rows = rows.filter(year=int(asked["year"]))
        if asked.get("body"):
            rows = rows.filter(body=asked["body"])
        effects = DecisionEffect.objects.filter(decision=OuterRef("pk"))
        if asked.get("changes"):
            rows = rows.filter(Exists(effects.filter(kind=asked["changes"])))
        if asked.get("state") == "none":
            rows = rows.filter(~Exists(effects))
        elif asked.get("state"):
            rows = rows.filter(Exists(effects.filter(state=asked["state"])))
        rows = holding(rows, asked.get("q", ""), *COLUMNS, also=of_designation)
        order = str(self.data.get("sort", "-number"))
        keys = ORDERS.get(order.removeprefix("-"), ORDERS["number"])
        down = order.startswith("-")
        return rows.order_by(*(key.desc() if down else key.asc() for key in keys), "-pk")

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in self.fields)

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        return {
            name: str(dict(cast(Any, field).choices).get(chosen, ""))
            for name, field in self.fields.items()
            if name != "q" and (chosen := self.cleaned_data.get(name))
        }


def _choice(label: str, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[ALL, *choices], required=False)


def decisions_table(rows: Any, kind: str) -> HttpResponse:
    """The register as it is filtered, a row a decision."""
    headers = [
        _("Number of the decision"), _("Decision"), _("Text"), _("Decided by the body"),
        _("Day of the decision"), _("Takes effect"),
        _("How it was decided"), _("Where it is noted"), _("Changes"), _("Effect"),
    ]  # fmt: skip
    cells = [
        [
            row.designation,
            row.title,
            row.text,
            row.body,
            row.decided_on,
            row.takes_effect_on,
            str(row.get_origin_display()),
            row.reference,
            "; ".join(one.words for one in row.effects.all()),
            "; ".join(str(one.get_state_display()) for one in row.effects.all()),
        ]
        for row in rows
    ]
    name = _("Decisions")
    return table_file(name, headers, cells, kind)
