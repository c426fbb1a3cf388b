"""Days lent and borrowed: to the day, for those who may count them, and nobody named."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from loans.actions.break_off import answer_early_end, break_off
from loans.balance.counted import balance
from loans.models import EarlyEnd, Loan, LoanPart
from members.models import Role
from network import scope
from network.models import User
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.loans.making import in_days, later, make_running, make_signers
from tests.loans.stating import seat_of

Party = tuple[str, int]


def by_the_day(cast: Cast) -> dict[tuple[int, int, int], Decimal]:
    """Year, lender, borrower: every day looked at, one by one."""
    today = timezone.localdate()
    found: dict[tuple[int, int, int], Decimal] = {}
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for part in LoanPart.objects.select_related("loan").exclude(loan__started_at=None):
            loan: Loan = part.loan
            day: date = part.starts
            while day <= min(part.ends, loan.last_day, today):
                key = (day.year, loan.lender_id or 0, loan.borrower_id or 0)
                found[key] = found.get(key, Decimal(0)) + Decimal(part.percent) / 100
                day += timedelta(days=1)
    return found


def counted(cast: Cast, who: str) -> dict[tuple[int, int, int], Decimal]:
    """The same as somebody of the cast is told it."""
    with scope.enter(cast.users[who], cast.vn):
        return {(row.year, row.lender[1], row.borrower[1]): row.days for row in balance().rows}


def two_loans(cast: Cast) -> None:
    """One that began the year before last at half time, one that began a month ago."""
    long_ago = in_days(-400)
    make_running(
        cast, "berit", "timra", legal="others", starts=long_ago, ends=in_days(-250), percent=50
    )
    make_running(cast, "amina", "spv")


def give_role(cast: Cast, who: str, kind: str, member: str) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Role.objects.create(
            person_id=cast.person(who),
            membership_id=cast.memberships[VN, member],
            kind=kind,
            since=date(2020, 1, 1),
        )


def test_the_days_are_those_that_one_counts_day_by_day_and_split_by_year(cast: Cast) -> None:
    two_loans(cast)
    expected = by_the_day(cast)
    assert len({year for year, *_parties in expected}) > 1
    assert counted(cast, "karin") == expected
    assert counted(cast, "erik") == expected


def test_a_draft_and_a_loan_that_was_never_begun_count_nothing(cast: Cast) -> None:
    make_running(cast, "amina", "spv", starts=in_days(3), ends=in_days(90))
    assert counted(cast, "karin") == {}


def test_a_loan_that_ended_early_counts_until_its_last_day(cast: Cast) -> None:
    loan = make_running(cast, "amina", "spv")
    with seat_of(cast, "styrbjorn") as seat:
        early = EarlyEnd(side="borrower", last_day=in_days(5), why="Uppdraget är klart.")
        break_off(Loan.objects.get(pk=loan), early, by=seat)
    with seat_of(cast, "lena") as seat:
        answer_early_end(early, agreed=True, by=seat)
    with later(20):
        assert sum(counted(cast, "karin").values()) == 30 + 1 + 5


def test_hr_counts_its_own_authority_and_nobody_else_counts_anything(cast: Cast) -> None:
    two_loans(cast)
    make_signers(cast)
    timra = cast.memberships[VN, "timra"]
    assert counted(cast, "lars")
    assert {borrower for _year, _lender, borrower in counted(cast, "lars")} == {timra}
    assert counted(cast, "amina") == {}
    assert counted(cast, "mats") == {}
    with scope.enter(cast.users["miriam"], cast.jl):
        assert balance().rows == ()


def test_the_steering_committee_reads_the_sums_and_no_loan(cast: Cast) -> None:
    make_running(cast, "berit", "timra", legal="others")
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        assert Loan.objects.count() == 0
        assert balance().rows


@pytest.mark.parametrize("address", ["balance/", "balance/?year=2024", "pool/"])
def test_the_pages_open_for_the_steering_committee_and_not_for_an_employee(
    client: Client, cast: Cast, address: str
) -> None:
    for who, status in (("styrbjorn", 200), ("amina", 403)):
        client.force_login(_user(cast, who))
        assert client.get(f"/{VN}/loans/{address}").status_code == status


def test_files_hold_the_same_days_and_no_name_of_a_person(client: Client, cast: Cast) -> None:
    two_loans(cast)
    client.force_login(_user(cast, "styrbjorn"))
    told = client.get(f"/{VN}/loans/balance/?format=csv").content.decode()
    assert "Timrå kommun" in told
    assert "Amina" not in told
    assert client.get(f"/{VN}/loans/balance/?format=xlsx").status_code == 200
    assert client.get(f"/{VN}/loans/balance/?format=exe").status_code == 404


def _user(cast: Cast, who: str) -> Any:
    return User.objects.get(email=email(who))
