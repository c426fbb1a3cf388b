"""Authorities, memberships, people and their roles."""

from members.models.authority import Authority, FormerName, LegalPerson
from members.models.competence import Competence
from members.models.decision import Decision, DecisionEffect
from members.models.head_count import HeadCount, HeadCountRequest, HeadCountRound
from members.models.member_import import MemberImport
from members.models.membership import InvoiceProfile, Membership, Standing
from members.models.person import Person, Role
from members.models.proposed_standing import ProposedStanding, ProposedStandingLine
from members.models.reference import ReferenceRule

__all__ = [
    "Authority",
    "Competence",
    "Decision",
    "DecisionEffect",
    "FormerName",
    "HeadCount",
    "HeadCountRequest",
    "HeadCountRound",
    "InvoiceProfile",
    "LegalPerson",
    "MemberImport",
    "Membership",
    "Person",
    "ProposedStanding",
    "ProposedStandingLine",
    "ReferenceRule",
    "Role",
    "Standing",
]
