"""Guests' seats: asked for in the open, theirs once they follow the link in their letter."""

from typing import Literal

from django.db import connection

from courses.models import Run
from network.secret_addresses import digest_of, new_nonce, secret_of

PURPOSE = "guest"
Answer = Literal["confirmed", "full", "late", "unknown"]


def ask(run: Run, *, name: str, email: str, language: str) -> bool:
    """Ask for a seat; a letter follows. False when the run takes no guests any more.

    Who asks again gets the same letter again, and no answer tells that they had asked.
    """
    nonce = new_nonce()
    digest = digest_of(secret_of(PURPOSE, nonce))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.ask_guest_seat(%s, %s, %s, %s, %s, %s)",
            [run.pk, name, email, language, nonce, digest],
        )
        return bool(cursor.fetchone()[0])


def standing(secret: str) -> tuple[int, str, bool, bool] | None:
    """Run, state, whether it is too late, whether all seats are taken; None for no such link."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.guest_seat(%s)", [digest_of(secret)])
        row: tuple[int, str, bool, bool] | None = cursor.fetchone()
        return row


def confirm(secret: str) -> Answer:
    """Take the seat, if there is one left."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.confirm_guest(%s)", [digest_of(secret)])
        answer: Answer = cursor.fetchone()[0]
        return answer


def withdraw(secret: str) -> bool:
    """Give the seat back; it is the next guest's at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.withdraw_guest(%s)", [digest_of(secret)])
        return bool(cursor.fetchone()[0])
