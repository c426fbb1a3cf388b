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
        "enrol_group": _("enrolled a group on a course"),
        "offer": _("offered a free seat to the first in line"),
        "accept_offer": _("took an offered seat"),
        "decline_offer": _("said no to an offered seat"),
        "take_free_seat": _("took a free seat from the waiting list"),
        "end_enrolment": _("ended an enrolment"),
        "hand_over": _("handed a seat to a colleague"),
        "place": _("gave out the seats of a run"),
        "prioritise": _("changed the order of a waiting list"),
        "allot": _("kept seats for an authority"),
        "change_allotment": _("changed the seats kept for an authority"),
        "move_allotment": _("moved an authority's seats"),
        "release_allotment": _("released an authority's seats"),
        "choose_sessions": _("chose sessions of a course"),
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
