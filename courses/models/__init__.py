"""Courses, their runs and days, and the seats on them."""

from courses.models.course import Area, Course
from courses.models.enrolment import Enrolment, Withdrawal
from courses.models.festival import (
    Festival,
    FestivalItem,
    FestivalPlace,
    FestivalSlot,
    ItemAnswer,
)
from courses.models.late_fee import LateFeePolicy, LateFeeTier
from courses.models.lookout import LookoutSeries, LookoutTurn, TurnChange
from courses.models.run import Run, Session, SessionLink
from courses.models.seats import SeatCount

__all__ = [
    "Area",
    "Course",
    "Enrolment",
    "Festival",
    "FestivalItem",
    "FestivalPlace",
    "FestivalSlot",
    "ItemAnswer",
    "LateFeePolicy",
    "LateFeeTier",
    "LookoutSeries",
    "LookoutTurn",
    "Run",
    "SeatCount",
    "Session",
    "SessionLink",
    "TurnChange",
    "Withdrawal",
]
