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
        "open_catalogue": _("opened the course catalogue to everybody"),
        "close_catalogue": _("closed the course catalogue to others than members"),
        "make_calendar_address": _("made a secret address for a calendar"),
        "end_calendar_address": _("ended a secret address for a calendar"),
        "move_up": _("passed a seat on to the first in line"),
    }
)
