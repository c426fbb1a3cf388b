"""Two who act on a loan at once, with real threads and real commits: each act has one effect."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from loans.actions.advance import advance, due
from loans.actions.break_off import break_off
from loans.models import EarlyEnd, Loan, Signature, Wording
from loans.rules import LoanRefused, Stage
from network import scope
from network.actions import errand
from network.models import Errand
from tests.cast import Cast, load
from tests.courses.test_seat_races import at_once
from tests.databases import acting_as
from tests.loans import making
from tests.mentorship.rounds import seat

TRIES = 4


@pytest.fixture
def committed(in_own_database: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast in a database where everything is committed; the broker is asked for nothing."""
    monkeypatch.setattr(errand, "wake", lambda network_id: None)
    return load()


def signing(cast: Cast, loan: int, who: str, side: str) -> Callable[[], None]:
    def work() -> None:
        with scope.enter(cast.users[who], cast.vn):
            wording = Wording.objects.filter(loan=loan).order_by("-number")[0]
            Signature.objects.create(
                wording=wording,
                side=side,
                how="portal",
                digest=wording.digest,
                by_name=who,
                user_id=cast.users[who],
            )
            advance(Loan.objects.get(pk=loan), timezone.localdate())

    return work


def looking_after(cast: Cast) -> Callable[[], None]:
    def work() -> None:
        today = timezone.localdate()
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            for loan in due(today):
                advance(loan, today)

    return work


def ending(cast: Cast, loan: int, day: int) -> Callable[[], None]:
    def work() -> None:
        with scope.enter(cast.users["lena"], cast.vn) as granted:
            row = Loan.objects.get(pk=loan)
            early = EarlyEnd(side="lender", last_day=making.in_days(day), why="x")
            break_off(row, early, by=seat(cast, "lena", granted))

    return work


def told(cast: Cast, loan: int, name: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return int(Errand.objects.filter(name=name, facts__loan_id=loan).count())


def test_the_two_last_signatures_at_once_make_one_signed_loan(committed: Cast) -> None:
    for place in range(TRIES):
        first = making.in_days(10 + 20 * place)
        loan = making.make_draft(committed, starts=first, ends=making.in_days(20 + 20 * place))
        making.make_signers(committed)
        raised = at_once(
            [
                signing(committed, loan, "lena", "lender"),
                signing(committed, loan, "styrbjorn", "borrower"),
            ]
        )
        assert raised == []
        assert making.stage_of(committed, loan) == Stage.SIGNED
        assert told(committed, loan, "loans.tell_signed") == 1


def test_two_loans_of_one_person_signed_at_once_are_never_both_signed(committed: Cast) -> None:
    for place in range(TRIES):
        days: dict[str, Any] = {
            "starts": making.in_days(10 + 20 * place),
            "ends": making.in_days(20 + 20 * place),
        }
        one = making.make_draft(committed, percent=60, **days)
        other = making.make_draft(committed, borrower="miun", percent=60, **days)
        for loan in (one, other):
            making.sign_as(committed, loan, "lender")
        raised = at_once(
            [
                signing(committed, one, "styrbjorn", "borrower"),
                signing(committed, other, "miriam", "borrower"),
            ]
        )
        assert [type(error) for error in raised] == [LoanRefused]
        stages = sorted(making.stage_of(committed, loan) for loan in (one, other))
        assert stages == [Stage.DRAFT, Stage.SIGNED]


def test_taking_a_loan_on_twice_at_once_starts_it_once(committed: Cast) -> None:
    loan = making.make_signed(committed, starts=making.in_days(1), ends=making.in_days(40))
    with making.later(1):
        raised = at_once([looking_after(committed) for _worker in range(4)])
        assert raised == []
        assert making.stage_of(committed, loan) == Stage.RUNNING
        assert told(committed, loan, "loans.tell_started") == 1


def test_breaking_off_while_it_ends_is_one_of_the_two(committed: Cast) -> None:
    loan = making.make_running(committed, ends=making.in_days(50))
    with making.later(51):
        at_once([ending(committed, loan, 51), looking_after(committed)])
        looking_after(committed)()
        assert making.stage_of(committed, loan) == Stage.ENDED
        assert told(committed, loan, "loans.tell_ended") == 1


def test_two_notices_at_once_are_one(committed: Cast) -> None:
    loan = making.make_running(committed)
    raised = at_once([ending(committed, loan, 40), ending(committed, loan, 40)])
    assert [type(error) for error in raised] == [LoanRefused]
    with acting_as("portal_worker"), scope.enter_system(committed.vn):
        assert EarlyEnd.objects.count() == 1
        assert Loan.objects.get(pk=loan).ended_on == making.in_days(40)
