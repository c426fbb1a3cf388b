"""A round of its own with a proposed pair, so that time can pass in it without the others."""

import re
from datetime import timedelta
from typing import Any

import psycopg
from django.utils import timezone
from psycopg.types.json import Jsonb

from tests.databases import admin_url
from tests.journeys.house import House

NETWORK = "vasternorrland"
LINK = re.compile(r"/reply/[a-z]+/[\w-]{43}/(?:\?part=[a-z]+)?")


def _copy(one: psycopg.Cursor[Any], table: str, row: int, **changes: object) -> int:
    """A row once more, with some columns changed; gives the new one's id."""
    one.execute(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id'))")
    pk = int(one.fetchone()[0])  # type: ignore[index]
    facts = {key: str(value) if value is not None else None for key, value in changes.items()}
    one.execute(
        f"INSERT INTO {table} SELECT (jsonb_populate_record(r, %s)).* FROM {table} r WHERE id = %s",
        [Jsonb(facts | {"id": pk}), row],
    )
    return pk


def propose(house: House, title: str, mentee: str, mentor: str, *others: str) -> tuple[int, int]:
    """Propose two of the round that runs as a pair of a new one; gives the round and the pair.

    `others` offer to be mentors in it too. Written by the database's superuser, as a coordinator
    would have made the round months ago.
    """
    today = timezone.localdate()
    days = {
        "opens": today - timedelta(days=120),
        "closes": today - timedelta(days=80),
        "starts": today - timedelta(days=60),
        "midway": today + timedelta(days=90),
        "ends": today + timedelta(days=240),
    }
    with psycopg.connect(admin_url(house.database)) as admin, admin.cursor() as one:
        one.execute(
            "SELECT p.round_id, p.id FROM mentorship_pair p"
            " JOIN mentorship_mentorround r ON r.id = p.round_id"
            " JOIN network_network n ON n.id = p.network_id AND n.slug = %s"
            " WHERE r.starts <= now() AND r.ends >= now() ORDER BY p.id LIMIT 1",
            [NETWORK],
        )
        there, model = one.fetchone()  # type: ignore[misc]
        found = _copy(one, "mentorship_mentorround", there, title=title, places=None, **days)
        sides = {}
        for who in (mentee, mentor, *others):
            one.execute(
                "SELECT i.id, a.id, i.person_id, i.membership_id FROM mentorship_interest i"
                " JOIN members_person p ON p.id = i.person_id AND p.email = %s"
                " JOIN mentorship_manageranswer a ON a.interest_id = i.id WHERE i.round_id = %s",
                [f"{who}@example.org", there],
            )
            interest, answer, person, membership = one.fetchone()  # type: ignore[misc]
            asks = _copy(one, "mentorship_interest", interest, round_id=found)
            _copy(one, "mentorship_manageranswer", answer, interest_id=asks)
            sides[who] = (asks, person, membership)
        columns = {
            f"{role}_{column}": value
            for role, who in (("mentee", mentee), ("mentor", mentor))
            for column, value in zip(("id", "person_id", "membership_id"), sides[who], strict=True)
        }
        nothing = dict.fromkeys(("asked_at", "answer_by", "started_at", "ended_at", "matching_id"))
        pair = _copy(one, "mentorship_pair", model, round_id=found, **columns, **nothing)
        return found, pair


def pass_time(house: House, round_id: int, **days: int) -> None:
    """Let the round's days lie so many days from today."""
    with psycopg.connect(admin_url(house.database), autocommit=True) as admin:
        for name, number in days.items():
            admin.execute(
                f"UPDATE mentorship_mentorround SET {name} = current_date + %s WHERE id = %s",
                [number, round_id],
            )


def link_to(house: House, who: str, subject: str, *, after: int = 0) -> str:
    """The link in the letter of that subject to somebody, as it is posted."""
    body = house.letter(f"{who}@", subject, after=after).get_body(preferencelist=("plain",))
    assert body is not None
    found = LINK.search(str(body.get_content()))
    assert found, body.get_content()
    return found[0]
