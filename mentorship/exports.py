"""Tables that leave the mentoring programmes."""

from collections.abc import Iterable
from typing import Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mentorship.models import Interest, MentorRound
from mentorship.wording import state_in_words
from network.tables import download, to_csv, to_xlsx


def export(
    rows: Iterable[Interest], found: MentorRound, kind: Literal["csv", "xlsx"]
) -> HttpResponse:
    """The expressions of interest of a round, as the list shows them."""
    head = [_("Name"), _("Title"), _("Authority"), _("Role"), _("State"), _("Areas")]
    head += [_("Goals"), _("How to meet"), _("Language"), _("Asked")]
    body = [
        [
            row.person.name,
            row.person.title,
            row.membership.name,
            row.get_role_display(),
            state_in_words(row.state),
            ", ".join(row.areas_in_words),
            row.goals,
            row.get_meeting_display(),
            row.get_language_display(),
            row.asked_at,
        ]
        for row in rows
    ]
    content = to_csv(head, body) if kind == "csv" else to_xlsx(head, body, found.title)
    return download(found.title, content, kind)
