"""Courses, their runs and days, and the seats on them."""

from courses.models.allotment import Allotment, AllotmentMove
from courses.models.approval import Approval, ApprovalRule
from courses.models.course import Area, Course
from courses.models.division import (
    DeclaredNeed,
    Division,
    Outcome,
    SealedSeed,
    ShareBalance,
    SharePolicy,
)
from courses.models.enrolment import Enrolment, Withdrawal
from courses.models.festival import (
    Festival,
    FestivalItem,
    FestivalPlace,
    FestivalSlot,
    ItemAnswer,
)
from courses.models.group import EnrolmentGroup
from courses.models.late_fee import LateFeePolicy, LateFeeTier
from courses.models.lookout import LookoutSeries, LookoutTurn, TurnChange
from courses.models.offer import Offer, Priority
from courses.models.run import Run, Session, SessionLink
from courses.models.seats import SeatCount, SessionCount, SessionSeat

__all__ = [
    "Allotment",
    "AllotmentMove",
    "Approval",
    "ApprovalRule",
    "Area",
    "Course",
    "DeclaredNeed",
    "Division",
    "Enrolment",
    "EnrolmentGroup",
    "Festival",
    "FestivalItem",
    "FestivalPlace",
    "FestivalSlot",
    "ItemAnswer",
    "LateFeePolicy",
    "LateFeeTier",
    "LookoutSeries",
    "LookoutTurn",
    "Offer",
    "Outcome",
    "Priority",
    "Run",
    "SealedSeed",
    "SeatCount",
    "Session",
    "SessionCount",
    "SessionLink",
    "SessionSeat",
    "ShareBalance",
    "SharePolicy",
    "TurnChange",
    "Withdrawal",
]
