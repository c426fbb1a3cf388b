"""Letters on the life of a loan, all written by the portal itself, in its system scope."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone

from loans.agreements.sides import in_the_loan, outside_side, party, signers
from loans.models import Evaluation, Loan, OutsideParty
from loans.rules import Side
from loans.signing.answering import Who, closes
from members.models import Person
from network.actions import letter
from network.addresses import network_url
from network.links import write_link

EVALUATE = "loans.evaluation"


def tell(what: str, loan: Loan, *, key: str, **facts: Any) -> None:
    """Tell both sides' HR, who leads the work, the person and their manager, each once."""
    people = [to for side in signers(loan).values() for to in side]
    everybody = {to.pk: to for to in [*people, *in_the_loan(loan)]}
    tell_each(everybody.values(), what, loan, key, facts)
    _tell_outside(what, loan, key, facts)


def tell_side(what: str, loan: Loan, side: Side, *, key: str, **facts: Any) -> None:
    """Ask one side's HR for something, or the contact of a party outside the network."""
    tell_each(signers(loan)[side], what, loan, key, facts)
    if outside_side(loan) == side:
        _tell_outside(what, loan, key, facts)


def tell_each(
    people: Iterable[Person], what: str, loan: Loan, key: str, facts: dict[str, Any]
) -> None:
    """One letter to each; the same key again writes none."""
    page = facts.get("page", "loan")
    for to in people:
        letter.send(
            f"loan-{what}-{loan.pk}-{key}-{to.pk}".replace("_", "-"),
            "loan_news",
            {
                **_facts(loan),
                **facts,
                "what": what,
                "own": to.pk == loan.person_id,
                "url": network_url(loan.network, page, pk=loan.pk),
            },
            to=to.email,
            language=to.language,
            network=loan.network,
            name=f"loans.loan_{what}",
            person_id=to.pk,
            membership_id=to.membership_id,
        )


def _tell_outside(what: str, loan: Loan, key: str, facts: dict[str, Any]) -> None:
    side = outside_side(loan)
    there: OutsideParty | None = {
        Side.LENDER: loan.lender_party,
        Side.BORROWER: loan.borrower_party,
    }.get(side or Side.LENDER)
    if side is None or there is None:
        return
    letter.send(
        f"loan-{what}-{loan.pk}-{key}-outside".replace("_", "-"),
        "loan_news",
        {**_facts(loan), **facts, "what": what, "own": False, "url": ""},
        to=there.email,
        language=settings.LANGUAGE_CODE,
        network=loan.network,
        name=f"loans.loan_{what}",
        membership_id=loan.lender_id or loan.borrower_id,
    )


def ask_evaluation(loan: Loan, who: Evaluation.Who, *, again: bool) -> None:
    """Ask one of the three what the loan gave, by a link that needs no sign-in."""
    for to in _asked(loan, who):
        last = timezone.make_aware(datetime.combine(closes(loan), time(23, 59)))
        url = write_link(EVALUATE, loan.pk, network=loan.network, person_id=to.pk, expires_at=last)
        letter.send(
            f"loan-evaluation-{loan.pk}-{who}-{'again' if again else 'first'}-{to.pk}",
            "loan_evaluation",
            {**_facts(loan), "again": again, "closes": closes(loan), "url": url},
            to=to.email,
            language=to.language,
            network=loan.network,
            name="loans.loan_evaluation",
            person_id=to.pk,
            membership_id=to.membership_id,
        )


def _asked(loan: Loan, who: Evaluation.Who) -> list[Person]:
    """The person; their manager, or HR where none is registered; who led the work, or HR."""
    if who == Who.EMPLOYEE:
        return [loan.person] if loan.person else []
    if who == Who.LENDER:
        manager = loan.person.manager if loan.person else None
        return [manager] if manager else signers(loan)[Side.LENDER][:1]
    return [loan.leader] if loan.leader else signers(loan)[Side.BORROWER][:1]


def _facts(loan: Loan) -> dict[str, Any]:
    return {
        "loan": loan,
        "name": loan.name,
        "lender": party(loan, Side.LENDER).short_name,
        "borrower": party(loan, Side.BORROWER).short_name,
        "ends": loan.last_day,
        "until": None,
        "last_day": None,
        "why": "",
    }
