"""A sender killed anywhere loses no e-invoice by mail, and one that comes twice has one name."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.test import override_settings

from fees.actions import carry
from tests.cast import load
from tests.databases import admin_url
from tests.fees.dispatches import issue_all
from tests.fees.killing import begin
from tests.fees.test_dispatch_kills import BEGIN_ANEW, LEASE_OVER

TO_FILES = "django.core.mail.backends.filebased.EmailBackend"


def arrived(folder: Path) -> list[EmailMessage]:
    """What the mail server has taken."""
    return [
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in folder.iterdir()
    ]


def invoice_in(message: EmailMessage) -> bytes:
    """The e-invoice that a mail carries."""
    (attached,) = message.iter_attachments()
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_e_invoice_by_mail_goes_once_or_under_the_same_name_wherever_its_sender_dies(
    in_own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = load()
    row = issue_all(cast, monkeypatch, "mail")["csn"]
    send = partial(begin, in_own_database, "portal_worker", partial(carry.carry, cast.vn, row))
    names: set[str] = set()
    invoices: set[bytes] = set()
    gone: list[int] = []  # how many mails had gone when it died, at each point
    with (
        override_settings(EMAIL_BACKEND=TO_FILES, EMAIL_FILE_PATH=str(tmp_path)),
        psycopg.connect(admin_url(in_own_database), autocommit=True) as admin,
    ):
        for point in range(1, 100):
            died = send(dies_at=point).was_killed()
            before = len(arrived(tmp_path))
            if died:
                gone.append(before)
                # Nobody else sends while its time runs: it may only be slow.
                send().finish()
                assert len(arrived(tmp_path)) == before or not _is_held(admin, row)
                admin.execute(LEASE_OVER.encode())
                send().finish()
            mails = arrived(tmp_path)
            names |= {str(mail["Message-ID"]) for mail in mails}
            invoices |= {invoice_in(mail) for mail in mails}
            assert _state(admin, row) == "sent"
            assert len(mails) in ((1, 2) if before else (1,))
            send().finish()  # what is sent is not sent again
            assert len(arrived(tmp_path)) == len(mails)
            if not died:
                assert len(mails) == 1
                break
            admin.execute("SET session_replication_role = replica")
            admin.execute(f"{BEGIN_ANEW} WHERE id = {row}".encode())
            admin.execute("SET session_replication_role = origin")
            for path in tmp_path.iterdir():
                path.unlink()
    assert gone.count(0) > 3
    assert gone.count(1) > 3
    assert gone == sorted(gone)
    assert len(names) == 1, "the access point knows the second by its name"
    assert len(invoices) == 1


def _state(admin: psycopg.Connection, row: int) -> str:
    found = admin.execute("SELECT state FROM fees_dispatch WHERE id = %s", [row]).fetchone()
    assert found is not None
    return str(found[0])


def _is_held(admin: psycopg.Connection, row: int) -> bool:
    return _state(admin, row) == "sending"
