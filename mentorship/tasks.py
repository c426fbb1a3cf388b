"""What the worker does for the mentoring programmes: importing declares errands and tasks."""

from mentorship.actions import joint_meeting
from mentorship.intake import replies
from mentorship.intake import tasks as intake_tasks
from mentorship.pairs import errands as pair_errands
from mentorship.pairs import replies as pair_replies
from mentorship.pairs import tasks as pair_tasks

__all__ = [
    "intake_tasks",
    "joint_meeting",
    "pair_errands",
    "pair_replies",
    "pair_tasks",
    "replies",
]
