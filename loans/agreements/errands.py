"""What the portal does after somebody has written or signed; each once, in the system scope."""

import logging
from datetime import datetime

from django.utils import timezone

from loans.actions.address import standing
from loans.actions.advance import advance
from loans.actions.word import OPEN, newest
from loans.agreements import emails, telling
from loans.agreements.page import PARTIES
from loans.agreements.paper import keep_paper
from loans.agreements.sides import other, outside_side, party, signers
from loans.models import AgreementAddress, Comment, Loan, Signature, Wording
from loans.rules import LoanRefused, Side, Signing
from network.actions.errand import errand
from network.models.journal import note

log = logging.getLogger(__name__)


def _loan(pk: int) -> Loan:
    found: Loan = Loan.objects.select_related(*PARTIES).get(pk=pk)
    return found


@errand("loans.begin_news")
def begin_news(loan_id: int) -> None:
    """Somebody outside the network has commented: both sides are told together with the rest."""
    loan = _loan(loan_id)
    note("comment_on_loan_agreement", loan, person_id=loan.person_id, clause="")
    telling.news(loan)


@errand("loans.tell_news")
def tell_news(loan_id: int, since: str) -> None:
    """Tell each side what the other has written in a span: a version, and how many comments."""
    loan = _loan(loan_id)
    begins = datetime.fromisoformat(since)
    within = {"at__gte": begins, "at__lt": begins + telling.TOGETHER}
    if loan.stage not in OPEN:
        return
    wordings = list(Wording.objects.filter(loan=loan, number__gt=1, **within).defer("content"))
    comments = list(Comment.objects.filter(wording__loan=loan, **within))
    people = signers(loan)
    for side in Side:
        versions = [one.number for one in wordings if one.side != side]
        said = [one for one in comments if one.side != side]
        if not versions and not said:
            continue
        key = f"{begins:%Y%m%d%H%M}"
        for to in people[side]:
            emails.news(loan, to, version=max(versions, default=None), comments=len(said), key=key)
        address = standing(loan) if outside_side(loan) == side else None
        if address is not None:
            address.loan = loan
            emails.outside(address, news=True, key=key)


@errand("loans.tell_signature_fell")
def tell_signature_fell(wording_id: int, signatures: list[int]) -> None:
    """Tell both sides, and an outside party, that a signature has fallen."""
    wording = Wording.objects.get(pk=wording_id)
    wording.loan = loan = _loan(wording.loan_id)
    fell = Signature.objects.filter(pk__in=signatures)
    names = [f"{one.by_name}, {party(loan, one.side).short_name}" for one in fell]
    for people in signers(loan).values():
        for to in people:
            emails.signature_fell(wording, to, names)
    _tell_outside(loan, f"fell-{wording_id}")


@errand("loans.follow_signature")
def follow_signature(signature_id: int) -> None:
    """After a signature: the other side's turn; after both, the paper is kept.

    A paper that came by an address takes the loan on here, since nobody's scope did.
    """
    signature = Signature.objects.select_related("wording").get(pk=signature_id)
    wording = signature.wording
    wording.loan = loan = _loan(wording.loan_id)
    if signature.user_id is None and signature.how == Signing.UPLOAD:
        _note_paper(loan, signature)
    try:
        advance(loan, timezone.localdate())
    except LoanRefused as refused:
        log.warning("Loan %s is signed and cannot be taken on: %s", loan.pk, refused)
        note("refuse_signed_loan", loan, person_id=loan.person_id, why=str(refused))
        return
    sides = set(wording.signatures.filter(fell_at=None).values_list("side", flat=True))
    if sides == set(Side.values):
        keep_paper(wording)
        return
    there = newest(loan)
    if there is None or there.pk != wording.pk or signature.fell_at is not None:
        return
    turn = other(signature.side)
    for to in signers(loan)[turn]:
        emails.your_turn(wording, to, party(loan, signature.side).short_name)
    if outside_side(loan) == turn:
        _tell_outside(loan, f"turn-{signature_id}")


def _note_paper(loan: Loan, signature: Signature) -> None:
    note(
        "sign_loan_agreement",
        loan,
        person_id=loan.person_id,
        number=signature.wording.number,
        digest=signature.digest,
    )


@errand("loans.send_address")
def send_address(address_id: int) -> None:
    """Write to an outside party's contact with its own address, if it still holds."""
    found = AgreementAddress.objects.select_related("network").get(pk=address_id)
    if found.ended_at is None:
        found.loan = _loan(found.loan_id)
        emails.outside(found, news=False, key="first")


def _tell_outside(loan: Loan, key: str) -> None:
    address = standing(loan) if outside_side(loan) is not None else None
    if address is not None:
        address.loan = loan
        emails.outside(address, news=True, key=key)
