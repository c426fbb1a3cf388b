"""What the database refuses of the year wheel, in sentences."""

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext_lazy

from network.refusals import constraints_in_words

WHY: Mapping[str, object] = {
    "governance_wheel_task_stands": gettext_lazy("The task is over already."),
    "governance_wheel_task_why": gettext_lazy("Write why it is skipped this year."),
    "governance_wheel_task_keeper": gettext_lazy("Only a coordinator changes what a task is."),
    "governance_wheel_days": gettext_lazy("Write days that the months have."),
    "governance_wheel_who": gettext_lazy("Choose the role or the body that does it."),
}

refused_in_words = partial(constraints_in_words, WHY)
