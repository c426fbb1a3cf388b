"""What members of different sizes would pay by a fee model: the table and the chart beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext as _

from fees.tariffs import Fee, Method, Step, Tariff, fee_of
from network import charts
from network.charts import Chart
from network.money import round_kr
from network.wording import number

# Sizes that show where a model bends: the smallest member to the largest.
SIZES = (1, 50, 200, 618, 1_500, 4_000)


@dataclass(frozen=True)
class Example:
    """What one made-up member pays: in kronor, and for each employee where there are any."""

    who: str
    fee: Fee | None
    why: str = ""
    each: Decimal | None = None


def examples(tariff: Tariff) -> list[Example]:
    """A whole year's fee for each size or level, and for those that pay otherwise."""
    if tariff.method == Method.LEVELS:
        return [_example(step.level, tariff, level=step.level) for step in tariff.steps]
    found = [
        _example(
            ngettext("%(count)s employee", "%(count)s employees", size) % {"count": number(size)},
            tariff,
            head_count=size,
        )
        for size in SIZES
    ]
    middle: dict[str, Any] = {"head_count": SIZES[2]}
    facts = {"count": number(SIZES[2])}
    if tariff.associated is not None or tariff.associated_share is not None:
        words = gettext("associated party, %(count)s employees") % facts
        found.append(_example(words, tariff, is_associated=True, **middle))
    if tariff.host_reduction:
        words = gettext("host authority, %(count)s employees") % facts
        found.append(_example(words, tariff, is_host=True, **middle))
    return found


def _example(who: str, tariff: Tariff, **facts: Any) -> Example:
    fee = fee_of(tariff, **{"head_count": None, **facts})
    if not isinstance(fee, Fee):
        return Example(who, None, str(fee.label))
    heads = facts.get("head_count")
    return Example(who, fee, each=round_kr(fee.amount / heads) if heads else None)


def band_words(steps: Sequence[Step], place: int) -> str:
    """What a step is for: its level, or from which to which head count."""
    step = steps[place]
    if step.level or step.lower is None:
        return step.level
    if place + 1 < len(steps):
        return f"{number(step.lower)}–{number((steps[place + 1].lower or 1) - 1)}"
    return _("%(lower)s or more") % {"lower": number(step.lower)}


def steps_in_words(tariff: Tariff) -> list[dict[str, Any]]:
    """The steps as people read them, lowest first."""
    steps = sorted(tariff.steps, key=lambda step: (step.lower or 0, step.level))
    if tariff.method == Method.LEVELS:
        steps = list(tariff.steps)
    return [
        {"words": band_words(steps, place), "amount": step.amount, "level": step.level}
        for place, step in enumerate(steps)
    ]


def chart_of(tariff: Tariff) -> Chart | None:
    """The fee of each band, level or size as bars; None while nothing can be reckoned."""
    if tariff.method == Method.BANDS:
        rows = [(step["words"], step["amount"]) for step in steps_in_words(tariff)]
    else:
        rows = [(one.who, one.fee.amount) for one in examples(tariff) if one.fee]
    if not rows or not any(amount for _label, amount in rows):
        return None
    low, high = min(amount for _who, amount in rows), max(amount for _who, amount in rows)
    # whole kronor, as the bars beside it say them; the table has the öre
    facts = {"low": number(round(low)), "high": number(round(high))}
    title = _("From %(low)s to %(high)s kronor a year") % facts
    if low == high:
        title = _("The same for everybody: %(high)s kronor a year") % facts
    return charts.bars(
        title,
        rows,
        head=_("Member"),
        unit=_("kronor a year, without VAT"),
        alt=_("Bar chart: what members pay by the fee model. %(title)s.") % {"title": title},
        language=get_language() or "sv",
    )
