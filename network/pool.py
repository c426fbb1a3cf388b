"""What the connection pool does between two borrowers."""

from typing import Any

SETTINGS = (
    "network_id",
    "public_id",
    "user_id",
    "whole",
    "money",
    "reports",
    "system",
    "memberships",
    "people",
    "staff",
)
REMEMBERED = " || ".join(f"coalesce(current_setting('app.{name}', true), '')" for name in SETTINGS)
LOOK = f"SELECT 1 WHERE {REMEMBERED} <> ''"
RESET = "; ".join(f"RESET app.{name}" for name in SETTINGS)


def forget(connection: Any) -> None:
    """Clear whatever scope a connection could remember, before it is lent.

    Scopes are transaction-local, so there is nothing to clear unless somebody broke that rule;
    then the next borrower must not inherit it. One that does not answer is not lent.
    """
    if connection.execute(LOOK, prepare=True).fetchone():
        connection.execute(RESET)
    if not connection.autocommit:
        connection.commit()
