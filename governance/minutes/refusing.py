"""What the database refuses of minutes, votes and approvals, by its constraint, in sentences."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from network.refusals import constraints_in_words

WHY: Mapping[str, object] = {
    "governance_quorum": _("The meeting is not quorate on this item."),
    "governance_resolution_open": _("The meeting does not go on, so nothing is resolved there."),
    "governance_resolution_agenda": _("The item is not on the agenda of this meeting."),
    "governance_resolution_words": _("Write what was decided."),
    "governance_resolution_vote": _("The vote said otherwise. The decision follows the vote."),
    "governance_meeting_order": _("The meeting has gone on meanwhile. Look at it anew."),
    "governance_meeting_closed": _("The meeting has closed, and stands still."),
    "governance_minutes_closed": _(
        "Minutes are written from when the meeting opens until they are approved."
    ),
    "governance_minutes_out": _(
        "The minutes are with those who approve them. Take them back first, and write then."
    ),
    "governance_minutes_aside": _(
        "On some item two texts lie side by side. Choose between them first."
    ),
    "governance_minutes_approval": _(
        "The minutes have changed since somebody approved them. Send them anew."
    ),
    "governance_minutes_nobody": _("Somebody approves the minutes before they stand."),
    "governance_disqualified_once": _("The mandate is disqualified on that item already."),
    "governance_disqualified_why": _("Write who it is, and why."),
    "governance_vote_one_open": _("A vote on the item goes on already."),
    "governance_vote_open": _("A vote goes on. Close it first."),
    "governance_vote_closed": _("The vote has closed, and stands."),
    "governance_vote_question": _("Write what is voted on."),
    "governance_ballot_closed": _("The vote has closed, so no more ballots are taken."),
    "governance_ballot_absent": _("Only who takes part in the item votes on it."),
    "governance_ballot_disqualified": _("Who is disqualified does not vote on the item."),
    "governance_ballot_mandate": _("The mandate does not vote in this body."),
    "governance_ballot_discuss": _("At a meeting one discusses before one votes."),
    "governance_approver_absent": _("Who approves the minutes took part in the meeting."),
    "governance_approver_once": _("They are chosen already."),
    "governance_approver_self": _("Each approves for themselves."),
    "governance_approver_order": _("The minutes were taken back or answered meanwhile."),
    "governance_approver_comment": _("Write what should be otherwise."),
    "governance_approver_meeting": _("The meeting has not closed, or its minutes are approved."),
}

refused_in_words = partial(constraints_in_words, WHY)
