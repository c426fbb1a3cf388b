"""Mentoring rounds, expressions of interest in them, and the managers' answers."""

from mentorship.models.interest import Interest, ManagerAnswer
from mentorship.models.round import MentorRound

__all__ = ["Interest", "ManagerAnswer", "MentorRound"]
