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
        "move_up": _("passed a seat on to the first in line"),
        "add_festival": _("planned a festival"),
        "change_festival": _("changed a festival"),
        "move_festival": _("changed the state of a festival"),
        "send_item": _("sent in a festival item"),
        "withdraw_item": _("took a festival item back"),
        "answer_item": _("answered a festival item"),
        "lay_times": _("wrote the times of a festival"),
        "keep_places": _("wrote the places of a festival"),
        "propose_timetable": _("had a timetable proposed"),
        "move_items": _("changed a timetable by hand"),
        "add_series": _("began a series of meetings"),
        "change_series": _("changed a series of meetings"),
        "lay_turns": _("laid turns to host"),
        "change_host": _("changed the host of a meeting"),
        "fill_turn": _("said what a meeting is about"),
    }
)
