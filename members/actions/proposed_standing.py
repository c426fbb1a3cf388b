"""Proposals about the members' levels and kinds: written, and taken away while nobody decided."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from members.models import DecisionEffect, Membership, ProposedStanding, ProposedStandingLine
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def propose_standing(
    name: str, members: Iterable[Membership], kind: str, level: str, *, by: Seat
) -> ProposedStanding:
    """Write a proposal down; it changes nobody before it is decided."""
    by.require("propose_standing")
    made: ProposedStanding = ProposedStanding.objects.create(name=name, made_by=by.user.pk)
    ProposedStandingLine.objects.bulk_create(
        ProposedStandingLine(proposal=made, membership=member, kind=kind, level=level)
        for member in members
    )
    note("propose_standing", made, name=name)
    return made


def remove_proposal(proposal: ProposedStanding, *, by: Seat) -> None:
    """Take a proposal away that no decision names; raises Refused."""
    by.require("propose_standing")
    if DecisionEffect.objects.filter(kind="standing", subject_id=proposal.pk).exists():
        raise Refused(_("It is decided already, and stands in the register."))
    note("remove_proposed_standing", proposal, name=proposal.name)
    proposal.delete()
