"""A fee model told in plain words, for its page and for those who decide on it."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fees.models import FeeModel
from fees.tariffs import Method, PartYear
from network.wording import kr_short, number

METHODS: Mapping[str, Any] = {
    Method.BANDS: gettext_lazy(
        "One amount for each band of employees: 1–49, 50–199 and so on. A member pays the amount"
        " of its band."
    ),
    Method.LEVELS: gettext_lazy(
        "One amount for each level that members choose, such as 2014: 200 000 and 25 000 kr."
    ),
    Method.HEADS: gettext_lazy(
        "An amount for each employee. The amount may change with the size of the member."
    ),
    Method.BASE: gettext_lazy(
        "A base amount that everybody pays, and an amount for each employee beyond those included."
    ),
}

_YEARS_BACK: Mapping[int, Any] = {
    0: gettext_lazy("Hours of the same year as the fee"),
    1: gettext_lazy("Hours of the year before"),
    2: gettext_lazy("Hours of two years before"),
}


def facts_of(model: FeeModel) -> list[tuple[str, str]]:
    """What the model says beside its steps: heading and words, only what holds."""
    found: list[tuple[str, str]] = [(_("Computed"), capfirst(str(model.get_method_display())))]
    if model.base is not None:
        words = kr_short(model.base)
        if model.included:
            included = ngettext(
                "%(count)s employee included", "%(count)s employees included", model.included
            ) % {"count": number(model.included)}
            words = f"{words}, {included}"
        found.append((_("Base amount"), words))
    for heading, amount in (
        (_("Least"), model.floor),
        (_("Most"), model.ceiling),
        (_("Associated party"), model.associated),
    ):
        if amount is not None:
            found.append((heading, kr_short(amount)))
    if model.associated_share is not None:
        share = {"share": number(model.associated_share)}
        found.append((_("Associated party"), _("%(share)s %% of the fee") % share))
    found.append((_("Part of a year"), capfirst(str(PartYear(model.part_year).label))))
    if model.host_reduction:
        share = {"share": number(model.host_reduction)}
        found.append((_("Host authority"), _("%(share)s %% lower") % share))
    if model.in_kind_share is not None:
        words = _("%(share)s %% of the value is credited") % {"share": number(model.in_kind_share)}
        if model.in_kind_ceiling is not None:
            most = {"share": number(model.in_kind_ceiling)}
            words += _(", at most %(share)s %% of the fee") % most
        words += f". {_YEARS_BACK[model.in_kind_years_back]}"
        found.append((_("Contributed hours"), words))
    return found
