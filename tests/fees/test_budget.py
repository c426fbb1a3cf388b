"""Budget and outcome: every number is the sum of the rows that it leads to."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.models import CostLine
from fees.actions.issue import issue
from fees.budgets.lines import COST, INCOME, Row, summed
from fees.models import BudgetLine, Charge, InvoiceRun
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.fees.makers import approved_run, furnish
from tests.signing_in import sign_in

BUDGET = f"/{VN}/fees/budget/"


@pytest.fixture
def billed(cast: Cast) -> Cast:
    """Four members of Västernorrland are billed 25 000 kr each this year; one line is late fee."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        late = Charge.objects.get(membership=cast.memberships[VN, "timra"])
        late.delete()  # a charge that a run has taken keeps its price
        late.pk, late.kind = None, "late_fee"
        late.net = late.price = Decimal("1250.50")
        late.save(force_insert=True)
        for key in ("spv", "csn", "miun", "timra"):
            run = InvoiceRun.objects.get(pk=run_id)
            assert issue(run, cast.memberships[VN, key], outside_vat=False)
    return cast


def _kr(*amounts: int | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(amount) for amount in amounts)


def lay(cast: Cast, **facts: Any) -> int:
    """A line of this year's budget."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        line = BudgetLine.objects.create(year=timezone.localdate().year, **facts)
    return int(line.pk)


def rows(client: Client) -> dict[str, Row]:
    """The year's rows by heading, as the page has them."""
    client.cookies["language"] = "en"
    return {row.label: row for row in client.get(BUDGET).context["found"].rows}


def test_income_is_what_the_lines_behind_it_add_up_to(billed: Cast, client: Client) -> None:
    sign_in(client, "styrbjorn")
    lay(billed, side="income", source="membership", amount=70_000)
    found = rows(client)
    fees, late = found["Membership fee"], found["Late cancellation fee"]
    assert (fees.budget, fees.outcome, fees.difference) == _kr(70_000, 75_000, 5_000)
    assert (late.budget, late.outcome, late.difference) == (None, Decimal("1250.50"), None)
    for row in (fees, late):
        assert client.get(row.url).context["sum"] == row.outcome
    page = client.get(f"{BUDGET}members/")
    members = page.context["page_obj"].object_list
    assert sum(row["sum"] for row in members) == Decimal("76250.50")
    for row in members:
        year = timezone.localdate().year
        lines = client.get(f"{BUDGET}billed/?year={year}&member={row['member'].pk}")
        assert lines.context["sum"] == row["sum"]


def test_what_waits_for_an_invoice_is_told_beside_the_outcome_and_not_in_it(
    billed: Cast, client: Client
) -> None:
    with acting_as("portal_worker"), scope.enter_system(billed.vn):
        Charge.objects.create(
            membership_id=billed.memberships[VN, "csn"],
            kind="membership",
            reference="waits",
            text="Väntar",
            unit="år",
            price=99,
            net=99,
        )
    sign_in(client, "erik")
    row = rows(client)["Membership fee"]
    assert (row.outcome, row.waits) == _kr(75_000, 99)


def test_what_courses_cost_is_read_from_the_runs_of_the_year_for_all_who_look(
    cast: Cast, client: Client
) -> None:
    year = timezone.localdate().year
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for state, begins in (("held", year), ("planned", year), ("held", year - 1)):
            run = make_run(course=make_course(f"Kurs {state} {begins}"))
            type(run).objects.filter(pk=run.pk).update(
                state=state, begins_at=timezone.make_aware(_noon(begins))
            )
            CostLine.objects.create(
                run=run, kind="teacher", stage="actual", price=1000, quantity=Decimal("1.5")
            )
            CostLine.objects.create(run=run, kind="teacher", stage="estimated", price=900)
    for who in ("karin", "erik", "styrbjorn"):
        sign_in(client, who)
        row = rows(client)["Courses: teacher"]
        assert row.outcome == 1500
        assert client.get(row.url).context["sums"]["actual"] == 1500


def _noon(year: int) -> Any:
    return timezone.datetime(year, 1, 15, 12)  # type: ignore[attr-defined]


def test_a_line_without_a_source_has_the_outcome_that_was_written(
    cast: Cast, client: Client
) -> None:
    sign_in(client, "erik")
    year = timezone.localdate().year
    said = {"source": "", "heading": "Nätverksdag", "amount": "400", "outcome": "362.50"}
    address = f"{BUDGET}lines/new/?year={year}&side=cost"
    assert client.post(address, said).status_code == 302
    row = rows(client)["Nätverksdag"]
    assert (row.budget, row.outcome, row.difference) == _kr(400, "362.50", "-37.50")
    assert client.post(address, said).status_code == 200
    assert client.post(address, {"amount": "400"}).status_code == 200
    assert len(rows(client)) == 1


def test_a_year_begins_with_the_lines_of_the_one_before_once(cast: Cast, client: Client) -> None:
    year = timezone.localdate().year
    lay(cast, side="cost", heading="Nätverksdag", amount=400, outcome=5)
    sign_in(client, "karin")
    for _click in range(2):
        client.post(f"{BUDGET}copy/?year={year + 1}")
    with scope.enter(cast.users["karin"], cast.vn):
        copied = BudgetLine.objects.filter(year=year + 1)
        assert [(one.heading, one.amount, one.outcome) for one in copied] == [
            ("Nätverksdag", 400, None)
        ]


def test_the_steering_committee_reads_the_budget_and_does_not_write_it(
    cast: Cast, client: Client
) -> None:
    pk = lay(cast, side="cost", heading="Nätverksdag", amount=400)
    sign_in(client, "styrbjorn")
    assert client.get(BUDGET).status_code == 200
    assert client.post(f"{BUDGET}lines/{pk}/removal/").status_code == 403
    assert client.get(f"{BUDGET}lines/new/?side=cost").status_code == 403


amounts = st.one_of(
    st.none(), st.decimals(-(10**6), 10**6, places=2, allow_nan=False, allow_infinity=False)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([INCOME, COST]), amounts, amounts), max_size=8))
def test_a_sum_is_its_rows_and_its_difference_theirs(
    drawn: list[tuple[str, Decimal | None, Decimal | None]],
) -> None:
    found = [Row(side, "", budget, outcome) for side, budget, outcome in drawn]
    total = summed("", "", found)
    assert total.budget == sum(row.budget or 0 for row in found)
    assert total.outcome == sum(row.outcome or 0 for row in found)
    if all(row.difference is not None for row in found):
        assert total.difference == sum(row.difference or 0 for row in found)


def test_a_year_that_is_none_shows_the_present_one(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    for asked in ("", "abc", "99999", "0001", "²²²²"):
        answer = client.get(f"{BUDGET}?year={asked}")
        assert answer.context["year"] == date.today().year  # noqa: DTZ011
