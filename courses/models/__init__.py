"""Courses, their runs and days, and the seats on them."""

from courses.models.allotment import Allotment, AllotmentMove
from courses.models.approval import Approval, ApprovalRule
from courses.models.calendar_address import CalendarAddress
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
from courses.models.guest_seat import GuestSeat
from courses.models.late_fee import LateFeePolicy, LateFeeTier
from courses.models.lookout import LookoutSeries, LookoutTurn, TurnChange
from courses.models.offer import Offer, Priority
from courses.models.open_catalogue import OpenCatalogue
from courses.models.run import Run, Session, SessionLink
from courses.models.seats import SeatCount, SessionCount, SessionSeat

__all__ = [
    "Allotment",
    "AllotmentMove",
    "Approval",
    "ApprovalRule",
    "Area",
    "CalendarAddress",
    "Course",
    "Enrolment",
    "EnrolmentGroup",
    "Festival",
    "FestivalItem",
    "FestivalPlace",
    "FestivalSlot",
    "GuestSeat",
    "ItemAnswer",
    "LateFeePolicy",
    "LateFeeTier",
    "LookoutSeries",
    "LookoutTurn",
    "Offer",
    "OpenCatalogue",
    "Priority",
    "Run",
    "SeatCount",
    "Session",
    "SessionCount",
    "SessionLink",
    "SessionSeat",
    "TurnChange",
    "Withdrawal",
]
