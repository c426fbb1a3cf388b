"""Courses, their runs and days, and the seats on them."""

from courses.models.calendar_address import CalendarAddress
from courses.models.course import Area, Course
from courses.models.enrolment import Enrolment, Withdrawal
from courses.models.guest_seat import GuestSeat
from courses.models.late_fee import LateFeePolicy, LateFeeTier
from courses.models.open_catalogue import OpenCatalogue
from courses.models.run import Run, Session, SessionLink
from courses.models.seats import SeatCount

__all__ = [
    "Area",
    "CalendarAddress",
    "Course",
    "Enrolment",
    "GuestSeat",
    "LateFeePolicy",
    "LateFeeTier",
    "OpenCatalogue",
    "Run",
    "SeatCount",
    "Session",
    "SessionLink",
    "Withdrawal",
]
