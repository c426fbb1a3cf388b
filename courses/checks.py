"""Whether a certificate holds, for anybody who has its code, whichever room issued it."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql


@dataclass(frozen=True)
class Checked:
    """What anybody may know of a certificate whose code they have.

    `title` is what the person took part in, and `term` what the page calls it.
    """

    term: Any
    name: str
    title: str
    days: str
    network: str
    protected: bool
    revoked: bool


_functions: dict[str, Any] = {}


def declare(function: str, term: Any) -> None:
    """Let codes also be looked for by a function of the database, in its schema `app`.

    It answers one row: name, title, days, network, protected, revoked.
    """
    _functions[function] = term


def checked(code: str) -> Checked | None:
    """The certificate with a code, in whatever network; none when there is no such."""
    with connection.cursor() as cursor:
        for function, term in _functions.items():
            ask = sql.SQL("SELECT * FROM app.{}(%s)").format(sql.Identifier(function))
            cursor.execute(ask, [code])
            if row := cursor.fetchone():
                return Checked(term, *row)
    return None
