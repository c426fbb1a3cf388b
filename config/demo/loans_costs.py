"""Cost statements of the loans that run: approved, waiting, sent back, and a draft; after the life.

Salaries, amounts and accounts are example data; the authorities are real.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from config.demo.cast import VN
from config.demo.seeding import Demo
from fees.models import Issuer
from fees.rules import FeeKind
from loans.actions import settle_costs, state_costs
from loans.costs.agreed import agreed_of, span_of_loan
from loans.costs.counting import Price, Span
from loans.costs.periods import over_before, periods_of
from loans.costs.said import Extra, Said
from loans.models import Loan, Statement
from loans.rules import LineKind, Stage
from members.models import Membership, Role
from network.scope import Scope
from network.seat import Seat

# A number with a right check digit that stands for nobody's account.
BANKGIRO = "50501055"
SALARIES = (Decimal(42_600), Decimal(39_850), Decimal(44_200))
TRAIN = Extra(LineKind.TRAVEL, "Tåg Sundsvall–Härnösand, månadskort", Decimal("1290.00"))


def seed(demo: Demo) -> None:
    """Let the portal bill what CSN lends, and state what its running loans have cost so far."""
    if demo.slug != VN:
        return
    lender = demo.membership("csn")
    Issuer.objects.get_or_create(
        membership=lender,
        kind=FeeKind.STAFF_LOAN,
        defaults={
            "since": demo.today - timedelta(days=700),
            "bankgiro": BANKGIRO,
            "series": "PL",
            "postal_code": "85182",
            "city": "Sundsvall",
            "email": "personallan.csn@example.org",
            "our_reference": "HR, personallån",
            "registry": f"Exempel {demo.today.year}/0412",
        },
    )
    running = Loan.objects.filter(
        lender=lender, stage__in=[Stage.RUNNING, Stage.REVIEW], borrower__isnull=False
    )
    loans = list(running.select_related("borrower__authority").order_by("starts", "pk"))
    for place, (loan, salary) in enumerate(zip(loans, SALARIES, strict=False)):
        _state(demo, loan, salary, returned=place == 1)


def _state(demo: Demo, loan: Loan, salary: Decimal, *, returned: bool) -> None:
    """The newest a draft, the one before waits, the rest approved; or the newest sent back."""
    agreed = agreed_of([loan]).get(loan.pk)
    if agreed is None or not agreed.is_paid:
        return
    periods = over_before(periods_of(span_of_loan(loan), agreed.interval), demo.today)
    price = Price(salary, agreed.overhead, agreed.share)
    lends, borrows = (_seat(demo, one) for one in (loan.lender, loan.borrower))
    if lends is None or borrows is None:
        return
    made = [_make(loan, span, price, lends, place) for place, span in enumerate(periods)]
    for it in made if returned else made[:-1]:
        state_costs.send(it, by=lends)
    for it in _again(made[:-1] if returned else made[:-2]):
        settle_costs.approve(it, by=borrows)
    for it in _again(made[-1:] if returned else []):
        settle_costs.send_back(it, "Resekortet gällde ett annat uppdrag. Ta bort det.", by=borrows)


def _make(loan: Loan, span: Span, price: Price, by: Seat, place: int) -> Statement:
    """Every second one with two days of absence, and each with the train."""
    absent = Span(span.since, min(span.since + timedelta(days=1), span.until))
    said = Said(
        span,
        price,
        (absent,) if place % 2 else (),
        (TRAIN,) if span.days > 14 else (),
        "4471 Kompetensförsörjning",
    )
    return state_costs.make(loan, said, by=by)


def _again(rows: Sequence[Statement]) -> list[Statement]:
    """The same statements as they are now."""
    found = Statement.objects.with_parties().filter(pk__in=[row.pk for row in rows])
    return list(found.order_by("since"))


def _seat(demo: Demo, member: Membership | None) -> Seat | None:
    """The seat of who answers for a member's loans; None where nobody does."""
    kinds = (Role.Kind.HR_SIGNER, Role.Kind.LOCAL_COORDINATOR)
    role = (
        Role.objects.on(demo.today)
        .filter(membership=member, kind__in=kinds, person__user__isnull=False)
        .select_related("person__user")
        .order_by("kind", "pk")
        .first()
    )
    if role is None or member is None:
        return None
    scope = Scope(
        demo.network.pk,
        user_id=role.person.user_id,
        memberships=frozenset({member.pk}),
        people=frozenset({role.person_id}),
        roles=frozenset({role.kind}),
    )
    return Seat(role.person.user, demo.network, scope)
