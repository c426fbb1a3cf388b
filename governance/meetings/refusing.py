"""What the database refuses of a meeting, its agenda and its papers, in sentences."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from network.refusals import constraints_in_words

WHY: Mapping[str, object] = {
    "governance_meeting_order": _("The meeting has gone on meanwhile. Look at it anew."),
    "governance_meeting_closed": _("The meeting is over, and what it was stands still."),
    "governance_meeting_times": _("The meeting ends before it starts. Choose a later end."),
    "governance_answer_once": _("The notice has been sent already."),
    "governance_item_body": _("The item belongs to another body than the meeting."),
    "governance_item_stays": _(
        "The meeting goes on, so its items stay. Put the item off in the minutes instead."
    ),
    "governance_item_effect": _("Choose which row the decision changes."),
    "governance_resolution_open": _("The item is decided, and the meeting is over."),
    "governance_attendance_once": _("Only one person holds a mandate at a meeting."),
    "governance_attendance_paragraphs": _("Somebody left before they came."),
    "governance_standing_once": _("The item stands on the agenda already."),
    "governance_paper_closed": _(
        "The meeting is over, so its papers stand as they were. Add the paper to the next one."
    ),
    "governance_version_once": _("Somebody added another version meanwhile. Look at it first."),
    "governance_action_over_once": _("The action is over already."),
    "governance_action_officer": _("Only an officer of the body changes what the action is."),
}

refused_in_words = partial(constraints_in_words, WHY)
