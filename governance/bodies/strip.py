"""The turns of a duty as a picture: a line for each authority, time along it."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from governance.bodies.rotation import Round, TurnRow
from network.charts.drawing import SCREEN_WIDTH, Chart, Pen, Table, shorten
from network.wording import date_iso

LINE, ABOVE, BELOW = 40, 4, 26  # units
LABEL_LENGTH = 44  # characters that fit on a line
MOST_LINES = 24


def strip(found: Round, today: date, language: str) -> Chart | None:
    """Decided turns are filled, proposed ones pale; None where there is nothing to draw."""
    rows = [row for row in found.rows if not row.past][:MOST_LINES]
    if not rows:
        return None
    pen = Pen(None, language)
    first, last = rows[0].turn.since, rows[-1].turn.until
    whole = max((last - first).days + 1, 1)

    def at(day: date) -> float:
        return min(max((day - first).days / whole, 0), 1) * (SCREEN_WIDTH - 2) + 1

    names = list(dict.fromkeys(row.name or _("Nobody can take it") for row in rows))
    for place, name in enumerate(names):
        top = ABOVE + place * LINE
        pen.text(0, top + 13, shorten(name, LABEL_LENGTH), weight=600)
        pen.rule(0, top + 27, SCREEN_WIDTH, top + 27, kind="grid")
        for row in rows:
            if (row.name or _("Nobody can take it")) == name:
                _turn(pen, row, at(row.turn.since), at(row.turn.until), top)
    bottom = ABOVE + len(names) * LINE
    if first <= today <= last:
        for place in range(len(names)):
            top = ABOVE + place * LINE
            pen.rule(at(today), top + 18, at(today), top + 36, kind="tick")
    _years(pen, first, last, at, bottom)
    title = _title(found)
    alt = " ".join(_in_words(row) for row in rows)
    svg = pen.drawing(alt, SCREEN_WIDTH, bottom + BELOW)
    heads = (_("From"), _("Until"), _("Authority"), _("Who"))
    cells = tuple(
        (date_iso(r.turn.since), date_iso(r.turn.until), r.name or "–", r.officer or _("proposed"))
        for r in rows
    )
    unit = _("Filled: decided. Pale: proposed.")
    return Chart(svg, title, unit, Table(heads, cells))


def _turn(pen: Pen, row: TurnRow, start: float, end: float, top: float) -> None:
    pen.bar(start, top + 20, max(end - start - 1, 2), 14, 0 if row.turn.decided else -1)


def _years(pen: Pen, first: date, last: date, at: Callable[[date], float], bottom: float) -> None:
    pen.rule(0, bottom, SCREEN_WIDTH, bottom)
    pen.text(0, bottom + 17, date_iso(first), tone="soft")
    pen.text(SCREEN_WIDTH, bottom + 17, date_iso(last), anchor="end", tone="soft")
    for year in range(first.year + 1, last.year + 1):
        x = at(date(year, 1, 1))
        pen.rule(x, bottom, x, bottom + 4)
        if 95 < x < SCREEN_WIDTH - 95:
            pen.text(x, bottom + 17, str(year), anchor="middle", tone="soft")


def _title(found: Round) -> str:
    now, coming = found.now, found.following
    if now and now.turn.decided and coming and coming.name:
        return _("%(now)s now, %(next)s from %(day)s") % {
            "now": now.short_name or _("nobody"),
            "next": coming.short_name,
            "day": date_iso(coming.turn.since),
        }
    return _("The turns ahead")


def _in_words(row: TurnRow) -> str:
    words = (
        _("%(since)s to %(until)s: %(name)s, decided.")
        if row.turn.decided
        else _("%(since)s to %(until)s: %(name)s, proposed.")
    )
    return words % {
        "since": date_iso(row.turn.since),
        "until": date_iso(row.turn.until),
        "name": row.name or _("nobody"),
    }
