"""The address by which an outside party reads, comments and signs its agreement."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from loans.agreements.sides import outside_side
from loans.models import AgreementAddress, Loan
from loans.rules import LoanRefused
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat
from network.secret_addresses import digest_of, new_nonce, secret_of

PURPOSE = "staff-loan"
HOLDS = timedelta(days=90)


def open_address(loan: Loan, *, by: Seat) -> AgreementAddress:
    """Make an address for the outside party, and write to its contact; the one before ends.

    Raises LoanRefused for a loan between two members.
    """
    side = outside_side(loan)
    if side is None:
        raise LoanRefused(_("Both parties are members, and sign in to read the agreement."))
    loan.addresses.filter(ended_at=None).update(ended_at=timezone.now())
    nonce = new_nonce()
    made: AgreementAddress = AgreementAddress.objects.create(
        loan=loan,
        side=side,
        nonce=nonce,
        digest=digest_of(secret_of(PURPOSE, nonce)),
        expires_at=timezone.now() + HOLDS,
    )
    note(
        "open_loan_address",
        loan,
        person_id=loan.person_id,
        membership_id=loan.lender_id or loan.borrower_id,
    )
    send_on("loans.send_address", key=str(made.pk), address_id=made.pk)
    return made


def standing(loan: Loan) -> AgreementAddress | None:
    """The address that opens the agreement today."""
    found: AgreementAddress | None = loan.addresses.filter(
        ended_at=None, expires_at__gt=timezone.now()
    ).first()
    return found


def full_address(found: AgreementAddress) -> str | None:
    """The address as its letter says it; None when the portal has another key by now."""
    secret = secret_of(PURPOSE, found.nonce)
    if digest_of(secret) != bytes(found.digest):
        return None
    return f"{settings.SITE_URL}/reply/{found.network.slug}/agreements/{secret}/"
