"""E-invoices leave once, under one name, and what is said of them comes back."""

import email
import socket
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import Client, override_settings

from fees.actions import carry as carrying
from fees.actions import dispatch as actions
from fees.actions import read_answers
from fees.models import Dispatch, Invoice, Issuer
from fees.tasks import carry_invoices
from members.models import InvoiceProfile
from network import scope
from network.models import JournalEntry
from network.rules import MAX_ATTEMPTS
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.dispatches import found, hurry, invoice_of, issue_all
from tests.signing_in import sign_in

PAGES = f"/{VN}/fees/e-invoices/"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder that the access point watches."""
    (tmp_path / "back").mkdir()
    with override_settings(EINVOICE_FOLDER=str(tmp_path)):
        yield tmp_path


def carry(cast: Cast, pk: int) -> bool:
    """Hand over as the worker does."""
    with acting_as("portal_worker"):
        return carrying.carry(cast.vn, pk)


def look(cast: Cast) -> int:
    """Read the answers as the worker does."""
    with acting_as("portal_worker"):
        return read_answers.look(cast.vn)


def test_each_drawn_invoice_sets_out_and_one_without_address_stays_a_pdf(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch)
    assert set(rows) == {"spv", "csn", "miun", "timra"}
    assert found(cast, rows["spv"]).state == "no_address"
    assert found(cast, rows["csn"]).state == "waiting"
    assert found(cast, rows["csn"]).channel == "folder"


def test_what_breaks_a_rule_does_not_leave(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fees.actions.einvoices.made_of", lambda invoice, lines: None)
    rows = issue_all(cast, monkeypatch)
    row = found(cast, rows["csn"])
    assert (row.state, bool(row.told)) == ("failed", True)


def test_a_file_in_the_folder_is_whole_and_is_the_kept_e_invoice(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch)
    assert [carry(cast, rows["csn"]) for _time in range(3)] == [True, False, False]
    row = found(cast, rows["csn"])
    assert row.state == "sent"
    assert row.sent_at is not None
    files = [path for path in folder.iterdir() if path.is_file()]
    assert [path.name for path in files] == [row.name]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert files[0].read_bytes() == actions.content(row)
    assert VN in row.name
    assert row.invoice.code in row.name


def test_the_sweep_hands_over_all_that_wait_and_reads_the_answers(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch)
    with acting_as("portal_worker"):
        carry_invoices()
    assert len([path for path in folder.iterdir() if path.is_file()]) == 3
    (folder / "back" / "a").write_text(lines(invoice_of(cast, rows["miun"]), "received"))
    with acting_as("portal_worker"):
        carry_invoices()
    states = {key: found(cast, pk).state for key, pk in rows.items()}
    assert states == {"csn": "sent", "miun": "received", "timra": "sent", "spv": "no_address"}


def test_a_folder_that_is_not_there_is_tried_five_times_and_then_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch)
    with override_settings(EINVOICE_FOLDER="/nowhere/at/all"):
        for _try in range(MAX_ATTEMPTS):
            assert carry(cast, rows["csn"]) is False
            hurry(cast)
    row = found(cast, rows["csn"])
    assert row.state == "failed"
    assert "nowhere" not in row.told
    assert row.told


class Server:
    """A mail server that keeps what it is given, or refuses it."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.refuses = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail or refuse it."""
        if self.refuses:
            return "451 later"
        self.taken.append(email.message_from_bytes(envelope.content))
        return "250 taken"


@pytest.fixture
def post() -> Iterator[Server]:
    """The access point's mail server."""
    server = Server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
    ):
        yield server
    controller.stop()


def test_mail_to_the_access_point_holds_the_e_invoice_under_the_same_id_each_time(
    cast: Cast, post: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch, "mail")
    post.refuses = True
    assert carry(cast, rows["csn"]) is False
    assert found(cast, rows["csn"]).state == "sending"
    post.refuses = False
    assert carry(cast, rows["csn"]) is False, "not before its time"
    hurry(cast)
    assert carry(cast, rows["csn"]) is True
    row = found(cast, rows["csn"])
    assert row.state == "sent"
    (mail,) = post.taken
    assert mail["To"] == "ap@example.org"
    assert row.name.removesuffix(".xml") in str(mail["Message-ID"])
    (attached,) = [part for part in mail.walk() if part.get_filename()]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert attached.get_payload(decode=True) == actions.content(row)


def lines(invoice: Invoice, state: str, reason: str = "") -> str:
    """An answer in the plain form."""
    seller = invoice.seller["organisation_number"]
    return f"invoice: {invoice.code}\nseller: {seller}\nstate: {state}\nreason: {reason}\n"


def test_an_answer_in_the_folder_is_read_once_and_laid_aside(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch)
    carry(cast, rows["csn"])
    answer = lines(invoice_of(cast, rows["csn"]), "rejected", "Referensen saknas.")
    for name in ("a.txt", "b.txt"):
        (folder / "back" / name).write_text(answer)
    assert look(cast) == 1
    row = found(cast, rows["csn"])
    assert (row.state, row.told) == ("rejected", "Referensen saknas.")
    assert sorted(path.name for path in (folder / "back" / "read").iterdir()) == ["a.txt", "b.txt"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        verbs = JournalEntry.objects.about(row.invoice).values_list("verb", flat=True)
        assert list(verbs).count("dispatch_rejected") == 1


def test_an_answer_to_another_network_or_to_nobody_is_left_where_it_lies(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch)
    carry(cast, rows["csn"])
    invoice = invoice_of(cast, rows["csn"])
    (folder / "back" / "theirs").write_text(lines(invoice, "received"))
    with acting_as("portal_worker"):
        assert read_answers.look(cast.jl) == 0
    assert (folder / "back" / "theirs").exists()
    (folder / "back" / "nobody").write_text("invoice: 1999-1\nseller: 5560000000\nstate: received")
    (folder / "back" / "junk").write_bytes(b"\x00\xff%PDF")
    assert look(cast) == 1
    assert (folder / "back" / "nobody").exists()
    assert (folder / "back" / "unread" / "junk").exists()
    assert found(cast, rows["csn"]).state == "received"


def test_what_was_rejected_is_not_received_by_a_late_answer(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch)
    carry(cast, rows["csn"])
    with scope.enter(cast.users["erik"], cast.vn):
        row = Dispatch.objects.get(pk=rows["csn"])
        assert actions.answer(row, "received", "")
        assert actions.answer(row, "rejected", "Nej.")
        assert not actions.answer(row, "received", "")
    assert found(cast, rows["csn"]).state == "rejected"


def test_a_rejected_e_invoice_is_sent_again_as_a_new_attempt_once(
    cast: Cast, folder: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch)
    carry(cast, rows["csn"])
    sign_in(client, "erik")
    page = f"{PAGES}{rows['csn']}/"
    answer = client.post(f"{page}answer/", {"state": "rejected", "told": ""})
    assert answer.status_code == 200, "a rejection without a reason is not taken"
    client.post(f"{page}answer/", {"state": "rejected", "told": "Fel mottagare."})
    for where in (f"/{VN}/", PAGES):
        assert "e-invoices/?state=look" in client.get(where).content.decode(), "it is to be done"
    assert [client.post(f"{page}attempt/").status_code for _click in range(2)] == [302, 302]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        attempts = list(
            Dispatch.objects.filter(invoice__dispatches=rows["csn"]).order_by("attempt")
        )
        assert [(row.attempt, row.state) for row in attempts] == [(1, "rejected"), (2, "waiting")]
        assert attempts[0].name != attempts[1].name
        assert not Dispatch.objects.to_look_at().exists()


def test_an_invoice_is_called_back_only_before_it_left(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch)
    carry(cast, rows["csn"])
    left, waits = (invoice_of(cast, rows[key]) for key in ("csn", "timra"))
    with scope.enter(cast.users["erik"], cast.vn):
        assert (actions.has_left(left), actions.has_left(waits)) == (True, False)
        assert (actions.cancel(left), actions.cancel(waits)) == (False, True)
    assert carry(cast, rows["timra"]) is False
    assert found(cast, rows["timra"]).state == "cancelled"
    assert len([path for path in folder.iterdir() if path.is_file()]) == 1


def test_downloading_hands_nothing_over_until_it_is_said(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch, "download")
    sign_in(client, "erik")
    archives = [client.get(f"{PAGES}archive/").content for _time in range(2)]
    assert archives[0] == archives[1]
    assert archives[0].count(b"PK\x01\x02") == 3
    assert found(cast, rows["csn"]).state == "waiting"
    chosen = {"dispatch": [rows["csn"], rows["spv"]]}
    assert client.post(f"{PAGES}handover/", chosen).status_code == 302
    assert found(cast, rows["csn"]).state == "sent"
    assert found(cast, rows["timra"]).state == "waiting"
    assert found(cast, rows["spv"]).state == "no_address"


def test_the_channel_is_the_one_that_the_issuer_had_when_the_paper_was_drawn(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = issue_all(cast, monkeypatch, "folder")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Issuer.objects.update(channel="download")
        InvoiceProfile.objects.update(endpoint="")
    assert found(cast, rows["csn"]).channel == "folder"
