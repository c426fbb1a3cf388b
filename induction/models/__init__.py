"""Induction programmes, their modules, the new managers who take part, and their certificates."""

from induction.models.certificate import InductionCertificate
from induction.models.participation import (
    ModuleDone,
    Participation,
    ParticipationAnswer,
    ParticipationEnd,
)
from induction.models.programme import Module, Programme, ProgrammeMember

__all__ = [
    "InductionCertificate",
    "Module",
    "ModuleDone",
    "Participation",
    "ParticipationAnswer",
    "ParticipationEnd",
    "Programme",
    "ProgrammeMember",
]
