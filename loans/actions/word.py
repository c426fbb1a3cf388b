"""Writing an agreement: each wording follows the newest one, and both sides hear of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from loans.agreements import telling
from loans.agreements.lasting import hold_length
from loans.agreements.sides import is_hr, side_of
from loans.models import AgreementTemplate, Loan, Signature, Wording
from loans.refusing import WHY, refused_in_words
from loans.rules import LoanRefused, Stage
from loans.signing.holding import extents_of, lay_extents
from members.models import Person
from network.models.journal import note
from network.seat import Seat

OPEN = (Stage.DRAFT, Stage.REVIEW)


class Overtaken(Exception):
    """Somebody saved another version meanwhile: the newest is in `newest`."""

    def __init__(self, newest: Wording) -> None:
        super().__init__()
        self.newest = newest


def newest(loan: Loan) -> Wording | None:
    """The wording that holds or waits to be signed."""
    found: Wording | None = loan.wordings.order_by("-number").first()
    return found


def save_wording(
    loan: Loan,
    content: Mapping[str, Any],
    *,
    base_number: int,
    by: Seat,
    template: AgreementTemplate | None = None,
) -> Wording:
    """Keep a new version, written from version `base_number`; open signatures fall.

    Raises Overtaken when another version came first, LoanRefused for what the rules forbid.
    """
    if loan.stage not in OPEN:
        raise LoanRefused(str(WHY["loans_wording_stands"]))
    before = newest(loan)
    if before is not None and before.number != base_number:
        raise Overtaken(before)
    starts, ends = _days(content)
    hold_length(loan, starts, ends)
    live = list(
        Signature.objects.filter(wording__loan=loan, fell_at=None).values_list("pk", flat=True)
    )
    wording = Wording(
        loan=loan,
        number=base_number + 1,
        template_id=template.pk if template else (before.template_id if before else None),
        content=dict(content),
        side=side_of(loan, by),
        by_name=name_of(by),
        user_id=by.scope.user_id,
    )
    try:
        with refused_in_words():
            wording.save(force_insert=True)
            follow(loan, wording.content, by=by)
    except LoanRefused:
        there = newest(loan)
        if there is not None and there.number > base_number:
            raise Overtaken(there) from None
        raise
    wording.refresh_from_db(fields=["digest"])
    note(
        "write_loan_wording",
        loan,
        person_id=loan.person_id,
        membership_id=loan.borrower_id or loan.lender_id,
        number=wording.number,
    )
    fell = list(Signature.objects.filter(pk__in=live, fell_at__isnull=False)) if live else []
    if fell:
        telling.signature_fell(wording, fell)
    if before is not None:
        telling.news(loan)
    return wording


def _days(content: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(content["starts"]), date.fromisoformat(content["ends"])


def follow(loan: Loan, content: Mapping[str, Any], *, by: Seat) -> None:
    """Let a draft's days and extent be those of its newest wording.

    Who leads the work may write a wording, and not change the loan: the signer's act does it then.
    A loan under review keeps its days until both have signed.
    """
    if loan.stage != Stage.DRAFT or not is_hr(loan, by):
        return
    starts, ends = _days(content)
    if (loan.starts, loan.ends) != (starts, ends):
        loan.starts, loan.ends = starts, ends
        loan.save(update_fields=["starts", "ends"])
    lay_extents(loan, extents_of(dict(content)))


def name_of(by: Seat) -> str:
    """The writer's name, as it stands on what they wrote."""
    if not by.scope.people:
        return str(by.network.name)
    found = Person.objects.filter(pk=by.person_id).values_list("name", flat=True).first()
    return found or str(by.user.email)
