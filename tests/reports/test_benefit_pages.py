"""Who reads a benefit statement, that its rows add up, and that the kept years are honest."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import set_urlconf
from django.utils import timezone

from courses.models import Run
from courses.rules import RunState
from fees.budgets.lines import read_year
from fees.models import BudgetLine
from network import scope
from reports.benefit.figures import benefits_of, runs_of
from reports.dashboard.counting import count_year, keep_ended_years
from reports.dashboard.figures import Year, read_years
from reports.models import MarketPrice, YearFigures
from tests.cast import VN, Cast
from tests.courses.makers import make_people
from tests.databases import acting_as
from tests.reports.year import at, hold
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
THIS = timezone.localdate().year
LAST = THIS - 1
HOME = "/vasternorrland/reports/"


@pytest.fixture
def held(cast: Cast) -> Run:
    """Last year's run: five of CSN and two of Timrå."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        people = [*make_people(5, cast.memberships[VN, "csn"]),
                  *make_people(2, cast.memberships[VN, "timra"])]  # fmt: skip
        run = hold("Kanariekursen", at(LAST, 5, 4), 9, people)
        MarketPrice.objects.create(course=run.course, amount=4000, source="Kanariekällan",
                                   since=date(LAST, 1, 1))  # fmt: skip
        keep_ended_years(timezone.localdate())
        return run


def test_a_local_coordinator_reads_the_own_statement_and_no_other(
    cast: Cast, client: Client, held: Run
) -> None:
    sign_in(client, "lena")
    own, other = cast.memberships[VN, "csn"], cast.memberships[VN, "timra"]
    came = client.get(f"{HOME}benefit/?year={LAST}")
    assert came.status_code == 302
    assert f"/benefit/{own}/" in came["Location"]
    page = client.get(f"{HOME}benefit/{own}/?year={LAST}").content.decode()
    assert "Kanariekursen" in page
    assert "Kanariekällan" in page
    for path in (f"benefit/{other}/", f"benefit/{other}/runs/"):
        assert client.get(f"{HOME}{path}?year={LAST}").status_code == 404
    assert client.post(f"{HOME}benefit/{other}/paper/", {"year": LAST}).status_code == 404
    with scope.enter(cast.users["lena"], cast.vn):
        seen, together = benefits_of(LAST)
        assert set(seen) == {own}
        # Four members: their sum would give the others away.
        assert together is None
        assert runs_of(LAST, other) == []
        assert count_year(LAST) == {}
        assert YearFigures.objects.count() == 0


def test_those_who_read_the_reports_see_every_member(cast: Cast, held: Run) -> None:
    for who in ("karin", "jonas", "erik", "styrbjorn"):
        with scope.enter(cast.users[who], cast.vn):
            seen, together = benefits_of(LAST)
            assert {seen[cast.memberships[VN, key]].seats for key in ("csn", "timra")} == {5, 2}
            assert together is not None
            assert together.seats == 7
    for who in ("amina", "tove", "ulla"):
        with scope.enter(cast.users[who], cast.vn):
            assert benefits_of(LAST) == ({}, None), who


def test_the_steering_committee_reads_the_overview_and_takes_it_away(
    cast: Cast, client: Client, held: Run
) -> None:
    sign_in(client, "styrbjorn")
    page = client.get(f"{HOME}dashboard/")
    assert page.status_code == 200
    assert page.content.count(b"<svg") >= 1
    table = client.get(f"{HOME}dashboard/?format=csv&chart=participants")
    assert table["Content-Type"].startswith("text/csv")
    assert client.get(f"{HOME}dashboard/?format=csv&chart=nothing").status_code == 404
    assert client.get(f"{HOME}dashboard/?format=xlsx").status_code == 200
    assert client.post(f"{HOME}dashboard/paper/").status_code == 302
    for who in ("lena", "amina"):
        other = Client()
        sign_in(other, who)
        assert other.get(f"{HOME}dashboard/").status_code == 403


def test_a_kept_year_is_corrected_when_its_rows_are(cast: Cast, held: Run) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        today = timezone.localdate()
        assert keep_ended_years(today) == []
        Run.objects.filter(pk=held.pk).update(state=RunState.CANCELLED)
        assert read_years(today)[-2].taken == 7
        assert keep_ended_years(today) == [LAST]
        assert read_years(today)[-2].taken == 0


def test_the_result_is_that_of_budget_and_outcome(cast: Cast, held: Run) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        BudgetLine.objects.create(year=LAST, side="income", source="membership", amount=500)
        BudgetLine.objects.create(year=LAST, side="cost", heading="Lokal", amount=80, outcome=70)
    set_urlconf("config.network_urls")
    try:
        with scope.enter(cast.users["erik"], cast.vn):
            year = Year(LAST, count_year(LAST), None)
            lines = BudgetLine.objects.filter(year=LAST)
            left = read_year(lines, LAST, present=False).sums["result"]
    finally:
        set_urlconf(None)
    assert (year.result, year.planned) == (left.outcome, left.budget)
    assert year.result == Decimal(-70)


def test_a_year_in_which_nobody_was_a_member_says_so(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    from members.models import Membership

    member = cast.memberships[VN, "timra"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Membership.objects.filter(pk=member).update(since=timezone.localdate() - timedelta(days=1))
    page = client.get(f"{HOME}benefit/{member}/?year={THIS - 3}")
    assert page.status_code == 200
    here = f"{HOME}benefit/{member}/?year={THIS - 3}"
    for answer in (
        client.post(f"{HOME}benefit/{member}/paper/", {"year": THIS - 3}),
        client.get(f"{HOME}benefit/{member}/runs/?year={THIS - 3}"),
        client.get(f"{HOME}benefit/{member}/meetings/?year={THIS - 3}&format=xlsx"),
    ):
        assert (answer.status_code, answer["Location"]) == (302, here)


@pytest.mark.parametrize("asked", ["1987", "2999", "förra"])
def test_a_year_that_is_not_offered_is_said_and_not_passed_off_as_another(
    cast: Cast, client: Client, asked: str
) -> None:
    sign_in(client, "karin")
    client.cookies["language"] = "en"
    for page in ("", f"{cast.memberships[VN, 'timra']}/"):
        shown = client.get(f"{HOME}benefit/{page}", {"year": asked}).content.decode()
        assert f"There is no benefit statement of {asked}." in shown
    shown = client.get(f"{HOME}benefit/", {"year": THIS}).content.decode()
    assert "There is no benefit statement" not in shown
