"""Whom one may turn to about a notice or an approach, across the authorities' registers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Contact:
    """Name, title and mail address at work, as the board shows them."""

    name: str
    title: str
    email: str

    def __str__(self) -> str:
        return f"{self.name}, {self.title}" if self.title else self.name


@dataclass(frozen=True)
class Contacts:
    """Of notices by their id, and of approaches by theirs."""

    notices: dict[int, Contact]
    approaches: dict[int, Contact]


def contacts_about(notices: Sequence[int]) -> Contacts:
    """One question for all of them; of approaches those that the seat may read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT notice_id, approach_id, name, title, email FROM app.loan_contacts(%s)",
            [list(notices)],
        )
        rows = cursor.fetchall()
    found = Contacts({}, {})
    for notice, approach, *words in rows:
        if approach is None:
            found.notices[notice] = Contact(*words)
        else:
            found.approaches[approach] = Contact(*words)
    return found
