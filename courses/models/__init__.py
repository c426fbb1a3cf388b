"""Courses, their runs and days, and the seats on them."""

from courses.models.attendance import Attendance, RunLeader, SessionDoor
from courses.models.certificate import AfterRule, Certificate
from courses.models.course import Area, Course
from courses.models.enrolment import Enrolment, Withdrawal
from courses.models.evaluation import (
    Evaluation,
    EvaluationAsked,
    EvaluationBlock,
    EvaluationTally,
    Question,
    QuestionSet,
)
from courses.models.late_fee import LateFeePolicy, LateFeeTier
from courses.models.need import SpecialNeed
from courses.models.run import Run, Session, SessionLink
from courses.models.seats import SeatCount

__all__ = [
    "AfterRule",
    "Area",
    "Attendance",
    "Certificate",
    "Course",
    "Enrolment",
    "Evaluation",
    "EvaluationAsked",
    "EvaluationBlock",
    "EvaluationTally",
    "LateFeePolicy",
    "LateFeeTier",
    "Question",
    "QuestionSet",
    "Run",
    "RunLeader",
    "SeatCount",
    "Session",
    "SessionDoor",
    "SessionLink",
    "SpecialNeed",
    "Withdrawal",
]
