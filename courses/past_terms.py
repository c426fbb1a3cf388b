"""A term's applications given out in every way, side by side, for the council."""

from dataclasses import dataclass

from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses import words
from courses.actions.divide import small_members
from courses.models import DeclaredNeed, Run
from courses.querysets import asked_for
from courses.rules import RunState, term_name
from courses.shares import Policy
from courses.simulation import PastRun, Result, Way, simulate
from members.models import Membership
from network import charts
from network.charts import Chart
from network.seat import Seat

GONE = (RunState.PLANNED, RunState.CANCELLED, RunState.POSTPONED)


@dataclass(frozen=True)
class Line:
    """One authority: what it asked for on contested runs, and its met need by each way."""

    name: str
    asked: int
    got: tuple[int, ...]
    met: tuple[int, ...]

    @property
    def change(self) -> int:
        """Seats won (below 0: lost) by shares against the order of enrolment."""
        return self.got[1] - self.got[0]


@dataclass(frozen=True)
class Comparison:
    """A term in three ways: their figures, the authorities' lines, and drawings of both."""

    term: str
    runs: int
    contested: int
    asked: int
    seats: int
    results: tuple[Result, ...]
    lines: tuple[Line, ...]
    charts: tuple[Chart, ...]

    @property
    def names(self) -> list[str]:
        """The ways in words, in the order of the results."""
        return [way_name(result.way) for result in self.results]

    @property
    def ways(self) -> list[tuple[str, Result]]:
        """Each way by its name, with its figures."""
        return list(zip(self.names, self.results, strict=True))

    @property
    def winners(self) -> list[Line]:
        """Authorities that would have had more by shares, most first."""
        return sorted((one for one in self.lines if one.change > 0), key=lambda one: -one.change)

    @property
    def losers(self) -> list[Line]:
        """Authorities that would have had fewer by shares, most first."""
        return sorted((one for one in self.lines if one.change < 0), key=lambda one: one.change)


def way_name(way: Way) -> str:
    """A way of giving out seats, in words."""
    return {
        Way.FIRST_COME: _("In the order of enrolment"),
        Way.SHARES: _("Shares per authority"),
        Way.DRAW: _("Drawn by lot"),
    }[way]


def terms(seat: Seat) -> list[str]:
    """The terms that have runs, the latest first."""
    months = (
        Run.objects.seen_by(seat)
        .exclude(begins_at=None)
        .exclude(state__in=GONE)
        .annotate(month=TruncMonth("begins_at"))
        .values_list("month", flat=True)
        .distinct()
    )
    return sorted({term_name(month.date()) for month in months}, key=_order, reverse=True)


def _order(name: str) -> tuple[str, bool]:
    year, _dash, half = name.partition("-")
    return year, half == "autumn"


def latest_begun(terms: list[str]) -> str:
    """The latest of the terms that is under way or over; the first to come where none is."""
    today = _order(term_name(timezone.localdate()))
    return next((name for name in terms if _order(name) <= today), terms[-1])


def past_runs(term: str, seat: Seat) -> list[PastRun]:
    """A term's runs with everybody who asked, in the order the runs began."""
    runs = list(
        Run.objects.seen_by(seat).in_term(term).exclude(state__in=GONE).order_by("begins_at", "pk")
    )
    needs: dict[int, dict[int, int]] = {}
    for run, membership, seats in DeclaredNeed.objects.filter(run__in=runs).values_list(
        "run", "membership", "seats"
    ):
        needs.setdefault(run, {})[membership] = seats
    asked = asked_for([run.pk for run in runs])
    return [PastRun(run.pk, run.capacity, asked[run.pk], needs.get(run.pk, {})) for run in runs]


def compare(term: str, seat: Seat, *, policy: Policy, small_below: int, seed: str) -> Comparison:
    """The term's applications by every way."""
    runs = past_runs(term, seat)
    small = frozenset(small_members(small_below))
    results = tuple(
        simulate(runs, way, policy=policy, small=small, seed=seed)
        for way in (Way.FIRST_COME, Way.SHARES, Way.DRAW)
    )
    lines = _lines(results)
    contested = [run for run in runs if run.is_contested]
    return Comparison(
        term=words.term(term),
        runs=len(runs),
        contested=len(contested),
        asked=sum(len(run.asked) for run in contested),
        seats=sum(run.seats for run in contested),
        results=results,
        lines=lines,
        charts=tuple(_chart(lines, results, place) for place in (1, 2)) if lines else (),
    )


def _lines(results: tuple[Result, ...]) -> tuple[Line, ...]:
    first = results[0]
    members = Membership.objects.select_related("authority").in_bulk(first.parties)
    found = [
        Line(
            members[party].short_name,
            first.contested_asked[party],
            tuple(result.contested_got[party] for result in results),
            tuple(result.met(party) for result in results),
        )
        for party in first.parties
    ]
    return tuple(sorted(found, key=lambda one: (one.met[0], -one.asked, one.name)))


def _chart(lines: tuple[Line, ...], results: tuple[Result, ...], place: int) -> Chart:
    way, first = results[place], results[0]
    facts = {"lowest": way.lowest, "was": first.lowest}
    title = (
        _("Shares: the least met authority gets %(lowest)s per cent, not %(was)s")
        if way.way == Way.SHARES
        else _("By lot: the least met authority gets %(lowest)s per cent, not %(was)s")
    )
    return charts.bars_and_ticks(
        title % facts,
        [(one.name, one.met[place], one.met[0]) for one in lines],
        head=_("Authority"),
        heads=(way_name(way.way), way_name(first.way)),
        unit=_("Seats for each hundred asked for on full runs; the tick is the order of enrolment"),
        alt=_("Bars of the met need of each authority; the table has the figures."),
        language=get_language() or "sv",
    )
