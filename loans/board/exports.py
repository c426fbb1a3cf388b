"""The board as CSV and XLSX, as it is filtered now."""

from collections.abc import Iterable
from typing import Literal

from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from loans.board.page import Row
from loans.board.words import kind_in_words, names_of
from loans.rules import Occasion, Remote
from network.tables import table_file


def board_table(
    rows: Iterable[Row], names: dict[str, str], kind: Literal["csv", "xlsx"]
) -> HttpResponse:
    """Notices with what they say; sister networks' last, with the network's name."""
    title = _("Staff loans")
    head = [_("Title"), _("Kind"), _("Occasion"), _("Authority"), _("Network"), _("Competences")]
    head += [_("From"), _("Until"), _("Extent, per cent"), _("Number of people"), _("Place")]
    head += [_("From elsewhere"), _("Answer by"), _("Published"), _("Tasks")]
    body = [
        [
            row.it.title,
            kind_in_words(row.it.kind),
            capfirst(str(Occasion(row.it.occasion).label)),
            row.it.owner_name,
            row.network,
            ", ".join(names_of(row.it.competences, names)),
            row.it.starts,
            row.it.ends,
            row.it.percent,
            row.it.people,
            row.it.place,
            str(Remote(row.it.remote).label),
            row.it.answer_by,
            row.it.published_at,
            row.it.tasks,
        ]
        for row in rows
    ]
    return table_file(title, head, body, kind)
