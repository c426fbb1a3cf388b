"""Courses, their runs and days, and the seats on them."""

from courses.models.course import Area, Course
from courses.models.economy import CostLine, Settlement, SettlementShare
from courses.models.enrolment import Enrolment, Withdrawal
from courses.models.late_fee import LateFee, LateFeePolicy, LateFeeTier, NoShow
from courses.models.move import RunMove
from courses.models.run import Run, Session, SessionLink
from courses.models.seats import SeatCount

__all__ = [
    "Area",
    "CostLine",
    "Course",
    "Enrolment",
    "LateFee",
    "LateFeePolicy",
    "LateFeeTier",
    "NoShow",
    "Run",
    "RunMove",
    "SeatCount",
    "Session",
    "SessionLink",
    "Settlement",
    "SettlementShare",
    "Withdrawal",
]
