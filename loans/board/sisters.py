"""The open notices that sister networks show, as the database hands them over."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from loans.board.facts import Facts
from network.wording import in_language

# As `app.sister_notices` names its columns; those of `Facts`, and what a reader needs besides.
FACTS = (
    *("kind", "occasion", "title", "tasks", "people", "starts", "ends", "percent", "place"),
    *("remote", "owner_name", "owner_kind", "answer_by", "published_at"),
)
MORE = ("network_name", "secrecy", "contact_name", "contact_email")
COLUMNS = ("pk", "competences", "competence_names", *FACTS, *MORE)


@dataclass(frozen=True)
class SisterNotice(Facts):
    """A notice of another network, with whom to write to; there is no way into that network."""

    pk: int = 0
    network_name: str = ""
    secrecy: str = ""
    contact_name: str = ""
    contact_email: str = ""
    competence_words: tuple[str, ...] = ()


def sister_notices() -> list[SisterNotice]:
    """Those that may be answered today, the newest first; one question, in the open scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(COLUMNS)} FROM app.sister_notices()"  # noqa: S608 - its own columns
            " ORDER BY published_at DESC, pk DESC"
        )
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    return [_notice(row) for row in rows]


def sister_notice(pk: int) -> SisterNotice | None:
    """One of them; None for a notice that is not shown to this network today."""
    return next((row for row in sister_notices() if row.pk == pk), None)


def _notice(row: dict[str, Any]) -> SisterNotice:
    names = row.pop("competence_names")
    named = json.loads(names) if isinstance(names, str) else names
    return SisterNotice(
        **row
        | {name: row[name] or "" for name in MORE}
        | {
            "competences": tuple(row["competences"]),
            "competence_words": tuple(in_language(one["sv"], one["en"]) for one in named),
        }
    )
