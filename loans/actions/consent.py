"""The manager's answer to an interest in a loan, and taking a yes back."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loans.actions.interest import SIGNED, note_of
from loans.consents.parties import legal_of
from loans.consents.standing import Standing, standing_of
from loans.models import Consent, Interest
from loans.refusing import refused_in_words
from loans.rules import LoanRefused
from members.models import Person
from network.actions.errand import send_on
from network.seat import Seat

SETTLED = _("The question does not wait for an answer any more.")
TWICE = {
    "loans_consent_interest_id_key": SETTLED,
    "loans_consent_open": SETTLED,
    "loans_consent_employee": _("Outside the State the employee consents as well."),
}


def answer(consent: Consent, *, by: Seat) -> None:
    """Keep the manager's yes or no and tell the employee; the first answer stands.

    With a yes the other authority learns of the interest, and not before.
    """
    interest = consent.interest
    by.require("answer_loan_interest", interest)
    if standing_of(interest) != Standing.WAITING:
        raise LoanRefused(str(SETTLED))
    consent.person_id = interest.person_id
    consent.legal = legal_of(interest)
    consent.employee_agrees = interest.own_consent
    consent.by_name = Person.objects.get(pk=by.person_id).name
    consent.user_id = by.user.pk
    if not consent.given:
        consent.starts = consent.ends = consent.percent = None
    with refused_in_words(TWICE):
        consent.save(force_insert=True)
    verb = "agree_to_loan_of" if consent.given else "refuse_loan_of"
    note_of(verb, interest, private=not consent.given)
    send_on("loans.tell_answer", key=str(interest.pk), interest_id=interest.pk)


def take_back(interest: Interest, *, by: Seat) -> bool:
    """Take a yes back before both have signed; a draft falls, and all who know are told."""
    by.require("withdraw_consent", interest)
    with refused_in_words({"loans_consent_signed": SIGNED}):
        done = Consent.objects.filter(interest=interest, given=True, withdrawn_at=None).update(
            withdrawn_at=timezone.now(), withdrawn_by=by.user.pk
        )
    if done:
        note_of("take_back_consent", interest, private=False)
        send_on("loans.tell_taken_back", key=str(interest.pk), interest_id=interest.pk)
    return bool(done)
