"""What the journal says of courses and seats."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "add_course": _("added a course"),
        "change_course": _("changed a course"),
        "add_run": _("planned a run"),
        "change_run": _("changed a run"),
        "change_days": _("changed the days of a run"),
        "move_run": _("changed the state of a run"),
        "enrol": _("made an enrolment on a course"),
        "apply_names": _("enrolled %(people)s people by a list"),
        "write_to_participants": _("wrote to %(people)s participants"),
        "withdraw": _("made a withdrawal from a course"),
        "move_up": _("passed a seat on to the first in line"),
    }
)

name_jobs({"courses.enrol_names": _("Enrolment by a list")})
