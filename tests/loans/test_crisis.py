"""Regional crisis mode: all are asked at once, answer by link, and see it together."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from loans.actions.crisis import open_crisis
from loans.crisis.counted import Line, lines_on
from loans.crisis.days import next_monday
from loans.models import CanLend, Crisis, CrisisCall
from loans.rules import LoanRefused
from members.models import Competence
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.loans.boards import hang
from tests.loans.making import in_days, later, make_signers
from tests.loans.stating import seat_of
from tests.mentorship.asking import letters, link_in, run_errands
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

AT = f"/{VN}/loans/crisis"
ASKED, OVER = "loan_crisis_asked", "loan_crisis_over"


def opened(cast: Cast, client: Client, **changes: str) -> int:
    """Karin turns crisis mode on, and the letters are written."""
    make_signers(cast)
    sign_in(client, "karin")
    said = {"title": "Höststormen", "about": "Väg och el är borta.", "since": str(in_days(0))}
    answer = client.post(f"{AT}/new/", said | changes)
    assert answer.status_code == 302, answer.content.decode()
    run_errands(cast)
    return int(kept(cast, Crisis)[0].pk)


def kept(cast: Cast, model: Any) -> list[Any]:
    """The network's rows."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(model.objects.order_by("pk"))


def call_of(cast: Cast, key: str) -> CrisisCall:
    """The question to a member."""
    rows: list[CrisisCall] = kept(cast, CrisisCall)
    return next(row for row in rows if row.membership_id == cast.memberships[VN, key])


def said(**changes: Any) -> dict[str, str]:
    """What can be lent, as the form sends it."""
    days = {"since": in_days(1), "until": in_days(30)}
    facts = {"competence": "talks", "people": 3, "percent": 50, "words": "", **days} | changes
    return {name: str(value) for name, value in facts.items()}


def lines(cast: Cast, crisis: int, day: date) -> list[Line]:
    """What an employee is shown for a day."""
    with scope.enter(cast.users["amina"], cast.vn):
        return lines_on(Crisis.objects.get(pk=crisis), day, in_days(0))


@pytest.mark.parametrize(
    ("today", "monday"),
    [("2026-11-22", "2026-11-23"), ("2026-11-23", "2026-11-30"), ("2026-12-30", "2027-01-04")],
)
def test_next_monday_lies_after_the_day(today: str, monday: str) -> None:
    assert next_monday(date.fromisoformat(today)) == date.fromisoformat(monday)


def test_local_coordinators_and_hr_are_all_asked_and_each_gets_one_letter(
    cast: Cast, client: Client
) -> None:
    opened(cast, client)
    told = sorted(row.to.split("@")[0] for row in letters(cast, ASKED))
    assert told == ["lars", "lena", "miriam", "styrbjorn"]
    assert all("Väg och el är borta." in row.text for row in letters(cast, ASKED))


def test_hr_answers_by_the_link_without_signing_in_and_all_see_it(
    cast: Cast, client: Client
) -> None:
    crisis = opened(cast, client)
    (letter,) = [row for row in letters(cast, ASKED) if row.to.startswith("lars")]
    link, phone = link_in(cast, letter), Client()
    assert "Höststormen" in phone.get(link).content.decode()
    assert phone.post(link, said()).status_code == 302
    phone.post(link, said(people=2, words="Har egen bil"))
    (line,) = lines(cast, crisis, in_days(2))
    assert (line.people, float(line.whole)) == (2, 1.0)
    assert call_of(cast, "timra").answered_at is not None
    client = Client()
    sign_in(client, "amina")
    page = client.get(f"{AT}/?day={in_days(2)}").content.decode()
    assert "Har egen bil" in page


def test_what_begins_later_or_has_ended_is_not_counted_on_the_day(
    cast: Cast, client: Client
) -> None:
    crisis = opened(cast, client)
    sign_in(client, "lena")
    answer = f"{AT}/answers/{call_of(cast, 'csn').pk}/"
    client.post(answer, said(since=in_days(10), until=in_days(20)))
    assert [line.people for line in lines(cast, crisis, in_days(9))] == [0]
    assert [line.people for line in lines(cast, crisis, in_days(10))] == [3]
    assert [line.people for line in lines(cast, crisis, in_days(20))] == [3]
    assert lines(cast, crisis, in_days(21)) == []


def test_the_gap_is_what_the_open_crisis_needs_ask_beyond_what_can_come(
    cast: Cast, client: Client
) -> None:
    crisis = opened(cast, client)
    days: dict[str, Any] = {"starts": in_days(0), "ends": in_days(40)}
    days["competences"] = ["talks"]
    hang(cast, "timra", occasion="crisis", people=4, percent=100, **days)
    hang(cast, "timra", occasion="ordinary", people=9, **days)
    hang(cast, "timra", occasion="crisis", people=9, **days | {"starts": in_days(30)})
    sign_in(client, "lena")
    client.post(f"{AT}/answers/{call_of(cast, 'csn').pk}/", said())
    (line,) = lines(cast, crisis, in_days(2))
    assert (float(line.needed), float(line.whole), float(line.gap)) == (4, 1.5, 2.5)


def test_that_nobody_can_be_lent_is_an_answer_and_takes_back_what_was_said(
    cast: Cast, client: Client
) -> None:
    opened(cast, client)
    sign_in(client, "lena")
    answer = f"{AT}/answers/{call_of(cast, 'csn').pk}/"
    client.post(answer, said())
    client.post(answer, {"nothing": "1"})
    assert kept(cast, CanLend) == []
    assert call_of(cast, "csn").answered_at is not None


def test_an_answer_of_another_authority_is_not_to_be_seen_or_changed(
    cast: Cast, client: Client
) -> None:
    opened(cast, client)
    sign_in(client, "lena")
    theirs = f"{AT}/answers/{call_of(cast, 'timra').pk}/"
    assert client.get(theirs).status_code == 404
    assert client.post(theirs, said()).status_code == 404
    assert kept(cast, CanLend) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": 0},
        {"percent": 0},
        {"competence": "magic"},
        {"until": "2020-01-01"},
        {"since": "9999-01-01"},
    ],
)
def test_wrong_figures_are_told_in_the_form_and_nothing_is_kept(
    cast: Cast, client: Client, wrong: dict[str, Any]
) -> None:
    opened(cast, client)
    sign_in(client, "lena")
    page = client.post(f"{AT}/answers/{call_of(cast, 'csn').pk}/", said(**wrong))
    assert page.status_code == 200
    assert page.context["form"].errors
    assert kept(cast, CanLend) == []


def test_a_second_crisis_is_refused_with_a_sentence(cast: Cast, client: Client) -> None:
    opened(cast, client)
    with seat_of(cast, "karin") as seat, pytest.raises(LoanRefused):
        open_crisis(Crisis(title="Till", about="En", since=in_days(0)), by=seat)
    page = client.post(f"{AT}/new/", {"title": "Till", "about": "En", "since": str(in_days(0))})
    assert page.context["form"].non_field_errors()
    assert len(kept(cast, Crisis)) == 1


def test_a_reminder_goes_once_a_day_to_those_alone_who_have_not_answered(
    cast: Cast, client: Client
) -> None:
    crisis = opened(cast, client)
    first = {row.pk for row in letters(cast, ASKED)}
    sign_in(client, "lena")
    client.post(f"{AT}/answers/{call_of(cast, 'csn').pk}/", {"nothing": "1"})
    sign_in(client, "karin")
    for _click in range(2):
        client.post(f"{AT}/{crisis}/reminder/")
        run_errands(cast)
    again = [row.to.split("@")[0] for row in letters(cast, ASKED) if row.pk not in first]
    assert sorted(again) == ["lars", "miriam", "styrbjorn"]
    with later(1):
        sign_in(client, "karin")
        client.post(f"{AT}/{crisis}/reminder/")
        run_errands(cast)
        assert len(letters(cast, ASKED)) == len(first) + 6


def test_the_end_thanks_those_who_answered_and_closes_the_links(cast: Cast, client: Client) -> None:
    crisis = opened(cast, client)
    links = {row.to.split("@")[0]: link_in(cast, row) for row in letters(cast, ASKED)}
    Client().post(links["lars"], {"nothing": "1"})
    assert client.post(f"{AT}/{crisis}/ending/").status_code == 302
    run_errands(cast)
    assert [row.to.split("@")[0] for row in letters(cast, OVER)] == ["lars"]
    Client().post(links["styrbjorn"], said())
    assert kept(cast, CanLend) == []
    assert client.get(f"{AT}/").status_code == 200
    assert client.get(f"{AT}/{crisis}/").status_code == 200


def test_files_hold_what_each_authority_said(cast: Cast, client: Client) -> None:
    crisis = opened(cast, client)
    sign_in(client, "lena")
    client.post(f"{AT}/answers/{call_of(cast, 'csn').pk}/", said(words="Van vid skift"))
    told = client.get(f"{AT}/{crisis}/?format=csv&day={in_days(2)}").content.decode()
    assert "CSN" in told
    assert "Van vid skift" in told
    assert client.get(f"{AT}/{crisis}/?format=xlsx").status_code == 200
    assert client.get(f"{AT}/{crisis}/?format=exe").status_code == 404


def test_the_front_page_says_that_crisis_mode_is_on(cast: Cast, client: Client) -> None:
    opened(cast, client)
    client = Client()
    sign_in(client, "amina")
    assert "Höststormen" in client.get(f"/{VN}/loans/").content.decode()


def test_a_competence_that_is_no_longer_offered_keeps_its_name(cast: Cast, client: Client) -> None:
    crisis = opened(cast, client)
    sign_in(client, "lena")
    client.post(f"{AT}/answers/{call_of(cast, 'csn').pk}/", said())
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        name = Competence.objects.get(code="talks").in_words
    assert [line.name for line in lines(cast, crisis, in_days(2))] == [name]


def test_the_start_page_asks_hr_until_it_has_answered(cast: Cast, client: Client) -> None:
    opened(cast, client)
    sign_in(client, "lena")
    answer = f"{AT}/answers/{call_of(cast, 'csn').pk}/"
    assert answer in client.get(f"/{VN}/").content.decode()
    client.post(answer, {"nothing": "1"})
    assert answer not in client.get(f"/{VN}/").content.decode()
    sign_in(client, "karin")
    assert f"{AT}/" in client.get(f"/{VN}/").content.decode()


def test_employees_read_how_many_have_answered_and_not_who_is_silent(
    cast: Cast, client: Client
) -> None:
    opened(cast, client)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        member = CrisisCall.objects.get(membership=cast.memberships[VN, "timra"]).membership
        silent = member.short_name
    assert silent in client.get(f"{AT}/").content.decode()
    sign_in(client, "amina")
    assert silent not in client.get(f"{AT}/").content.decode()
