"""Courses, their runs and days, and the seats on them."""

from courses.models.allotment import Allotment, AllotmentMove
from courses.models.approval import Approval, ApprovalRule
from courses.models.course import Area, Course
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
from courses.models.name_list import NameList
from courses.models.offer import Offer, Priority
from courses.models.run import Run, Session, SessionLink
from courses.models.run_letter import RunLetter
from courses.models.seats import SeatCount, SessionCount, SessionSeat
from courses.models.unlisted import Unlisted

__all__ = [
    "Allotment",
    "AllotmentMove",
    "Approval",
    "ApprovalRule",
    "Area",
    "Course",
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
    "NameList",
    "Offer",
    "Priority",
    "Run",
    "RunLetter",
    "SeatCount",
    "Session",
    "SessionCount",
    "SessionLink",
    "SessionSeat",
    "TurnChange",
    "Unlisted",
    "Withdrawal",
]
