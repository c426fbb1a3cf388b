"""What the journal says of the operational plan."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "lay_operational_plan": _("laid the operational plan %(year)s"),
        "adopt_operational_plan": _("the operational plan %(year)s was adopted by %(decision)s"),
        "put_plan_on_agenda": _("put the operational plan %(year)s before %(body)s"),
        "write_plan_goal": _("wrote the goal %(title)s"),
        "change_plan_goal": _("changed the goal %(title)s"),
        "remove_plan_goal": _("took away the goal %(title)s"),
        "write_plan_activity": _("wrote the activity %(title)s"),
        "change_plan_activity": _("changed the activity %(title)s"),
        "remove_plan_activity": _("took away the activity %(title)s"),
        "note_plan_progress": _("noted how far the activity %(title)s has come"),
        "commit_to_activity": _("gave to the activity %(title)s"),
        "take_commitment_back": _("took back what was given to the activity %(title)s"),
        "write_plan_text": _("wrote version %(number)s of a text of the plan"),
    }
)
