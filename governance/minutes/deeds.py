"""What the journal says of minutes, votes and approvals."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "settle_minutes": _("chose between two texts of the minutes"),
        "restore_minutes": _("restored version %(number)s of an item's minutes"),
        "resolve_item": _("noted what was resolved on an item"),
        "unresolve_item": _("took back what was resolved on an item"),
        "disqualify": _("noted a disqualification"),
        "qualify": _("took a disqualification back"),
        "open_vote": _("opened a vote on %(item)s"),
        "cast_ballot": _("cast a ballot"),
        "close_vote": _("closed a vote: %(votes_for)s for, %(votes_against)s against"),
        "drop_vote": _("took a vote back"),
        "close_meeting": _("closed a meeting with %(decisions)s decisions"),
        "choose_approvers": _("chose who approves the minutes"),
        "send_minutes_for_approval": _("sent minutes for approval"),
        "take_minutes_back": _("took minutes back from approval"),
        "approve_minutes": _("approved the minutes of a meeting"),
        "send_minutes_back": _("sent minutes back with a comment"),
        "ask_in_writing": _("asked a body to decide in writing"),
        "count_in_writing": _("counted what a body answered in writing"),
    }
)
name_jobs(
    {
        "governance.minutes_paper": _("Minutes as PDF: %(title)s"),
    }
)
