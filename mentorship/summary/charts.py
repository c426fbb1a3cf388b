"""The drawings of a round's report: on the screen, and on paper with a palette."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mentorship.summary.counted import CLOSING, MIDWAY, Counted, Said
from network import charts
from network.charts import Chart, Palette
from network.charts.matrix import MOST

FEWEST = 2  # months before a drawing of them tells anything


def matrix_of(now: Counted, palette: Palette | None = None) -> Chart | None:
    """Which authorities gave mentors to which; the smallest together where there are many."""
    if not now.given:
        return None
    places, names = _placed(now)
    cells: dict[tuple[int, int], int] = {}
    for (mentor, mentee), n in now.given.items():
        key = (places[mentor], places[mentee])
        cells[key] = cells.get(key, 0) + n
    title = ngettext(
        "%(n)s pair across %(members)s authorities",
        "%(n)s pairs across %(members)s authorities",
        now.started,
    ) % {"n": now.started, "members": len(places)}
    most = max(cells, key=lambda key: (cells[key], -key[0], -key[1]), default=None)
    alt = _("Matrix: the authority that gives a mentor, row by row, and the one that is given it.")
    if most is not None and cells[most] > 1:
        most_words = _("Most from %(giver)s to %(taker)s: %(n)s.") % {
            "giver": names[most[0]],
            "taker": names[most[1]],
            "n": cells[most],
        }
        alt = f"{alt} {most_words}"
    return charts.matrix(
        title,
        names,
        cells,
        head=_("Gives mentors"),
        heads=(_("Given"), _("Taken")),
        unit=_("Pairs that started: the mentor's authority in the row, the mentee's in the column"),
        alt=alt,
        language=_language(),
        palette=palette,
    )


def _placed(now: Counted) -> tuple[dict[int, int], list[str]]:
    """The place of each member in the matrix, and the names in order."""
    taking_part = {pk: one for pk, one in now.members.items() if one.given or one.taken}
    largest = sorted(taking_part, key=lambda pk: -(taking_part[pk].given + taking_part[pk].taken))
    alone = set(largest if len(largest) <= MOST else largest[: MOST - 1])
    names = [one.short_name for pk, one in taking_part.items() if pk in alone]
    order = [pk for pk in taking_part if pk in alone]
    places = {pk: order.index(pk) if pk in alone else len(order) for pk in taking_part}
    if len(alone) < len(taking_part):
        names.append(_("Other authorities"))
    return places, names


def answers_of(now: Counted, palette: Palette | None = None) -> Chart | None:
    """What people answer at the end beside mid-way."""
    closing, midway = now.answers(CLOSING), now.answers(MIDWAY)
    if not (closing.is_shown and midway.is_shown):
        return None
    rows = [
        (_("How content they are"), *_two(closing, midway, "satisfaction")),
        (_("What it has meant for them as leaders"), *_two(closing, midway, "effect")),
        (_("How far they have come towards the goals"), *_two(closing, midway, "goals")),
    ]
    up = sum(end > middle for _label, end, middle in rows)
    if up == len(rows):
        title = _("Every answer was higher at the end than mid-way")
    elif up:
        title = _("Some answers were higher at the end than mid-way")
    else:
        title = _("No answer was higher at the end than mid-way")
    return charts.bars_and_ticks(
        title,
        rows,
        head=_("Question"),
        heads=(_("at the end"), _("mid-way")),
        unit=_("Mean at the end (bar) and mid-way (tick), from 1 to 5"),
        alt=_("Bar chart: what people answered at the end and mid-way. %(title)s.")
        % {"title": title},
        language=_language(),
        palette=palette,
        decimals=1,
    )


def _two(closing: Said, midway: Said, name: str) -> tuple[Decimal, Decimal]:
    return getattr(closing, name), getattr(midway, name)


def months_of(now: Counted, palette: Palette | None = None) -> Chart | None:
    """How many days pairs met, month by month."""
    if len(now.months) < FEWEST:
        return None
    rows = [(_month(month), n) for month, n in now.months.items()]
    most = max(rows, key=lambda row: row[1])
    title = _("Pairs met most in %(month)s") % {"month": most[0]}
    return charts.bars(
        title,
        rows,
        head=_("Month"),
        unit=_("Days on which a pair met"),
        alt=_("Bar chart: days on which pairs met, by month. Most in %(month)s: %(n)s.")
        % {"month": most[0], "n": most[1]},
        language=_language(),
        palette=palette,
    )


def _month(written: str) -> str:
    year, month = written.split("-")
    return date_format(date(int(year), int(month), 1), "F Y")


def _language() -> str:
    return (get_language() or "sv")[:2]
