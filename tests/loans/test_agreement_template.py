"""The network's own template: written from a day, previewed, never rewritten backwards."""

from typing import Any

import pytest
from django.test import Client

from loans.models import AgreementTemplate
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.loans import making
from tests.loans.drafting import AT, visitor

pytestmark = pytest.mark.django_db


def write(client: Client, legal: str = "state", **changes: Any) -> Any:
    """What a coordinator is answered who writes a template."""
    client.cookies["language"] = "en"
    said = {
        "title": "Länets överenskommelse",
        "since": making.in_days(1).isoformat(),
        "source": "Styrgruppen 2026-11-10, § 4",
        "holiday": "Semester söks hos utlånaren.",
    } | changes
    return client.post(f"{AT}/agreement-templates/{legal}/new/", said, follow=True)


def rows(cast: Cast) -> list[AgreementTemplate]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(AgreementTemplate.objects.order_by("since"))


def test_a_template_holds_from_its_day_and_the_one_before_ends(cast: Cast) -> None:
    client = visitor("karin")
    write(client)
    write(client, since=making.in_days(30).isoformat(), holiday="Annan text")
    first, second = rows(cast)
    assert first.until == making.in_days(29)
    assert (second.until, second.clauses) == (None, {"holiday": "Annan text"})
    assert client.get(f"{AT}/agreement-templates/").status_code == 200


def test_the_portals_own_text_is_not_kept_twice(cast: Cast) -> None:
    client = visitor("karin")
    client.cookies["language"] = "en"
    form = client.get(f"{AT}/agreement-templates/others/new/").context["form"]
    own = {field.name: field.value() for field in form if field.value() and field.name != "once"}
    write(client, "others", **own | {"since": making.in_days(1).isoformat(), "rights": "Våra"})
    assert rows(cast)[0].clauses == {"rights": "Våra"}


def test_a_preview_keeps_nothing(cast: Cast) -> None:
    answer = write(visitor("karin"), preview="1")
    assert "Semester söks hos utlånaren." in answer.content.decode()
    assert rows(cast) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"since": making.in_days(-1).isoformat()}, "Choose today or a later day"),
        ({"source": ""}, "This field is required"),
        ({"holiday": "Ring 811218-9876"}, "personal identity number"),
    ],
)
def test_what_cannot_be_so_is_said_and_nothing_is_lost(
    cast: Cast, changes: dict[str, str], sentence: str
) -> None:
    answer = write(visitor("karin"), **changes)
    assert sentence in answer.content.decode()
    assert "Länets överenskommelse" in answer.content.decode()
    assert rows(cast) == []


def test_two_templates_do_not_begin_on_one_day(cast: Cast) -> None:
    client = visitor("karin")
    write(client)
    assert "Another template begins on that day or later" in write(client).content.decode()
    assert len(rows(cast)) == 1


@pytest.mark.parametrize("who", ["lena", "amina", "erik"])
def test_templates_are_the_coordinators(cast: Cast, who: str) -> None:
    assert visitor(who).get(f"{AT}/agreement-templates/").status_code == 403
    assert write(visitor(who)).status_code == 403


def test_there_is_no_template_for_rules_that_are_none(cast: Cast) -> None:
    assert visitor("karin").get(f"{AT}/agreement-templates/nothing/new/").status_code == 404
