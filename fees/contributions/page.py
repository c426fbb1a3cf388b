"""What contributions in kind are worth by member and kind, and the drawing of it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fees.models import ContributionKind
from network import charts
from network.charts import Chart
from network.charts.drawing import MAX_SERIES
from network.money import ZERO

MOST_ROWS = 20  # members of the drawing; the others stand in the list


@dataclass
class MemberSum:
    """What a member's accepted contributions are worth in kronor, by kind."""

    name: str
    value: Decimal = ZERO
    kinds: dict[str, Decimal] = field(default_factory=dict)


def sums_of(found: Any) -> list[MemberSum]:
    """The accepted ones among those found, by member, the largest first."""
    rows = (
        found.accepted()
        .order_by()
        .values(
            "membership",
            "membership__authority__short_name",
            "membership__part",
            "kind",
        )
        .annotate(worth=Sum("value"))
    )
    names = {kind.pk: str(kind) for kind in ContributionKind.objects.all()}
    sums: dict[int, MemberSum] = {}
    for row in rows:
        name = f"{row['membership__authority__short_name']} {row['membership__part']}".strip()
        one = sums.setdefault(row["membership"], MemberSum(name))
        one.value += row["worth"]
        kind = names[row["kind"]]
        one.kinds[kind] = one.kinds.get(kind, ZERO) + row["worth"]
    return sorted(sums.values(), key=lambda one: (-one.value, one.name))


def chart_of(sums: list[MemberSum]) -> Chart | None:
    """The accepted value of each member, in parts by kind."""
    worth = [one for one in sums if one.value > 0][:MOST_ROWS]
    if not worth:
        return None
    by_kind: dict[str, Decimal] = {}
    for one in worth:
        for kind, value in one.kinds.items():
            by_kind[kind] = by_kind.get(kind, ZERO) + value
    kinds = sorted(by_kind, key=lambda kind: -by_kind[kind])
    shown, rest = kinds, kinds[MAX_SERIES:]
    if rest:
        shown, rest = kinds[: MAX_SERIES - 1], kinds[MAX_SERIES - 1 :]
    rows = []
    for one in worth:
        values = [max(one.kinds.get(kind, ZERO), ZERO) for kind in shown]
        if rest:
            values.append(sum((max(one.kinds.get(kind, ZERO), ZERO) for kind in rest), ZERO))
        rows.append((one.name, values))
    title = _("%(member)s has given most") % {"member": worth[0].name}
    return charts.stacked(
        title,
        rows,
        head=_("Member"),
        names=[*shown, *([_("other kinds")] if rest else [])],
        unit=_("Accepted value, kr"),
        alt=_("Bar chart: the accepted value of each member's hours, in parts by kind. %(title)s."
              " The figures stand in the table.") % {"title": title},
        language=(get_language() or "sv")[:2],
    )  # fmt: skip
