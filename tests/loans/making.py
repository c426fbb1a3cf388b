"""Loans for the tests, at every stage, as their parties would have made them.

Amina of CSN is lent to SPV; Berit of CSN to the municipality of Timrå. HR: Lena signs for CSN,
Styrbjörn for SPV, Lars for Timrå, Miriam for Mittuniversitetet; Mats is the manager at CSN.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import time_machine
from django.db import connection
from django.utils import timezone

from loans.actions.advance import advance, due
from loans.models import Consent, Interest, Loan, LoanPart, Notice, Signature, Wording
from loans.rules import Legal, Stage
from members.models import Person, Role
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as

SIGNERS = {"csn": "lena", "spv": "styrbjorn", "timra": "lars", "miun": "miriam"}
ENOUGH = "The work has grown since the spring, and nobody else can do it before the new year."


def in_days(days: int) -> date:
    """A day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def make_signers(cast: Cast) -> None:
    """Give each authority its HR signer, once."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for key, who in SIGNERS.items():
            Role.objects.get_or_create(
                person_id=cast.person(who),
                membership_id=cast.memberships[VN, key],
                kind=Role.Kind.HR_SIGNER,
                defaults={"since": date(2020, 1, 1)},
            )


def make_notice(cast: Cast, owner: str = "spv", **changes: Any) -> int:
    """A need that hangs on the board, of a member by its short key; gives its id."""
    facts = {
        "kind": "need",
        "title": "Utredare till länets digitaliseringsstrategi",
        "tasks": "Samla kommunernas lägesbild och skriva förslag till strategi.",
        "starts": in_days(14),
        "ends": in_days(150),
        "answer_by": in_days(10),
        "published_at": timezone.now(),
    } | changes
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made: Notice = Notice.objects.create(membership_id=cast.memberships[VN, owner], **facts)
        return made.pk


def make_interest(cast: Cast, notice: int, who: str = "amina", **changes: Any) -> int:
    """Somebody's interest in a notice, for its days unless said otherwise; gives its id."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row, person = Notice.objects.get(pk=notice), Person.objects.get(pk=cast.person(who))
        facts = {
            "starts": row.starts,
            "ends": row.ends,
            "percent": row.percent,
            "words": "Jag har gjort det förut.",
            "agreed_at": timezone.now(),
        } | changes
        made: Interest = Interest.objects.create(
            notice=row, person=person, membership_id=person.membership_id, **facts
        )
        return made.pk


def make_consent(cast: Cast, interest: int, **changes: Any) -> int:
    """The manager's yes to an interest; gives its id."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Interest.objects.select_related("notice").get(pk=interest)
        if changes.get("legal") == Legal.OTHERS:
            Interest.objects.filter(pk=interest).update(own_consent=True)
        facts = {"given": True, "legal": Legal.STATE, "by_name": "Mats Chef"} | changes
        if facts["legal"] == Legal.OTHERS:
            facts["employee_agrees"] = True
        made: Consent = Consent.objects.create(
            interest=row, person_id=row.person_id, user_id=cast.users["mats"], **facts
        )
        return made.pk


def content_of(loan: Loan, **changes: Any) -> dict[str, Any]:
    """An agreement that says what the loan is."""
    return {
        "purpose": "Länets digitaliseringsstrategi",
        "tasks": "Samla kommunernas lägesbild, inom arbetsskyldigheten.",
        "starts": loan.starts.isoformat(),
        "ends": loan.ends.isoformat(),
        "parts": [
            {
                "starts": part.starts.isoformat(),
                "ends": part.ends.isoformat(),
                "percent": part.percent,
            }
            for part in loan.parts.order_by("starts")
        ],
        "cost_model": "full",
        "interval": "monthly",
        "overhead_percent": "42.00",
        "share_percent": 100,
        "notice_months": 1,
    } | changes


def make_draft(
    cast: Cast,
    who: str = "amina",
    borrower: str = "spv",
    *,
    legal: str = Legal.STATE,
    starts: date | None = None,
    ends: date | None = None,
    percent: int = 100,
    limits: dict[str, Any] | None = None,
    **changes: Any,
) -> int:
    """A loan being drafted, with consent, one extent and a first wording; gives its id.

    `limits` are those of the manager's yes.
    """
    days = {"starts": starts or in_days(14), "ends": ends or in_days(150)}
    notice = make_notice(cast, borrower, percent=percent, **days)
    interest = make_interest(cast, notice, who)
    make_consent(cast, interest, legal=legal, **(limits or {}))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        person = Person.objects.get(pk=cast.person(who))
        facts = {"name": person.name, "title": "Utredare", **days} | changes
        loan: Loan = Loan.objects.create(
            notice_id=notice,
            interest_id=interest,
            person=person,
            lender_id=person.membership_id,
            borrower_id=cast.memberships[VN, borrower],
            legal=legal,
            **facts,
        )
        LoanPart.objects.create(loan=loan, percent=percent, **days)
        Wording.objects.create(
            loan=loan, number=1, content=content_of(loan), side="borrower", by_name="HR"
        )
        return loan.pk


def make_wording(cast: Cast, loan: int, **changes: Any) -> int:
    """The next wording of a loan's agreement, with some clauses otherwise; gives its id."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        before = Wording.objects.filter(loan=loan).order_by("-number")[0]
        made: Wording = Wording.objects.create(
            loan_id=loan,
            number=before.number + 1,
            content=before.content | changes,
            side="borrower",
            by_name="HR",
        )
        return made.pk


def key_of(cast: Cast, membership: int | None) -> str:
    """The short key of a member."""
    keys = {pk: key for (slug, key), pk in cast.memberships.items() if slug == VN}
    return keys[membership or 0]


def sign_as(cast: Cast, loan: int, side: str) -> None:
    """The side's HR signer signs the newest wording, and the loan is taken on."""
    make_signers(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Loan.objects.get(pk=loan)
        member = row.lender_id if side == "lender" else row.borrower_id
    who = SIGNERS[key_of(cast, member)]
    with scope.enter(cast.users[who], cast.vn):
        wording = Wording.objects.filter(loan=loan).order_by("-number")[0]
        Signature.objects.create(
            wording=wording,
            side=side,
            how="portal",
            digest=wording.digest,
            by_name=who.title(),
            by_title="HR-chef",
            user_id=cast.users[who],
        )
        advance(Loan.objects.get(pk=loan), timezone.localdate())


def make_signed(cast: Cast, who: str = "amina", borrower: str = "spv", **changes: Any) -> int:
    """A loan that both have signed; running if its first day has come. Gives its id."""
    loan = make_draft(cast, who, borrower, **changes)
    for side in ("lender", "borrower"):
        sign_as(cast, loan, side)
    return loan


def make_running(cast: Cast, who: str = "amina", borrower: str = "spv", **changes: Any) -> int:
    """A loan that began a month ago and has two months left; gives its id."""
    days = {"starts": in_days(-30), "ends": in_days(60)} | changes
    return make_signed(cast, who, borrower, **days)


def make_ended(cast: Cast, who: str = "amina", borrower: str = "spv", **changes: Any) -> int:
    """A loan whose last day was yesterday; gives its id."""
    days = {"starts": in_days(-90), "ends": in_days(-1)} | changes
    return make_signed(cast, who, borrower, **days)


def stage_of(cast: Cast, loan: int) -> str:
    """How far a loan has come."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return Stage(Loan.objects.get(pk=loan).stage)


@contextmanager
def later(days: int) -> Iterator[None]:
    """Let days pass, for the program and in the database; the test's end turns them back."""
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        _shift_days(days)
        try:
            yield
        finally:
            _shift_days(0)


def _shift_days(days: int) -> None:
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION app.today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE"
            f" AS $$ SELECT (now() AT TIME ZONE 'Europe/Stockholm')::date + {int(days)} $$"
        )


def look_after(cast: Cast) -> None:
    """Take every loan on, as the portal does each day."""
    today = timezone.localdate()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for loan in due(today):
            advance(loan, today)
