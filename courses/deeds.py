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
        "tick_attendance": _("ticked who was there"),
        "come_in": _("came in by the door of a session"),
        "add_leader": _("named a course leader"),
        "remove_leader": _("took a course leader away"),
        "look_at_needs": _("looked at who needs what to take part"),
        "issue_certificate": _("issued a certificate"),
        "revoke_certificate": _("revoked a certificate"),
        "open_evaluation": _("asked the participants what a run was worth"),
        "close_evaluation": _("closed an evaluation"),
        "move_up": _("passed a seat on to the first in line"),
    }
)
