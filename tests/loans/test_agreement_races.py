"""Two at once: one version follows another, and no signature stands on what was overtaken."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from loans.actions.word import Overtaken, save_wording
from loans.models import Loan, Signature, Wording
from loans.refusing import refused_in_words
from loans.rules import LoanRefused
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import Cast, load
from tests.databases import connected_to
from tests.loans.drafting import newest, whole_draft

Act = Callable[[Seat], str]


def at_once(database: str, cast: Cast, acts: dict[str, Act]) -> list[str]:
    """What each is told who acts in the same moment, each on a connection of their own."""
    start = Barrier(len(acts))

    def act(who: str) -> str:
        with connected_to(database, "portal_test"):
            start.wait()
            try:
                with scope.enter(cast.users[who], cast.vn) as granted:
                    user = User.objects.get(pk=cast.users[who])
                    return acts[who](Seat(user, Network.objects.get(pk=cast.vn), granted))
            except Overtaken:
                return "overtaken"
            except LoanRefused:
                return "refused"
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(act, acts))


def write(loan: int, place: str) -> Act:
    """Save the version that follows the second."""

    def save(by: Seat) -> str:
        row = Loan.objects.select_related("notice").get(pk=loan)
        content = Wording.objects.filter(loan=loan).order_by("-number")[0].content
        save_wording(row, content | {"place": place}, base_number=2, by=by)
        return "saved"

    return save


def sign(loan: int, wording: Wording) -> Act:
    """Sign the second version for the lender."""

    def give(by: Seat) -> str:
        with refused_in_words():
            Signature.objects.create(
                wording_id=wording.pk,
                side="lender",
                how="portal",
                digest=wording.digest,
                by_name="Lena Lokal",
                user_id=by.user.pk,
            )
        return "signed"

    return give


def test_of_two_who_save_at_once_one_is_overtaken_and_nothing_is_lost(
    in_own_database: str,
) -> None:
    cast = load()
    loan = whole_draft(cast)
    said = at_once(
        in_own_database, cast, {"lena": write(loan, "Sundsvall"), "styrbjorn": write(loan, "Timrå")}
    )
    assert said == ["overtaken", "saved"]
    assert newest(cast, loan).number == 3


def test_no_signature_stands_on_a_version_that_was_overtaken_in_the_same_moment(
    in_own_database: str,
) -> None:
    cast = load()
    loan = whole_draft(cast)
    acts = {"lena": sign(loan, newest(cast, loan)), "styrbjorn": write(loan, "Timrå")}
    said = at_once(in_own_database, cast, acts)
    assert said in (["refused", "saved"], ["saved", "signed"])
    with scope.enter(cast.users["lena"], cast.vn):
        assert not Signature.objects.filter(fell_at=None).exists()
    assert newest(cast, loan).number == 3
