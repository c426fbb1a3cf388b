"""Being interested in a loan: by oneself, or named by HR and asked; and withdrawing it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.consents.parties import legal_of
from loans.consents.standing import OVER, Standing, standing_of
from loans.models import Interest
from loans.refusing import refused_in_words
from loans.rules import Legal, LoanRefused
from network.actions.errand import send_on
from network.models.journal import note, note_privately
from network.seat import Seat

TWICE = {"loans_interest_once": _("You have answered that notice already.")}
NAMED_TWICE = {"loans_interest_once": _("That person has answered or been named already.")}
SIGNED = _(
    "Both authorities have signed the loan. It is ended with notice: talk with HR, who breaks it"
    " off."
)


def show(interest: Interest, *, by: Seat) -> None:
    """Take somebody's own interest, and ask their manager; nobody else is told."""
    if not interest.notice.is_open(timezone.localdate()):
        raise LoanRefused(str(_("The notice does not take any more answers.")))
    _hold_to_the_rules(interest)
    interest.agreed_at = timezone.now()
    with refused_in_words(TWICE):
        interest.save(force_insert=True)
    note_of("show_loan_interest", interest, private=True)
    send_on("loans.ask_consent", key=str(interest.pk), interest_id=interest.pk)


def name_for(interest: Interest, *, by: Seat) -> None:
    """HR names one of its people for an authority that approached; the person is asked."""
    by.require("nominate_for_loan")
    legal_of(interest)
    with refused_in_words(NAMED_TWICE):
        interest.save(force_insert=True)
    note_of("name_for_loan", interest, private=True)
    send_on("loans.ask_named", key=str(interest.pk), interest_id=interest.pk)


def agree(interest: Interest, *, own_consent: bool, by: Seat) -> None:
    """The yes of somebody whom HR named; then their manager is asked."""
    by.require("agree_to_loan", interest)
    interest.own_consent = own_consent
    _hold_to_the_rules(interest)
    done = Interest.objects.filter(pk=interest.pk, agreed_at=None, withdrawn_at=None).update(
        agreed_at=timezone.now(), own_consent=own_consent
    )
    if not done:
        raise LoanRefused(str(_("The question does not wait for an answer any more.")))
    note_of("agree_to_loan", interest, private=True)
    send_on("loans.ask_consent", key=str(interest.pk), interest_id=interest.pk)


def withdraw(interest: Interest, *, by: Seat) -> bool:
    """Withdraw an interest, with the draft that was begun of it; False when it was over already.

    Those who know of it are told: the manager who was asked, and after their yes both HR.
    """
    by.require("withdraw_loan_interest", interest)
    before = standing_of(interest)
    if before in OVER:
        return False
    with refused_in_words({"loans_interest_signed": SIGNED}):
        done = Interest.objects.filter(pk=interest.pk, withdrawn_at=None).update(
            withdrawn_at=timezone.now(), withdrawn_by=by.user.pk
        )
    if done:
        known = before in (Standing.AGREED, Standing.CHOSEN)
        note_of("withdraw_loan_interest", interest, private=not known)
        send_on(
            "loans.tell_withdrawn",
            key=str(interest.pk),
            interest_id=interest.pk,
            before=before.value,
        )
    return bool(done)


def _hold_to_the_rules(interest: Interest) -> None:
    """Outside the State's own rules the employee consents as well: the duty to work ends there."""
    if legal_of(interest) == Legal.OTHERS and not interest.own_consent:
        raise LoanRefused(
            str(
                _(
                    "The other authority is not of the State, or yours is not. Then the loan needs"
                    " your own consent: tick that you agree."
                )
            )
        )


def note_of(verb: str, interest: Interest, *, private: bool) -> None:
    """Write in the journal what happened to an interest; before the manager's yes privately."""
    told = note_privately if private else note
    told(
        verb,
        interest,
        person_id=interest.person_id,
        membership_id=interest.membership_id,
        notice=interest.notice.title,
    )
