"""Induction programmes, their modules, and the new managers who take part."""

from induction.models.participation import (
    ModuleDone,
    Participation,
    ParticipationAnswer,
    ParticipationEnd,
)
from induction.models.programme import Module, Programme, ProgrammeMember

__all__ = [
    "Module",
    "ModuleDone",
    "Participation",
    "ParticipationAnswer",
    "ParticipationEnd",
    "Programme",
    "ProgrammeMember",
]
