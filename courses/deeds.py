"""What the journal says of courses and seats."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "add_course": _("added a course"),
        "change_course": _("changed a course"),
        "add_run": _("planned a run"),
        "change_run": _("changed a run"),
        "change_days": _("changed the days of a run"),
        "move_run": _("changed the state of a run"),
        "enrol": _("made an enrolment on a course"),
        "withdraw": _("made a withdrawal from a course"),
        "approve": _("approved an enrolment"),
        "refuse_approval": _("said no to an enrolment"),
        "lapse_approval": _("ended an enrolment that nobody approved in time"),
        "keep_approval_rule": _("changed who approves enrolments"),
        "hand_over": _("handed a seat over to a colleague"),
        "move_up": _("passed a seat on to the first in line"),
    }
)
