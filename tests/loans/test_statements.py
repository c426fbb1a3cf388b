"""Cost statements: who writes, reads and answers them, and what is refused with a sentence."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from fees.models import Charge
from loans.actions import settle_costs, state_costs
from loans.costs.counting import Span
from loans.costs.rules import BilledBy, StatementState
from loans.costs.said import Extra
from loans.models import Loan, OutsideParty, Statement, StatementLine
from loans.rules import LineKind, LoanRefused
from network import scope
from network.models import Errand
from tests.cast import Cast
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.loans import making, stating
from tests.loans.stating import approve, make_statement, said_for, seat_of, send, statement_of

pytestmark = pytest.mark.django_db
START, END = making.in_days(-30), making.in_days(60)
FIRST = (START, making.in_days(-16))
SECOND = (making.in_days(-15), making.in_days(-1))


@pytest.fixture
def loan(cast: Cast) -> int:
    return making.make_running(cast)


def state(cast: Cast, pk: int) -> StatementState:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        it: Statement = Statement.objects.get(pk=pk)
        return it.state


def seen(cast: Cast, who: str, network: int | None = None) -> set[int]:
    """What somebody reads by raw SQL, whatever the portal's own pages ask."""
    with scope.enter(cast.users[who], network or cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM loans_statement")
        rows = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT DISTINCT statement_id FROM loans_statementline")
        assert {row[0] for row in cursor.fetchall()} == rows
        return rows


def test_the_sum_is_that_of_its_lines_and_each_is_kept(cast: Cast, loan: int) -> None:
    pk = make_statement(
        cast,
        loan,
        *FIRST,
        absences=(Span(START, START),),
        extras=(Extra(LineKind.TRAVEL, "Tåg", Decimal("412.50")),),
    )
    with seat_of(cast, "lena") as seat:
        it = statement_of(seat, pk)
        lines = list(it.lines.all())
        assert it.net == sum((line.amount for line in lines), Decimal(0))
    kinds = [line.kind for line in lines]
    assert kinds[-3:] == ["absence", "overhead", "travel"]
    assert set(kinds[:-3]) == {"salary"}
    assert lines[-1].amount == Decimal("412.50")
    assert "42 000,00 kr × 100 %" in lines[0].text.replace("\xa0", " ")


def test_a_draft_is_the_lenders_alone_and_what_is_sent_both_sides_and_the_economists(
    cast: Cast, loan: int
) -> None:
    pk = make_statement(cast, loan, *FIRST)
    readers = ("lena", "styrbjorn", "erik", "lars", "karin", "jonas", "mats", "amina", "miriam")
    assert {who for who in readers if seen(cast, who)} == {"lena"}
    send(cast, pk)
    # Karin and Erik work at SPV; neither answers for it. Mats is the manager, Amina is lent.
    assert {who for who in readers if seen(cast, who)} == {"lena", "styrbjorn", "erik"}
    assert seen(cast, "miriam", cast.jl) == set()
    assert seen(cast, "jamte", cast.jl) == set()


def test_the_economist_reads_no_loan_but_those_whose_costs_were_stated(
    cast: Cast, loan: int
) -> None:
    def loans() -> int:
        with scope.enter(cast.users["erik"], cast.vn):
            return Loan.objects.count()

    pk = make_statement(cast, loan, *FIRST)
    assert loans() == 0
    send(cast, pk)
    assert loans() == 1


def test_approved_it_stands_whoever_writes(cast: Cast, loan: int) -> None:
    pk = make_statement(cast, loan, *FIRST)
    send(cast, pk)
    approve(cast, pk)
    assert state(cast, pk) == StatementState.APPROVED
    for who in ("lena", "styrbjorn"):
        with seat_of(cast, who):
            with pytest.raises(DatabaseError, match="stands"), transaction.atomic():
                Statement.objects.filter(pk=pk).update(net=1)
            with transaction.atomic():  # the policies show no line to write
                assert StatementLine.objects.filter(statement=pk).update(amount=1) == 0
            assert StatementLine.objects.filter(statement=pk).delete()[0] == 0
    with (
        acting_as("portal_worker"),
        scope.enter_system(cast.vn),
        pytest.raises(DatabaseError, match="stands"),
        transaction.atomic(),
    ):
        StatementLine.objects.filter(statement=pk).update(amount=1)


def test_what_was_sent_is_answered_and_not_rewritten(cast: Cast, loan: int) -> None:
    pk = make_statement(cast, loan, *FIRST)
    send(cast, pk)
    with (
        seat_of(cast, "styrbjorn"),
        pytest.raises(DatabaseError, match="stands"),
        transaction.atomic(),
    ):
        Statement.objects.filter(pk=pk).update(salary=1)
    with seat_of(cast, "lena") as seat:
        with pytest.raises(LoanRefused, match="redan skickat"):
            state_costs.change(statement_of(seat, pk), said_for(*FIRST), by=seat)
        with pytest.raises(LoanRefused, match="redan skickat"):
            state_costs.remove(statement_of(seat, pk), by=seat)


def test_nobody_approves_their_own_statement(cast: Cast, loan: int) -> None:
    pk = make_statement(cast, loan, *FIRST)
    send(cast, pk)
    with seat_of(cast, "lena") as seat:
        assert not seat.may("approve_statement", statement_of(seat, pk).loan)
        with pytest.raises(DatabaseError, match="borrower answers"), transaction.atomic():
            Statement.objects.filter(pk=pk).update(approved_at=timezone.now())
    with seat_of(cast, "lena"), pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.create(
            loan_id=loan,
            since=SECOND[0],
            until=SECOND[1],
            salary=1,
            sent_at=timezone.now(),
            approved_at=timezone.now(),
            billed_by="lender",
            vat_category="O",
        )


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        (START - timedelta(days=1), making.in_days(-20), "Välj dagar inom det"),
        (making.in_days(-20), END + timedelta(days=1), "Välj dagar inom det"),
    ],
)
def test_days_outside_the_loan_are_refused_with_a_sentence(
    cast: Cast, loan: int, since: date, until: date, says: str
) -> None:
    with pytest.raises(LoanRefused, match=says):
        make_statement(cast, loan, since, until)
    with (  # and by the database, for whatever writes
        seat_of(cast, "lena"),
        pytest.raises(DatabaseError, match="days of the loan"),
        transaction.atomic(),
    ):
        Statement.objects.create(loan_id=loan, since=since, until=until, salary=1)


def test_days_are_stated_once_and_again_when_they_were_sent_back(cast: Cast, loan: int) -> None:
    pk = make_statement(cast, loan, *FIRST)
    with pytest.raises(LoanRefused, match="annat underlag"):
        make_statement(cast, loan, FIRST[1], SECOND[1])
    send(cast, pk)
    with seat_of(cast, "styrbjorn") as seat:
        settle_costs.send_back(statement_of(seat, pk), "Fel lön i september", by=seat)
    again = make_statement(cast, loan, *FIRST)
    assert (state(cast, pk), state(cast, again)) == (StatementState.RETURNED, StatementState.DRAFT)
    with seat_of(cast, "styrbjorn") as seat, pytest.raises(LoanRefused, match="redan besvarat"):
        settle_costs.approve(statement_of(seat, pk), by=seat)


def test_absence_outside_the_days_and_a_sum_below_zero_are_refused(cast: Cast, loan: int) -> None:
    with pytest.raises(LoanRefused, match="frånvaron ligger utanför"):
        make_statement(cast, loan, *FIRST, absences=(Span(*SECOND),))
    with pytest.raises(LoanRefused, match="under noll"):
        make_statement(
            cast, loan, *FIRST, extras=(Extra(LineKind.OTHER, "Rättat", Decimal(-99_999)),)
        )


def test_days_that_are_not_over_wait_with_being_sent(cast: Cast, loan: int) -> None:
    pk = make_statement(cast, loan, making.in_days(-2), making.in_days(5))
    with pytest.raises(LoanRefused, match="inte slut än"):
        send(cast, pk)


def test_a_draft_of_another_extent_than_the_loan_now_has_is_saved_anew_first(
    cast: Cast, loan: int
) -> None:
    pk = make_statement(cast, loan, *FIRST)
    _put(cast, "loans_loanpart", "percent = 50", "loan_id", loan)
    with pytest.raises(LoanRefused, match="omfattning har ändrats"):
        send(cast, pk)
    with seat_of(cast, "lena") as seat:
        state_costs.change(statement_of(seat, pk), said_for(*FIRST), by=seat)
    send(cast, pk)
    assert state(cast, pk) == StatementState.SENT


def test_for_a_borrower_outside_the_network_the_lender_writes_the_answer_down(
    cast: Cast, loan: int
) -> None:
    stating.let_the_portal_bill(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        party = OutsideParty.objects.create(
            name="Sollefteå kommun",
            kind="municipality",
            organisation_number="2120002387",
            contact="Kim",
            email="kim@example.org",
            why="Översvämningen",
        )
    pk = make_statement(cast, loan, *FIRST)
    _put(
        cast,
        "loans_loan",
        f"borrower_id = NULL, borrower_party_id = {party.pk}, legal = 'others'",
        "id",
        loan,
    )
    send(cast, pk)
    with seat_of(cast, "lena") as seat:
        it = statement_of(seat, pk)
        assert it.billed_by == BilledBy.LENDER
        assert f"{it.vat_category} {it.vat_rate}" == "S 25.00"
        with pytest.raises(LoanRefused, match="Skriv vem som svarade"):
            settle_costs.approve(it, by=seat)
        settle_costs.approve(it, by=seat, said_by="Kim Ek, HR-chef, per mejl")
    do_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Statement.objects.get(pk=pk).approved_name == "Kim Ek, HR-chef, per mejl"
        assert not Charge.objects.exists()  # no member pays it


def test_a_loan_that_ended_sooner_gets_no_statement_approved_for_its_lost_days(
    cast: Cast, loan: int
) -> None:
    pk = make_statement(cast, loan, *SECOND)
    send(cast, pk)
    # An end is agreed on ahead, and what is sent is over: no order of the portal leads here.
    _put(cast, "loans_loan", f"ended_on = '{making.in_days(-5)}'", "id", loan)
    with seat_of(cast, "styrbjorn") as seat:
        with pytest.raises(LoanRefused, match="utanför lånet"):
            settle_costs.approve(statement_of(seat, pk), by=seat)
        settle_costs.send_back(statement_of(seat, pk), "Lånet tog slut", by=seat)
    assert state(cast, pk) == StatementState.RETURNED


def test_a_lender_without_billing_details_bills_in_its_own_system(cast: Cast, loan: int) -> None:
    pk = make_statement(cast, loan, *FIRST)
    send(cast, pk)
    approve(cast, pk)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Statement.objects.get(pk=pk).billed_by == BilledBy.LENDER
        assert not Charge.objects.exists()
        assert Errand.objects.waiting().count() == 0


def _put(cast: Cast, table: str, what: str, column: str, pk: int) -> None:
    """Change what the portal's own triggers hold, as nobody but its owner could."""
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {what} WHERE {column} = %s", [pk])
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER; SET CONSTRAINTS ALL DEFERRED")
