"""How a draft comes about in the demo: notice, interest, the manager's yes, versions, comments."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from config.demo.loans_signing import SIGNERS, at
from config.demo.seeding import Demo
from loans.agreements.first import first_content
from loans.models import Comment, Consent, Interest, Loan, LoanPart, Notice, Wording
from loans.rules import Legal
from members.models import Person


@dataclass(frozen=True)
class Lent:
    """A loan of the demo: days are counted from today."""

    who: str
    borrower: str
    title: str
    tasks: str
    starts: int
    ends: int
    leader: str = ""
    percent: int = 100
    place: str = "Sundsvall"
    legal: str = Legal.STATE
    facts: dict[str, Any] = field(default_factory=dict)


def begin(demo: Demo, lent: Lent) -> Loan:
    """Notice, interest, the manager's yes, and the first version."""
    person = demo.person(lent.who)
    borrower = demo.membership(lent.borrower)
    days = {
        "starts": demo.today + timedelta(days=lent.starts),
        "ends": demo.today + timedelta(days=lent.ends),
    }
    notice = Notice.objects.create(
        membership=borrower,
        kind="need",
        title=lent.title,
        tasks=lent.tasks,
        percent=lent.percent,
        place=lent.place,
        answer_by=demo.today - timedelta(days=12),
        published_at=at(demo, 40, 8),
        closed_at=at(demo, 10, 14),
        **days,
    )
    interest, loan = agree(demo, person, notice, lent)
    loan.borrower, loan.interest = borrower, interest
    loan.leader = demo.people.get(lent.leader)
    loan.save(force_insert=True)
    LoanPart.objects.create(loan=loan, percent=lent.percent, **days)
    content = first_content(loan, None) | {"leader": _named(loan.leader)} | lent.facts
    word(demo, loan, 1, content, "borrower", SIGNERS[lent.borrower], days_ago=9)
    return loan


def _named(person: Person | None) -> str:
    return f"{person.name}, {person.title}" if person else ""


def agree(demo: Demo, person: Person, notice: Notice, lent: Lent) -> tuple[Interest, Loan]:
    """Somebody's interest with their manager's yes, and a loan of it that is not saved yet."""
    interest = Interest.objects.create(
        notice=notice,
        person=person,
        membership_id=person.membership_id,
        words="Jag har gjort liknande arbete och vill lära mig mer.",
        starts=notice.starts,
        ends=notice.ends,
        percent=lent.percent,
        asked_at=at(demo, 30, 9),
        agreed_at=at(demo, 30, 9),
        own_consent=lent.legal == Legal.OTHERS,
    )
    manager = person.manager or person
    Consent.objects.create(
        interest=interest,
        person=person,
        given=True,
        legal=lent.legal,
        employee_agrees=lent.legal == Legal.OTHERS,
        by_name=manager.name,
        user_id=manager.user_id,
        at=at(demo, 26, 10),
    )
    loan = Loan(
        notice=notice,
        interest=interest,
        person=person,
        name=person.name,
        title=person.title,
        lender_id=person.membership_id,
        legal=lent.legal,
        starts=notice.starts,
        ends=notice.ends,
        made_at=at(demo, 9, 8),
    )
    return interest, loan


def word(
    demo: Demo,
    loan: Loan,
    number: int,
    content: dict[str, Any],
    side: str,
    who: str,
    *,
    days_ago: int,
) -> Wording:
    """A version of the agreement, written for a side."""
    person = demo.person(who)
    made: Wording = Wording.objects.create(
        loan=loan,
        number=number,
        content=content,
        side=side,
        by_name=person.name,
        user_id=person.user_id,
        at=at(demo, days_ago, 8 + number),
    )
    return made


def comment(demo: Demo, loan: Loan, said: tuple[str, str, str, str], *, days_ago: int) -> Comment:
    """What a side says on the newest version: clause, side, who, text."""
    clause, side, who, text = said
    made: Comment = Comment.objects.create(
        wording=loan.wordings.order_by("-number")[0],
        clause=clause,
        side=side,
        by_name=demo.person(who).name,
        text=text,
        at=at(demo, days_ago, 13),
    )
    return made
