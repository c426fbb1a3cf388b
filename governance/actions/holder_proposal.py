"""Whom an authority proposes for its mandate, and what the coordinator answers."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions.holder import Appointed, appoint
from governance.bodies.refusing import refused_in_words
from governance.models import Holder, HolderProposal
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def propose(proposal: HolderProposal, *, by: Seat) -> HolderProposal:
    """Propose somebody for one's own authority's mandate; the coordinator is asked."""
    by.require("propose_holder", proposal)
    proposal.made_by = by.user.pk
    with refused_in_words():
        proposal.save(force_insert=True)
    _tell("propose_holder", proposal)
    return proposal


def accept(proposal: HolderProposal, since: date, *, by: Seat) -> Appointed:
    """Appoint whom the authority proposed, from a day; who proposed is told by letter."""
    by.require("answer_holder_proposal")
    found = _open(proposal)
    holder = Holder(
        mandate=found.mandate,
        person_id=found.person_id,
        rank=found.rank,
        name=found.name,
        title=found.title,
        since=since,
        until=found.until,
    )
    appointed = appoint(holder, found.email, by=by)
    _answer(found, True, "")
    return appointed


def decline(proposal: HolderProposal, why: str, *, by: Seat) -> None:
    """Say no, with the reason; who proposed is told by letter."""
    by.require("answer_holder_proposal")
    _answer(_open(proposal), False, why)


def withdraw(proposal: HolderProposal, *, by: Seat) -> None:
    """Take back a proposal that is not answered."""
    by.require("propose_holder", proposal)
    if proposal.accepted is not None:
        raise Refused(_("The proposal is answered already."))
    _tell("withdraw_holder_proposal", proposal)
    proposal.delete()


def _open(proposal: HolderProposal) -> HolderProposal:
    found: HolderProposal = HolderProposal.objects.select_for_update().get(pk=proposal.pk)
    if found.accepted is not None:
        raise Refused(_("The proposal is answered already."))
    return found


def _answer(proposal: HolderProposal, accepted: bool, why: str) -> None:
    proposal.accepted, proposal.answer, proposal.answered_at = accepted, why, timezone.now()
    proposal.save(update_fields=["accepted", "answer", "answered_at"])
    _tell("accept_holder_proposal" if accepted else "decline_holder_proposal", proposal)
    send_on("governance.tell_holder_proposal", key=f"holder-{proposal.pk}", pk=proposal.pk)


def _tell(verb: str, proposal: HolderProposal) -> None:
    note(
        verb,
        proposal.mandate.body,
        membership_id=proposal.membership_id,
        name=proposal.name,
        rank=proposal.rank,
    )
