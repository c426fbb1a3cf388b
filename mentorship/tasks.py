"""What the worker does for the mentoring programmes: importing declares errands and tasks."""

from mentorship.actions import joint_meeting, match, summary_paper
from mentorship.board import errands as board_errands
from mentorship.board import tasks as board_tasks
from mentorship.helping import errands as help_errands
from mentorship.helping import replies as help_replies
from mentorship.intake import replies
from mentorship.intake import tasks as intake_tasks
from mentorship.pairs import errands as pair_errands
from mentorship.pairs import replies as pair_replies
from mentorship.pairs import tasks as pair_tasks

__all__ = [
    "board_errands",
    "board_tasks",
    "help_errands",
    "help_replies",
    "intake_tasks",
    "joint_meeting",
    "match",
    "pair_errands",
    "pair_replies",
    "pair_tasks",
    "replies",
    "summary_paper",
]
