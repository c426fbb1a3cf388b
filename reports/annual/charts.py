"""The drawings of the annual report; each proves the sentence that is its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network import charts
from network.charts import Chart, Palette
from network.figures import figure
from network.wording import kr_short
from reports.annual.facts import CourseYear, Economy, Lending, MemberYear, Mentoring, YearFacts

MOST_STROKES = 280  # persons in one row of the cover; above that a bar says it better
COVER_ROWS = 16
SHOWN = 20  # bars that a page has room for beside its text
HALF = 232  # units: half the width of the page
LEAST_MEMBERS = 3  # in a group by size, so that no member's number stands alone
SIZES = (50, 200, 500, 1000)


@dataclass(frozen=True)
class Drawn:
    """In which colours and language."""

    palette: Palette
    language: str


def cover(courses: Sequence[CourseYear], drawn: Drawn) -> Chart | None:
    """A stroke for each participant, a row for each course."""
    rows = [(course.name, course.participants) for course in courses[:COVER_ROWS]]
    if not any(count for _name, count in rows):
        return None
    head, unit = _("Course"), _("Participants")
    if max(count for _name, count in rows) > MOST_STROKES:
        title = _("The courses with most participants.")
        alt = _("Bar chart: the most participants took part in %(course)s, %(count)s.") % {
            "course": rows[0][0],
            "count": figure(rows[0][1], language=drawn.language),
        }
        return charts.bars(
            title,
            rows,
            head=head,
            unit=unit,
            alt=alt,
            language=drawn.language,
            palette=drawn.palette,
        )
    title = _("Each stroke is a person, each row a course.")
    alt = _("One stroke for each participant, one row a course. Most in %(course)s: %(count)s.") % {
        "course": rows[0][0],
        "count": rows[0][1],
    }
    return charts.strokes(title, rows, head=head, unit=unit, alt=alt, palette=drawn.palette)


def seats(courses: Sequence[CourseYear], drawn: Drawn) -> Chart | None:
    """Participants and seats of each course, the largest first."""
    offered = [course for course in courses if course.seats][:SHOWN]
    if not offered:
        return None
    emptiest = min(offered, key=lambda course: Decimal(course.participants) / course.seats)
    if emptiest.participants >= emptiest.seats:
        title = _("Every seat was taken")
    else:
        title = _("%(course)s had the largest share of empty seats") % {"course": emptiest.name}
    return charts.bars_and_ticks(
        title,
        [(course.name, course.participants, course.seats) for course in offered],
        head=_("Course"),
        heads=(_("participants"), _("seats")),
        unit=_("Participants (bar) and seats (tick)"),
        alt=_("Bar chart: participants and seats for each course. %(title)s. "
              "The figures stand in the table of courses.") % {"title": title},
        language=drawn.language,
        palette=drawn.palette,
    )  # fmt: skip


def growth(history: Sequence[tuple[int, int, int]], drawn: Drawn) -> Chart | None:
    """Participants year by year."""
    if len(history) < 2:
        return None
    before, now = history[-2][1], history[-1][1]
    if now > before:
        title = _("More participants than the year before")
    elif now < before:
        title = _("Fewer participants than the year before")
    else:
        title = _("As many participants as the year before")
    return charts.lines(
        title,
        [str(year) for year, _people, _seats in history],
        [("", [people for _year, people, _seats in history])],
        head=_("Year"),
        unit=_("People on courses"),
        alt=_("Line chart: people on courses, %(first_count)s in %(first)s and %(count)s in "
              "%(last)s.") % {
            "first": history[0][0],
            "first_count": figure(history[0][1], language=drawn.language),
            "last": history[-1][0],
            "count": figure(now, language=drawn.language),
        },
        language=drawn.language,
        palette=drawn.palette,
        width=HALF,
    )  # fmt: skip


def filled(history: Sequence[tuple[int, int, int]], drawn: Drawn) -> Chart | None:
    """The share of seats with a participant, year by year."""
    shares = [(year, _percent(people, seats)) for year, people, seats in history if seats]
    if len(shares) < 2:
        return None
    before, now = shares[-2][1], shares[-1][1]
    if now > before:
        title = _("Fewer empty seats")
    elif now < before:
        title = _("More empty seats")
    else:
        title = _("As many empty seats")
    return charts.lines(
        title,
        [str(year) for year, _share in shares],
        [("", [share for _year, share in shares])],
        head=_("Year"),
        unit=_("Seats with a participant, per cent"),
        alt=_("Line chart: the share of seats with a participant, %(first_share)s per cent in "
              "%(first)s and %(share)s per cent in %(last)s.") % {
            "first": shares[0][0],
            "first_share": shares[0][1],
            "last": shares[-1][0],
            "share": now,
        },
        language=drawn.language,
        palette=drawn.palette,
        width=HALF,
    )  # fmt: skip


def _percent(part: int, whole: int) -> int:
    return int((Decimal(100) * part / whole).to_integral_value())


def by_size(members: Sequence[MemberYear], drawn: Drawn) -> Chart | None:
    """Participants per hundred employees by the member's size; no member's own number in it."""
    groups = _sized(members)
    if len(groups) < 2:
        return None
    rows = []
    for low, high, inside in groups:
        people = sum(member.participants for member in inside)
        employees = sum(member.head_count or 0 for member in inside)
        rows.append(
            (_size(low, high, len(inside), drawn.language), Decimal(100 * people) / employees)
        )
    most = max(range(len(rows)), key=lambda place: rows[place][1])
    if most == 0:
        title = _("The smallest members use the network the most")
    elif most == len(rows) - 1:
        title = _("The largest members use the network the most")
    else:
        title = _("Members of middle size use the network the most")
    return charts.bars(
        title,
        rows,
        head=_("Size"),
        unit=_("Participants per 100 employees, by the member's size; members in brackets"),
        alt=_("Bar chart: participants per 100 employees by size. %(title)s: %(most)s.")
        % {"title": title, "most": figure(rows[most][1], 1, language=drawn.language)},
        language=drawn.language,
        palette=drawn.palette,
        decimals=1,
    )


def _sized(members: Sequence[MemberYear]) -> list[tuple[int, int | None, list[MemberYear]]]:
    """Members in groups by size; those too small, or with one hidden number, join the next."""
    counted = [member for member in members if member.head_count]
    edges = [*SIZES, None]
    groups: list[tuple[int, int | None, list[MemberYear]]] = []
    low, waiting, begun = 0, list[MemberYear](), 0
    for high in edges:
        waiting += [
            member
            for member in counted
            if low <= (member.head_count or 0) and (high is None or (member.head_count or 0) < high)
        ]
        low = high or low
        if _stands(waiting):
            groups.append((begun, high, waiting))
            waiting, begun = [], low
    if waiting and groups:
        first, _last, inside = groups.pop()
        groups.append((first, None, [*inside, *waiting]))
    return groups if all(_stands(inside) for _low, _high, inside in groups) else []


def _stands(inside: Sequence[MemberYear]) -> bool:
    hidden = sum(member.few or member.withheld for member in inside)
    return len(inside) >= LEAST_MEMBERS and hidden != 1


def _size(low: int, high: int | None, members: int, language: str) -> str:
    words = {
        "low": figure(low, language=language),
        "high": figure((high or 0) - 1, language=language),
        "next": figure(high or 0, language=language),
        "n": members,
    }
    if high is None:
        return _("%(low)s employees or more (%(n)s)") % words
    if not low:
        return _("Under %(next)s employees (%(n)s)") % words
    return _("%(low)s–%(high)s employees (%(n)s)") % words


def rounds(mentoring: Mentoring, drawn: Drawn) -> Chart | None:
    """From those who asked to the pairs that completed, all rounds together."""
    if not mentoring.rounds:
        return None
    sums = {
        name: sum(getattr(one, name) for one in mentoring.rounds)
        for name in ("mentees", "mentors", "started", "completed")
    }
    title = ngettext(
        "%(done)s of %(n)s pair completed so far",
        "%(done)s of %(n)s pairs completed so far",
        sums["started"],
    ) % {"done": sums["completed"], "n": sums["started"]}
    return charts.bars(
        title,
        [
            (_("Asked for a mentor"), sums["mentees"]),
            (_("Offered to be a mentor"), sums["mentors"]),
            (_("Pairs that started"), sums["started"]),
            (_("Pairs that completed"), sums["completed"]),
        ],
        head=_("Step"),
        unit=_("People and pairs in the rounds of the year"),
        alt=_("Bar chart: %(mentees)s asked for a mentor, %(mentors)s offered to be one, "
              "%(started)s pairs started and %(completed)s completed.") % sums,
        language=drawn.language,
        palette=drawn.palette,
    )  # fmt: skip


def loans(lending: Lending, drawn: Drawn) -> Chart | None:
    """Days lent, year by year."""
    if len(lending.history) < 2:
        return None
    (_year, before), (_last, now) = lending.history[-2:]
    if now > before:
        title = _("More days were lent than the year before")
    elif now < before:
        title = _("Fewer days were lent than the year before")
    else:
        title = _("As many days were lent as the year before")
    return charts.lines(
        title,
        [str(year) for year, _days in lending.history],
        [("", [days for _year, days in lending.history])],
        head=_("Year"),
        unit=_("Days lent, weighed by extent"),
        alt=_("Line chart: days lent, %(first_days)s in %(first)s and %(days)s in %(last)s.")
        % {
            "first": lending.history[0][0],
            "first_days": figure(lending.history[0][1], language=drawn.language),
            "last": lending.history[-1][0],
            "days": figure(now, language=drawn.language),
        },
        language=drawn.language,
        palette=drawn.palette,
    )


def costs(economy: Economy, drawn: Drawn) -> Chart | None:
    """Each cost beside its budget."""
    rows = [
        (line.label, max(line.outcome or Decimal(0), Decimal(0)), line.budget or Decimal(0))
        for line in economy.costs
        if line.outcome or line.budget
    ]
    if not rows:
        return None
    dearest = max(rows, key=lambda row: row[1])
    whole = sum(row[1] for row in rows)
    if dearest[1] * 2 > whole:
        title = _("%(heading)s takes more than half of the money") % {"heading": dearest[0]}
    elif dearest[1]:
        title = _("%(heading)s is the largest cost") % {"heading": dearest[0]}
    else:
        title = _("No cost is known yet")
    return charts.bars_and_ticks(
        title,
        rows,
        head=_("Heading"),
        heads=(_("outcome"), _("budget")),
        unit=_("Costs (bar) and budget (tick), kronor without VAT"),
        alt=_("Bar chart: what each heading cost, beside its budget. %(title)s, %(sum)s.")
        % {"title": title, "sum": kr_short(dearest[1])},
        language=drawn.language,
        palette=drawn.palette,
    )


def all_of(facts: YearFacts, drawn: Drawn) -> dict[str, Chart | None]:
    """Every drawing of the report, by name; None where there is nothing to draw."""
    courses = most_first(facts.taught)
    return {
        "cover": cover(most_first(facts.courses), drawn),
        "seats": seats(courses, drawn),
        "growth": growth(facts.history, drawn),
        "filled": filled(facts.history, drawn),
        "by_size": by_size(facts.members, drawn),
        "rounds": rounds(facts.mentoring, drawn),
        "loans": loans(facts.lending, drawn),
        "costs": costs(facts.economy, drawn),
    }


def most_first(courses: Sequence[CourseYear]) -> list[CourseYear]:
    """Most participants first."""
    return sorted(courses, key=lambda course: (-course.participants, course.name, course.pk))
