"""The loans that their doors are tried with: the employee is whom the record concerns."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from loans.models import (
    AgreementFile,
    Consent,
    Interest,
    Loan,
    LoanPart,
    Notice,
    Review,
    Signature,
    Wording,
)
from loans.rules import Legal, Side, Stage
from members.models import Membership, Person
from tests.cast import Cast
from tests.doors.making import Maker, made_in
from tests.loans.making import ENOUGH, content_of

EXTENT = 10  # per cent: somebody may be in all of them at once


def lent(stage: str) -> Maker:
    """A loan of somebody at a stage, lent to another authority of the network."""

    def maker(cast: Cast, network: str, who: str, key: str) -> int:
        return made_in(
            cast,
            network,
            lambda: (
                Loan.objects.filter(person_id=cast.people[network, who], stage=stage).first()
                or _lent(cast, network, who, key, stage)
            ),
        )

    return maker


def _lent(cast: Cast, network: str, who: str, key: str, stage: str) -> Loan:
    person = Person.objects.get(pk=cast.people[network, who])
    others = Membership.objects.exclude(pk=cast.memberships[network, key])
    # Not CSN: its local coordinator is a stranger to the loans of others.
    borrower = others.exclude(authority__short_name="CSN").order_by("pk")[0]
    today = timezone.localdate()
    over = stage == Stage.ENDED
    days = {
        "starts": today - timedelta(days=40),
        "ends": today + timedelta(days=-2 if over else 60),
    }
    notice = Notice.objects.create(
        membership=borrower,
        kind="need",
        title=f"Hemligt behov {who}",
        tasks="x",
        answer_by=today,
        published_at=timezone.now(),
        **days,
    )
    interest = Interest.objects.create(
        notice=notice,
        person=person,
        membership_id=person.membership_id,
        agreed_at=timezone.now(),
        own_consent=True,
        **days,
    )
    legal = Legal.OTHERS
    Consent.objects.create(
        interest=interest,
        person=person,
        given=True,
        legal=legal,
        employee_agrees=True,
        by_name="Chef",
    )
    loan: Loan = Loan.objects.create(
        notice=notice,
        interest=interest,
        person=person,
        name=person.name,
        lender_id=person.membership_id,
        borrower=borrower,
        legal=legal,
        **days,
    )
    LoanPart.objects.create(loan=loan, percent=EXTENT, **days)
    wording = Wording.objects.create(
        loan=loan, number=1, content=content_of(loan), side=Side.BORROWER, by_name="HR"
    )
    if stage != Stage.DRAFT:
        _sign(loan, wording, stage)
    return loan


def _sign(loan: Loan, wording: Wording, stage: str) -> None:
    wording.refresh_from_db()
    for side in Side:
        paper = AgreementFile.objects.create(
            wording=wording, kind="uploaded", name="x.pdf", content=b"%PDF", sha256="0" * 64
        )
        Signature.objects.create(
            wording=wording,
            side=side,
            how="upload",
            file=paper,
            digest=wording.digest,
            by_name=f"HR {side}",
        )
    row = Loan.objects.filter(pk=loan.pk)
    row.update(stage=Stage.SIGNED)
    row.update(stage=Stage.RUNNING)
    if stage == Stage.ENDED:
        row.update(stage=Stage.ENDED, ended_on=loan.ends)
    if stage == Stage.REVIEW:
        Review.objects.create(
            loan=loan,
            needed_until=loan.ends + timedelta(days=30),
            assessment=ENOUGH,
            by_name="HR",
        )
        row.update(stage=Stage.REVIEW)


RUNNING = lent(Stage.RUNNING)
LENDING: Mapping[str, Any] = {
    "loan": RUNNING,
    "loan_review_new": RUNNING,
    "loan_review_answer": lent(Stage.REVIEW),
    "loan_early_end": RUNNING,
    "loan_early_end_answer": RUNNING,
    "loan_draft_drop": lent(Stage.DRAFT),
    "loan_evaluation": lent(Stage.ENDED),
}
