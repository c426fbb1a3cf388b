"""The pages of cost statements: written, reckoned meanwhile, sent, approved and charged once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fees.models import Charge
from loans.costs.rules import BilledBy
from loans.models import Statement
from network import scope
from tests.cast import VN, Cast
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.documents.verapdf import check
from tests.loans import making
from tests.loans.stating import let_the_portal_bill, make_statement, send
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LOANS = f"/{VN}/loans/"
FIRST = (making.in_days(-30), making.in_days(-16))


@pytest.fixture
def loan(cast: Cast) -> int:
    return making.make_running(cast)


def form(first: date, last: date, **changes: Any) -> dict[str, str]:
    return {
        "since": first.isoformat(),
        "until": last.isoformat(),
        "salary": "42000",
        "overhead_percent": "42",
        "share_percent": "100",
        "reference": "Kst 4711",
        "cost0_kind": "travel",
        "cost0_text": "Tåg till Härnösand",
        "cost0_amount": "412,50",
    } | changes


def the_statement(cast: Cast, **facts: Any) -> Statement:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: Statement = Statement.objects.get(**facts)
        return found


def test_from_the_lenders_draft_to_a_charge_of_the_borrower_that_the_lender_sells(
    cast: Cast, loan: int, client: Client
) -> None:
    let_the_portal_bill(cast)
    sign_in(client, "lena")
    fresh = client.get(f"{LOANS}{loan}/statements/new/")
    assert fresh.context["form"]["overhead_percent"].value() == 42  # as the agreement says
    assert not fresh.context["form"]["salary"].value()  # nobody guesses it
    answer = client.post(f"{LOANS}{loan}/statements/new/", form(*FIRST))
    assert answer.status_code == 302, answer.context["form"].errors
    it = the_statement(cast)
    page = f"{LOANS}statements/{it.pk}/"
    assert answer["Location"] == page
    assert client.post(f"{page}sending/").status_code == 302
    sign_in(client, "styrbjorn")
    assert client.post(f"{page}approval/").status_code == 302
    do_errands(cast)
    do_errands(cast)
    it = the_statement(cast)
    assert it.billed_by == BilledBy.PORTAL
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        charge = Charge.objects.get()
    members = cast.memberships
    assert (charge.membership_id, charge.seller_id) == (members[VN, "spv"], members[VN, "csn"])
    assert (charge.net, charge.reference) == (it.net, f"loan:{loan}/{FIRST[0]}")
    assert charge.note == "Kst 4711"
    assert "Amina" not in charge.text + charge.reason + str(charge.basis)
    for who in ("lena", "styrbjorn", "erik"):
        sign_in(client, who)
        shown = client.get(page)
        assert shown.context["in_fees"], who


def test_the_sum_is_reckoned_while_one_writes_and_nothing_is_saved(
    cast: Cast, loan: int, client: Client
) -> None:
    sign_in(client, "lena")
    shown = client.post(f"{LOANS}{loan}/statements/reckoning/", form(*FIRST))
    first = the_kept_sum(shown)
    assert first > 0
    less = form(*FIRST, absence0_since=FIRST[0].isoformat(), absence0_until=FIRST[0].isoformat())
    assert the_kept_sum(client.post(f"{LOANS}{loan}/statements/reckoning/", less)) < first
    unread = client.post(f"{LOANS}{loan}/statements/reckoning/", form(*FIRST, salary="mycket"))
    assert unread.context["sums"] is None
    without_script = client.post(f"{LOANS}{loan}/statements/new/", form(*FIRST, preview="1"))
    assert the_kept_sum(without_script) == first
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Statement.objects.exists()


def the_kept_sum(answer: Any) -> Any:
    assert answer.status_code == 200
    return answer.context["sums"].net


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until": making.in_days(-40).isoformat()}, "until"),
        ({"salary": "-1"}, "salary"),
        ({"overhead_percent": "900"}, "overhead_percent"),
        ({"absence0_since": FIRST[0].isoformat()}, "absence0_until"),
        (
            {"absence0_since": FIRST[1].isoformat(), "absence0_until": FIRST[0].isoformat()},
            "absence0_until",
        ),
        (
            {"absence0_since": "2020-01-01", "absence0_until": "2020-01-02"},
            "absence0_since",
        ),
        ({"cost0_text": ""}, "cost0_text"),
        ({"cost0_amount": ""}, "cost0_amount"),
        ({"since": making.in_days(-99).isoformat()}, "__all__"),
    ],
)
def test_what_cannot_be_stated_is_told_at_its_field_and_nothing_typed_is_lost(
    cast: Cast, loan: int, client: Client, changes: dict[str, Any], field: str
) -> None:
    sign_in(client, "lena")
    typed = form(*FIRST, **changes)
    answer = client.post(f"{LOANS}{loan}/statements/new/", typed)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    for name in ("salary", "reference", "cost0_text", "absence0_since"):
        if name in typed:
            assert answer.context["form"][name].value() == typed[name]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Statement.objects.exists()


def test_sent_back_it_is_written_anew_with_all_figures_there(
    cast: Cast, loan: int, client: Client
) -> None:
    sign_in(client, "lena")
    day = FIRST[0].isoformat()
    client.post(
        f"{LOANS}{loan}/statements/new/", form(*FIRST, absence0_since=day, absence0_until=day)
    )
    it = the_statement(cast)
    client.post(f"{LOANS}statements/{it.pk}/sending/")
    sign_in(client, "styrbjorn")
    back = f"{LOANS}statements/{it.pk}/return/"
    assert client.post(back, {"why": ""}).status_code == 200
    assert client.post(back, {"why": "Fel lön"}).status_code == 302
    letters = [one for one in do_errands(cast) if one.name == "statement_returned"]
    assert [one.to for one in letters] == ["lena@example.org"]
    assert "Fel lön" in letters[0].text
    sign_in(client, "lena")
    again = client.get(f"{LOANS}{loan}/statements/new/?since={day}").context["form"]
    assert again["salary"].value() == 42_000
    assert str(again["absence0_since"].value()) == day
    assert again["cost0_text"].value() == "Tåg till Härnösand"
    answer = client.post(f"{LOANS}{loan}/statements/new/", form(*FIRST, salary="41000"))
    assert answer.status_code == 302


def test_a_double_click_makes_one_draft_and_sends_one_letter(
    cast: Cast, loan: int, client: Client
) -> None:
    sign_in(client, "lena")
    once = "7a0a0e1e-2f57-4b0c-9d8b-0a3f7d1c9b11"
    for _click in range(2):
        client.post(f"{LOANS}{loan}/statements/new/", form(*FIRST, once=once))
    it = the_statement(cast)
    for _click in range(2):
        assert client.post(f"{LOANS}statements/{it.pk}/sending/").status_code == 302
    letters = [one for one in do_errands(cast) if one.name == "statement_sent"]
    assert len(letters) == 1


def test_the_periods_of_a_loan_say_which_are_stated_and_which_are_missing(
    cast: Cast, client: Client
) -> None:
    loan = making.make_running(cast, starts=making.in_days(-70))
    sign_in(client, "lena")
    page = client.get(f"{LOANS}{loan}/statements/")
    before = [row.span for row in page.context["periods"]]
    assert before[0].since == making.in_days(-70)
    assert any(row.is_over and row.statement is None for row in page.context["periods"])
    make_statement(cast, loan, before[0].since, before[0].until)
    after = client.get(f"{LOANS}{loan}/statements/").context["periods"]
    assert [row.span for row in after] == before
    assert after[0].statement is not None
    following = client.get(f"{LOANS}{loan}/statements/new/").context["form"]
    assert following["since"].value() == before[1].since
    assert following["salary"].value() == 42_000  # as in the statement before


def test_the_list_is_searched_filtered_sorted_and_taken_away(
    cast: Cast, loan: int, client: Client
) -> None:
    sent = make_statement(cast, loan, *FIRST)
    send(cast, sent)
    make_statement(cast, loan, making.in_days(-15), making.in_days(-1))
    sign_in(client, "lena")

    def shown(asked: str) -> list[int]:
        answer = client.get(f"{LOANS}statements/{asked}")
        return [row["it"].pk for row in answer.context["rows"]]

    assert len(shown("")) == 2
    assert shown("?state=sent") == [sent]
    assert shown("?q=amina+spv") != []
    assert shown("?q=nobody") == []
    assert shown("?sort=days")[0] == sent
    assert client.get(f"{LOANS}statements/?format=xlsx").content[:2] == b"PK"
    sign_in(client, "erik")
    assert shown("") == [sent]


def test_the_paper_is_accessible_and_lasting_and_says_what_is_a_draft(
    cast: Cast, loan: int, client: Client, tmp_path: Path
) -> None:
    pk = make_statement(cast, loan, *FIRST)
    sign_in(client, "lena")
    papers = []
    for name in ("draft", "sent"):
        content = client.get(f"{LOANS}statements/{pk}/paper/").content
        papers.append(tmp_path / f"{name}.pdf")
        papers[-1].write_bytes(content)
        if name == "draft":
            send(cast, pk)
    assert {(one.outcome, *one.faults) for one in check(papers)} == {("pass",)}
    assert client.get(f"{LOANS}statements/{pk}/?format=xlsx").content[:2] == b"PK"


def test_whom_the_cost_of_a_loan_does_not_concern_find_no_page(
    cast: Cast, loan: int, client: Client
) -> None:
    pk = make_statement(cast, loan, *FIRST)
    send(cast, pk)
    pages = [f"{LOANS}statements/{pk}/", f"{LOANS}statements/{pk}/paper/"]
    pages.append(f"{LOANS}{loan}/statements/")
    for who, status in {
        "karin": 403,
        "jonas": 403,
        "mats": 403,
        "amina": 403,
        "lars": 404,  # HR of another authority of the network
        "styrbjorn": 200,
        "erik": 200,
    }.items():
        sign_in(client, who)
        assert [client.get(page).status_code for page in pages] == [status] * 3, who
    sign_in(client, "styrbjorn")
    assert client.post(f"{LOANS}statements/{pk}/sending/").status_code in (302, 403)
    assert client.get(f"{LOANS}{loan}/statements/new/").status_code == 403
    sign_in(client, "lena")
    assert client.post(f"{LOANS}statements/{pk}/approval/").status_code == 403
