"""Faults that are built into the order of a meeting on purpose: each turns a promise red."""

from collections.abc import Callable

import pytest
from django.db import Error, connection

from governance.rules import MeetingState
from tests.cast import Cast
from tests.databases import acting_as
from tests.governance import test_order

pytestmark = pytest.mark.django_db


def mutate(function: str, old: str, new: str) -> None:
    """Build a fault into one of the database's functions, until the test is rolled back."""
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [f"app.{function}"])
        source = cursor.fetchone()[0]
        assert old in source, "the mutant is stale"
        cursor.execute(source.replace(old, new))


def every_state(cast: Cast) -> None:
    for state in MeetingState.values:
        test_order.test_what_follows_in_the_database_is_what_the_rules_say(cast, state)


def over_at_once(cast: Cast) -> None:
    test_order.test_no_meeting_is_put_in_when_it_is_over(cast, "closed")


MUTANTS: dict[str, tuple[str, str, str, Callable[[Cast], None]]] = {
    "half is enough": (
        *("item_is_quorate", "* 100 > count", "* 100 >= count"),
        test_order.test_half_of_the_mandates_do_not_decide_and_more_than_half_do,
    ),
    "the absent count": (
        *("item_is_quorate", "a.presence <> 'absent'", "true"),
        test_order.test_half_of_the_mandates_do_not_decide_and_more_than_half_do,
    ),
    "the silent count": (
        *("item_is_quorate", "t.votes AND", "true AND"),
        test_order.test_a_mandate_without_a_vote_and_one_that_has_ended_do_not_count,
    ),
    "who comes late was there before": (
        *("item_is_quorate", "coalesce(a.from_paragraph, 0)", "0"),
        test_order.test_who_came_after_a_paragraph_does_not_decide_on_it,
    ),
    "nobody counts when it closes": (
        *("keep_meeting", "IF NOT coalesce(", "IF false AND NOT coalesce("),
        test_order.test_who_leaves_after_the_decision_stops_the_closing,
    ),
    "any state follows": (
        *("keep_meeting", "OLD.state = 'closed' AND NEW.state = 'approved'", "true"),
        every_state,
    ),
    "nothing is approved": (
        *("keep_meeting", "OLD.state = 'closed' AND NEW.state = 'approved'", "false"),
        every_state,
    ),
    "a meeting is over at once": (
        *("begin_meeting", "NEW.state = 'closed' OR", "false OR"),
        over_at_once,
    ),
    "the closed one opens": (
        *("keep_of_meeting", "it.state = 'closed' OR", "false OR"),
        test_order.test_what_a_closed_meeting_was_stands_still,
    ),
    "a decision changes afterwards": (
        *("keep_resolution", "now_in <> 'open'", "false"),
        test_order.test_a_decision_of_a_closed_meeting_is_neither_changed_nor_removed,
    ),
    "every body decides": (
        *("keep_meeting", "CONTINUE WHEN NOT the_body.decides", "CONTINUE WHEN false"),
        test_order.test_closing_writes_the_decisions_of_a_body_that_decides_and_no_others,
    ),
    "what was rejected takes effect": (
        *("keep_meeting", "AND it.outcome <> 'rejected'", ""),
        test_order.test_closing_writes_the_decisions_of_a_body_that_decides_and_no_others,
    ),
    "paragraphs begin anew at each meeting": (
        *("next_paragraph", "i.body_id = body", "false"),
        test_order.test_paragraphs_count_on_through_the_bodys_year_in_the_order_of_the_agenda,
    ),
    "an item leaves its meeting": (
        *("keep_of_meeting", "it.id = before AND before IS", "false AND before IS"),
        test_order.test_a_meeting_takes_up_items_of_its_own_body_alone_and_keeps_them_while_it_goes_on,
    ),
}  # fmt: skip


@pytest.mark.mutants
@pytest.mark.parametrize("mutation", MUTANTS.values(), ids=MUTANTS.keys())
def test_a_fault_in_the_order_turns_its_promise_red(
    cast: Cast, mutation: tuple[str, str, str, Callable[[Cast], None]]
) -> None:
    function, old, new, promise = mutation
    mutate(function, old, new)
    with pytest.raises((AssertionError, Error, pytest.fail.Exception)):
        promise(cast)
