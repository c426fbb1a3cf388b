"""The whole year of a small member that has no account: by links in mail alone."""

from typing import Any

from django.core.cache import cache
from django.test import Client

from courses.actions.campaign_letters import invite
from members.models import Person, Role
from network import scope
from network.models import User
from tests.cast import VN, Cast
from tests.courses.answering import Asked, letters, link_in, written
from tests.courses.outbox import do_errands
from tests.databases import acting_as


def _without_account(cast: Cast) -> None:
    """Timrå's contact has a mail address, and no sign-in."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("lars")).update(user=None)
        assert Role.objects.filter(person=cast.person("lars"), kind="local_coordinator").exists()
    User.objects.filter(pk=cast.users["lars"]).update(is_active=False)


def _asked(cast: Cast) -> tuple[Asked, str]:
    cache.clear()
    _without_account(cast)
    asked = Asked(cast, "timra")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        invite(asked.pk)
    return asked, link_in(cast, letters(cast)["lars@example.org"])


def _write(client: Client, path: str, **changes: str) -> Any:
    return client.post(f"{path}?part=saving", written(client.get(path), **changes))


def test_a_small_member_answers_the_whole_assessment_from_one_link(
    client: Client, cast: Cast
) -> None:
    asked, path = _asked(cast)
    led = _write(client, path, **{f"c{asked.excel}-autumn": "3", "approval": "alone"})
    assert (led.status_code, led["Location"]) == (302, path)
    assert asked.seats() == {"Excel grund": (0, 3)}
    review = client.get(f"{path}?part=review")
    assert "Excel grund" in review.content.decode()
    client.post(f"{path}?part=sending", {"version": review.context["version"]})
    row = asked.row()
    assert (row.state, row.approved_by_id) == ("approved", cast.person("lars"))
    assert "Excel grund" in client.get(path).content.decode()
    do_errands(cast)
    assert letters(cast)["lars@example.org"].name == "courses.needs_answered"


def test_it_may_name_somebody_who_approves_by_a_link_too(client: Client, cast: Cast) -> None:
    asked, path = _asked(cast)
    _write(
        client,
        path,
        **{f"c{asked.law}-spring": "2"},
        approver="chef@example.org",
        approver_name="Cecilia Chef",
    )
    client.post(f"{path}?part=sending", {"version": asked.row().version})
    assert asked.row().state == "sent"
    do_errands(cast)
    client.post(link_in(cast, letters(cast)["chef@example.org"]), {"answer": "yes"})
    assert asked.row().state == "approved"


def test_the_link_opens_no_other_answer_and_nothing_else(client: Client, cast: Cast) -> None:
    asked, path = _asked(cast)
    other = Asked(cast, "csn", year=2099)
    assert str(other.pk) not in client.get(path).content.decode().split("was-")[0]
    for part in ("saving", "sending", "return", "need", "removal"):
        assert client.get(f"{path}?part={part}").status_code == 405, part
    assert client.get(other.url()).status_code in (302, 404)
    assert client.get(asked.url()).status_code == 302, "the account's page asks for a sign-in"
    page = client.get(path)
    assert page["Referrer-Policy"] == "no-referrer"
    assert VN in path
