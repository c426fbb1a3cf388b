"""The borrower's choice among those whose managers have agreed: a loan is begun, or a kind no."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.agreements.first import first_wording
from loans.consents.days import proposed
from loans.consents.named import named
from loans.consents.parties import Party, borrower_of, legal_of
from loans.models import Interest, Loan, LoanPart, Notice, OutsideParty
from loans.refusing import refused_in_words
from loans.rules import LoanRefused, NoticeKind, Stage
from members.models import Membership, Person
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat

GONE = _("The person or their manager has withdrawn the consent meanwhile.")
REFUSALS = {
    "loans_loan_once": _("A loan of that person has been begun already."),
    "loans_loan_consent": GONE,
    "loans_loan_other_authority": _("An authority does not lend to itself."),
    "loans_loan_longest": _("The loan would be longer than the rules allow."),
    "loans_loan_days": _("The loan ends before it starts."),
}


def begin_loan(
    interest: Interest,
    *,
    borrower: Party | None = None,
    leader: Person | None = None,
    by: Seat,
    today: date | None = None,
) -> Loan:
    """Choose somebody: the loan is there as a draft, with the days that all have said yes to."""
    day = today or timezone.localdate()
    asker = borrower or borrower_of(interest)
    _hold_number(interest.notice)
    legal = legal_of(interest, asker)
    starts, ends, percent = proposed(interest, legal, day)
    who = named([interest]).get(interest.pk)
    if who is None:
        raise LoanRefused(str(GONE))
    loan = Loan(
        notice=interest.notice,
        interest=interest,
        person_id=interest.person_id,
        name=who.shown,
        title=who.title,
        lender_id=interest.membership_id,
        lender_party_id=interest.party_id,
        borrower=asker if isinstance(asker, Membership) else None,
        borrower_party=asker if isinstance(asker, OutsideParty) else None,
        leader=leader,
        legal=legal,
        starts=starts,
        ends=ends,
        made_by=by.user.pk,
    )
    with refused_in_words(REFUSALS):
        loan.save(force_insert=True)
        LoanPart.objects.create(loan=loan, starts=starts, ends=ends, percent=percent)
        first_wording(loan, by)
    note(
        "begin_loan",
        loan,
        person_id=loan.person_id,
        membership_id=loan.lender_id,
        notice=interest.notice.title,
    )
    send_on("loans.tell_chosen", key=str(loan.pk), loan_id=loan.pk)
    return loan


def decline(interest: Interest, *, by: Seat) -> bool:
    """Say a kind no to somebody whose manager has agreed; False when it was said already."""
    by.require("choose_for_loan", interest)
    done = Interest.objects.filter(pk=interest.pk, declined_at=None, withdrawn_at=None).update(
        declined_at=timezone.now()
    )
    if done:
        note(
            "decline_for_loan",
            interest,
            person_id=interest.person_id,
            membership_id=interest.membership_id,
            notice=interest.notice.title,
        )
        send_on("loans.tell_declined", key=str(interest.pk), interest_id=interest.pk)
    return bool(done)


def _hold_number(notice: Notice) -> None:
    """No more are chosen than the notice asks for; two at once wait for each other."""
    if notice.kind == NoticeKind.IDLE:
        return
    Notice.objects.select_for_update().filter(pk=notice.pk).first()
    begun = Loan.objects.filter(notice=notice).exclude(stage=Stage.BROKEN).count()
    if begun >= notice.people:
        raise LoanRefused(
            str(_("As many as the notice asks for are chosen. Change its number to choose more."))
        )
