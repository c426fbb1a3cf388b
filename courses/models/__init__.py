"""Courses, their runs and days, and the seats on them."""

from courses.models.allotment import Allotment, AllotmentMove
from courses.models.approval import Approval, ApprovalRule
from courses.models.course import Area, Course
from courses.models.economy import CostLine, Settlement, SettlementShare
from courses.models.enrolment import Enrolment, Withdrawal
from courses.models.festival import (
    Festival,
    FestivalItem,
    FestivalPlace,
    FestivalSlot,
    ItemAnswer,
)
from courses.models.group import EnrolmentGroup
from courses.models.late_fee import LateFee, LateFeePolicy, LateFeeTier, NoShow
from courses.models.lookout import LookoutSeries, LookoutTurn, TurnChange
from courses.models.move import RunMove
from courses.models.offer import Offer, Priority
from courses.models.run import Run, Session, SessionLink
from courses.models.seats import SeatCount, SessionCount, SessionSeat

__all__ = [
    "Allotment",
    "AllotmentMove",
    "Approval",
    "ApprovalRule",
    "Area",
    "CostLine",
    "Course",
    "Enrolment",
    "EnrolmentGroup",
    "Festival",
    "FestivalItem",
    "FestivalPlace",
    "FestivalSlot",
    "ItemAnswer",
    "LateFee",
    "LateFeePolicy",
    "LateFeeTier",
    "LookoutSeries",
    "LookoutTurn",
    "NoShow",
    "Offer",
    "Priority",
    "Run",
    "RunMove",
    "SeatCount",
    "Session",
    "SessionCount",
    "SessionLink",
    "SessionSeat",
    "Settlement",
    "SettlementShare",
    "TurnChange",
    "Withdrawal",
]
