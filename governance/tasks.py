"""What the worker does for governance: importing declares errands and tasks."""

from governance.bodies import errands as body_errands
from governance.bodies import tasks as body_tasks
from governance.decisions import tasks as decisions
from governance.handing import parts as handing_parts
from governance.handing import tasks as handing_tasks
from governance.ideas import errands as idea_errands
from governance.meetings import errands as meeting_errands
from governance.meetings import jobs as meeting_jobs
from governance.meetings import replies as meeting_replies
from governance.meetings import tasks as meeting_tasks
from governance.membership import deciding as admitting
from governance.membership import errands as membership
from governance.membership import leaving
from governance.minutes import tasks as minutes_tasks
from governance.plans import effects as plan_effects
from governance.wheel import handing as wheel_handing
from governance.wheel import tasks as wheel_tasks

__all__ = [
    "admitting",
    "body_errands",
    "body_tasks",
    "decisions",
    "handing_parts",
    "handing_tasks",
    "idea_errands",
    "leaving",
    "meeting_errands",
    "meeting_jobs",
    "meeting_replies",
    "meeting_tasks",
    "membership",
    "minutes_tasks",
    "plan_effects",
    "wheel_handing",
    "wheel_tasks",
]
