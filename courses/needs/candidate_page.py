"""A candidate's own page: who asks for how many seats, how it went last year, what is said."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses import higher_education
from courses.models import Candidate, NeedLine
from courses.needs import hit_rate, lineage
from courses.needs.hit_rate import HitRate, Met
from courses.needs.lineage import Chain
from courses.needs.rules import Importance
from courses.procurements.buying import state_in_words, state_kind
from members.models import Membership
from network import charts
from network.charts import Chart
from network.figures import figure
from network.seat import Seat
from network.sorting import swedish_order


@dataclass
class Asked:
    """What one authority asks for."""

    name: str
    own: bool
    spring: int = 0
    autumn: int = 0
    importance: int = 3
    before: Met | None = None

    @property
    def importance_words(self) -> str:
        """How much it matters to them."""
        return str(Importance(self.importance).label)


def page_of(candidate: Candidate, seat: Seat) -> dict[str, Any]:
    """Everything that the page shows to a seat."""
    chain = lineage.of_candidate(candidate, seat)
    everybody = hit_rate.sees_all(seat)
    rate = hit_rate.before([chain.candidate], chain.campaign.previous, seat).get(chain.candidate.pk)
    rows = _rows(chain, rate, seat)
    spring, autumn, members = _sums(chain, rows, everybody=everybody)
    limit = higher_education.rule() if everybody else None
    return {
        "chain": chain,
        "candidate": chain.candidate,
        "campaign": chain.campaign,
        "everybody": everybody,
        "rows": rows,
        "spring": spring,
        "autumn": autumn,
        "seats": None if spring is None or autumn is None else spring + autumn,
        "members": members,
        "chart": _chart(rows, chain.campaign.year) if everybody else None,
        "importance": _importance(chain.lines),
        "said": [line for line in chain.lines if line.text or line.comment],
        "rate": rate,
        "rate_words": in_words(rate, own=not everybody) if rate else "",
        "higher": higher_education.why((spring or 0) + (autumn or 0), members, limit)
        if limit and higher_education.is_worth_trying((spring or 0) + (autumn or 0), members, limit)
        else [],
        "merges": seat.may("merge_needs"),
        "procurements": [
            {"it": one, "state": state_in_words(one), "kind": state_kind(one)}
            for one in chain.procurements
        ],
        "sees_procurements": seat.may("see_procurements"),
    }


def _rows(chain: Chain, rate: HitRate | None, seat: Seat) -> list[Asked]:
    own = seat.scope.memberships
    found: dict[int, Asked] = {}
    for line in chain.lines:
        pk = line.membership_id
        row = found.setdefault(pk, Asked(line.membership.short_name, pk in own))
        row.spring += line.spring
        row.autumn += line.autumn
        row.importance = min(row.importance, line.importance)
    known = rate.by_member if rate else {}
    theirs = [pk for pk in known if hit_rate.sees_all(seat) or pk in own]
    others = Membership.objects.filter(pk__in=set(theirs) - set(found)).select_related("authority")
    for member in others:
        found[member.pk] = Asked(member.short_name, member.pk in own)
    for pk in theirs:
        found[pk].before = known[pk]
    return sorted(
        found.values(), key=lambda row: (-row.spring - row.autumn, swedish_order(row.name))
    )


def _sums(
    chain: Chain, rows: Sequence[Asked], *, everybody: bool
) -> tuple[int | None, int | None, int]:
    """Spring, autumn and how many authorities; of all, as far as one may know."""
    if chain.totals:
        return chain.totals.spring, chain.totals.autumn, chain.totals.members
    if everybody:
        return 0, 0, 0
    return None, None, 0


def _importance(lines: Sequence[NeedLine]) -> list[tuple[str, int]]:
    seats: dict[int, int] = defaultdict(int)
    for line in lines:
        seats[line.importance] += line.seats
    return [(str(one.label), seats[one.value]) for one in Importance if seats[one.value]]


def _chart(rows: Sequence[Asked], year: int) -> Chart | None:
    drawn = [(row.name, (row.spring, row.autumn)) for row in rows if row.spring or row.autumn]
    if len(drawn) < 2:
        return None
    first, most = drawn[0][0], sum(drawn[0][1])
    return charts.stacked(
        _("%(who)s asks for most: %(seats)s seats") % {"who": first, "seats": most}
        if sum(drawn[1][1]) < most
        else _("Seats that each authority asks for"),
        drawn,
        head=_("Authority"),
        names=[_("Spring %(year)s") % {"year": year}, _("Autumn %(year)s") % {"year": year}],
        unit=_("Seats"),
        alt=_("Bars of the seats that each authority asks for; the table has the figures."),
        language=get_language() or "sv",
    )


def in_words(rate: HitRate, *, own: bool = False) -> str:
    """Asked 40, planned 36, came 31, rated 4.3: what is known of it, in one sentence."""
    met = rate.own if own else rate.total
    said = []
    if met.asked is not None:
        said.append(_("asked for %(n)s") % {"n": met.asked})
    if met.planned is not None:
        said.append(_("planned %(n)s") % {"n": met.planned})
    if met.came is not None:
        said.append(_("came %(n)s") % {"n": met.came})
    if rate.rated is not None and not own:
        mean = figure(rate.rated, 1, language=get_language() or "sv")
        said.append(_("rated %(mean)s of 5") % {"mean": mean})
    if not said:
        return ""
    facts = {"year": rate.year, "said": ", ".join(said)}
    if own:
        return _("%(year)s, your authority: %(said)s.") % facts
    return _("%(year)s: %(said)s.") % facts
