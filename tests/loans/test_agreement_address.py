"""A party outside the network, by its address alone: reads, comments, signs on paper."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.utils import timezone

from loans.models import AgreementAddress, Comment, Signature
from loans.rules import Stage
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.loans import making
from tests.loans.drafting import (
    AT,
    PDF,
    address_of,
    as_typed,
    letters,
    newest,
    outside_draft,
    run_errands,
    visitor,
    whole_draft,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_floods() -> None:
    cache.clear()


def lay_in(cast: Cast, loan: int, address: str, content: bytes = PDF, **changes: Any) -> Any:
    """What the outside party is answered who lays in its signed paper."""
    client = Client()
    client.cookies["language"] = "en"
    said: dict[str, Any] = {
        "digest": newest(cast, loan).digest,
        "by_name": "Gunilla Gräns",
        "by_title": "Regiondirektör",
        "paper": SimpleUploadedFile("avtal.pdf", content, "application/pdf"),
    }
    return client.post(address, said | changes, follow=True)


def signatures(cast: Cast, loan: int) -> list[Signature]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(Signature.objects.filter(wording__loan=loan, fell_at=None))


def change_address(cast: Cast, **changes: Any) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        AgreementAddress.objects.update(**changes)


def test_the_contact_reads_comments_downloads_and_signs_without_an_account(cast: Cast) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    page = Client().get(address)
    assert page.status_code == 200
    assert "Region Gävleborg" in page.content.decode()
    assert "Amina Hassan" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert Client().get(f"{address}paper/").content.startswith(b"%PDF-")
    said = {"clause": "place", "text": "I Gävle, tack", "by_name": "Greta Gräns"}
    for _click in range(2):
        assert Client().post(address, said).status_code == 302
    assert b"I G\xc3\xa4vle, tack" in Client().get(address).content
    assert lay_in(cast, loan, address).redirect_chain
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        (comment,) = Comment.objects.all()
    assert (comment.side, comment.by_name) == ("borrower", "Greta Gräns")
    (given,) = signatures(cast, loan)
    assert (given.side, given.how, given.by_name) == ("borrower", "upload", "Gunilla Gräns")


def test_both_signatures_take_the_loan_on_whoever_comes_first(cast: Cast) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    lay_in(cast, loan, address)
    run_errands(cast)
    assert [one.to for one in letters(cast, "loans.loan_to_sign")] == ["lena@example.org"]
    making.sign_as(cast, loan, "lender")
    assert making.stage_of(cast, loan) == Stage.SIGNED
    other = whole_draft(cast, "berit")
    assert making.stage_of(cast, other) == Stage.DRAFT


def test_the_outside_partys_paper_as_the_second_takes_the_loan_on(cast: Cast) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    making.sign_as(cast, loan, "lender")
    lay_in(cast, loan, address)
    run_errands(cast)
    assert making.stage_of(cast, loan) == Stage.SIGNED
    page = Client().get(address).content.decode()
    assert "Region Gävleborg" in page
    assert Client().get(f"{address}paper/").content.startswith(b"%PDF-")


def test_a_used_address_signs_no_second_time(cast: Cast) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    for _click in range(2):
        lay_in(cast, loan, address)
    assert len(signatures(cast, loan)) == 1


@pytest.mark.parametrize("how", ["expired", "ended"])
def test_an_address_that_is_over_shows_and_takes_nothing(cast: Cast, how: str) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    yesterday = timezone.now() - timedelta(days=1)
    change_address(cast, **{"expires_at" if how == "expired" else "ended_at": yesterday})
    for answer in (
        Client().get(address),
        Client().get(f"{address}paper/"),
        lay_in(cast, loan, address),
        Client().post(address, {"clause": "", "text": "Hej", "by_name": "Greta"}),
    ):
        assert "Amina" not in answer.content.decode(errors="replace")
        assert not answer.content.startswith(b"%PDF-")
    assert signatures(cast, loan) == []
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Comment.objects.exists()


def test_a_new_address_ends_the_one_before(cast: Cast) -> None:
    loan = outside_draft(cast)
    first, second = address_of(cast, loan), address_of(cast, loan)
    assert first != second
    assert "Amina" not in Client().get(first).content.decode()
    assert "Amina" in Client().get(second).content.decode()


@pytest.mark.parametrize("wrong", ["x", "0" * 43, "../../jamtland"])
def test_somebody_elses_secret_opens_nothing(cast: Cast, wrong: str) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    secret = address.rstrip("/").rpartition("/")[2]
    for path in (
        address.replace(secret, wrong),
        address.replace(secret, secret[:-1] + ("A" if secret[-1] != "A" else "B")),
        address.replace("/vasternorrland/", "/jamtland/"),
        address.replace("/vasternorrland/", "/nowhere/"),
    ):
        for answer in (Client().get(path), Client().get(f"{path}paper/"), lay_in(cast, loan, path)):
            assert answer.status_code == 404
            assert "Amina" not in answer.content.decode(errors="replace")
    assert signatures(cast, loan) == []


def test_an_address_reaches_its_own_loan_alone(cast: Cast) -> None:
    other = whole_draft(cast, "berit")
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    page = Client().get(address).content.decode()
    assert "Berit" not in page
    answer = lay_in(cast, other, address)  # by the other agreement's hash
    assert "A newer version has been written meanwhile" in answer.content.decode()
    assert signatures(cast, other) == []
    for path in (f"{AT}/{loan}/", f"{AT}/{loan}/agreement/", f"{AT}/{other}/agreement/paper/"):
        assert Client().get(path).status_code in (302, 404)


def test_a_version_that_was_overtaken_is_not_signed_by_the_paper_of_the_one_before(
    cast: Cast,
) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    read = newest(cast, loan).digest
    making.make_wording(cast, loan, place="Sandviken")
    answer = lay_in(cast, loan, address, digest=read)
    assert "A newer version has been written meanwhile" in answer.content.decode()
    assert signatures(cast, loan) == []


def test_what_is_no_pdf_is_refused_there_too(cast: Cast) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    assert "The file is no PDF" in lay_in(cast, loan, address, b"MZ a program").content.decode()
    answer = Client().post(address, {"clause": "", "text": "811218-9876", "by_name": "Greta"})
    assert answer.status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Comment.objects.exists()


def test_the_outside_party_is_told_by_letter_when_the_member_writes_or_a_signature_falls(
    cast: Cast,
) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    lay_in(cast, loan, address)
    client = visitor("lena")
    typed = as_typed(client, loan) | {"place": "Gävle"}
    client.post(f"{AT}/{loan}/agreement/draft/", typed)
    assert signatures(cast, loan) == []
    run_errands(cast)
    told = letters(cast, "loans.loan_address")
    assert {one.to for one in told} == {"greta@example.org"}
    assert len(told) == 3
    assert all(address in one.text for one in told)
    assert [one.to for one in letters(cast, "loans.loan_signature_fell")] == ["lena@example.org"]


def test_addresses_are_for_loans_with_an_outside_party_and_for_those_who_draft(cast: Cast) -> None:
    inside, outside = whole_draft(cast, "berit"), outside_draft(cast)
    assert visitor("lena").post(f"{AT}/{inside}/agreement/address/").status_code == 302
    for who, status in (("amina", 403), ("mats", 403), ("styrbjorn", 404), ("lars", 404)):
        assert visitor(who).post(f"{AT}/{outside}/agreement/address/").status_code == status
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not AgreementAddress.objects.exists()


def test_the_database_shows_an_address_to_no_scope_but_its_own_sides(cast: Cast) -> None:
    loan = outside_draft(cast)
    address_of(cast, loan)
    for who, sees in (("lena", True), ("karin", True), ("amina", False), ("styrbjorn", False)):
        with scope.enter(cast.users[who], cast.vn):
            assert AgreementAddress.objects.exists() == sees, who


def test_an_address_is_used_outside_every_scope(cast: Cast) -> None:
    loan = outside_draft(cast)
    address = address_of(cast, loan)
    from network.secret_addresses import digest_of

    digest = digest_of(address.rstrip("/").rpartition("/")[2])
    with (
        scope.enter(cast.users["amina"], cast.vn),
        pytest.raises(ProgrammingError, match="outside every scope"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT app.sign_at(%s, %s, 'x', 'x.pdf', 'x', 'x', 'x', 'x')", [cast.vn, digest]
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.net(), app.system()")
        assert cursor.fetchone() in ((None, False), (None, None))


def test_who_tries_many_addresses_waits(cast: Cast) -> None:
    client = Client()
    for _try in range(30):
        client.get("/reply/vasternorrland/agreements/nothing/")
    assert client.get("/reply/vasternorrland/agreements/nothing/").status_code == 429
