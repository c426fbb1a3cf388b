"""What the worker does for the mentoring programmes: importing declares errands and tasks."""

from mentorship.actions import joint_meeting, match
from mentorship.intake import replies
from mentorship.intake import tasks as intake_tasks

__all__ = ["intake_tasks", "joint_meeting", "match", "replies"]
