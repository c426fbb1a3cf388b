"""Signing an agreement for one's authority, or laying in the paper that was signed elsewhere."""

from typing import Any

from allauth.mfa.base.forms import ReauthenticateForm
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from loans.actions.sign import sign, upload_signed
from loans.agreements.content import gaps, read, unnumbered
from loans.agreements.factor import has_factor, shown_lately, types_codes
from loans.agreements.forms import SignatureForm, SignedPaperForm
from loans.agreements.page import find_loan, find_newest, signed
from loans.agreements.sides import outside_side, party, signing_side
from loans.models import Loan, Wording
from loans.rules import LoanRefused, Side
from network.addresses import portal_path
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@sensitive_post_parameters("code")  # type: ignore[untyped-decorator, unused-ignore]
@policy("see_loan", methods="GET POST")
def loan_signature(request: NetworkRequest, pk: int) -> HttpResponse:
    """The whole agreement and its hash, and one's signature with a second factor shown just now.

    Who may not sign today reads who may; nothing is signed.
    """
    loan = find_loan(request, pk, "see_loan")
    wording = find_newest(loan)
    side = signing_side(loan, request.seat)
    sent = request.POST if request.method == "POST" else None  # an empty form is an answer too
    form = SignatureForm(sent, initial={"digest": wording.digest})
    asks_code = types_codes(request) and not shown_lately(request)
    code = ReauthenticateForm(sent, user=request.user) if asks_code else None
    if request.method == "POST":
        with refusals_in(form):
            if side is None or not request.seat.may("sign_agreement", loan):
                raise LoanRefused(
                    _(
                        "Only somebody who is HR signer of one of the two authorities today can "
                        "sign. Nothing is signed."
                    )
                )
            if form.is_valid() and (code is None or code.is_valid()):
                if code is not None:
                    code.save()
                _hold_read(wording, form.cleaned_data["digest"])
                sign(wording, side, by=request.seat, request=request)
                return _signed(request, loan)
    context = _context(request, loan, wording) | {
        "form": form,
        "code": code,
        "side": party(loan, side) if side else None,
        "has_factor": has_factor(request),
        "factor_url": portal_path("mfa_index"),
        "passkey_url": portal_path("mfa_reauthenticate_webauthn"),
        "needs_passkey": not asks_code and has_factor(request) and not shown_lately(request),
    }
    return render(request, "loans/signature.html", context)


@policy("upload_signed_agreement", methods="GET POST")
def loan_signed_paper(request: NetworkRequest, pk: int) -> HttpResponse:
    """Lay in a signed PDF: for one's own side, or as a coordinator for the outside party."""
    loan = find_loan(request, pk, "upload_signed_agreement")
    wording = find_newest(loan)
    side = signing_side(loan, request.seat) or outside_side(loan) or _unsigned(loan, wording)
    form = SignedPaperForm(
        request.POST or None, request.FILES or None, initial={"digest": wording.digest}
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            _hold_read(wording, said["digest"])
            upload_signed(
                wording,
                side,
                said["paper"],
                by=request.seat,
                name=said["by_name"],
                title=said["by_title"],
            )
            return _signed(request, loan)
    context = _context(request, loan, wording) | {"form": form, "side": party(loan, side)}
    return render(request, "loans/signed_paper.html", context)


def _unsigned(loan: Loan, wording: Wording) -> Side:
    """The side that still lacks a signature, for a coordinator who lays in a paper."""
    return next(
        (Side(one.side) for one in signed(loan, wording) if one.signature is None), Side.LENDER
    )


def _hold_read(wording: Wording, digest: str) -> None:
    if digest != wording.digest:
        raise LoanRefused(
            _("A newer version has been written meanwhile. Read that one before you sign.")
        )


def _signed(request: NetworkRequest, loan: Loan) -> HttpResponse:
    messages.success(request, _("The agreement is signed for your side, and the other is told."))
    return redirect("loan_agreement", pk=loan.pk)


def _context(request: NetworkRequest, loan: Loan, wording: Wording) -> dict[str, Any]:
    return {
        "loan": loan,
        "wording": wording,
        "groups": read(wording.content),
        "gaps": gaps(wording.content),
        "unnumbered": unnumbered(wording.content),
        "lender": party(loan, Side.LENDER),
        "borrower": party(loan, Side.BORROWER),
    }
