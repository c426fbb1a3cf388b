"""Two at once, and a worker that dies: a statement is answered once and charged once."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from fees.models import Charge
from loans.actions import settle_costs, state_costs
from loans.costs.page import costed
from loans.models import Statement
from loans.rules import LoanRefused
from network import scope
from network.actions import errand
from network.models import Errand
from tests.cast import Cast, load
from tests.databases import acting_as
from tests.loans import making
from tests.loans.stating import (
    let_the_portal_bill,
    make_statement,
    said_for,
    seat_of,
    send,
    statement_of,
)


def _both(work: Callable[[int], None]) -> None:
    """Two threads at the same gate, each with its own connection."""
    gate = Barrier(2)

    def go(number: int) -> None:
        try:
            gate.wait()
            work(number)
        finally:
            connections.close_all()

    threads = [Thread(target=go, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_approved_and_sent_back_at_once_one_answer_stands(in_own_database: str) -> None:
    cast = load()
    pk = _sent(cast)
    refused: list[str] = []

    def answer(number: int) -> None:
        try:
            with seat_of(cast, "styrbjorn") as seat:
                it = statement_of(seat, pk)
                if number:
                    settle_costs.approve(it, by=seat)
                else:
                    settle_costs.send_back(it, "Fel", by=seat)
        except LoanRefused as refusal:
            refused.append(str(refusal))

    _both(answer)
    assert len(refused) == 1
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        it = Statement.objects.get(pk=pk)
        assert (it.approved_at is None) != (it.returned_at is None)


def test_the_same_days_written_by_two_become_one_draft(in_own_database: str) -> None:
    cast = load()
    loan = making.make_running(cast)
    refused: list[str] = []

    def write(number: int) -> None:
        try:
            with seat_of(cast, "lena") as seat:
                found = costed(seat).get(pk=loan)
                days = (making.in_days(-20 + number), making.in_days(-10))
                state_costs.make(found, said_for(*days), by=seat)
        except LoanRefused as refusal:
            refused.append(str(refusal))

    _both(write)
    assert len(refused) == 1
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Statement.objects.count() == 1


def test_a_worker_that_dies_before_the_commit_charges_once_when_it_comes_back(
    in_own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = load()
    let_the_portal_bill(cast)
    pk = _sent(cast)
    with seat_of(cast, "styrbjorn") as seat:
        settle_costs.approve(statement_of(seat, pk), by=seat)

    def dies(*_args: object) -> None:
        raise SystemError("killed between the charge and the letter")

    def work() -> None:
        with acting_as("portal_worker"):
            with scope.enter_system(cast.vn):
                waiting = list(Errand.objects.filter(name="loans.statement_approved", done_at=None))
            for one in waiting:
                errand.run(cast.vn, one.pk)

    with monkeypatch.context() as dying:
        dying.setattr("loans.costs.emails.write_approved", dies)
        work()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Charge.objects.count() == 0
        Errand.objects.update(due_at=timezone.now())
    work()
    work()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Charge.objects.count() == 1


def _sent(cast: Cast) -> int:
    pk = make_statement(cast, making.make_running(cast), making.in_days(-30), making.in_days(-16))
    send(cast, pk)
    return pk
