"""Signing: in the portal with a fresh second factor, or by a signed PDF that is uploaded."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.actions.advance import advance
from loans.actions.word import OPEN, follow, newest
from loans.agreements import telling
from loans.agreements.content import gaps
from loans.agreements.factor import shown_lately
from loans.agreements.sides import signing_side
from loans.models import AgreementFile, Loan, Signature, Wording
from loans.refusing import WHY, refused_in_words
from loans.rules import LoanRefused, Side, Signing
from members.models import Person
from network.models.journal import note
from network.seat import Seat
from network.uploads.pdf import UploadedPdf


def sign(wording: Wording, side: str, *, by: Seat, request: HttpRequest) -> Signature:
    """Sign a version for a side, in the portal, by its hash.

    Raises LoanRefused with a sentence: without the role today, without a second factor shown in
    the last minutes, when another version followed, when something is missing.
    """
    if signing_side(wording.loan, by) != side:
        raise LoanRefused(str(WHY["loans_signature_signer"]))
    if not shown_lately(request):
        raise LoanRefused(
            _("Show your second factor first: type the code that your app shows right now.")
        )
    return _give(wording, side, Signing.PORTAL, by=by)


def upload_signed(
    wording: Wording, side: str, file: UploadedPdf, *, by: Seat, name: str = "", title: str = ""
) -> Signature:
    """Keep a signed PDF as a side's signature: by its HR signer, or by a coordinator for a side.

    `name` and `title` are of who signed on paper. Raises LoanRefused with a sentence.
    """
    if signing_side(wording.loan, by) != side and not (by.scope.whole or by.scope.system):
        raise LoanRefused(str(WHY["loans_signature_signer"]))
    return _give(wording, side, Signing.UPLOAD, by=by, file=file, name=name, title=title)


def _give(
    wording: Wording,
    side: str,
    how: Signing,
    *,
    by: Seat,
    file: UploadedPdf | None = None,
    name: str = "",
    title: str = "",
) -> Signature:
    loan = wording.loan
    _hold_signable(loan, wording)
    signature = Signature(
        wording=wording,
        side=side,
        how=how,
        digest=wording.digest,
        by_name=name,
        by_title=title,
        user_id=by.scope.user_id,
    )
    if not name:
        person = Person.objects.get(pk=by.person_id)
        signature.by_name, signature.by_title = person.name, person.title
    with refused_in_words():
        if file is not None:
            signature.file = _kept(wording, side, file, by)
        signature.save(force_insert=True)
        follow(loan, wording.content, by=by)
        note(
            "sign_loan_agreement",
            loan,
            person_id=loan.person_id,
            membership_id=loan.lender_id if side == Side.LENDER else loan.borrower_id,
            number=wording.number,
            digest=wording.digest,
        )
        advance(loan, timezone.localdate())
    telling.signed(signature)
    return signature


def _hold_signable(loan: Loan, wording: Wording) -> None:
    if loan.stage not in OPEN:
        raise LoanRefused(str(WHY["loans_signature_open"]))
    latest = newest(loan)
    if latest is None or latest.pk != wording.pk:
        raise LoanRefused(str(WHY["loans_signature_newest"]))
    missing = gaps(wording.content)
    if missing:
        raise LoanRefused(
            _("Fill in what is missing first: %(clauses)s.") % {"clauses": ", ".join(missing)}
        )


def _kept(wording: Wording, side: str, file: UploadedPdf, by: Seat) -> AgreementFile:
    kept: AgreementFile = AgreementFile.objects.create(
        wording=wording,
        kind=AgreementFile.Kind.UPLOADED,
        side=side,
        name=file.name,
        content=file.content,
        sha256=file.sha256,
        user_id=by.scope.user_id,
    )
    return kept
