"""The running loans and cost statements that their doors are tried with."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from loans.models import Consent, Interest, Loan, LoanPart, Notice, Statement
from tests.cast import Cast
from tests.databases import acting_as
from tests.doors.making import Maker, made_in


def lent(cast: Cast, network: str, who: str, key: str) -> int:
    """Somebody who is lent to another authority of the network since a while."""
    return made_in(cast, network, lambda: _lent(cast, network, who, key))


def _lent(cast: Cast, network: str, who: str, key: str) -> Loan:
    there: Loan | None = Loan.objects.filter(name=f"Lent {who}").first()
    if there is not None:
        return there
    today = timezone.localdate()
    person, lender = cast.people[network, who], cast.memberships[network, key]
    keys = [other for slug, other in cast.memberships if slug == network and other != key]
    borrower = cast.memberships[network, "csn" if "csn" in keys else keys[0]]
    days = {"starts": today - timedelta(days=30), "ends": today + timedelta(days=30)}
    notice = Notice.objects.create(
        membership_id=borrower,
        kind="need",
        title="Utredare",
        tasks="Utreda",
        answer_by=today,
        published_at=timezone.now(),
        **days,
    )
    interest = Interest.objects.create(
        notice=notice,
        person_id=person,
        membership_id=lender,
        agreed_at=timezone.now(),
        own_consent=True,
        **days,
    )
    Consent.objects.create(
        interest=interest, person_id=person, given=True, legal="others", employee_agrees=True
    )
    loan: Loan = Loan.objects.create(
        notice=notice,
        interest=interest,
        person_id=person,
        name=f"Lent {who}",
        lender_id=lender,
        borrower_id=borrower,
        legal="others",
        **days,
    )
    LoanPart.objects.create(loan=loan, percent=100, **days)
    with acting_as("portal_owner"), connection.cursor() as cursor:
        # What the signatures ask for is tried where loans are signed.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE loans_loan DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE loans_loan SET stage = 'running', started_at = now() WHERE id = %s", [loan.pk]
        )
        cursor.execute("ALTER TABLE loans_loan ENABLE TRIGGER USER; SET CONSTRAINTS ALL DEFERRED")
    return loan


def _stated(cast: Cast, network: str, who: str, key: str, first: int, *, sent: bool) -> Statement:
    since = timezone.localdate() - timedelta(days=first)
    loan = _lent(cast, network, who, key)
    there: Statement | None = Statement.objects.filter(loan=loan, since=since).first()
    if there is not None:
        return there
    facts = {"sent_at": timezone.now(), "billed_by": "lender", "vat_category": "O"} if sent else {}
    made: Statement = Statement.objects.create(
        loan=loan, since=since, until=since + timedelta(days=4), salary=42_000, **facts
    )
    return made


def draft(cast: Cast, network: str, who: str, key: str) -> int:
    """What the lender writes, and nobody else sees."""
    return made_in(cast, network, lambda: _stated(cast, network, who, key, 20, sent=False))


def sent(cast: Cast, network: str, who: str, key: str) -> int:
    """What waits for the borrower."""
    return made_in(cast, network, lambda: _stated(cast, network, who, key, 28, sent=True))


STATING: Mapping[str, Maker] = {
    "loan_statements": lent,
    "loan_statement_new": lent,
    "loan_statement_reckoning": lent,
    "loan_statement": sent,
    "loan_statement_paper": sent,
    "loan_statement_approval": sent,
    "loan_statement_return": sent,
    "loan_statement_change": draft,
    "loan_statement_removal": draft,
    "loan_statement_sending": draft,
}
