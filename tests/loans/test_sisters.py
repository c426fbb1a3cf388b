"""What sister networks show: to those they name alone, and no more than the notice says."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from loans.board.sisters import sister_notices
from network import scope
from tests.cast import JL, VN, Cast, email
from tests.databases import acting_as
from tests.loans.boards import AT, hang, in_days, let_in
from tests.mentorship.asking import enter

pytestmark = pytest.mark.django_db


def shown(cast: Cast, who: str = "amina") -> list[str]:
    with scope.enter(cast.users[who], cast.vn):
        return [row.title for row in sister_notices()]


def test_a_network_that_is_not_named_sees_nothing(cast: Cast, client: Client) -> None:
    pk = hang(cast, "lansstyrelsen", network=JL, title="Norrut", reach="sisters")
    let_in(cast, owner=VN, sister=JL)  # the other way: Jämtland may look in here
    assert shown(cast) == []
    enter(client, "amina")
    assert "Norrut" not in client.get(f"{AT}/").content.decode()
    assert client.get(f"{AT}/sisters/{pk}/").status_code == 404


def test_a_named_network_sees_the_notice_its_network_and_whom_to_write_to(
    cast: Cast, client: Client
) -> None:
    let_in(cast)
    pk = hang(
        cast, "lansstyrelsen", network=JL, title="Norrut", reach="sisters",
        contact_id=cast.person("jamte", JL), written_by_id=cast.person("frosta", JL),
    )  # fmt: skip
    enter(client, "amina")
    page = client.get(f"{AT}/").content.decode()
    assert "Norrut" in page
    assert "Jämtlands län" in page
    page = client.get(f"{AT}/sisters/{pk}/").content.decode()
    assert f"mailto:{email('jamte')}" in page
    assert "Jämte Koordinator" in page
    assert "Frosta" not in page  # who wrote it is the other network's own
    assert client.get(f"{AT}/notices/{pk}/").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"reach": "own"},
        {"published_at": None},
        {"closed_at": "2026-01-01T12:00:00Z"},
        {"answer_by": in_days(-1)},
    ],
)
def test_what_is_not_for_sisters_or_not_open_is_not_shown(
    cast: Cast, changes: dict[str, Any]
) -> None:
    let_in(cast)
    hang(cast, "lansstyrelsen", network=JL, **{"reach": "sisters"} | changes)
    assert shown(cast) == []


@pytest.mark.parametrize(
    ("days", "there"),
    [
        ({"since": in_days(1)}, False),
        ({"until": in_days(-1)}, False),
        ({"since": in_days(0), "until": in_days(0)}, True),
    ],
)
def test_a_sister_looks_in_on_its_days_alone(
    cast: Cast, days: dict[str, Any], *, there: bool
) -> None:
    let_in(cast, **days)
    hang(cast, "lansstyrelsen", network=JL, reach="sisters")
    assert bool(shown(cast)) is there


def test_the_lock_hands_over_no_row_of_the_other_network(cast: Cast) -> None:
    """Only the function's columns cross; the table itself stays shut."""
    let_in(cast)
    pk = hang(cast, "lansstyrelsen", network=JL, reach="sisters")
    with scope.enter(cast.users["karin"], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM loans_notice WHERE id = %s", [pk])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT * FROM app.sister_notices()")
        columns = {column.name for column in cursor.description or ()}
    assert not {"network_id", "membership_id", "person_id", "written_by_id", "contact_id"} & columns


def test_nobody_without_a_scope_is_told_anything(cast: Cast) -> None:
    let_in(cast)
    hang(cast, "lansstyrelsen", network=JL, reach="sisters")
    with acting_as("portal_app"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM app.sister_notices()")
        assert cursor.fetchone() == (0,)
