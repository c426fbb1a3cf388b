"""What the worker does for staff loans: importing declares errands and tasks."""

from loans.agreements import deeds as agreement_deeds
from loans.agreements import errands as agreement_errands
from loans.board import errands as board_errands
from loans.board import replies as board_replies
from loans.board import tasks as board_tasks
from loans.consents import replies as consent_replies
from loans.consents import tasks as consent_tasks
from loans.costs import deeds as cost_deeds
from loans.costs import errands as cost_errands
from loans.costs import tasks as cost_tasks
from loans.crisis import errands as crisis_errands
from loans.crisis import replies as crisis_replies
from loans.outside import errands as outside_errands
from loans.signing import deeds as signing_deeds
from loans.signing import errands as signing_errands
from loans.signing import replies as signing_replies
from loans.signing import tasks as signing_tasks

__all__ = [
    "agreement_deeds",
    "agreement_errands",
    "board_errands",
    "board_replies",
    "board_tasks",
    "consent_replies",
    "consent_tasks",
    "cost_deeds",
    "cost_errands",
    "cost_tasks",
    "crisis_errands",
    "crisis_replies",
    "outside_errands",
    "signing_deeds",
    "signing_errands",
    "signing_replies",
    "signing_tasks",
]
