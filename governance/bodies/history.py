"""What has happened to a body, from the journal, newest first."""

from dataclasses import dataclass
from datetime import datetime

from governance.models import Body
from members.models import Person
from network.models import JournalEntry
from network.sentences import deed

MOST = 40


@dataclass(frozen=True)
class Happening:
    """One sentence with its moment."""

    at: datetime
    words: str


def history_of(body: Body) -> list[Happening]:
    """The latest deeds, with who did them; two questions."""
    entries = list(JournalEntry.objects.about(body)[:MOST])
    users = {entry.user_id for entry in entries if entry.user_id}
    names = dict(Person.objects.filter(user__in=users).values_list("user_id", "name"))
    return [
        Happening(
            entry.at, f"{names.get(entry.user_id or 0, '')} {deed(entry.verb, entry.facts)}".strip()
        )
        for entry in entries
    ]
