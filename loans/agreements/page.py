"""What the pages of an agreement show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from loans.actions.address import full_address, standing
from loans.actions.word import OPEN, newest
from loans.agreements.clauses import EVERY, GROUPS
from loans.agreements.content import gaps, read, unnumbered
from loans.agreements.sides import outside_side, party, signing_side
from loans.models import Comment, Loan, Signature, Wording
from loans.rules import Side
from network.middleware import NetworkRequest

PARTIES = (
    "lender__authority__legal_person",
    "borrower__authority__legal_person",
    "lender_party",
    "borrower_party",
    "notice__party",
    "network",
)


@dataclass(frozen=True)
class Signed:
    """Who has signed for a side, or that nobody has."""

    side: str
    party: str
    signature: Signature | None


def find_loan(request: NetworkRequest, pk: int, verb: str) -> Loan:
    """A loan that the seat sees and may do something with."""
    found: Loan = get_object_or_404(
        Loan.objects.seen_by(request.seat).select_related(*PARTIES), pk=pk
    )
    request.seat.require(verb, found)
    return found


def find_newest(loan: Loan) -> Wording:
    """The newest version; a loan without one has no page."""
    found = newest(loan)
    if found is None:
        raise Http404
    return found


def find_version(loan: Loan, number: str) -> Wording | None:
    """A version by its number; None for what is no number of one."""
    if not number.isdecimal() or len(number) > 4:
        return None
    found: Wording | None = Wording.objects.filter(loan=loan, number=int(number)).first()
    return found


def signed(loan: Loan, wording: Wording) -> list[Signed]:
    """Both sides of a version, and who has signed for them."""
    there = {one.side: one for one in wording.signatures.filter(fell_at=None)}
    return [Signed(side, party(loan, side).short_name, there.get(side)) for side in Side]


def named(clause: str) -> str:
    """What a comment is about."""
    return str(EVERY[clause].label) if clause in EVERY else _("The whole agreement")


def said(comments: Iterable[Comment], loan: Loan) -> list[dict[str, Any]]:
    """Comments in the agreement's order, each with its clause and its side in words."""
    order = ["", *EVERY]
    names = {side: party(loan, side).short_name for side in Side}
    rows = sorted(comments, key=lambda one: order.index(one.clause) if one.clause in order else 0)
    return [
        {"it": one, "about": named(one.clause), "party": names.get(Side(one.side), "")}
        for one in rows
    ]


def agreement_page(request: NetworkRequest, loan: Loan) -> dict[str, Any]:
    """The newest version in words, with comments, signatures and the versions before it."""
    seat, wording = request.seat, find_newest(loan)
    sides = signed(loan, wording)
    mine = signing_side(loan, seat)
    comments = Comment.objects.filter(wording__loan=loan).select_related("wording")
    rows = said(comments, loan)
    outside = outside_side(loan)
    drafts = loan.stage in OPEN and seat.may("draft_agreement", loan)
    address = standing(loan) if outside and drafts else None
    open_sides = {one.side for one in sides if one.signature is None}
    return {
        "loan": loan,
        "lender": party(loan, Side.LENDER),
        "borrower": party(loan, Side.BORROWER),
        "wording": wording,
        "groups": read(wording.content),
        "sides": sides,
        "both": not open_sides,
        "open": loan.stage in OPEN,
        "open_comments": [row for row in rows if row["it"].settled_at is None],
        "settled_comments": [row for row in rows if row["it"].settled_at is not None],
        "versions": list(loan.wordings.defer("content").order_by("-number")),
        "gaps": gaps(wording.content),
        "unnumbered": unnumbered(wording.content),
        "may_draft": drafts,
        "may_comment": loan.stage in OPEN and seat.may("comment_on_agreement", loan),
        "may_sign": loan.stage in OPEN and mine in open_sides,
        "may_upload": loan.stage in OPEN
        and bool(open_sides)
        and (mine in open_sides or seat.scope.whole),
        "papers": [one for one in sides if one.signature and one.signature.file_id],
        "outside": party(loan, outside) if outside else None,
        "address": address,
        "full_address": full_address(address) if address else None,
    }


def form_groups(form: Any) -> list[dict[str, Any]]:
    """The fields of a draft by group; what the portal writes itself stands in the first."""
    found = []
    for group in GROUPS:
        fields = [form[one.code] for one in group.clauses if one.code in form.fields]
        extent = any(one.code == "parts" for one in group.clauses)
        if fields:
            found.append({"group": group, "fields": fields, "extent": extent})
    return found
