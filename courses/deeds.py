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
        "withdraw": _("made a withdrawal from a course"),
        "charge_late_fee": _("charged a late fee"),
        "waive_late_fee": _("took a late fee back"),
        "decide_late_fee": _("decided that a late fee is not owed"),
        "lay_late_fee_policy": _("laid a rule for late withdrawals"),
        "mark_no_shows": _("marked who did not come"),
        "add_cost": _("added a cost to a run"),
        "change_cost": _("changed a cost of a run"),
        "remove_cost": _("took a cost of a run away"),
        "copy_costs": _("copied the estimated costs of a run"),
        "take_price": _("set the price of a run by its estimate"),
        "approve_settlement": _("settled a run"),
        "come_over": _("moved somebody over from a cancelled run"),
        "move_up": _("passed a seat on to the first in line"),
    }
)
name_jobs({"courses.settle": _("Settlement of a run")})
