"""Courses, their runs and days, and the seats on them."""

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
from courses.models.late_fee import LateFeePolicy, LateFeeTier
from courses.models.run import Run, Session, SessionLink
from courses.models.seats import SeatCount

__all__ = [
    "Area",
    "Course",
    "DeclaredNeed",
    "Division",
    "Enrolment",
    "LateFeePolicy",
    "LateFeeTier",
    "Outcome",
    "Run",
    "SealedSeed",
    "SeatCount",
    "Session",
    "SessionLink",
    "ShareBalance",
    "SharePolicy",
    "Withdrawal",
]
