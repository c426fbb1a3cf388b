"""The drawings of the balance: who lent to whom, and the years beside each other."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loans.balance.counted import Balance, Party
from network import charts
from network.charts import Chart, Palette
from network.charts.matrix import MOST
from network.figures import figure

FEWEST_YEARS = 2  # before a drawing of them tells anything


def matrix_of(now: Balance, year: int, palette: Palette | None = None) -> Chart | None:
    """Days from lender to borrower; the smallest together where there are many."""
    pairs = now.pairs(year)
    if not pairs:
        return None
    places, names = _placed(now, year)
    sums: dict[tuple[int, int], float] = {}
    for (lender, borrower), days in pairs.items():
        key = (places[lender], places[borrower])
        sums[key] = sums.get(key, 0) + float(days)
    cells = {key: round(days) for key, days in sums.items()}
    most = max(cells, key=lambda key: (cells[key], -key[0], -key[1]))
    facts = {"lender": names[most[0]], "borrower": names[most[1]], "n": _whole(cells[most])}
    return charts.matrix(
        _("%(lender)s lent %(borrower)s the most: %(n)s days") % facts,
        names,
        cells,
        head=_("Lends"),
        heads=(_("Lent"), _("Borrowed")),
        unit=_("Whole days: the lending authority in the row, the borrowing one in the column"),
        alt=_(
            "Matrix: days from the lending authority, row by row, to the borrowing one."
            " Most from %(lender)s to %(borrower)s: %(n)s."
        )
        % facts,
        language=_language(),
        palette=palette,
    )


def _placed(now: Balance, year: int) -> tuple[dict[Party, int], list[str]]:
    """The place of each party in the matrix, and the names in order."""
    all_of_them = now.of(year)
    largest = sorted(all_of_them, key=lambda one: -(one.lent + one.borrowed))
    kept = {one.party for one in (largest if len(largest) <= MOST else largest[: MOST - 1])}
    order = [one for one in all_of_them if one.party in kept]
    places = {one.party: place for place, one in enumerate(order)}
    names = [one.short_name for one in order]
    if len(order) < len(all_of_them):
        names.append(_("Other authorities"))
        places |= {one.party: len(order) for one in all_of_them if one.party not in kept}
    return places, names


def years_of(now: Balance, *, of_all: bool, palette: Palette | None = None) -> Chart | None:
    """All days lent, year by year; of the network, or of the loans that the reader counts."""
    if len(now.years) < FEWEST_YEARS:
        return None
    rows = [(str(year), round(now.total(year))) for year in sorted(now.years)]
    most = max(rows, key=lambda row: row[1])
    return charts.bars(
        _("Most days were lent in %(year)s") % {"year": most[0]},
        rows,
        head=_("Year"),
        unit=_("Whole days lent in the network") if of_all else _("Whole days in your loans"),
        alt=_("Bar chart: days lent by year. Most in %(year)s: %(n)s.")
        % {"year": most[0], "n": _whole(most[1])},
        language=_language(),
        palette=palette,
    )


def _whole(days: int) -> str:
    return figure(days, 0, language=_language())


def _language() -> str:
    return (get_language() or "sv")[:2]
