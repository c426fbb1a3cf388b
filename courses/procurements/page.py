"""What one procurement's page shows."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from courses.history import Line
from courses.models import CallOffRight, Procurement
from courses.procurements.buying import Standing, standing_of
from courses.procurements.drawn import drawn_by
from courses.procurements.purchasing import STEPS, BuyingForm, BuyingState, Level
from network import charts
from network.charts import Chart
from network.models import JournalEntry
from network.money import ZERO
from network.naming import names_of_users
from network.seat import Seat
from network.sorting import swedish_order
from network.wording import kr_short

VERBS: Mapping[str, Any] = {
    BuyingState.PLANNED: gettext_lazy("Take it up again"),
    BuyingState.UNDER_WAY: gettext_lazy("Begin"),
    BuyingState.CONTRACTED: gettext_lazy("There is a contract"),
    BuyingState.ENDED: gettext_lazy("End the contract"),
    BuyingState.STOPPED: gettext_lazy("Stop"),
}
SENTENCES: Mapping[str, Any] = {
    "add_procurement": gettext_lazy("%(who)s wrote the procurement down."),
    "change_procurement": gettext_lazy("%(who)s changed the procurement."),
    "move_procurement": gettext_lazy("%(who)s took it from %(before)s to %(after)s. %(why)s"),
    "use_contract_option": gettext_lazy("%(who)s used the option until %(until)s."),
    "set_call_off_rights": gettext_lazy("%(who)s said that %(count)s members may call off."),
    "set_procurement_purposes": gettext_lazy("%(who)s said what it is for."),
    "set_contract_price": gettext_lazy("%(who)s wrote a price down: %(amount)s kr."),
    "lay_contract_costs": gettext_lazy("%(who)s let the prices be the estimate of %(count)s runs."),
}


def procurement_page(it: Procurement, seat: Seat) -> dict[str, Any]:
    """The procurement with its sum, duties, parts, and the runs that draw on it."""
    standing = standing_of(it)
    today = timezone.localdate()
    rights = CallOffRight.objects.filter(procurement=it).select_related("membership__authority")
    purposes = list(it.purposes.select_related("candidate__campaign", "course"))
    drawn = drawn_by(it)
    options = list(it.options.all())
    following = it.contract.next_option
    usable = it.state == BuyingState.CONTRACTED and not it.contract.is_over(today)
    return {
        "it": it,
        "standing": standing,
        "chart": _chart(standing),
        "keeps": seat.may("keep_procurements"),
        "steps": [
            {"state": state.value, "verb": VERBS[state]}
            for state in BuyingState
            if state in STEPS[it.state]
        ],
        "options": [
            {
                "option": one,
                "next": usable and following is not None and one.until == following.until,
            }
            for one in options
        ],
        "prices": list(it.prices.all()),
        "candidates": [one.candidate for one in purposes if one.candidate],
        "courses": [one.course for one in purposes if one.course],
        "rights": sorted((row.membership.name for row in rights), key=swedish_order),
        "drawn": drawn,
        "sums": {
            "estimated": sum((row.estimated for row in drawn), ZERO),
            "actual": sum((row.actual for row in drawn), ZERO),
        },
        "without_right": sorted(
            {name for row in drawn for name in row.without_right}, key=swedish_order
        ),
        "over": it.contract.is_over(today),
        "usable": usable,
        "due": it.contract.is_due(today),
        "history": history_of(it),
    }


def _chart(standing: Standing) -> Chart | None:
    """The direct awards of the kind beside the limit."""
    weighing = standing.weighing
    if standing.it.form != BuyingForm.DIRECT or weighing.limit is None:
        return None
    titles = {
        Level.OVER: _("The direct awards pass the limit"),
        Level.NEAR: _("%(left)s are left to the limit") % {"left": kr_short(weighing.left)},
        Level.OK: _("The direct awards are below the limit"),
    }
    title = titles[weighing.level]
    label = f"{standing.it.same_kind} {standing.it.starts.year}"
    rows = [
        (_("%(kind)s, all") % {"kind": label}, weighing.after, weighing.limit),
        (_("of it this one"), weighing.value, weighing.limit),
    ]
    return charts.bars_and_ticks(
        title,
        rows,
        head=_("Direct awards"),
        heads=(_("kronor"), _("limit")),
        unit=_("Direct awards (bar) and limit (tick), kronor without VAT"),
        alt=_("Bar chart: direct awards of the same kind, and the limit. %(title)s.")
        % {"title": title},
        language=get_language() or "sv",
    )


def history_of(it: Procurement, limit: int = 20) -> list[Line]:
    """What happened to it, last first; two questions."""
    entries = [one for one in JournalEntry.objects.about(it)[:limit] if one.verb in SENTENCES]
    names = names_of_users(entry.user_id for entry in entries)
    return [Line(entry.at, _sentence(entry, names)) for entry in entries]


def _who(entry: JournalEntry, names: Mapping[int, str]) -> str:
    nobody = _("Somebody") if entry.user_id else _("The portal")
    return names.get(entry.user_id or 0) or nobody


def _sentence(entry: JournalEntry, names: Mapping[int, str]) -> str:
    states = dict(BuyingState.choices)
    facts = {
        "who": _who(entry, names),
        "count": entry.facts.get("count", ""),
        "amount": str(entry.facts.get("amount", "")).removesuffix(".00"),
        "until": entry.facts.get("until", ""),
        "why": entry.facts.get("why", ""),
        "before": states.get(entry.facts.get("before", ""), ""),
        "after": states.get(entry.facts.get("after", ""), ""),
    }
    return (str(SENTENCES[entry.verb]) % facts).strip()
