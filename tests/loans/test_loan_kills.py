"""A worker killed anywhere in what it does for loans: done anew, each thing has happened once."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

import psycopg
import pytest

from loans.actions import settle_costs
from loans.agreements import paper
from loans.signing.tasks import look_after
from network import scope
from network.actions import errand
from tests.cast import Cast, load
from tests.databases import acting_as, admin_url
from tests.fees.killing import begin
from tests.loans import making
from tests.loans.drafting import whole_draft
from tests.loans.stating import (
    let_the_portal_bill,
    make_statement,
    seat_of,
    send,
    statement_of,
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # no thread of ours forks


class Books:
    """The database past every lock and trigger: to see all, and to let it be as before."""

    def __init__(self, admin: psycopg.Connection) -> None:
        self.admin = admin
        admin.execute("SET session_replication_role = replica")

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        return self.admin.execute(question.encode()).fetchall()

    def write(self, *statements: str) -> None:
        for statement in statements:
            self.admin.execute(statement.encode())

    def newest_errand(self, name: str) -> int:
        ((found,),) = self.rows(f"SELECT max(id) FROM network_errand WHERE name = '{name}'")
        return int(found)

    def is_done(self, pk: int) -> bool:
        ((done,),) = self.rows(f"SELECT done_at IS NOT NULL FROM network_errand WHERE id = {pk}")
        return bool(done)

    def make_due(self, pk: int) -> None:
        """Its time has come, and nobody has tried it yet."""
        self.write(
            "UPDATE network_errand SET done_at = NULL, attempts = 0,"
            f" due_at = now() - interval '1 second' WHERE id = {pk}"
        )


@pytest.fixture
def committed(in_own_database: str, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast, committed for real; the broker is asked for nothing, and papers are not drawn."""
    monkeypatch.setattr(errand, "wake", lambda network_id: None)
    # How a paper looks is another test's matter and takes its time.
    monkeypatch.setattr(paper, "render_pdf_bounded", lambda *args, **facts: b"%PDF-1.7 drawn")
    return load()


@pytest.fixture
def books(in_own_database: str) -> Iterator[Books]:
    with psycopg.connect(admin_url(in_own_database), autocommit=True) as admin:
        yield Books(admin)


def die_everywhere(
    database: str,
    work: Callable[[], object],
    *,
    whole: Callable[[], None],
    anew: Callable[[], None],
) -> int:
    """Let a worker die at each point of some work in turn, and another do it; how often one died.

    `whole` does what is left and holds that all has happened once; `anew` lets it be as before.
    """
    for point in count(1):
        died = begin(database, "portal_worker", work, dies_at=point).was_killed()
        whole()
        if not died:
            return point - 1
        anew()
    raise AssertionError("unreachable")


def die_in_errand(
    database: str,
    cast: Cast,
    books: Books,
    pk: int,
    *,
    once: Callable[[], None],
    undo: tuple[str, ...],
) -> int:
    """The same of an errand, which the sweep takes up again when its time has come."""
    work = partial(errand.run, cast.vn, pk)

    def whole() -> None:
        for _try in range(50):
            if books.is_done(pk):
                break
            books.make_due(pk)
            begin(database, "portal_worker", work).finish()
        once()
        begin(database, "portal_worker", work).finish()  # what is done is not done again
        once()

    def anew() -> None:
        books.write(*undo)
        books.make_due(pk)

    books.make_due(pk)
    return die_everywhere(database, work, whole=whole, anew=anew)


def test_a_signed_agreement_is_kept_once_wherever_its_worker_dies(
    in_own_database: str, committed: Cast, books: Books
) -> None:
    loan = whole_draft(committed)
    for side in ("lender", "borrower"):
        making.sign_as(committed, loan, side)
    ((signature,),) = books.rows("SELECT max(id) FROM loans_signature")
    with acting_as("portal_worker"), scope.enter_system(committed.vn):
        errand.send_on("loans.follow_signature", key="kill", signature_id=signature)
    pk = books.newest_errand("loans.follow_signature")

    def once() -> None:
        ((content, digest),) = books.rows("SELECT content, sha256 FROM loans_agreementfile")
        assert hashlib.sha256(content).hexdigest() == digest

    died = die_in_errand(
        in_own_database, committed, books, pk, once=once, undo=("DELETE FROM loans_agreementfile",)
    )
    assert died > 10


def test_an_approved_statement_is_charged_once_and_told_once_wherever_its_worker_dies(
    in_own_database: str, committed: Cast, books: Books
) -> None:
    let_the_portal_bill(committed)
    loan = making.make_running(committed)
    statement = make_statement(committed, loan, making.in_days(-30), making.in_days(-16))
    send(committed, statement)
    with seat_of(committed, "styrbjorn") as seat:
        settle_costs.approve(statement_of(seat, statement), by=seat)
    pk = books.newest_errand("loans.statement_approved")
    told = "SELECT count(*) FROM network_letter WHERE name LIKE '%statement%'"

    def once() -> None:
        assert books.rows("SELECT count(*) FROM fees_charge") == [(1,)]
        assert books.rows(told) == letters
        assert books.rows(
            "SELECT count(*) FROM network_journalentry WHERE verb = 'charge_statement'"
        ) == [(1,)]

    undo = (
        *("DELETE FROM fees_charge", "DELETE FROM network_letter"),
        "DELETE FROM network_journalentry WHERE verb = 'charge_statement'",
    )
    begin(in_own_database, "portal_worker", partial(errand.run, committed.vn, pk)).finish()
    letters = books.rows(told)
    assert letters != [(0,)]
    books.write(*undo)
    assert die_in_errand(in_own_database, committed, books, pk, once=once, undo=undo) > 10


def test_loans_start_end_and_are_warned_of_once_wherever_the_daily_worker_dies(
    in_own_database: str, committed: Cast, books: Books
) -> None:
    begins = making.make_running(committed, percent=50)
    ends = making.make_ended(committed, "berit")
    nears = making.make_running(
        committed, "miriam", starts=making.in_days(-150), ends=making.in_days(15)
    )
    as_before = (
        f"UPDATE loans_loan SET stage = 'signed', started_at = NULL WHERE id = {begins}",
        f"UPDATE loans_loan SET stage = 'running', ended_on = NULL WHERE id = {ends}",
        "UPDATE loans_loan SET warned_at = NULL",
        "DELETE FROM network_errand",
        "DELETE FROM network_journalentry",
    )
    books.write(*as_before)

    def whole() -> None:
        begin(in_own_database, "portal_worker", look_after).finish()
        assert books.rows("SELECT id, stage FROM loans_loan ORDER BY id") == [
            *((begins, "running"), (ends, "ended"), (nears, "running"))
        ]
        assert books.rows(
            "SELECT verb, subject_id FROM network_journalentry ORDER BY subject_id, verb"
        ) == [("start_loan", begins), ("end_loan", ends), ("warn_of_loan_end", nears)]
        assert books.rows("SELECT name, facts ->> 'loan_id' FROM network_errand ORDER BY name") == [
            *(("loans.tell_ended", str(ends)), ("loans.tell_started", str(begins))),
            ("loans.tell_warned", str(nears)),
        ]

    died = die_everywhere(
        in_own_database, look_after, whole=whole, anew=partial(books.write, *as_before)
    )
    assert died > 30
