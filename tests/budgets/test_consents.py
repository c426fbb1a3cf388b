"""What the pages of interest, consent and openings ask: the same at a few rows and at many."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.loans.making import make_consent, make_interest, make_notice, make_signers
from tests.loans.test_openings import make_job
from tests.mentorship.rounds import make_round
from tests.signing_in import sign_in

ROWS = (2, 12)
COLLEAGUES = {2: ("berit", "lena"), 12: ("ulla", "jonas", "tove", "lars")}
# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("amina", "openings/", 12),
    ("amina", "openings/?kind=need&q=utredare", 12),
    ("amina", "interests/", 9),
    ("mats", "interests/", 9),
    ("styrbjorn", "notices/{notice}/interested/", 9),
    ("lars", "openings/?format=csv", 12),
]


def _add(cast: Cast, count: int, notice: int) -> None:
    """More of each kind; Amina is interested in all, and her colleagues in one notice."""
    for number in range(count):
        for made in (make_notice(cast, people=9), make_notice(cast, "miun", kind="placement")):
            make_consent(cast, make_interest(cast, made))
        make_interest(cast, make_notice(cast, title=f"Väntar {number}"))
        make_job(cast)
        make_round(cast.vn, title=f"Omgång {number} {count}")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for number in range(count):
            make_run(course=make_course(f"Kurs {number} {count}"))
    for one in COLLEAGUES[count]:
        make_consent(cast, make_interest(cast, notice, one))


@pytest.mark.django_db
def test_no_page_of_interest_or_openings_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    make_signers(cast)
    notice = make_notice(cast, people=9)
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        _add(cast, rows, notice)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            address = f"/{VN}/loans/{path.format(notice=notice)}"
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(address).status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    # A page of many may lack a kind altogether, and then asks one question less.
    assert {page: count for page, count in many.items() if count > few[page]} == {}
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
