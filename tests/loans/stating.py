"""Cost statements for the tests, made by the lender's HR through the portal's own actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from fees.models import Issuer, VatRule
from loans.actions import settle_costs, state_costs
from loans.costs.counting import Price, Span
from loans.costs.page import costed
from loans.costs.said import Said
from loans.models import Loan, Statement
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import VN, Cast
from tests.courses.outbox import do_errands
from tests.databases import acting_as

PRICE = Price(Decimal(42_000), Decimal("42.00"))


@contextmanager
def seat_of(cast: Cast, who: str) -> Iterator[Seat]:
    """Somebody's seat in Västernorrland."""
    with scope.enter(cast.users[who], cast.vn) as entered:
        yield Seat(User.objects.get(pk=cast.users[who]), Network.objects.get(pk=cast.vn), entered)


def said_for(since: date, until: date, **changes: Any) -> Said:
    """What a lender says of some days."""
    facts: dict[str, Any] = {"span": Span(since, until), "price": PRICE} | changes
    return Said(**facts)


def make_statement(cast: Cast, loan: int, since: date, until: date, **changes: Any) -> int:
    """A draft of the lender's HR, Lena of CSN; gives its id."""
    with seat_of(cast, "lena") as seat:
        found: Loan = costed(seat).get(pk=loan)
        return state_costs.make(found, said_for(since, until, **changes), by=seat).pk


def send(cast: Cast, statement: int) -> None:
    """The lender's HR sends it."""
    with seat_of(cast, "lena") as seat:
        state_costs.send(statement_of(seat, statement), by=seat)


def approve(cast: Cast, statement: int, who: str = "styrbjorn") -> None:
    """The borrower's HR approves it, and what follows happens."""
    with seat_of(cast, who) as seat:
        settle_costs.approve(statement_of(seat, statement), by=seat)
    do_errands(cast)


def statement_of(seat: Seat, pk: int) -> Statement:
    """A statement as a seat finds it."""
    found: Statement = Statement.objects.seen_by(seat).with_parties().get(pk=pk)
    return found


def let_the_portal_bill(cast: Cast, lender: str = "csn", **changes: Any) -> int:
    """Register how a lender's loans are billed, with a VAT rule for each relation."""
    facts = {"bankgiro": "55555551", "email": "lon@example.org", "two_people": False} | changes
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for relation, category, rate in (("same", "O", 0), ("other", "S", 25)):
            VatRule.objects.get_or_create(
                kind="staff_loan",
                relation=relation,
                defaults={
                    "category": category,
                    "rate": rate,
                    "assessment": "test",
                    "assessed_by": "Erik Ekonom",
                    "since": date(2014, 1, 1),
                },
            )
        made: Issuer = Issuer.objects.create(
            membership_id=cast.memberships[VN, lender],
            kind="staff_loan",
            since=date(2014, 1, 1),
            **facts,
        )
        return made.pk
