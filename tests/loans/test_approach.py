"""An authority would borrow what is offered: told by letter, once, and the lender's no."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from loans.models import Approach
from members.models import Authority
from network import scope
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.loans.boards import AT, hang, make_approach
from tests.mentorship.asking import enter, letters, run_errands

WORDS = {"words": "Bokslut på halvtid från mars."}


def approaches(cast: Cast) -> list[Approach]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(Approach.objects.order_by("pk"))


def test_hr_of_the_lender_is_told_by_letter_and_on_the_start_page(
    cast: Cast, client: Client
) -> None:
    pk = hang(cast, "csn", kind="idle")
    enter(client, "lars")
    client.post(f"{AT}/notices/{pk}/approach/", WORDS)
    run_errands(cast)
    (letter,) = letters(cast, "loan_approach_made")
    assert letter.to == email("lena")
    assert "Bokslut på halvtid" in letter.text
    assert "Lars Lokal" in letter.text
    enter(client, "lena")
    assert "TIMRA" in client.get("/vasternorrland/").content.decode()
    page = client.get(f"{AT}/notices/{pk}/").content.decode()
    assert "Bokslut på halvtid" in page
    assert "Lars Lokal" in page


def test_an_authority_asks_once_and_again_after_a_no(cast: Cast, client: Client) -> None:
    pk = hang(cast, "csn", kind="idle")
    enter(client, "lars")
    for _click in range(2):
        response = client.post(f"{AT}/notices/{pk}/approach/", WORDS)
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    (first,) = approaches(cast)
    enter(client, "lena")
    client.post(f"{AT}/approaches/{first.pk}/declination/", {"why": "Vi behöver hen själva."})
    enter(client, "lars")
    client.post(f"{AT}/notices/{pk}/approach/", WORDS)
    assert len(approaches(cast)) == 2


def test_a_no_goes_with_its_words_to_who_asked(cast: Cast, client: Client) -> None:
    pk = hang(cast, "csn", kind="idle")
    enter(client, "lars")
    client.post(f"{AT}/notices/{pk}/approach/", WORDS)
    (row,) = approaches(cast)
    enter(client, "lena")
    assert client.post(f"{AT}/approaches/{row.pk}/declination/", {"why": ""}).status_code == 200
    for _click in range(2):
        client.post(f"{AT}/approaches/{row.pk}/declination/", {"why": "Redan utlånad."})
    run_errands(cast)
    (letter,) = letters(cast, "loan_approach_declined")
    assert letter.to == email("lars")
    assert "Redan utlånad." in letter.text


def test_who_asked_and_the_lender_read_an_approach_and_no_third_authority_does(
    cast: Cast, client: Client
) -> None:
    pk = hang(cast, "csn", kind="idle")
    row = make_approach(cast, pk)
    seen = {}
    for who in ("lena", "lars", "amina", "miriam", "tove"):
        enter(client, who)
        seen[who] = "Behövs i vår." in client.get(f"{AT}/notices/{pk}/").content.decode()
    assert seen == {"lena": True, "lars": True, "amina": False, "miriam": False, "tove": False}
    enter(client, "lars")
    assert client.get(f"{AT}/approaches/{row}/declination/").status_code == 403
    enter(client, "miriam")
    assert client.get(f"{AT}/approaches/{row}/declination/").status_code == 403


def test_one_does_not_borrow_from_oneself_nor_what_is_no_offer_nor_what_is_closed(
    cast: Cast, client: Client
) -> None:
    own = hang(cast, "timra", kind="idle")
    need = hang(cast, "csn")
    shut = hang(cast, "csn", kind="idle", closed_at=timezone.now() - timedelta(hours=1))
    enter(client, "lars")
    assert client.post(f"{AT}/notices/{own}/approach/", WORDS).status_code == 302
    assert client.post(f"{AT}/notices/{need}/approach/", WORDS).status_code == 404
    assert client.post(f"{AT}/notices/{shut}/approach/", WORDS).status_code == 200
    assert approaches(cast) == []


def test_a_borrower_that_the_rules_do_not_cover_is_told_so_before_anybody_is_asked(
    cast: Cast, client: Client
) -> None:
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        Authority.objects.filter(short_name="TIMRA").update(kind="other")
    pk = hang(cast, "csn", kind="idle")
    enter(client, "lars")
    response = client.post(f"{AT}/notices/{pk}/approach/", WORDS)
    assert "Timrå kommun" in str(response.context["form"].errors)
    assert approaches(cast) == []
