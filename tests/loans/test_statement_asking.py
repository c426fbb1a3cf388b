"""What cost statements ask of both sides: letters, things to do, and what the agreement says."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import set_urlconf

from loans.costs.agreed import agreed_of
from loans.costs.page import costed
from loans.costs.tasks import ask_due
from loans.costs.todos import todos
from loans.models import Statement
from loans.rules import CostModel, LoanRefused
from network import scope
from network.models import JournalEntry, Letter
from tests.cast import Cast
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.loans import making
from tests.loans.stating import approve, make_statement, seat_of, send

pytestmark = pytest.mark.django_db
START, END = making.in_days(-30), making.in_days(60)
FIRST = (START, making.in_days(-16))


@pytest.fixture
def loan(cast: Cast) -> int:
    return making.make_running(cast)


def test_nothing_is_stated_where_nothing_is_paid(cast: Cast) -> None:
    loan = _running_with(cast, cost_model="none")
    with pytest.raises(LoanRefused, match="betalas inget"):
        make_statement(cast, loan, *FIRST)
    assert waiting_for(cast, "lena") == []


def test_what_the_agreement_says_of_money_is_read_from_the_signed_one(cast: Cast) -> None:
    loan = _running_with(
        cast, cost_model="part", share_percent="60", overhead_percent="31,42", interval="quarterly"
    )
    with seat_of(cast, "lena") as seat:
        agreed = agreed_of(list(costed(seat)))[loan]
    assert (agreed.model, agreed.share) == (CostModel.PART, Decimal(60))
    assert (agreed.overhead, agreed.interval.value) == (Decimal("31.42"), "quarterly")


def test_each_side_is_told_once_and_no_sum_stands_in_letters_or_the_journal(
    cast: Cast, loan: int
) -> None:
    pk = make_statement(cast, loan, *FIRST)
    send(cast, pk)
    first = do_errands(cast)
    assert [(one.name, one.to) for one in first if "statement" in one.name] == [
        ("statement_sent", "styrbjorn@example.org")
    ]
    approve(cast, pk)
    letters = [one for one in do_errands(cast) if "statement" in one.name]
    assert [(one.name, one.to) for one in letters] == [
        ("statement_sent", "styrbjorn@example.org"),
        ("statement_approved", "lena@example.org"),
    ]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        it = Statement.objects.get(pk=pk)
        entries = list(JournalEntry.objects.about(it).order_by("pk"))
    assert [entry.verb for entry in entries] == [
        "make_statement",
        "send_statement",
        "approve_statement",
    ]
    for text in [*(one.text + one.html for one in letters), *(str(e.facts) for e in entries)]:
        for figure in ("42000", "42 000", "42 000", str(it.net)):
            assert figure not in text.replace(".00", "")


def test_the_lender_is_asked_once_for_a_period_that_is_over(cast: Cast) -> None:
    loan = making.make_running(cast, starts=making.in_days(-70))
    letters = _asked(cast)
    assert len(letters) == 1
    assert letters[0].to == "lena@example.org"
    assert _asked(cast) == letters
    (url,) = waiting_for(cast, "lena")
    assert f"/loans/{loan}/statements/new/" in url
    assert waiting_for(cast, "styrbjorn") == []


def test_the_borrower_has_something_to_do_while_a_statement_waits(cast: Cast, loan: int) -> None:
    pk = make_statement(cast, loan, *FIRST)
    send(cast, pk)
    (url,) = waiting_for(cast, "styrbjorn")
    assert url.endswith(f"/statements/{pk}/")
    approve(cast, pk)
    assert waiting_for(cast, "styrbjorn") == []


def waiting_for(cast: Cast, who: str) -> list[str]:
    """The addresses of what somebody has to do."""
    set_urlconf("config.network_urls")
    try:
        with seat_of(cast, who) as seat:
            return [one.url for one in todos(seat)]
    finally:
        set_urlconf(None)


def _asked(cast: Cast) -> list[Letter]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ask_due()
        return list(Letter.objects.filter(name="statement_due"))


def _running_with(cast: Cast, **content: Any) -> int:
    """A running loan whose signed agreement says something else."""
    loan = making.make_draft(cast, starts=START, ends=END)
    making.make_wording(cast, loan, **content)
    for side in ("lender", "borrower"):
        making.sign_as(cast, loan, side)
    return loan
