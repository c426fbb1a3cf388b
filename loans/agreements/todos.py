"""What agreements ask of people on their start page."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.actions.word import OPEN
from loans.agreements.sides import signing_side
from loans.models import Loan, Signature, Wording
from loans.permissions import HR
from loans.rules import Side
from network.seat import Seat
from network.start import ToDo

MOST = 20


def todos(seat: Seat) -> list[ToDo]:
    """For HR: agreements that the other side has signed, and drafts with open comments."""
    if not seat.roles.intersection(HR):
        return []
    ours = Q(lender__in=seat.scope.memberships) | Q(borrower__in=seat.scope.memberships)
    newest = Wording.objects.filter(loan=OuterRef(OuterRef("pk"))).order_by("-number")
    live = Signature.objects.filter(fell_at=None, wording=Subquery(newest.values("pk")[:1]))
    unsettled = Q(wordings__comments__isnull=False, wordings__comments__settled_at=None)
    loans = (
        Loan.objects.seen_by(seat)
        .filter(ours, stage__in=OPEN)
        .annotate(
            by_lender=Exists(live.filter(side=Side.LENDER)),
            by_borrower=Exists(live.filter(side=Side.BORROWER)),
            said=Count("wordings__comments", filter=unsettled, distinct=True),
        )
        .exclude(by_lender=True, by_borrower=True)
        .order_by("starts", "pk")
    )
    return [step for loan in loans[:MOST] if (step := _step(loan, seat)) is not None]


def _step(loan: Any, seat: Seat) -> ToDo | None:
    side = signing_side(loan, seat)
    signed = {"lender": loan.by_lender, "borrower": loan.by_borrower}
    if side is not None and not signed[side] and any(signed.values()):
        return ToDo(
            _("Sign the agreement on the loan of %(name)s") % {"name": loan.name},
            _("The other side has signed."),
            _("Read and sign"),
            reverse("loan_signature", args=[loan.pk]),
            loan.starts,
        )
    if loan.said and not any(signed.values()):
        words = ngettext("%(n)s open comment", "%(n)s open comments", loan.said)
        return ToDo(
            _("The agreement on the loan of %(name)s is being drafted") % {"name": loan.name},
            words % {"n": loan.said},
            _("Read"),
            reverse("loan_agreement", args=[loan.pk]) + "#comments",
        )
    return None
