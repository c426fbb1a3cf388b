"""What Python and the database each know of loans is the same."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from loans.models import Loan, LoanTerms
from loans.rules import FOLLOWS, LoanRefused, Stage
from loans.signing.holding import signed_wording
from loans.terms import USUAL, Terms
from network import scope
from network.months import months_later
from tests.cast import Cast
from tests.databases import acting_as
from tests.loans import making

pytestmark = pytest.mark.django_db


def asked(question: str, *values: Any) -> object:
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(question, list(values))
        return cursor.fetchone()[0]


def constraint_of(error: DatabaseError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def put(cast: Cast, loan: int, stage: str) -> None:
    """A loan at a stage, past every trigger."""
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE loans_loan DISABLE TRIGGER USER")
        cursor.execute("UPDATE loans_loan SET stage = %s WHERE id = %s", [stage, loan])
        cursor.execute("ALTER TABLE loans_loan ENABLE TRIGGER USER")


def test_the_database_lets_the_same_stages_follow_as_python(cast: Cast) -> None:
    loan = making.make_draft(cast)
    for before in Stage:
        for after in Stage:
            if before == after:
                continue
            put(cast, loan, before)
            broken = ""
            try:
                with acting_as("portal_owner"), transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("UPDATE loans_loan SET stage = %s WHERE id = %s", [after, loan])
            except DatabaseError as error:
                broken = constraint_of(error)
            follows = after in FOLLOWS[before]
            assert (broken != "loans_loan_order") == follows, (before, after, broken)


@pytest.mark.parametrize("terms", USUAL, ids=lambda terms: str(terms.legal))
def test_the_database_knows_the_usual_terms(cast: Cast, terms: Terms) -> None:
    legal, months = terms.legal, terms.max_months
    assert asked("SELECT app.loan_months(%s, %s, %s)", cast.vn, legal, date(2026, 11, 1)) == months


@pytest.mark.parametrize("terms", USUAL, ids=lambda terms: str(terms.legal))
def test_the_database_knows_the_usual_notice(cast: Cast, terms: Terms) -> None:
    legal = str(terms.legal)
    borrower = "timra" if legal == "others" else "spv"
    loan = making.make_draft(cast, borrower=borrower, legal=legal)
    known = asked("SELECT app.loan_notice_months(%s, %s)", cast.vn, loan)
    assert known == terms.notice_months


def test_the_networks_own_terms_go_before_the_usual_ones_from_their_day(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        LoanTerms.objects.create(
            legal="state", max_months=9, warn_months=8, notice_months=2, source="x",
            since=date(2026, 1, 1), until=date(2026, 12, 31),
        )  # fmt: skip
    months = "SELECT app.loan_months(%s, 'state', %s)"
    assert asked(months, cast.vn, date(2025, 12, 31)) == 6
    assert asked(months, cast.vn, date(2026, 1, 1)) == 9
    assert asked(months, cast.vn, date(2027, 1, 1)) == 6
    assert asked(months, cast.jl, date(2026, 6, 1)) == 6


def test_months_are_counted_as_the_database_counts_them(cast: Cast) -> None:
    for day in (date(2026, 8, 31), date(2027, 8, 31), date(2028, 2, 29), date(2026, 4, 15)):
        for months in (1, 5, 6, 12):
            later = asked("SELECT (%s::date + make_interval(months => %s))::date", day, months)
            assert later == months_later(day, months)


def test_rules_that_come_later_stop_no_loan_that_stands(cast: Cast) -> None:
    loan = making.make_running(cast, starts=making.in_days(-100), ends=making.in_days(20))
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        LoanTerms.objects.create(
            legal="state", max_months=2, warn_months=1, notice_months=1, source="x",
            since=date(2020, 1, 1),
        )  # fmt: skip
    with making.later(21):
        making.look_after(cast)
    assert making.stage_of(cast, loan) == Stage.ENDED


def test_longer_than_the_rules_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="a longer loan asks for a new assessment"):
        making.make_draft(cast, ends=making.in_days(14 + 190))


def test_a_loan_to_the_own_authority_or_that_ends_before_it_starts_is_refused(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="does not lend to itself"), transaction.atomic():
        making.make_draft(cast, borrower="csn")
    with pytest.raises(DatabaseError, match="days"), transaction.atomic():
        making.make_draft(cast, "berit", starts=making.in_days(20), ends=making.in_days(10))


def test_what_goes_beyond_the_managers_limits_is_not_signed(cast: Cast) -> None:
    loan = making.make_draft(cast, percent=80, limits={"percent": 50})
    making.sign_as(cast, loan, "lender")
    with translation.override("en"), pytest.raises(LoanRefused, match="within limits"):
        making.sign_as(cast, loan, "borrower")
    assert making.stage_of(cast, loan) == Stage.DRAFT


def test_the_wording_that_holds_is_the_signed_one(cast: Cast) -> None:
    loan = making.make_running(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Loan.objects.get(pk=loan)
        found = signed_wording(row)
        assert found is not None
        assert found.number == 1
