"""The one next step of a loan for who looks at it: a sentence and at most one button."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from loans.actions.word import newest
from loans.agreements.sides import signing_side
from loans.models import Evaluation, Signature
from loans.rules import Side, Stage
from loans.signing.answering import own_voice
from loans.signing.standing import Standing
from network.seat import Seat


@dataclass(frozen=True)
class Step:
    """What one does next; without a button where others act."""

    words: str
    button: str = ""
    url: str = ""


def next_step(it: Standing, seat: Seat) -> Step | None:
    """What the seat can do now to take the loan on; None where nothing is left to do."""
    loan = it.loan
    match loan.stage:
        case Stage.DRAFT:
            return _agreeing(it, seat)
        case Stage.SIGNED | Stage.RUNNING | Stage.REVIEW if _speaks(it, seat):
            return Step(
                _("The other side asks to end the loan sooner than the notice."),
                _("Answer"),
                reverse("loan_early_end_answer", args=[loan.pk]),
            )
        case Stage.REVIEW if it.waits_for_lender:
            if not seat.may("answer_extension", loan):
                return None
            words = _("The borrowing authority still needs the employee. Say whether it goes on.")
            return Step(words, _("Answer"), reverse("loan_review_answer", args=[loan.pk]))
        case Stage.REVIEW:
            return _agreeing(it, seat)
        case Stage.RUNNING if it.may_be_assessed and seat.may("ask_for_extension", loan):
            if not it.is_near_its_end:
                return None
            words = _("Does the need remain? Without a new assessment the loan ends on its day.")
            return Step(words, _("Take a stand"), reverse("loan_review_new", args=[loan.pk]))
        case Stage.ENDED | Stage.BROKEN if loan.started_at is not None:
            return _evaluating(it, seat)
    return None


def _speaks(it: Standing, seat: Seat) -> bool:
    side = it.waits_for_yes
    if side is None or not seat.may("break_off_loan", it.loan):
        return False
    own = it.loan.lender_id if side == Side.LENDER else it.loan.borrower_id
    return own in seat.scope.memberships or (own is None and seat.scope.whole)


def _agreeing(it: Standing, seat: Seat) -> Step | None:
    loan = it.loan
    if not seat.may("draft_agreement", loan):
        return None
    side = signing_side(loan, seat)
    wording = newest(loan)
    read = reverse("loan_agreement", args=[loan.pk])
    if wording is None:
        return None
    signed = set(
        Signature.objects.filter(wording=wording, fell_at=None).values_list("side", flat=True)
    )
    if len(signed) == 2:  # the wording that the loan stands on: an extension wants its own
        words = _("Write the version with the later last day; both sign it before the old one.")
        return Step(words, _("Write the extension"), reverse("loan_wording_new", args=[loan.pk]))
    if side is not None and side not in signed:
        words = _("Read the agreement to its end, and sign it for your authority.")
        return Step(words, _("Read and sign"), reverse("loan_signature", args=[loan.pk]))
    return Step(_("The other authority has still to sign."), _("Read the agreement"), read)


def _evaluating(it: Standing, seat: Seat) -> Step | None:
    who = own_voice(it.loan, seat)
    if who is None or Evaluation.objects.filter(loan=it.loan, who=who).exists():
        return None
    words = _("What did the loan give? Four questions, two minutes.")
    return Step(words, _("Evaluate"), reverse("loan_evaluation", args=[it.loan.pk]))
