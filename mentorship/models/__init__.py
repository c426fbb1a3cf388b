"""Mentoring rounds, those who ask and offer, the matching, the pairs and what becomes of them."""

from mentorship.models.avoided import Avoided
from mentorship.models.board_step import (
    BoardStep,
)
from mentorship.models.call import (
    MeetingCall,
)
from mentorship.models.draft import InterestDraft
from mentorship.models.followed import PairCall, RoundFigures
from mentorship.models.helping import HelpQuestion, RuleException
from mentorship.models.interest import Interest, ManagerAnswer
from mentorship.models.matching import Matching, PairRule
from mentorship.models.meeting import JointMeeting
from mentorship.models.pair import Pair, PairAnswer, PairEnd
from mentorship.models.round import MentorRound
from mentorship.models.together import Agreement, AgreementAssent, Contact, PairEvaluation

__all__ = [
    "Agreement",
    "AgreementAssent",
    "Avoided",
    "BoardStep",
    "Contact",
    "HelpQuestion",
    "Interest",
    "InterestDraft",
    "JointMeeting",
    "ManagerAnswer",
    "Matching",
    "MeetingCall",
    "MentorRound",
    "Pair",
    "PairAnswer",
    "PairCall",
    "PairEnd",
    "PairEvaluation",
    "PairRule",
    "RoundFigures",
    "RuleException",
]
