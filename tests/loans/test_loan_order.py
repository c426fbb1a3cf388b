"""No order of acts, by nobody, makes a loan run without what it needs, or lends a day twice."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.cast import Cast
from tests.databases import acting_as
from tests.loans.loan_promises import Promises
from tests.loans.loan_ways import WAYS

pytestmark = pytest.mark.django_db


def explore(cast: Cast, *, examples: int, steps: int = 18, way: str = "") -> dict[str, int]:
    """Run the machine, each walk from the end of a way; gives how often each stage was reached."""
    reached: dict[str, int] = {}
    run_state_machine_as_test(
        type("Machine", (Promises,), {"cast": cast, "reached": reached, "way": way}),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    return reached


def test_no_path_reaches_running_without_consent_agreement_and_two_signatures(cast: Cast) -> None:
    reached = explore(cast, examples=60)
    # A machine that reaches little proves little.
    deep = ("signed", "running", "review", "ended", "broken", "evaluated")
    assert {stage: reached.get(stage, 0) for stage in deep if not reached.get(stage)} == {}


def mutate(function: str, old: str, new: str) -> None:
    """Build a fault into one of the database's functions, until the test is rolled back."""
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [f"app.{function}"])
        source = cursor.fetchone()[0]
        assert old in source, "the mutant is stale"
        cursor.execute(source.replace(old, new))


# Each fault in one of the database's functions, and the way on which it shows.
MUTANTS = {
    "the consent is not asked for": ("no_was_said", "loan_consent_stands", "c.given", "true"),
    "a consent that was taken back stands": (
        *("yes_was_taken_back", "loan_consent_stands"),
        *("c.withdrawn_at IS NULL", "true"),
    ),
    "one may say yes to oneself": (
        *("own_yes", "before_loan_consent"),
        *("NEW.person_id = ANY (app.people())", "false"),
    ),
    "the employee's own consent is not asked for": (
        *("usual_text", "keep_loan"),
        *("AND c.legal = NEW.legal", ""),
    ),
    "one signature is enough": (
        *("one_signs", "loan_wording_holds"),
        *("s.digest = w.digest) = 2", "s.digest = w.digest) >= 1"),
    ),
    "fallen signatures count": (
        *("fallen_signatures", "loan_wording_holds"),
        *("s.fell_at IS NULL", "true"),
    ),
    "the extents are not compared": (
        *("other_extent", "loan_wording_holds"),
        *("w.content -> 'parts') e)", "w.content -> 'parts') e) IS NOT NULL"),
    ),
    "any wording may be signed": (
        *("older_wording", "keep_loan_signature"),
        *("w.number > wording.number", "false"),
    ),
    "any hash may be signed": (
        *("forged_hash", "keep_loan_signature"),
        *("NEW.digest <> wording.digest", "false"),
    ),
    "who lost the role still signs": (
        *("lost_role", "keep_loan_signature"),
        *("r.until >= app.today()", "true"),
    ),
    "anybody uploads a paper": ("others_paper", "keep_loan_upload", "app.whole()", "true"),
    "signatures do not fall": (
        *("fallen_signatures", "keep_wording"),
        *("AND s.fell_at IS NULL", "AND false"),
    ),
    "a person may be lent half again": ("half_again", "hold_loan_extent", "> 100", "> 150"),
    "each network counts for itself": (
        *("both_networks", "hold_loan_extent"),
        *("who IS NOT NULL", "false"),
    ),
    "a draft may have a last day": (
        *("last_day_of_a_draft", "keep_loan"),
        *("OR NEW.stage = 'draft' AND NEW.ended_on IS NOT NULL", ""),
    ),
    "a loan runs before its first day": (
        *("before_the_first_day", "keep_loan"),
        *("NEW.starts > app.today()", "false"),
    ),
    "any stage follows": (
        *("backwards", "keep_loan"),
        *("IF NEW.stage <> OLD.stage AND NOT", "IF false AND NOT"),
    ),
    "signed days move": (
        *("days_of_the_past", "keep_loan"),
        *("AND OLD.stage <> 'draft'", "AND false"),
    ),
    "a loan is as long as one likes": (
        *("too_long", "keep_loan"),
        *("extended IS NULL OR", "false AND"),
    ),
    "nobody assesses the need anew": (
        *("without_a_need", "keep_loan"),
        *("IF OLD.stage = 'review' AND NEW.ends", "IF false AND NEW.ends"),
    ),
}


@pytest.mark.mutants
@pytest.mark.parametrize(("way", "function", "old", "new"), MUTANTS.values(), ids=MUTANTS.keys())
def test_a_fault_in_the_order_turns_the_machine_red(
    cast: Cast, way: str, function: str, old: str, new: str
) -> None:
    mutate(function, old, new)
    with pytest.raises((AssertionError, ExceptionGroup)):
        explore(cast, examples=5, steps=3, way=way)


@pytest.mark.parametrize("way", WAYS)
def test_a_way_that_an_honest_order_refuses_keeps_the_promises(cast: Cast, way: str) -> None:
    explore(cast, examples=2, steps=1, way=way)
