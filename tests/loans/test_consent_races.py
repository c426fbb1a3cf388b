"""Two at once, and a worker that dies: consent, choice and letters have one effect each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from loans.actions.choose import begin_loan
from loans.actions.consent import answer, take_back
from loans.actions.interest import show, withdraw
from loans.consents import tasks
from loans.models import Consent, Interest, Loan, Notice
from loans.rules import LoanRefused
from members.models import Person
from network import scope
from network.actions import errand
from network.models import Errand
from tests.cast import Cast, load
from tests.databases import acting_as, connected_to
from tests.loans.interesting import ASKED, by
from tests.loans.making import make_consent, make_interest, make_notice, make_signers
from tests.mentorship.asking import letters

Act = Callable[[Cast], object]


def at_once(database: str, cast: Cast, *acts: Act) -> list[str]:
    """What each of the acts says, all begun at the same moment on connections of their own."""
    start = Barrier(len(acts))

    def do(act: Act) -> str:
        with connected_to(database, "portal_test"):
            start.wait()
            try:
                return str(act(cast))
            except (LoanRefused, Interest.DoesNotExist):  # who comes late may see nothing there
                return "refused"
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return [one.result() for one in [threads.submit(do, act) for act in acts]]


def says(*, given: bool) -> Act:
    """Mats answers."""

    def act(cast: Cast) -> str:
        with scope.enter(cast.users["mats"], cast.vn) as granted:
            found = Interest.objects.with_standing().get()
            said = Consent(interest=found, given=given, why="" if given else "Nej")
            answer(said, by=by(cast, "mats", granted))
        return "answered"

    return act


def chooses(who: str) -> Act:
    """Who would borrow, or a coordinator, begins the loan."""

    def act(cast: Cast) -> str:
        with scope.enter(cast.users[who], cast.vn) as granted:
            found = Interest.objects.with_standing().get()
            begin_loan(found, by=by(cast, who, granted))
        return "begun"

    return act


def withdraws(cast: Cast) -> str:
    """Amina withdraws."""
    with scope.enter(cast.users["amina"], cast.vn) as granted:
        withdraw(Interest.objects.with_standing().get(), by=by(cast, "amina", granted))
    return "withdrawn"


def takes_back(cast: Cast) -> str:
    """Mats takes his yes back."""
    with scope.enter(cast.users["mats"], cast.vn) as granted:
        take_back(Interest.objects.with_standing().get(), by=by(cast, "mats", granted))
    return "taken back"


def shows(notice: int) -> Act:
    """Amina shows interest."""

    def act(cast: Cast) -> str:
        with scope.enter(cast.users["amina"], cast.vn) as granted:
            seat, row = by(cast, "amina", granted), Notice.objects.get(pk=notice)
            person = Person.objects.get(pk=seat.person_id)
            show(
                Interest(
                    notice=row,
                    person=person,
                    membership_id=person.membership_id,
                    starts=row.starts,
                    ends=row.ends,
                ),
                by=seat,
            )
        return "shown"

    return act


def waiting_interest(cast: Cast, *, agreed: bool = False) -> int:
    make_signers(cast)
    pk = make_interest(cast, make_notice(cast))
    if agreed:
        make_consent(cast, pk)
    return pk


def test_a_yes_and_a_no_at_once_leave_one_answer(in_own_database: str) -> None:
    cast = load()
    waiting_interest(cast)
    said = at_once(in_own_database, cast, says(given=True), says(given=False))
    assert sorted(said) == ["answered", "refused"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Consent.objects.count() == 1


def test_two_clicks_on_interest_make_one(in_own_database: str) -> None:
    cast = load()
    make_signers(cast)
    notice = make_notice(cast)
    said = at_once(in_own_database, cast, shows(notice), shows(notice))
    assert sorted(said) == ["refused", "shown"]


def test_two_choices_at_once_begin_one_loan(in_own_database: str) -> None:
    cast = load()
    waiting_interest(cast, agreed=True)
    said = at_once(in_own_database, cast, chooses("styrbjorn"), chooses("karin"))
    assert sorted(said) == ["begun", "refused"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Loan.objects.count() == 1


@pytest.mark.parametrize("undo", [withdraws, takes_back])
def test_a_consent_that_goes_while_a_loan_is_begun_leaves_no_draft(
    in_own_database: str, undo: Act
) -> None:
    cast = load()
    waiting_interest(cast, agreed=True)
    at_once(in_own_database, cast, chooses("styrbjorn"), undo)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Loan.objects.exclude(stage="broken").exists()


def test_an_answer_and_a_withdrawal_at_once_end_withdrawn(in_own_database: str) -> None:
    cast = load()
    waiting_interest(cast)
    at_once(in_own_database, cast, says(given=True), withdraws)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Interest.objects.get().withdrawn_at is not None


def test_a_worker_killed_between_interest_and_letter_asks_the_manager_once(
    in_own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = load()
    make_signers(cast)
    shows(make_notice(cast))(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        (pk,) = Errand.objects.filter(name="loans.ask_consent").values_list("pk", flat=True)
    with monkeypatch.context() as patched:
        patched.setattr(tasks, "ask", lambda interest: (_ for _ in ()).throw(OSError("killed")))
        with acting_as("portal_worker"):
            assert not errand.run(cast.vn, pk)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Errand.objects.filter(pk=pk).update(due_at="2020-01-01T00:00:00Z")
    with acting_as("portal_worker"):
        assert errand.run(cast.vn, pk)
        assert not errand.run(cast.vn, pk)
    assert len(letters(cast, ASKED)) == 1
