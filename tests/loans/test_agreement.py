"""The agreement from its first version on: writing, reading, comparing, commenting."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from loans.actions.choose import begin_loan
from loans.agreements.content import gaps
from loans.models import AgreementTemplate, Comment, Interest, Loan, Wording
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.loans import making
from tests.loans.drafting import (
    AT,
    as_typed,
    letters,
    newest,
    run_errands,
    visitor,
    whole_draft,
)

pytestmark = pytest.mark.django_db


def save(who: str, loan: int, **changes: Any) -> Any:
    """What somebody is answered who saves the next version."""
    client = visitor(who)
    typed = as_typed(client, loan) | changes
    return client.post(f"{AT}/{loan}/agreement/draft/", typed, follow=True)


def chosen(cast: Cast, who: str = "amina", borrower: str = "spv", **consent: Any) -> int:
    """A loan that the borrower's HR has begun by choosing somebody."""
    making.make_signers(cast)
    interest = making.make_interest(cast, making.make_notice(cast, borrower), who)
    making.make_consent(cast, interest, **consent)
    by = making.SIGNERS[borrower]
    with scope.enter(cast.users[by], cast.vn) as granted:
        network = Network.objects.get(pk=cast.vn)
        seat = Seat(User.objects.get(pk=cast.users[by]), network, granted)
        row = Interest.objects.select_related("notice").get(pk=interest)
        return begin_loan(row, by=seat).pk


def test_the_first_version_knows_the_parties_their_numbers_and_every_clause(cast: Cast) -> None:
    wording = newest(cast, chosen(cast))
    content = wording.content
    assert wording.number == 1
    assert [content[f"{side}_name"] for side in ("lender", "borrower")] == [
        "Centrala studiestödsnämnden",
        "Statens tjänstepensionsverk",
    ]
    assert [content[f"{side}_number"] for side in ("lender", "borrower")] == [
        "202100-1819",
        "202100-0928",
    ]
    assert content["legal"] == "state"
    assert content["parts"] == [
        {"starts": content["starts"], "ends": content["ends"], "percent": 100}
    ]
    assert gaps(content) == []


def test_with_a_municipality_another_text_holds_with_insurance_and_the_own_consent(
    cast: Cast,
) -> None:
    content = newest(cast, chosen(cast, borrower="timra", legal="others")).content
    assert content["legal"] == "others"
    assert content["insurance"]
    assert content["consent"]
    assert "25" in content["vat"]


def test_the_networks_own_template_of_the_day_comes_first(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for since, until, text in ((-60, -2, "Gammal text"), (-1, None, "Vår egen text")):
            AgreementTemplate.objects.create(
                legal="state",
                title="Länets överenskommelse",
                clauses={"holiday": text},
                source="Styrgruppen",
                since=making.in_days(since),
                until=making.in_days(until) if until else None,
            )
    content = newest(cast, chosen(cast)).content
    assert content["title"] == "Länets överenskommelse"
    assert content["holiday"] == "Vår egen text"
    assert content["sickness"]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *[(who, 200) for who in ("lena", "styrbjorn", "amina", "mats", "karin")],
        *[(who, 404) for who in ("berit", "tove", "lars", "erik", "ulla")],
    ],
)
def test_the_agreement_is_its_parties_the_persons_the_managers_and_the_coordinators(
    cast: Cast, who: str, status: int
) -> None:
    loan = whole_draft(cast)
    for page in ("", "difference/", "paper/"):
        assert visitor(who).get(f"{AT}/{loan}/agreement/{page}").status_code == status, page


def test_both_sides_write_and_the_loan_follows_its_draft(cast: Cast) -> None:
    loan = whole_draft(cast)
    ends = making.in_days(120).isoformat()
    turn = making.in_days(60).isoformat()
    answer = save("lena", loan, ends=ends, from_1=turn, percent_1="50", lender_dnr="2026-0311")
    assert answer.redirect_chain
    wording = newest(cast, loan)
    assert (wording.number, wording.side, wording.by_name) == (3, "lender", "Lena Lokal")
    assert wording.content["lender_dnr"] == "2026-0311"
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Loan.objects.get(pk=loan)
        assert row.ends.isoformat() == ends
        assert [part.percent for part in row.parts.all()] == [100, 50]
    save("styrbjorn", loan, reference="AB 12")
    assert newest(cast, loan).side == "borrower"


def test_saving_nothing_new_makes_no_version(cast: Cast) -> None:
    loan = whole_draft(cast)
    save("lena", loan)
    assert newest(cast, loan).number == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"tasks": "Amina, 811218-9876, utreder"}, "personal identity number"),
        ({"lender_contact": "Lena, 19811218-9876"}, "personal identity number"),
        ({"ends": making.in_days(-1).isoformat()}, "ends before it starts"),
        ({"ends": making.in_days(400).isoformat()}, "new written assessment"),
        ({"percent": "101"}, "100"),
        ({"from_1": making.in_days(60).isoformat()}, "Write both the day and the extent"),
        ({"from_1": making.in_days(900).isoformat(), "percent_1": "50"}, "at the latest"),
        ({"cost_model": "part", "share_percent": ""}, "how large a part"),
        ({"tasks": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_so_is_said_in_a_sentence_and_nothing_is_lost(
    cast: Cast, changes: dict[str, str], sentence: str
) -> None:
    loan = whole_draft(cast)
    client = visitor("lena")
    client.cookies["language"] = "en"
    typed = as_typed(client, loan) | {"purpose": "Mycket skrivet"} | changes
    answer = client.post(f"{AT}/{loan}/agreement/draft/", typed)
    assert sentence in answer.content.decode()
    assert "Mycket skrivet" in answer.content.decode()
    assert newest(cast, loan).number == 2


def test_who_writes_second_sees_what_differs_and_may_save_both(cast: Cast) -> None:
    loan = whole_draft(cast)
    lena, styrbjorn = visitor("lena"), visitor("styrbjorn")
    at = f"{AT}/{loan}/agreement/draft/"
    first, second = as_typed(lena, loan), as_typed(styrbjorn, loan)
    lena.post(at, first | {"place": "Härnösand", "purpose": "Lenas syfte"})
    answer = styrbjorn.post(at, second | {"leader": "Karin Öberg", "purpose": "Styrs syfte"})
    assert newest(cast, loan).number == 3
    context = answer.context
    assert {one.code for one in context["theirs"]} == {"place", "purpose"}
    assert [str(one["mine"]) for one in context["contested"]] == ["Styrs syfte"]
    together = {
        name: str(context["form"][name].value())
        for name in context["form"].fields
        if name != "once" and context["form"][name].value() not in (None, "")
    }
    assert styrbjorn.post(at, together, follow=True).redirect_chain
    kept = newest(cast, loan)
    assert kept.number == 4
    assert [kept.content[code] for code in ("place", "leader", "purpose")] == [
        "Härnösand",
        "Karin Öberg",
        "Styrs syfte",
    ]


def test_a_double_click_saves_one_version(cast: Cast) -> None:
    loan = whole_draft(cast)
    client = visitor("lena")
    form = as_typed(client, loan) | {
        "place": "Härnösand",
        "once": "3f2b8f0e-7d0c-4f5e-9a50-7b2a52d6b0aa",
    }
    for _click in range(2):
        assert client.post(f"{AT}/{loan}/agreement/draft/", form).status_code == 302
    assert newest(cast, loan).number == 3


def test_the_difference_says_in_words_what_was_added_and_removed(cast: Cast) -> None:
    loan = whole_draft(cast)
    save("lena", loan, tasks="Skriva förslag till länets plan.")
    client = visitor("styrbjorn")
    client.cookies["language"] = "en"
    page = client.get(f"{AT}/{loan}/agreement/difference/").content.decode()
    assert "<ins" in page
    assert "added:" in page
    assert "<del" in page
    assert "removed:" in page
    assert "Tasks" in page
    assert "Holiday" not in page


@pytest.mark.parametrize("query", ["?from=x&to=99999999", "?from=-1", "?to=²", "?from=2&to=1"])
def test_a_version_that_is_none_shows_the_last_two(cast: Cast, query: str) -> None:
    loan = whole_draft(cast)
    page = visitor("lena").get(f"{AT}/{loan}/agreement/difference/{query}")
    assert (page.context["before"].number, page.context["after"].number) == (1, 2)


def test_both_sides_comment_settle_and_are_told_together_in_one_letter(cast: Cast) -> None:
    loan = whole_draft(cast)
    for who, clause, text in (
        ("lena", "holiday", "Vem beviljar?"),
        ("lena", "", "Ser bra ut"),
        ("styrbjorn", "tasks", "Mer om kommunerna"),
    ):
        said = {"clause": clause, "text": text}
        assert visitor(who).post(f"{AT}/{loan}/agreement/comments/", said).status_code == 302
    page = visitor("karin").get(f"{AT}/{loan}/agreement/")
    assert [row["it"].text for row in page.context["open_comments"]] == [
        "Ser bra ut",
        "Mer om kommunerna",
        "Vem beviljar?",
    ]
    first = page.context["open_comments"][0]["it"].pk
    for _twice in range(2):
        assert visitor("styrbjorn").post(f"{AT}/comments/{first}/settlement/").status_code == 302
    page = visitor("lena").get(f"{AT}/{loan}/agreement/")
    assert [row["it"].text for row in page.context["settled_comments"]] == ["Ser bra ut"]
    run_errands(cast)
    told = letters(cast, "loans.loan_draft_news")
    assert sorted(one.to for one in told) == ["lena@example.org", "styrbjorn@example.org"]
    assert not [one for one in told if "kommunerna" in one.text or "beviljar" in one.text]


def test_comments_are_the_two_sides_alone(cast: Cast) -> None:
    loan = whole_draft(cast)
    visitor("lena").post(f"{AT}/{loan}/agreement/comments/", {"clause": "", "text": "Mellan oss"})
    for who in ("amina", "mats"):
        assert "Mellan oss" not in visitor(who).get(f"{AT}/{loan}/agreement/").content.decode()
        answer = visitor(who).post(f"{AT}/{loan}/agreement/comments/", {"text": "Hej"})
        assert answer.status_code == 403
        with scope.enter(cast.users[who], cast.vn):
            assert not Comment.objects.exists()


def test_a_comment_without_words_or_with_an_identity_number_is_not_kept(cast: Cast) -> None:
    loan = whole_draft(cast)
    client = visitor("lena")
    for text in ("", "Gäller 811218-9876"):
        answer = client.post(f"{AT}/{loan}/agreement/comments/", {"clause": "", "text": text})
        assert answer.status_code == 200
        assert answer.context["form"].errors
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Comment.objects.exists()


def test_the_database_lets_nobody_rewrite_a_comment_or_a_version(cast: Cast) -> None:
    loan = whole_draft(cast)
    visitor("lena").post(f"{AT}/{loan}/agreement/comments/", {"clause": "", "text": "Så sa jag"})
    for statement in (
        "UPDATE loans_comment SET text = 'Så sa jag inte'",
        "UPDATE loans_wording SET content = '{}'",
        "DELETE FROM loans_wording",
    ):
        with (
            scope.enter(cast.users["karin"], cast.vn),
            pytest.raises((ProgrammingError, IntegrityError)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_another_network_sees_no_agreement(cast: Cast) -> None:
    loan = whole_draft(cast)
    assert visitor("jamte").get(f"/{VN}/loans/{loan}/agreement/").status_code == 404
    assert visitor("jamte").get(f"/jamtland/loans/{loan}/agreement/").status_code == 404
    with scope.enter(cast.users["jamte"], cast.jl):
        assert not Wording.objects.exists()
