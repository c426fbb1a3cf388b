"""Interest and consent as browsers and letters bring them about, and who may look at them."""

from typing import Any

from django.db import connection
from django.test import Client

from loans.consents.standing import Standing, standing_of
from loans.models import Interest
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import Cast
from tests.databases import acting_as
from tests.loans.making import in_days, make_notice, make_signers
from tests.mentorship.asking import letters, link_in, run_errands
from tests.signing_in import sign_in

AT = "/vasternorrland/loans"
ASKED, NEWS, INTERESTED = "loan_consent_asked", "loan_interest_news", "loan_interested"


def wish(**changes: Any) -> dict[str, Any]:
    """What Amina writes."""
    return {
        "words": "Jag har gjort det förut.",
        "starts": in_days(14).isoformat(),
        "ends": in_days(150).isoformat(),
        "percent": "100",
    } | changes


def by(cast: Cast, who: str, granted: scope.Scope) -> Seat:
    """Somebody's seat in the scope that is open."""
    return Seat(User.objects.get(pk=cast.users[who]), Network.objects.get(pk=cast.vn), granted)


def show(cast: Cast, client: Client, *, owner: str = "spv", **changes: Any) -> int:
    """Amina of CSN shows interest in a need of another authority; gives the interest."""
    make_signers(cast)
    notice = make_notice(cast, owner)
    sign_in(client, "amina")
    answer = client.post(f"{AT}/notices/{notice}/interest/", wish(**changes))
    assert answer.status_code == 302, answer.content.decode()
    run_errands(cast)
    return the_interest(cast).pk


def manager_says(cast: Cast, answer: str = "yes", **said: str) -> str:
    """Mats answers by the link in his letter, without signing in; gives the page."""
    (letter,) = letters(cast, ASKED)
    page = Client().post(link_in(cast, letter), {"answer": answer, **said})
    assert page.status_code == 200
    run_errands(cast)
    return page.content.decode()


def the_interest(cast: Cast) -> Interest:
    """The only interest there is."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: Interest = Interest.objects.with_standing().get()
        return found


def standing(cast: Cast) -> Standing:
    """Where the only interest stands."""
    return standing_of(the_interest(cast))


def told(cast: Cast, name: str) -> set[str]:
    """Whom letters of one kind went to, by the name before the at sign."""
    return {row.to.split("@")[0] for row in letters(cast, name)}


def rows_of(cast: Cast, who: str, table: str, where: str = "true") -> int:
    """How many rows of a table somebody's raw SQL finds."""
    with scope.enter(cast.users[who], cast.vn), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}")
        return int(cursor.fetchone()[0])
