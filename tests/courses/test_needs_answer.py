"""An authority's answer: saved as typed, nobody written over, sent, and shut when it is over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Campaign
from tests.cast import Cast
from tests.courses.answering import Asked, shown, write, written
from tests.signing_in import sign_in


@pytest.fixture
def asked(cast: Cast) -> Asked:
    return Asked(cast)


@pytest.fixture
def lena(client: Client, db: None) -> Client:
    sign_in(client, "lena")
    return client


def test_what_is_typed_is_saved_and_stands_there_again(lena: Client, asked: Asked) -> None:
    done = write(lena, asked, **{f"c{asked.excel}-spring": "12", f"q{asked.question}": "Klarspråk"})
    assert done.status_code == 302
    assert asked.seats() == {"Excel grund": (12, 0)}
    again = shown(lena.get(asked.url()))
    assert again[f"was-c{asked.excel}-spring"] == "12"
    assert again[f"was-q{asked.question}"] == "Klarspråk"


def test_what_cannot_be_read_is_kept_as_typed_and_counts_nothing(
    lena: Client, asked: Asked
) -> None:
    write(lena, asked, **{f"c{asked.excel}-spring": "tio", f"c{asked.excel}-autumn": "-3"})
    assert asked.seats() == {"Excel grund": (0, 0)}
    again = shown(lena.get(asked.url()))
    assert again[f"was-c{asked.excel}-spring"] == "tio"
    assert again[f"was-c{asked.excel}-autumn"] == "-3"


def test_a_number_typed_right_takes_the_place_of_a_wrong_one(lena: Client, asked: Asked) -> None:
    write(lena, asked, **{f"c{asked.excel}-spring": "tio"})
    write(lena, asked, **{f"c{asked.excel}-spring": "10"})
    assert asked.seats() == {"Excel grund": (10, 0)}
    assert asked.row().typed == {}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tio", "Skriv ett heltal, till exempel 12."),
        ("-3", "Skriv 0 eller mer."),
        ("99999", "från 0 till 2 000"),
        ("1,5", "Skriv ett heltal, till exempel 12."),
    ],
)
def test_the_review_says_what_is_wrong_with_a_number(
    lena: Client, asked: Asked, text: str, sentence: str
) -> None:
    write(lena, asked, **{f"c{asked.excel}-autumn": text, "approval": "alone"})
    answer = lena.get(asked.url("review/"))
    page = answer.content.decode()
    assert sentence in page or "Write" in page
    assert answer.context["form"][f"c{asked.excel}-autumn"].label.startswith("Excel grund, ")
    assert f'value="{text}"' in page
    assert "data-error-summary" in page
    assert lena.post(asked.url("sending/"), {"version": "2"}).status_code == 302
    assert asked.row().state == "draft"


def test_a_need_in_own_words_needs_words_somebody_and_seats(lena: Client, asked: Asked) -> None:
    write(lena, asked, **{"o7-spring": "5", "was-o7-spring": "", "approval": "alone"})
    page = lena.get(asked.url("review/"))
    assert "o7-text" in page.content.decode()
    assert page.context["form"].errors.keys() == {"o7-text", "o7-audience"}
    data = written(lena.get(asked.url()), o7_text="Klarspråk", o7_audience="managers", o7_spring="")
    lena.post(asked.url("saving/"), data)
    assert lena.get(asked.url("review/")).context["form"].errors.keys() == {"o7-spring"}


def test_a_need_in_own_words_is_added_and_taken_away(lena: Client, asked: Asked) -> None:
    led = lena.post(asked.url("need/"), written(lena.get(asked.url())))
    page = lena.get(led["Location"].partition("#")[0])
    key = next(key for key in shown(page) if key.startswith("was-o") and key.endswith("-text"))
    number = key.removeprefix("was-o").removesuffix("-text")
    data = written(page, **{f"o{number}-text": "Skriva på klarspråk", f"o{number}-autumn": "9"})
    lena.post(asked.url("saving/"), data)
    assert asked.seats() == {"Skriva på klarspråk": (0, 9)}
    data = written(lena.get(asked.url())) | {"number": number}
    lena.post(asked.url("removal/"), data)
    assert asked.seats() == {}
    assert asked.row().typed == {}


def test_two_who_write_in_different_fields_lose_nothing(
    lena: Client, asked: Asked, cast: Cast
) -> None:
    karin = Client()
    sign_in(karin, "karin")
    lenas, karins = lena.get(asked.url()), karin.get(asked.url())
    lena.post(asked.url("saving/"), written(lenas, **{f"c{asked.excel}-spring": "12"}))
    karin.post(asked.url("saving/"), written(karins, **{f"c{asked.law}-autumn": "4"}))
    assert asked.seats() == {"Excel grund": (12, 0), "Förvaltningslagen": (0, 4)}


def test_two_who_write_in_one_field_are_shown_both_and_neither_is_written_over(
    lena: Client, asked: Asked
) -> None:
    karin = Client()
    sign_in(karin, "karin")
    field = f"c{asked.excel}-spring"
    lenas, karins = lena.get(asked.url()), karin.get(asked.url())
    lena.post(asked.url("saving/"), written(lenas, **{field: "12"}))
    mine = written(karins, **{field: "8", f"c{asked.law}-spring": "3"})
    page = karin.post(asked.url("saving/"), mine)
    assert asked.seats() == {"Excel grund": (12, 0), "Förvaltningslagen": (3, 0)}
    told = page.content.decode()
    assert "Lena Lokal" in told
    assert "12" in told
    assert 'value="8"' in told
    again = karin.post(asked.url("saving/"), written(page, **{field: "8"}))
    assert again.status_code == 200, "a clash stays until somebody chooses"
    assert asked.seats()["Excel grund"] == (12, 0)
    karin.post(asked.url("saving/"), written(page, **{field: "8"}) | {"keep": field})
    assert asked.seats()["Excel grund"] == (8, 0)


def test_choosing_the_others_words_keeps_them(lena: Client, asked: Asked) -> None:
    karin = Client()
    sign_in(karin, "karin")
    field = f"c{asked.excel}-spring"
    lenas, karins = lena.get(asked.url()), karin.get(asked.url())
    lena.post(asked.url("saving/"), written(lenas, **{field: "12"}))
    page = karin.post(asked.url("saving/"), written(karins, **{field: "8"}))
    done = karin.post(asked.url("saving/"), written(page, **{field: "8"}) | {"take": field})
    assert done.status_code == 302
    assert asked.seats() == {"Excel grund": (12, 0)}


def test_the_page_saves_itself_in_a_part_that_writes_over_no_field(
    lena: Client, asked: Asked
) -> None:
    field = f"c{asked.excel}-spring"
    data = written(lena.get(asked.url()), **{field: "12"})
    part = lena.post(asked.url("saving/"), data, headers={"HX-Request": "true"}).content.decode()
    assert 'id="saved"' in part
    assert f'id="was-{field}" value="12" hx-swap-oob="true"' in part
    assert f'name="{field}"' not in part


def test_after_the_last_time_the_answer_is_read_and_not_written(lena: Client, asked: Asked) -> None:
    write(lena, asked, **{f"c{asked.excel}-spring": "12"})
    page = lena.get(asked.url())
    asked.change(Campaign, closes_at=timezone.now() - timedelta(minutes=1))
    late = lena.post(asked.url("saving/"), written(page, **{f"c{asked.law}-spring": "77"}))
    told = late.content.decode()
    assert "77" in told
    assert "Excel grund" in told
    assert asked.seats() == {"Excel grund": (12, 0)}
    part = lena.post(
        asked.url("saving/"),
        written(page, **{f"c{asked.law}-spring": "77"}),
        headers={"HX-Request": "true"},
    )
    assert 'role="alert"' in part.content.decode()


def test_a_day_of_its_own_keeps_an_answer_open(lena: Client, asked: Asked) -> None:
    asked.change(Campaign, closes_at=timezone.now() - timedelta(days=1))
    asked.change(until=timezone.now() + timedelta(days=1))
    write(lena, asked, **{f"c{asked.excel}-spring": "12"})
    assert asked.seats() == {"Excel grund": (12, 0)}


def test_an_answer_is_sent_as_it_was_looked_through(lena: Client, asked: Asked) -> None:
    write(lena, asked, **{f"c{asked.excel}-spring": "12", "approval": "alone"})
    version = lena.get(asked.url("review/")).context["version"]
    write(lena, asked, **{f"c{asked.excel}-spring": "13"})
    led = lena.post(asked.url("sending/"), {"version": version})
    assert led["Location"].endswith("/review/")
    assert asked.row().state == "draft"
    lena.post(asked.url("sending/"), {"version": asked.row().version})
    assert asked.row().state == "approved"
    assert "Excel grund" in lena.get(asked.url()).content.decode()


def test_only_ones_own_authoritys_answer_is_found(cast: Cast, asked: Asked) -> None:
    for who, status in (("lars", 404), ("amina", 403), ("karin", 200), ("jamte", 404)):
        client = Client()
        sign_in(client, who)
        assert client.get(asked.url()).status_code == status, who
