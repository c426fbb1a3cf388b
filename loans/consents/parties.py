"""The two parties of a loan to be, and the rules that hold between them."""

from django.utils.translation import gettext as _

from loans.models import Interest, Notice, OutsideParty
from loans.models.notice import Approach
from loans.rules import Legal, LoanRefused, NoticeKind
from loans.terms import covered
from members.models import Membership

Party = Membership | OutsideParty


class NotCovered(LoanRefused):
    """One of the two is neither the State, a municipality nor a region."""


def borrower_of(interest: Interest) -> Party:
    """Who would borrow: whose need or placement it is, or who approached an offer."""
    return borrowing(interest.notice, interest.approach if interest.approach_id else None)


def borrowing(notice: Notice, approach: Approach | None) -> Party:
    """The same of a notice, and an approach to it."""
    if notice.kind != NoticeKind.IDLE:
        return notice.owner
    found: Party | None = (approach.membership or approach.party) if approach else None
    if found is None:
        raise LoanRefused(_("Staff with time to spare is lent to an authority that asks for it."))
    return found


def lender_of(interest: Interest) -> Party:
    """Whose employee it is."""
    found: Party | None = interest.membership or interest.party
    assert found is not None  # noqa: S101 - the database holds one of the two
    return found


def legal_of(interest: Interest, borrower: Party | None = None) -> Legal:
    """Which rules hold for the loan that it would become; refused where none do."""
    lender, asker = lender_of(interest), borrower or borrower_of(interest)
    refuse_own(lender, asker)
    return legal_between(lender, asker)


def kind_of(party: Party) -> str:
    """What kind of authority it is."""
    return party.authority.kind if isinstance(party, Membership) else party.kind


def in_the_state(party: Party) -> bool:
    """Whether it belongs to the legal person of the State."""
    if isinstance(party, Membership):
        return bool(party.authority.legal_person.is_state)
    return party.in_the_state


def legal_between(lender: Party, borrower: Party) -> Legal:
    """Which rules hold for a loan between the two; raises NotCovered where none do."""
    for party in (lender, borrower):
        if covered(kind_of(party)) is None:
            raise NotCovered(why_not_covered(party))
    both = in_the_state(lender) and in_the_state(borrower)
    return Legal.STATE if both else Legal.OTHERS


def why_not_covered(party: Party) -> str:
    """Why the portal stops, and what to do instead."""
    return _(
        "%(name)s is neither a state authority, a municipality nor a region, and the rules of staff"
        " loans do not cover it. Ask HR about leave of absence for a job there instead, or let the"
        " authorities agree on buying the work."
    ) % {"name": party.name}


def refuse_own(lender: Party, borrower: Party) -> None:
    """An authority does not lend to itself, under whatever part's name."""
    if not (isinstance(lender, Membership) and isinstance(borrower, Membership)):
        return
    if lender.authority_id == borrower.authority_id:
        raise LoanRefused(
            _("That is your own authority. Talk with your manager: it needs no staff loan.")
        )
