"""What a statement says in sentences, and its lines: own figure beside the network's mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from network import charts
from network.charts import Chart, Palette
from network.figures import figure
from network.seat import Seat
from network.wording import kr_short
from reports.benefit.statement import Statement

FEWEST = 2  # areas or years before a drawing tells anything


def _language() -> str:
    return (get_language() or "sv")[:2]


def shown(value: Decimal | int) -> str:
    """A figure as it is read: decimals only where it has them."""
    whole = Decimal(value) == Decimal(value).to_integral_value()
    return figure(value, 0 if whole else 1, language=_language())


def _whole(amount: Decimal) -> Decimal:
    """Whole kronor, for sentences."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def _kr(amount: Decimal) -> str:
    """Kronor, with öre where there are any."""
    parts = 0 if amount == amount.to_integral_value() else 2
    return figure(amount, parts, language=_language()) + "\N{NO-BREAK SPACE}" + _("kr")


@dataclass(frozen=True)
class Line:
    """One figure of a statement: own, the network's mean, and the way to its rows."""

    what: str
    own: str
    mean: str = ""
    note: str = ""
    href: str = ""
    link: str = ""
    value: Decimal | int = 0
    mean_value: Decimal | None = None


def _line(
    it: Statement, what: str, name: str, *, money: bool = False, note: str = "",
    way: tuple[str, str] = ("", ""),
) -> Line:  # fmt: skip
    value = getattr(it.own, name)
    mean = it.network.mean(name) if it.network else None
    write = _kr if money else shown
    if money and mean is not None:
        mean = _whole(mean)
    return Line(
        what,
        write(value),
        write(mean) if mean is not None else "",
        note,
        *way,
        value,
        mean,
    )


def lead_of(it: Statement) -> str:
    """The whole statement in one sentence or two."""
    facts = {
        "cost": kr_short(_whole(it.own.cost)),
        "market": kr_short(_whole(it.market)),
        "name": it.member.name,
        "seats": it.own.seats,
    }
    if not it.own.seats:
        first = _("%(name)s paid %(cost)s and had no seat on a course.") % facts
    elif it.priced:
        first = (
            ngettext(
                "%(name)s paid %(cost)s and got %(seats)s seat; those that can be compared "
                "cost about %(market)s on the open market.",
                "%(name)s paid %(cost)s and got %(seats)s seats; those that can be compared "
                "cost about %(market)s on the open market.",
                it.own.seats,
            )
            % facts
        )
    else:
        first = (
            ngettext(
                "%(name)s paid %(cost)s and got %(seats)s seat on a course.",
                "%(name)s paid %(cost)s and got %(seats)s seats on courses.",
                it.own.seats,
            )
            % facts
        )
    more = []
    if it.own.mentors_taken:
        more.append(
            ngettext("%(n)s mentor", "%(n)s mentors", it.own.mentors_taken)
            % {"n": it.own.mentors_taken}
        )
    if it.own.borrowed_people:
        more.append(
            ngettext("%(n)s person on loan", "%(n)s people on loan", it.own.borrowed_people)
            % {"n": it.own.borrowed_people}
        )
    if not more:
        return first
    return f"{first} " + _("Besides it was given %(what)s.") % {"what": _(" and ").join(more)}


class Ways:
    """Where each figure's rows are, for those who may open them; nowhere on paper."""

    def __init__(self, it: Statement, seat: Seat | None) -> None:
        self.it, self.seat = it, seat

    def to(self, verb: str, url_name: str, link: str, *args: Any, **query: Any) -> tuple[str, str]:
        """An address and what it is called; empty for who may not follow."""
        if self.seat is None or not self.seat.may(verb):
            return "", ""
        more = "&".join(f"{name}={value}" for name, value in query.items())
        return reverse(url_name, args=args) + (f"?{more}" if more else ""), link

    @property
    def runs(self) -> tuple[str, str]:
        """The runs of the member's seats."""
        return self.to(
            "see_benefit", "benefit_runs", _("the runs"), self.it.member.pk, year=self.it.year
        )

    @property
    def fee(self) -> tuple[str, str]:
        """The member's account, or the year's invoices by member."""
        own = self.to("see_statement", "statement", _("the account"), self.it.member.pk)
        return (
            own
            if own[0]
            else self.to("see_budget", "budget_members", _("invoices by member"), year=self.it.year)
        )

    @property
    def given(self) -> tuple[str, str]:
        """The ledger of contributions in kind."""
        return self.to(
            "see_contributions", "contributions", _("the contributions"),
            member=self.it.member.pk, year=self.it.year, state="accepted",
        )  # fmt: skip

    @property
    def meetings(self) -> tuple[str, str]:
        """The meetings that the member took part in."""
        return self.to(
            "see_benefit", "benefit_meetings", _("the meetings"),
            self.it.member.pk, year=self.it.year,
        )  # fmt: skip

    @property
    def loans(self) -> tuple[str, str]:
        """The balance of loans."""
        return self.to("see_loan_balance", "loan_balance", _("the balance of loans"))

    @property
    def mentors(self) -> tuple[str, str]:
        """The mentoring programmes."""
        return self.to("see_mentorship", "mentorship", _("the rounds"))


def got(it: Statement, seat: Seat | None = None) -> list[Line]:
    """What the member got."""
    ways = Ways(it, seat)
    return [
        _line(it, _("Seats on courses"), "seats", way=ways.runs),
        _line(it, _("Wanted a seat and got none"), "unmet", way=ways.runs),
        _line(it, _("Had a seat and did not come"), "absent", way=ways.runs),
        _line(it, _("Mentors for own managers"), "mentors_taken", way=ways.mentors,
              note=_("pairs that started")),
        _line(it, _("People borrowed"), "borrowed_people", way=ways.loans),
        _line(it, _("Days borrowed"), "borrowed_days", way=ways.loans,
              note=_("calendar days, weighed by extent")),
    ]  # fmt: skip


def gave(it: Statement, seat: Seat | None = None) -> list[Line]:
    """What the member gave."""
    ways = Ways(it, seat)
    return [
        _line(it, _("Mentors for others"), "mentors_given", way=ways.mentors,
              note=_("pairs that started")),
        _line(it, _("People lent"), "lent_people", way=ways.loans),
        _line(it, _("Days lent"), "lent_days", way=ways.loans,
              note=_("calendar days, weighed by extent")),
        _line(it, _("Hours contributed"), "hours", way=ways.given),
        _line(it, _("Days contributed"), "days", way=ways.given),
        _line(it, _("Worth of what was contributed"), "worth", money=True, way=ways.given,
              note=_("by the rates that were agreed")),
        _line(it, _("Meetings of the network's bodies"), "meetings", way=ways.meetings,
              note=_("once for each who took part")),
        _line(it, _("Hours in those meetings"), "meeting_hours", way=ways.meetings,
              note=_("their planned time")),
    ]  # fmt: skip


def paid(it: Statement, seat: Seat | None = None) -> list[Line]:
    """What the member paid; kronor without VAT."""
    ways = Ways(it, seat)
    return [
        _line(it, _("Membership fee"), "fee", money=True, way=ways.fee,
              note=_("invoices dated in the year, credits taken off")),
        _line(it, _("Course fees, settled"), "settled", money=True, way=ways.runs),
        _line(it, _("Late and no-show fees"), "late", money=True, way=ways.runs),
        _line(it, _("Course fees, not settled yet"), "expected", money=True, way=ways.runs,
              note=_("at the price that each seat was given")),
        _line(it, _("Together"), "cost", money=True),
    ]  # fmt: skip


def area_chart(it: Statement, palette: Palette | None = None) -> Chart | None:
    """What the seats cost beside the market price, by area or, where they have none, by course."""
    rows = [(area or _("Other courses"), cost, market) for area, cost, market in it.areas]
    if len(rows) < FEWEST:
        rows = [
            (one.name, one.priced_cost, one.market)
            for one in sorted(it.courses, key=lambda one: -one.market)
            if one.priced
        ][:8]
    if not rows:
        return None
    below = sum(cost < market for _name, cost, market in rows)
    if below == len(rows):
        title = _("Every kind of seat cost less than its market price")
    else:
        title = _("%(below)s of %(all)s kinds of seat cost less than the market price") % {
            "below": below,
            "all": len(rows),
        }
    return charts.bars_and_ticks(
        title,
        [(name, cost / 1000, market / 1000) for name, cost, market in rows],
        head=_("Area"),
        heads=(_("cost here"), _("market price")),
        unit=_("Course fees (bar) and market price of the same seats (tick), thousand kronor"),
        alt=_("Bar chart: course fees and market price of the same seats. %(title)s.")
        % {"title": title},
        language=_language(),
        palette=palette,
    )


def use_chart(it: Statement, palette: Palette | None = None) -> Chart | None:
    """How much the member uses the network, beside all members."""
    if len(it.use) < FEWEST:
        return None
    last = it.use[-1]
    if last.own > last.network:
        title = _("%(name)s uses the network more than the members do together")
    elif last.own < last.network:
        title = _("%(name)s uses the network less than the members do together")
    else:
        title = _("%(name)s uses the network as much as the members do together")
    title = title % {"name": it.member.short_name}
    return charts.lines(
        title,
        [str(one.year) for one in it.use],
        [
            (it.member.short_name, [one.own for one in it.use]),
            (_("all members"), [one.network for one in it.use]),
        ],
        head=_("Year"),
        unit=_("Seats for each hundred employees"),
        alt=_("Line chart: seats for each hundred employees, year by year. %(title)s.")
        % {"title": title},
        language=_language(),
        palette=palette,
        decimals=1,
    )


def ways_of_counting(it: Statement) -> Iterable[str]:
    """How it was counted, in sentences."""
    yield _(
        "A seat belongs to the year in which its run begins. Course fees are the settlement of "
        "those runs; for runs that are not settled the price that each seat was given."
    )
    if it.priced:
        yield _(
            "The market price shows a size and no exact saving: perhaps not every seat would have "
            "been bought. %(priced)s of %(seats)s seats have one. Travel, own time and salary "
            "stand on neither side."
        ) % {"priced": it.priced, "seats": it.own.seats}
    else:
        yield _("No market price is written for these courses, so nothing is compared.")
    if it.network is None:
        yield _("The mean is shown from five members on, so that nobody's figures can be told.")
    else:
        yield _("The mean is that of the %(n)s members of the year.") % {"n": it.network.members}
    if it.own.heads:
        yield _("The number of employees is %(n)s, the latest that was declared.") % {
            "n": shown(it.own.heads)
        }
    yield _(
        "Hours in meetings are the planned time of the meetings that were held, for each who took "
        "part with a mandate of the authority. They stand apart from the hours contributed, which "
        "somebody has reported and accepted, and no amount is put on them."
    )
    yield _("Days in hubs are not counted yet: the network has no hubs in the portal.")
