"""Courses, their runs and days, and the seats on them."""

from courses.models.allotment import Allotment, AllotmentMove
from courses.models.approval import Approval, ApprovalRule
from courses.models.attendance import Attendance, RunLeader, SessionDoor
from courses.models.calendar_address import CalendarAddress
from courses.models.campaign import Campaign, CampaignQuestion, Candidate, Costing
from courses.models.certificate import AfterRule, Certificate
from courses.models.course import Area, Course
from courses.models.division import (
    DeclaredNeed,
    Division,
    Outcome,
    SealedSeed,
    ShareBalance,
    SharePolicy,
)
from courses.models.economy import CostLine, Settlement, SettlementShare
from courses.models.enrolment import Enrolment, Withdrawal
from courses.models.evaluation import (
    Evaluation,
    EvaluationAsked,
    EvaluationBlock,
    EvaluationTally,
    Question,
    QuestionSet,
)
from courses.models.festival import Festival, FestivalItem, FestivalPlace, FestivalSlot, ItemAnswer
from courses.models.group import EnrolmentGroup
from courses.models.guest_seat import GuestSeat
from courses.models.late_fee import LateFee, LateFeePolicy, LateFeeTier, NoShow
from courses.models.lookout import LookoutSeries, LookoutTurn, TurnChange
from courses.models.merger import HigherEducationRule, MergedPart, Merger, SetApart
from courses.models.move import RunMove
from courses.models.name_list import NameList
from courses.models.need import SpecialNeed
from courses.models.needs_answer import NeedLine, NeedsAnswer, NeedsReply, Reopening
from courses.models.needs_summary import NeedsPage, NeedsPaper, NeedsSummary
from courses.models.offer import Offer, Priority
from courses.models.open_catalogue import OpenCatalogue
from courses.models.plan import Decision, Plan, PlannedRun, PlannedSeats, PlanRule
from courses.models.procurement import (
    CallOffRight,
    ContractOption,
    ContractPrice,
    Procurement,
    ProcurementCandidate,
)
from courses.models.proposed_policy import ProposedPolicy
from courses.models.purchase_limit import PurchaseLimit, SameKind
from courses.models.run import Run, Session, SessionLink
from courses.models.run_letter import RunLetter
from courses.models.seats import SeatCount, SessionCount, SessionSeat
from courses.models.supplier import Supplier
from courses.models.unlisted import Unlisted
from courses.models.venue import (
    Venue,
)
from courses.models.wish import (
    Wish,
    WishCall,
)

__all__ = [
    "AfterRule",
    "Allotment",
    "AllotmentMove",
    "Approval",
    "ApprovalRule",
    "Area",
    "Attendance",
    "CalendarAddress",
    "CallOffRight",
    "Campaign",
    "CampaignQuestion",
    "Candidate",
    "Certificate",
    "ContractOption",
    "ContractPrice",
    "CostLine",
    "Costing",
    "Course",
    "Decision",
    "DeclaredNeed",
    "Division",
    "Enrolment",
    "EnrolmentGroup",
    "Evaluation",
    "EvaluationAsked",
    "EvaluationBlock",
    "EvaluationTally",
    "Festival",
    "FestivalItem",
    "FestivalPlace",
    "FestivalSlot",
    "GuestSeat",
    "HigherEducationRule",
    "ItemAnswer",
    "LateFee",
    "LateFeePolicy",
    "LateFeeTier",
    "LookoutSeries",
    "LookoutTurn",
    "MergedPart",
    "Merger",
    "NameList",
    "NeedLine",
    "NeedsAnswer",
    "NeedsPage",
    "NeedsPaper",
    "NeedsReply",
    "NeedsSummary",
    "NoShow",
    "Offer",
    "OpenCatalogue",
    "Outcome",
    "Plan",
    "PlanRule",
    "PlannedRun",
    "PlannedSeats",
    "Priority",
    "Procurement",
    "ProcurementCandidate",
    "ProposedPolicy",
    "PurchaseLimit",
    "Question",
    "QuestionSet",
    "Reopening",
    "Run",
    "RunLeader",
    "RunLetter",
    "RunMove",
    "SameKind",
    "SealedSeed",
    "SeatCount",
    "Session",
    "SessionCount",
    "SessionDoor",
    "SessionLink",
    "SessionSeat",
    "SetApart",
    "Settlement",
    "SettlementShare",
    "ShareBalance",
    "SharePolicy",
    "SpecialNeed",
    "Supplier",
    "TurnChange",
    "Unlisted",
    "Venue",
    "Wish",
    "WishCall",
    "Withdrawal",
]
