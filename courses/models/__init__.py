"""Courses, their runs and days, and the seats on them."""

from courses.models.course import Area, Course
from courses.models.enrolment import Enrolment, Withdrawal
from courses.models.late_fee import LateFeePolicy, LateFeeTier
from courses.models.name_list import NameList
from courses.models.run import Run, Session, SessionLink
from courses.models.run_letter import RunLetter
from courses.models.seats import SeatCount
from courses.models.unlisted import Unlisted

__all__ = [
    "Area",
    "Course",
    "Enrolment",
    "LateFeePolicy",
    "LateFeeTier",
    "NameList",
    "Run",
    "RunLetter",
    "SeatCount",
    "Session",
    "SessionLink",
    "Unlisted",
    "Withdrawal",
]
