"""The outbox: done once, tried again, given up in the open; with a real mail server."""

import email
import socket
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings
from django.utils import timezone

from network import scope
from network.actions import errand as errands
from network.actions import letter as letters
from network.actions.errand import errand, send_on
from network.models import Errand, Letter
from network.rules import MAX_ATTEMPTS
from tests.cast import Cast
from tests.databases import acting_as

done: list[int] = []


@errand("tests.count")
def _count(number: int) -> None:
    done.append(number)


@errand("tests.break")
def _break(number: int) -> None:
    done.append(number)
    raise ValueError("broken")


@pytest.fixture(autouse=True)
def worker(cast: Cast) -> Iterator[None]:
    """Everything here is the worker's work."""
    done.clear()
    with acting_as("portal_worker"):
        yield


def leave(cast: Cast, name: str, key: str = "1") -> int:
    with scope.enter_system(cast.vn):
        send_on(name, key=key, number=7)
        return int(Errand.objects.get(name=name, key=key).pk)


def hurry(cast: Cast, model: type[Any]) -> None:
    """Let the time until the next try pass."""
    with scope.enter_system(cast.vn):
        model.objects.update(due_at=timezone.now())


def test_an_errand_is_done_once_however_often_it_is_delivered(cast: Cast) -> None:
    pk = leave(cast, "tests.count")
    assert [errands.run(cast.vn, pk) for _delivery in range(3)] == [True, False, False]
    assert done == [7]


def test_the_same_errand_left_twice_is_one(cast: Cast) -> None:
    assert leave(cast, "tests.count") == leave(cast, "tests.count")


def test_an_errand_that_fails_is_tried_again_later_and_given_up_in_the_open(cast: Cast) -> None:
    pk = leave(cast, "tests.break")
    assert errands.run(cast.vn, pk) is False
    assert errands.run(cast.vn, pk) is False, "not before its time"
    assert done == [7]
    for _try in range(MAX_ATTEMPTS):
        hurry(cast, Errand)
        errands.run(cast.vn, pk)
    with scope.enter_system(cast.vn):
        parked = Errand.objects.get(pk=pk)
    assert parked.parked_at is not None
    assert parked.error == "ValueError: broken"
    assert len(done) == MAX_ATTEMPTS


def test_who_may_leave_an_errand_cannot_read_the_outbox(cast: Cast) -> None:
    with acting_as("portal_app"), scope.enter(cast.users["amina"], cast.vn):
        send_on("tests.count", key="amina", number=1)
        assert Errand.objects.count() == 0
    with scope.enter_system(cast.vn):
        assert Errand.objects.filter(key="amina").exists()


class Post:
    """A mail server that answers as told and keeps what it took."""

    def __init__(self) -> None:
        self.answer = "250 OK"
        self.taken: list[Message] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append(email.message_from_bytes(envelope.content))
        return self.answer


@pytest.fixture
def post() -> Iterator[Post]:
    """A real SMTP server on a free port, and the portal sending to it."""
    handler = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
    ):
        yield handler
    controller.stop()


def write(cast: Cast, **facts: str) -> int:
    with scope.enter_system(cast.vn):
        letters.write(
            "tests-1",
            name="tests",
            to="amina@example.org",
            language="sv",
            subject="Du har en plats på kursen",
            text="Hej!",
            **facts,
        )
        return int(Letter.objects.get(key="tests-1").pk)


def state(cast: Cast, pk: int) -> str:
    with scope.enter_system(cast.vn):
        return str(Letter.objects.get(pk=pk).state)


def test_a_letter_is_posted_once_with_its_calendar_file(cast: Cast, post: Post) -> None:
    pk = write(cast, calendar="BEGIN:VCALENDAR\nEND:VCALENDAR\n", calendar_method="REQUEST")
    assert [letters.post(cast.vn, pk) for _delivery in range(3)] == [True, False, False]
    [message] = post.taken
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds.count("text/calendar") == 2
    assert state(cast, pk) == "sent"


def test_a_server_that_is_busy_gets_the_letter_later_under_the_same_name(
    cast: Cast, post: Post
) -> None:
    pk = write(cast)
    post.answer = "451 try again later"
    assert letters.post(cast.vn, pk) is False
    assert state(cast, pk) == "queued"
    post.answer = "250 OK"
    hurry(cast, Letter)
    assert letters.post(cast.vn, pk) is True
    assert post.taken[0]["Message-ID"].startswith(f"<letter-{pk}@")


def test_a_letter_nobody_takes_is_shown_as_failed_and_can_be_sent_again(
    cast: Cast, post: Post
) -> None:
    pk = write(cast)
    post.answer = "550 no such mailbox"
    for _try in range(MAX_ATTEMPTS):
        hurry(cast, Letter)
        letters.post(cast.vn, pk)
    assert state(cast, pk) == "failed"
    post.answer = "250 OK"
    with scope.enter_system(cast.vn):
        letters.retry(Letter.objects.get(pk=pk))
    assert letters.post(cast.vn, pk) is True


def test_a_letter_whose_worker_died_while_posting_is_posted_again(cast: Cast, post: Post) -> None:
    pk = write(cast)
    with scope.enter_system(cast.vn):
        long_ago = timezone.now() - letters.GIVE_UP_SENDING * 2
        Letter.objects.update(state="sending", sending_at=long_ago)
        assert letters.requeue_deserted() == 1
    assert letters.post(cast.vn, pk) is True
