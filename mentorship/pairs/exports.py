"""The table of a round's pairs that leaves the portal: dates and states, no words."""

from collections.abc import Iterable
from typing import Literal

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mentorship.models import MentorRound
from mentorship.pairs.health import Followed
from network.tables import table_file


def export(
    rows: Iterable[Followed], found: MentorRound, kind: Literal["csv", "xlsx"]
) -> HttpResponse:
    """The pairs of a round as the list shows them."""
    head = [_("Mentee"), _("Mentee's authority"), _("Mentor"), _("Mentor's authority")]
    head += [_("State"), _("Started"), _("Last met"), _("Meetings"), _("Look at")]
    body = [
        [
            row.mentee,
            row.pair.mentee_membership.name,
            row.mentor,
            row.pair.mentor_membership.name,
            row.state_in_words,
            row.known.started_on,
            row.known.last_met,
            row.meetings,
            row.why_in_words,
        ]
        for row in rows
    ]
    title = _("Pairs of %(round)s") % {"round": found.title}
    return table_file(title, head, body, kind)
