"""The coordinator's pages of a matching: the proposal, the weights, the repair, the board."""

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mentorship.actions import lay, match
from mentorship.board.todos import matching_todos
from mentorship.matching.criteria import Criterion
from mentorship.matching.pool import pool_of
from mentorship.matching.scoring import score
from mentorship.matching.solving import solve
from mentorship.models import Avoided, Interest, Pair, PairRule
from network import scope
from network.models import Job
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.mentorship.boards import Table
from tests.mentorship.rounds import seat
from tests.signing_in import sign_in


@pytest.fixture
def table(cast: Cast) -> Table:
    """A round with three mentees and two mentors, and nothing computed."""
    return Table(cast)


def compute(table: Table) -> None:
    """Lay the best proposal, as the job does."""
    with table.coordinator():
        found = table.round()
        pool = pool_of(found)
        scores = score(pool, found.weights)
        match.write(found, scores, solve(pool, scores, found.objective))


def address(table: Table, page: str) -> str:
    """A page of the round."""
    return f"/{VN}/mentorship/rounds/{table.round_id}/{page}"


def test_the_page_tells_the_pairs_why_and_who_is_left_and_that_nothing_is_better(
    table: Table, client: Client
) -> None:
    compute(table)
    sign_in(client, "karin")
    page = client.get(address(table, "matching/")).content.decode()
    assert page.count('class="pair"') == 2
    with table.coordinator():
        left = set(table.of) - {"karin", "miriam"} - set(table.proposed())
    assert len(left) == 1
    assert "unmatched__why" in page


def test_a_click_on_compute_orders_one_job_however_often(table: Table, client: Client) -> None:
    sign_in(client, "karin")
    for _time in range(2):
        assert client.post(address(table, "matching/computation/")).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        assert Job.objects.filter(name="mentorship.match").count() == 1


def test_the_weights_are_shown_with_their_effect_before_they_are_kept(
    table: Table, client: Client
) -> None:
    compute(table)
    sign_in(client, "karin")
    weights = {wish.value: "0" for wish in Criterion} | {"areas": "10", "objective": "best"}
    fragment = client.get(address(table, "weights/effect/"), weights)
    assert fragment.status_code == 200
    assert "<html" not in fragment.content.decode()
    with table.coordinator():
        assert table.round().weights == {}
    assert client.post(address(table, "weights/"), weights).status_code == 302
    with table.coordinator():
        assert table.round().weights["areas"] == 10
        assert table.round().weights["distance"] == 0
        assert table.round().objective == "best"


def test_a_weight_that_is_no_weight_changes_nothing(table: Table, client: Client) -> None:
    sign_in(client, "karin")
    weights = {wish.value: "11" for wish in Criterion} | {"objective": "best"}
    assert client.post(address(table, "weights/"), weights).status_code == 200
    assert client.get(address(table, "weights/effect/"), weights).status_code == 200
    with table.coordinator():
        assert table.round().weights == {}


def test_the_board_says_how_far_the_proposal_is_from_the_best(table: Table, client: Client) -> None:
    compute(table)
    with table.coordinator() as by:
        lay.part(table.round(), next(iter(Pair.objects.standing())).mentee_id, by=by)
    sign_in(client, "karin")
    page = client.get(address(table, "board/"))
    assert page.context["best_pairs"] - page.context["pairs"] == 1
    assert not page.context["is_best"]


def test_a_step_leads_back_to_the_filters_and_the_page_that_it_was_taken_on(
    table: Table, client: Client
) -> None:
    sign_in(client, "karin")
    form = {"mentee": table.of["amina"], "to": str(table.of["miriam"]), "back": "board"}
    at = {"at": "q=a&shown=alone&page=1&next=https://example.com/"}
    answer = client.post(address(table, "board/moves/"), form | at)
    expected = f"board/?q=a&shown=alone&page=1&moved={table.of['amina']}"
    assert answer["Location"] == address(table, expected)


def test_who_is_chosen_in_a_row_may_be_pinned_instead_and_the_message_offers_undo(
    table: Table, client: Client
) -> None:
    sign_in(client, "karin")
    form = {"mentee": table.of["amina"], "to": str(table.of["miriam"]), "back": "board"}
    page = client.post(address(table, "pair-rules/"), form | {"kind": "pin"}, follow=True)
    shown = page.content.decode()
    message = shown.split("data-said", 1)[1].split("<h1", 1)[0]
    assert address(table, "board/undoing/") in message
    assert f"#row-{table.of['amina']}" in message
    with table.coordinator():
        rule = PairRule.objects.get()
        assert (rule.kind, rule.mentor_id) == ("pin", table.of["miriam"])


def test_a_move_on_the_board_needs_no_dragging_and_no_script(table: Table, client: Client) -> None:
    sign_in(client, "karin")
    page = client.get(address(table, "board/")).content.decode()
    assert f'id="to-{table.of["amina"]}"' in page
    form = {"mentee": table.of["amina"], "to": str(table.of["miriam"]), "back": "board"}
    answer = client.post(address(table, "board/moves/"), form)
    assert answer["Location"] == address(table, f"board/?moved={table.of['amina']}")
    with table.coordinator():
        assert table.proposed() == {"amina": "miriam"}


@pytest.mark.parametrize("to", ["", "x", "-", "99999999", "1-", "-1-2", "9" * 40])
def test_a_move_to_nobody_is_a_sentence(table: Table, client: Client, to: str) -> None:
    sign_in(client, "karin")
    form = {"mentee": table.of["amina"], "to": to, "back": "board"}
    page = client.post(address(table, "board/moves/"), form, follow=True)
    assert page.status_code == 200
    assert len(list(page.context["messages"])) == 1
    with table.coordinator():
        assert table.proposed() == {}


def test_when_a_mentor_leaves_the_repair_changes_no_other_pair(
    table: Table, client: Client
) -> None:
    compute(table)
    with table.coordinator():
        before = table.proposed()
        gone = next(iter(before.values()))
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        Interest.objects.filter(pk=table.of[gone]).update(
            withdrawn_at="2026-01-01T00:00Z", withdrawn_by=1
        )
    sign_in(client, "karin")
    page = client.get(address(table, "repair/"))
    assert [change.now for change in page.context["effect"].changes] == [""]
    shown = page.context["shown"]
    assert client.post(address(table, "repair/"), {"shown": "other"}).status_code == 302
    with table.coordinator():
        assert table.proposed() == before
    assert client.post(address(table, "repair/"), {"shown": shown}).status_code == 302
    with table.coordinator():
        assert table.proposed() == {
            mentee: mentor for mentee, mentor in before.items() if mentor != gone
        }


def test_whom_somebody_avoids_is_on_no_page_of_the_matching(table: Table, client: Client) -> None:
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        Avoided.objects.create(
            interest_id=table.of["amina"],
            person_id=table.cast.person("amina"),
            name="Kanariefågel Hemlig",
        )
    compute(table)
    sign_in(client, "karin")
    for page in ("matching/", "board/", "weights/", "repair/", "matchings/", "questions/"):
        assert "Kanarie" not in client.get(address(table, page), follow=True).content.decode()


def test_the_start_page_tells_the_coordinator_alone_what_waits(
    table: Table, settings: LazySettings
) -> None:
    settings.ROOT_URLCONF = settings.NETWORK_URLCONF
    compute(table)
    with table.coordinator() as by, CaptureQueriesContext(connection) as asked:
        told = [(todo.what.split()[0], todo.url.partition("?")[2]) for todo in matching_todos(by)]
    assert told == [("2", ""), ("1", "view=alone")]
    assert len(asked) == 1
    with scope.enter(table.cast.users["amina"], table.cast.vn) as granted:
        assert matching_todos(seat(table.cast, "amina", granted)) == []


def test_a_proposal_can_be_stopped_and_nothing_is_lost(table: Table, client: Client) -> None:
    compute(table)
    with table.coordinator():
        before = table.proposed()
    sign_in(client, "karin")
    client.post(address(table, "matching/computation/"))
    assert client.post(address(table, "matching/stop/")).status_code == 302
    with table.coordinator():
        assert table.proposed() == before
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        assert Job.objects.get(name="mentorship.match").state == "cancelled"


def test_two_matchings_are_told_apart(table: Table, client: Client) -> None:
    compute(table)
    compute(table)
    sign_in(client, "karin")
    rows = client.get(address(table, "matchings/")).context["rows"]
    beside = f"matchings/beside/?m={rows[0]['it'].pk}&m={rows[1]['it'].pk}"
    page = client.get(address(table, beside))
    assert len(page.context["chosen"]) == 2
    assert not any(line[3] for _title, lines in page.context["tables"] for line in lines)
