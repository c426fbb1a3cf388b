"""Tables that leave the mentoring programmes."""

from collections.abc import Iterable
from typing import Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mentorship.models import Interest
from mentorship.wording import state_in_words
from network.tables import table_file


def export(rows: Iterable[Interest], title: str, kind: Literal["csv", "xlsx"]) -> HttpResponse:
    """Expressions of interest, as the lists show them; never whom they avoid."""
    head = [_("Name"), _("Title"), _("Authority"), _("Unit"), _("Round"), _("Role"), _("State")]
    head += [_("Areas"), _("Goals"), _("Leads staff since"), _("Leads"), _("Number of staff")]
    head += [_("Place of work"), _("Longest way, km"), _("How to meet"), _("Language")]
    head += [_("How often"), _("Mentees at the same time"), _("Stays in the pool"), _("Asked")]
    body = [
        [
            row.person.name,
            row.person.title,
            row.membership.name,
            row.person.unit,
            row.round.title,
            row.get_role_display(),
            state_in_words(row.state),
            ", ".join(row.areas_in_words),
            row.goals,
            row.manager_since,
            row.get_level_display(),
            row.staff,
            row.town,
            row.reach_km,
            row.get_meeting_display(),
            row.get_language_display(),
            row.get_rhythm_display(),
            row.capacity,
            _("yes") if row.stays else _("no"),
            row.asked_at,
        ]
        for row in rows
    ]
    return table_file(title, head, body, kind)
