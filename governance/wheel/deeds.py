"""What the journal says of the year wheel."""

from django.utils.translation import gettext_lazy as _

from network.sentences import tell

tell(
    {
        "write_wheel_step": _("wrote the step %(title)s of the year wheel"),
        "change_wheel_step": _("changed the step %(title)s of the year wheel"),
        "end_wheel_step": _("took the step %(title)s out of the year wheel"),
        "return_wheel_step": _("put the step %(title)s back into the year wheel"),
        "finish_wheel_task": _("noted %(title)s %(year)s as done"),
        "skip_wheel_task": _("skipped %(title)s %(year)s"),
        "reopen_wheel_task": _("opened %(title)s %(year)s anew"),
    }
)
