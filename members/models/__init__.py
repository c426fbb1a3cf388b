"""Authorities, memberships, people and their roles."""

from members.models.authority import Authority, FormerName, LegalPerson
from members.models.competence import Competence
from members.models.head_count import HeadCount, HeadCountRequest, HeadCountRound
from members.models.member_import import MemberImport
from members.models.membership import InvoiceProfile, Membership, Standing
from members.models.person import Person, Role
from members.models.reference import ReferenceRule

__all__ = [
    "Authority",
    "Competence",
    "FormerName",
    "HeadCount",
    "HeadCountRequest",
    "HeadCountRound",
    "InvoiceProfile",
    "LegalPerson",
    "MemberImport",
    "Membership",
    "Person",
    "ReferenceRule",
    "Role",
    "Standing",
]
