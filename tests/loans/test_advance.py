"""A loan is taken on by its signatures and its days, once."""

import pytest
from django.utils import translation

from loans.models import Loan
from loans.rules import LoanRefused, Stage
from network import scope
from network.models import Errand, JournalEntry
from tests.cast import Cast
from tests.databases import acting_as
from tests.loans import making

pytestmark = pytest.mark.django_db


def told(cast: Cast, loan: int) -> list[str]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = Errand.objects.filter(facts__loan_id=loan).order_by("pk")
        return list(rows.values_list("name", flat=True))


def test_one_signature_leaves_a_draft(cast: Cast) -> None:
    loan = making.make_draft(cast)
    making.sign_as(cast, loan, "lender")
    assert making.stage_of(cast, loan) == Stage.DRAFT


def test_the_second_signature_makes_it_signed_at_once(cast: Cast) -> None:
    loan = making.make_signed(cast)
    assert making.stage_of(cast, loan) == Stage.SIGNED
    assert told(cast, loan) == ["loans.tell_signed"]


def test_it_runs_from_its_first_day_and_not_before(cast: Cast) -> None:
    loan = making.make_signed(cast, starts=making.in_days(1), ends=making.in_days(30))
    making.look_after(cast)
    assert making.stage_of(cast, loan) == Stage.SIGNED
    assert making.stage_of(cast, making.make_running(cast, "berit")) == Stage.RUNNING


def test_it_runs_on_its_last_day_and_is_over_the_day_after(cast: Cast) -> None:
    last = making.make_running(cast, ends=making.in_days(0))
    making.look_after(cast)
    assert making.stage_of(cast, last) == Stage.RUNNING
    with making.later(1):
        making.look_after(cast)
    assert making.stage_of(cast, last) == Stage.ENDED


def test_a_loan_signed_after_its_last_day_is_over_at_once(cast: Cast) -> None:
    assert making.stage_of(cast, making.make_ended(cast)) == Stage.ENDED


def test_taking_it_on_again_changes_and_tells_nothing(cast: Cast) -> None:
    loan = making.make_running(cast)
    before = told(cast, loan)
    making.look_after(cast)
    making.look_after(cast)
    assert told(cast, loan) == before == ["loans.tell_signed", "loans.tell_started"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = JournalEntry.objects.about(Loan.objects.get(pk=loan)).order_by("pk")
        assert list(rows.values_list("verb", flat=True)) == ["sign_loan", "start_loan"]


def test_a_second_loan_over_the_whole_time_is_refused_in_words(cast: Cast) -> None:
    making.make_running(cast, percent=60)
    other = making.make_draft(
        cast, borrower="miun", starts=making.in_days(0), ends=making.in_days(20), percent=50
    )
    making.sign_as(cast, other, "lender")
    with translation.override("en"), pytest.raises(LoanRefused, match="100 per cent"):
        making.sign_as(cast, other, "borrower")
    assert making.stage_of(cast, other) == Stage.DRAFT


def test_two_loans_that_fill_the_whole_time_go_together(cast: Cast) -> None:
    making.make_running(cast, percent=60)
    assert making.stage_of(cast, making.make_running(cast, borrower="miun", percent=40)) == (
        Stage.RUNNING
    )


def test_the_loan_gets_the_days_and_the_extents_that_were_signed(cast: Cast) -> None:
    loan = making.make_draft(cast)
    spans = [
        {"starts": str(making.in_days(20)), "ends": str(making.in_days(40)), "percent": 100},
        {"starts": str(making.in_days(41)), "ends": str(making.in_days(60)), "percent": 50},
    ]
    making.make_wording(
        cast, loan, starts=str(making.in_days(20)), ends=str(making.in_days(60)), parts=spans
    )
    for side in ("lender", "borrower"):
        making.sign_as(cast, loan, side)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Loan.objects.get(pk=loan)
        assert (row.starts, row.ends) == (making.in_days(20), making.in_days(60))
        assert list(row.parts.order_by("starts").values_list("starts", "percent")) == [
            (making.in_days(20), 100),
            (making.in_days(41), 50),
        ]


def test_a_municipality_borrows_by_the_other_text(cast: Cast) -> None:
    loan = making.make_running(cast, "berit", "timra", legal="others")
    assert making.stage_of(cast, loan) == Stage.RUNNING
