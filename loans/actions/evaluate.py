"""Evaluating a loan that is over: the three answer, are reminded once, and it is closed."""

from datetime import date

from django.utils.translation import gettext as _

from loans.models import Evaluation, Loan
from loans.refusing import refused_in_words
from loans.rules import LoanRefused, Stage
from loans.signing.answering import CLOSES_AFTER, REMIND_AFTER, own_voice, voices
from network.actions.errand import send_each, send_on
from network.models.journal import note
from network.seat import Seat

OVER = (Stage.ENDED, Stage.BROKEN)


def evaluate(answers: Evaluation, *, by: Seat) -> None:
    """Keep one of the three answers; what it says is in no journal. Raises LoanRefused."""
    loan = answers.loan
    who = own_voice(loan, by)
    if who is None or loan.stage not in OVER or loan.started_at is None:
        raise LoanRefused(_("A loan is evaluated when it is over, by the three who were in it."))
    answers.who, answers.user_id = who, by.scope.user_id
    with refused_in_words():
        answers.save(force_insert=True)
        member = loan.borrower_id if who == Evaluation.Who.BORROWER else loan.lender_id
        note("evaluate_loan", loan, person_id=loan.person_id, membership_id=member)
        send_on("loans.close_evaluation", key=f"{loan.pk}:{who}", loan_id=loan.pk)


def silent(loan: Loan) -> list[Evaluation.Who]:
    """Those of the three who have not answered."""
    said = set(Evaluation.objects.filter(loan=loan).values_list("who", flat=True))
    return [who for who in voices(loan) if who not in said]


def close(loan_id: int, today: date) -> bool:
    """Call a loan evaluated when all have answered or the time is over; in the system scope."""
    held = Loan.objects.select_for_update().get(pk=loan_id)
    if held.stage not in OVER or held.started_at is None:
        return False
    if silent(held) and today <= held.last_day + CLOSES_AFTER:
        return False
    held.stage = Stage.EVALUATED
    held.save(update_fields=["stage"])
    note("close_loan", held, person_id=held.person_id, membership_id=held.lender_id)
    return True


def look_back(today: date) -> None:
    """Remind the silent once, and close what nobody answers any more; in the system scope."""
    over = Loan.objects.filter(stage__in=OVER, started_at__isnull=False, ended_on__lt=today)
    late = over.filter(ended_on__lte=today - REMIND_AFTER).values_list("pk", flat=True)
    send_each(
        "loans.ask_evaluation", {f"{pk}:again": {"loan_id": pk, "again": True} for pk in late}
    )
    closing = over.filter(ended_on__lt=today - CLOSES_AFTER)
    for pk in list(closing.values_list("pk", flat=True)):
        close(pk, today)


def answers_of(loan: Loan) -> list[Evaluation]:
    """What was answered, once all have or the time is over: nobody is read before the others."""
    return list(Evaluation.objects.filter(loan=loan)) if loan.stage == Stage.EVALUATED else []
