"""An authority asks to join: in the open with a letter to confirm, or entered by a coordinator."""

import json
from typing import Any

from django.db import connection
from django.utils import timezone

from governance.models import MembershipApplication
from network.models.journal import note
from network.seat import Seat
from network.secret_addresses import digest_of, new_nonce, secret_of

PURPOSE = "membership"
State = MembershipApplication.State


def ask(said: dict[str, Any], *, language: str) -> bool:
    """Ask in the open; a letter with a link follows, and nothing happens without it."""
    nonce = new_nonce()
    digest = digest_of(secret_of(PURPOSE, nonce))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.ask_membership(%s::jsonb, %s, %s)",
            [json.dumps(said | {"language": language}), nonce, digest],
        )
        return bool(cursor.fetchone()[0])


def standing(secret: str) -> tuple[str, str] | None:
    """The authority's name and the application's state; None for no such link."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.application_at(%s)", [digest_of(secret)])
        row: tuple[str, str] | None = cursor.fetchone()
        return row


def confirm(secret: str) -> bool:
    """Say that the address is one's own: the application is received."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.confirm_application(%s)", [digest_of(secret)])
        return bool(cursor.fetchone()[0])


def enter(application: MembershipApplication, *, by: Seat) -> MembershipApplication:
    """Enter an application that came by letter or by word."""
    by.require("keep_applications")
    application.state = State.RECEIVED
    application.received_at = timezone.now()
    application.entered_by = by.user.pk
    application.save(force_insert=True)
    note("enter_application", application, name=application.name)
    return application
