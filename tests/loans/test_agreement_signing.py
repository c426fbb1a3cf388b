"""Signing: by the role of the day, with a second factor shown just now, or on paper."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.utils import timezone

from loans.models import AgreementFile, Signature, Wording
from loans.rules import Stage
from members.models import Role
from network import scope
from network.models import User
from network.sign_in import SealedSecretsAdapter
from tests.cast import Cast, email
from tests.databases import acting_as
from tests.loans import making
from tests.loans.drafting import (
    AT,
    PDF,
    as_typed,
    letters,
    newest,
    run_errands,
    visitor,
    whole_draft,
)

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def sign(client: Client, cast: Cast, loan: int, **changes: Any) -> Any:
    """What somebody is answered who signs the newest version."""
    client.cookies["language"] = "en"
    said = {"digest": newest(cast, loan).digest, "read": "on"} | changes
    return client.post(f"{AT}/{loan}/agreement/signature/", said, follow=True)


def upload(client: Client, cast: Cast, loan: int, content: bytes = PDF, **changes: Any) -> Any:
    """What somebody is answered who lays in a signed paper."""
    client.cookies["language"] = "en"
    said: dict[str, Any] = {
        "digest": newest(cast, loan).digest,
        "by_name": "Harriet Chef",
        "by_title": "HR-chef",
        "paper": SimpleUploadedFile("underskriven.pdf", content, "application/pdf"),
    }
    return client.post(f"{AT}/{loan}/agreement/signed-paper/", said | changes, follow=True)


def signatures(cast: Cast, loan: int) -> list[Signature]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = Signature.objects.filter(wording__loan=loan).select_related("wording")
        return list(rows.order_by("pk"))


def only_factor(who: str, **data: Any) -> Client:
    """Somebody signed in an hour ago, who has an app that shows codes."""
    user = User.objects.get(email=email(who))
    secret = SealedSecretsAdapter().encrypt(SECRET)
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": secret} | data
    )
    client = Client()
    client.force_login(user)
    return client


def code_now() -> str:
    """What the app shows right now."""
    now = list(yield_hotp_counters_from_time())[1]
    return str(format_hotp_value(hotp_value(SECRET, now)))


def test_two_signatures_on_one_hash_make_the_loan_signed_and_the_paper_kept(cast: Cast) -> None:
    loan = whole_draft(cast)
    assert sign(visitor("lena"), cast, loan).redirect_chain
    assert making.stage_of(cast, loan) == Stage.DRAFT
    run_errands(cast)
    assert [one.to for one in letters(cast, "loans.loan_to_sign")] == ["styrbjorn@example.org"]
    assert sign(visitor("styrbjorn"), cast, loan).redirect_chain
    assert making.stage_of(cast, loan) == Stage.SIGNED
    digest = newest(cast, loan).digest
    assert [(one.side, one.how, one.digest) for one in signatures(cast, loan)] == [
        ("lender", "portal", digest),
        ("borrower", "portal", digest),
    ]
    run_errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        kept = AgreementFile.objects.get(kind="made")
    paper = visitor("lena").get(f"{AT}/{loan}/agreement/paper/")
    assert paper.content == bytes(kept.content)
    assert visitor("amina").get(f"{AT}/{loan}/agreement/paper/").content == bytes(kept.content)


def test_the_signer_reads_the_whole_content_and_its_hash(cast: Cast) -> None:
    loan = whole_draft(cast)
    page = visitor("lena").get(f"{AT}/{loan}/agreement/signature/").content.decode()
    wording = newest(cast, loan)
    assert wording.digest in page
    for code in ("tasks", "place", "sickness", "rights", "lender_number"):
        assert wording.content[code].split(".")[0] in unescape(page)


def test_a_code_from_the_app_signs_and_a_wrong_or_missing_one_does_not(cast: Cast) -> None:
    loan = whole_draft(cast)
    client = only_factor("lena")
    for code in ("", "000000"):
        assert not sign(client, cast, loan, code=code).redirect_chain
    assert signatures(cast, loan) == []
    assert sign(client, cast, loan, code=code_now()).redirect_chain
    assert len(signatures(cast, loan)) == 1


def test_who_has_no_second_factor_is_told_to_add_one(cast: Cast) -> None:
    loan = whole_draft(cast)
    client = Client()
    client.force_login(User.objects.get(email=email("lena")))
    page = sign(client, cast, loan).content.decode()
    assert "You need a second factor to sign" in page
    assert "Show your second factor first" in page
    assert signatures(cast, loan) == []


def test_a_factor_that_was_shown_long_ago_does_not_sign(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    loan = whole_draft(cast)
    client = visitor("lena")
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 301} for record in records
    ]
    session.save()
    assert "Code from your app" in sign(client, cast, loan).content.decode()
    assert signatures(cast, loan) == []


def test_nobody_signs_without_saying_that_they_have_read_it(cast: Cast) -> None:
    loan = whole_draft(cast)
    page = sign(visitor("lena"), cast, loan, read="").content.decode()
    assert "Tick that you have read the agreement" in page
    assert signatures(cast, loan) == []


def test_who_lost_the_role_yesterday_is_refused_with_a_sentence_and_by_the_database(
    cast: Cast,
) -> None:
    loan = whole_draft(cast)
    yesterday = timezone.localdate() - timedelta(days=1)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Role.objects.filter(person_id=cast.person("lena"), kind="hr_signer").update(until=yesterday)
    page = sign(visitor("lena"), cast, loan).content.decode()
    assert "Only somebody who is HR signer of one of the two authorities today" in page
    for how in ("portal", "upload"):
        with scope.enter(cast.users["lena"], cast.vn), pytest.raises(IntegrityError, match="HR"):
            _raw_signature(cast, loan, how)
    assert signatures(cast, loan) == []


def _raw_signature(cast: Cast, loan: int, how: str, side: str = "lender") -> None:
    wording = Wording.objects.filter(loan=loan).order_by("-number")[0]
    file = None
    if how == "upload":
        file = AgreementFile.objects.create(
            wording=wording, kind="uploaded", side=side, name="x.pdf", content=PDF, sha256="0" * 64
        )
    Signature.objects.create(
        wording=wording,
        side=side,
        how=how,
        digest=wording.digest,
        file=file,
        by_name="Lena",
        user_id=cast.users["lena"],
    )


@pytest.mark.parametrize("who", ["amina", "mats", "karin"])
def test_who_reads_it_without_being_signer_cannot_sign(cast: Cast, who: str) -> None:
    loan = whole_draft(cast)
    assert "You cannot sign this agreement" in sign(visitor(who), cast, loan).content.decode()
    assert signatures(cast, loan) == []


def test_nobody_signs_for_the_other_side(cast: Cast) -> None:
    loan = whole_draft(cast)
    with scope.enter(cast.users["lena"], cast.vn), pytest.raises(IntegrityError):
        _raw_signature(cast, loan, "portal", "borrower")


def test_the_same_side_signs_once(cast: Cast) -> None:
    loan = whole_draft(cast)
    client = visitor("lena")
    sign(client, cast, loan)
    assert "Your side has signed already" in sign(client, cast, loan).content.decode()
    assert len(signatures(cast, loan)) == 1


def test_another_version_makes_the_signature_fall_and_both_are_told(cast: Cast) -> None:
    loan = whole_draft(cast)
    sign(visitor("lena"), cast, loan)
    client = visitor("styrbjorn")
    typed = as_typed(client, loan) | {"place": "Härnösand"}
    client.post(f"{AT}/{loan}/agreement/draft/", typed)
    assert [one.fell_at is not None for one in signatures(cast, loan)] == [True]
    run_errands(cast)
    fell = letters(cast, "loans.loan_signature_fell")
    assert sorted(one.to for one in fell) == ["lena@example.org", "styrbjorn@example.org"]
    assert "Lena Lokal" in fell[0].text
    assert sign(visitor("styrbjorn"), cast, loan).redirect_chain
    assert making.stage_of(cast, loan) == Stage.DRAFT


def test_a_version_that_was_overtaken_while_it_was_read_is_not_signed(cast: Cast) -> None:
    loan = whole_draft(cast)
    read = newest(cast, loan).digest
    making.make_wording(cast, loan, place="Timrå")
    page = sign(visitor("lena"), cast, loan, digest=read).content.decode()
    assert "A newer version has been written meanwhile" in page
    assert signatures(cast, loan) == []


def test_what_lacks_a_clause_is_not_signed(cast: Cast) -> None:
    loan = whole_draft(cast)
    making.make_wording(cast, loan, sickness="")
    page = sign(visitor("lena"), cast, loan).content.decode()
    assert "Fill in what is missing first: Sickness." in page
    assert signatures(cast, loan) == []


def test_after_both_have_signed_nobody_writes_or_signs_any_more(cast: Cast) -> None:
    loan = whole_draft(cast)
    for who in ("lena", "styrbjorn"):
        sign(visitor(who), cast, loan)
    client = visitor("lena")
    for page in ("draft/", "comments/"):
        client.post(f"{AT}/{loan}/agreement/{page}", {"base": "2", "text": "x"})
    assert newest(cast, loan).number == 2
    assert "stands" in sign(client, cast, loan).content.decode()
    assert len(signatures(cast, loan)) == 2


def test_a_person_is_not_signed_away_for_more_than_their_whole_time(cast: Cast) -> None:
    making.make_signed(cast, percent=60)
    loan = whole_draft(cast, borrower="miun", percent=60)
    sign(visitor("lena"), cast, loan)
    page = sign(visitor("miriam"), cast, loan).content.decode()
    assert "more than 100 per cent" in page
    assert making.stage_of(cast, loan) == Stage.DRAFT
    assert len(signatures(cast, loan)) == 1


def test_a_signed_pdf_counts_as_a_signature_and_is_only_ever_saved(cast: Cast) -> None:
    loan = whole_draft(cast)
    assert upload(visitor("lena"), cast, loan).redirect_chain
    (given,) = signatures(cast, loan)
    assert (given.how, given.by_name, given.by_title) == ("upload", "Harriet Chef", "HR-chef")
    answer = visitor("styrbjorn").get(f"{AT}/agreement-papers/{given.file_id}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert visitor("lars").get(f"{AT}/agreement-papers/{given.file_id}/").status_code == 404
    sign(visitor("styrbjorn"), cast, loan)
    assert making.stage_of(cast, loan) == Stage.SIGNED


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90\x00 a program", "The file is no PDF"),
        (b"\x7fELF", "The file is no PDF"),
        (b"  " + PDF, "The file is no PDF"),
        (b"<html>%PDF-1.7", "The file is no PDF"),
        (PDF[:40], "The PDF has no end"),
        (PDF.replace(b"/Root", b"/Encrypt 2 0 R/Root"), "has a password"),
        (PDF.replace(b"/Type", b"/OpenAction<</S/JavaScript/JS(app)>>/Type"), "holds a program"),
        (PDF.replace(b"/Type", b"/OpenAction<</S/Launch>>/Type"), "holds a program"),
        (b"%PDF-1.7\n" + b"x" * 10 * 1024**2 + PDF, "larger than 10 MB"),
    ],
)
def test_what_is_no_signed_pdf_is_refused_in_words(
    cast: Cast, content: bytes, sentence: str
) -> None:
    loan = whole_draft(cast)
    page = upload(visitor("lena"), cast, loan, content).content.decode()
    assert sentence in page
    assert "Harriet Chef" in page
    assert signatures(cast, loan) == []
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not AgreementFile.objects.exists()


@pytest.mark.parametrize("who", ["amina", "mats"])
def test_no_paper_is_laid_in_by_who_signs_for_neither_side(cast: Cast, who: str) -> None:
    loan = whole_draft(cast)
    assert upload(visitor(who), cast, loan).status_code == 403
    with scope.enter(cast.users["lena"], cast.vn), pytest.raises(IntegrityError):
        _raw_signature(cast, loan, "upload", "borrower")


def test_a_double_click_signs_once(cast: Cast) -> None:
    loan = whole_draft(cast)
    client = visitor("lena")
    once = "5a3a6d0e-6a0f-4a53-8a70-6c2b52d6b0bb"
    for _click in range(2):
        assert sign(client, cast, loan, once=once).redirect_chain
    assert len(signatures(cast, loan)) == 1


def test_a_hash_that_is_not_the_contents_is_refused_by_the_database(cast: Cast) -> None:
    loan = whole_draft(cast)
    wording = newest(cast, loan)
    with (
        scope.enter(cast.users["lena"], cast.vn),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO loans_signature (network_id, wording_id, side, how, digest, by_name,"
            " by_title, user_id, at) VALUES (%s, %s, 'lender', 'portal', %s, 'L', '', %s, now())",
            [cast.vn, wording.pk, "0" * 64, cast.users["lena"]],
        )
