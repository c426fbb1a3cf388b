"""What the pages of agreements may ask the database: the same at few versions and at many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loans.models import AgreementTemplate, Comment, Wording
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.loans import making
from tests.loans.drafting import AT, visitor, whole_draft

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("lena", "{at}/{loan}/agreement/", 24),
    ("amina", "{at}/{loan}/agreement/", 24),
    ("lena", "{at}/{loan}/agreement/difference/", 20),
    ("lena", "{at}/{loan}/agreement/draft/", 20),
    ("lena", "{at}/{loan}/agreement/signature/", 22),
    ("karin", "{at}/agreement-templates/", 16),
]


def _add(cast: Cast, loan: int, rows: int) -> None:
    """More versions with comments from both sides, and more templates."""
    for place in range(rows):
        making.make_wording(cast, loan, place=f"Rum {place} {rows}")
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            wording = Wording.objects.filter(loan=loan).order_by("-number")[0]
            for side in ("lender", "borrower"):
                Comment.objects.create(
                    wording=wording, side=side, by_name="HR", text="Hej", clause="tasks"
                )
            day = making.in_days(100 + AgreementTemplate.objects.count())
            AgreementTemplate.objects.create(
                legal="state", title="Mall", source="Styrgruppen", since=day, until=day
            )


@pytest.mark.django_db
def test_no_page_of_agreements_asks_more_for_many_than_for_few(cast: Cast) -> None:
    loan = whole_draft(cast)
    counts = []
    for rows in (2, 9):
        _add(cast, loan, rows)
        asked = {}
        for who, path, _most in PAGES:
            client = visitor(who)
            client.get(f"/{VN}/")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(path.format(at=AT, loan=loan)).status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}


@pytest.mark.django_db
def test_the_start_page_asks_as_much_for_many_drafts_as_for_few(cast: Cast) -> None:
    whole_draft(cast, "amina", percent=10)
    making.sign_as(cast, whole_draft(cast, "berit", percent=10), "borrower")
    client = visitor("lena")
    counts = []
    for _turn in range(2):
        client.get(f"/{VN}/")
        with CaptureQueriesContext(connection) as questions:
            page = client.get(f"/{VN}/").content.decode()
        assert "Berit Berg" in page
        counts.append(len(questions))
        for borrower in ("miun", "spv"):
            loan = whole_draft(cast, "berit", borrower, percent=10)
            _add(cast, loan, 2)
            making.sign_as(cast, loan, "borrower")
    assert counts[0] == counts[1]
