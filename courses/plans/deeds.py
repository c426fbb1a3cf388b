"""What the journal and the list of jobs say of plans."""

from django.utils.translation import gettext_lazy as _

from network.sentences import name_jobs, tell

tell(
    {
        "begin_plan": _("began the plan variant %(name)s"),
        "change_plan": _("changed the plan variant %(name)s"),
        "remove_plan": _("took the plan variant %(name)s away"),
        "lay_plan_rule": _("laid a rule for the plan variant %(name)s"),
        "lift_plan_rule": _("took a rule of the plan variant %(name)s away"),
        "compute_plan": _("computed the plan variant %(name)s"),
        "adjust_plan": _("adjusted the plan variant %(name)s by hand"),
        "keep_venue": _("kept the room %(name)s for courses"),
        "remove_venue": _("took the room %(name)s for courses away"),
    }
)

name_jobs({"courses.make_plan": _("Plan: %(title)s")})

name_jobs({"courses.repeat_plan": _("Plan, computed once more: %(title)s")})
