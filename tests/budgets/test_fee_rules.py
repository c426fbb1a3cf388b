"""What the pages of fee rules and budget may ask the database: the same at few rows and many."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import CostLine
from fees.actions.issue import issue
from fees.models import BudgetLine, Charge, FeeModel, FeeStep, InvoiceRun, Issuer, VatRule
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.fees.makers import approved_run, furnish
from tests.signing_in import sign_in

# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("erik", "fees/rules/", 14),
    ("erik", "fees/rules/models/", 12),
    ("erik", "fees/rules/models/{model}/", 17),
    ("erik", "fees/rules/issuers/", 11),
    ("erik", "fees/rules/vat/", 14),
    ("styrbjorn", "fees/budget/", 16),
    ("styrbjorn", "fees/budget/members/", 14),
    ("styrbjorn", "fees/budget/billed/", 14),
    ("styrbjorn", "reports/courses/", 16),
]


def _add(cast: Cast, first: int, count: int) -> None:
    """More proposals with steps, former hosts and rules, budget lines, billed lines and runs."""
    year = timezone.localdate().year
    for place in range(first, first + count):
        model = FeeModel.objects.create(
            name=f"Förslag {place}", method="bands", since=date(2040, 1, 1), adopted=False
        )
        FeeStep.objects.create(model=model, lower=1, amount=5)
        days = {"since": date(2050 + place, 1, 1), "until": date(2050 + place, 12, 31)}
        Issuer.objects.create(
            membership_id=cast.memberships[VN, "spv"],
            kind="other",
            bankgiro="12345674",
            email="x@example.org",
            **days,
        )
        VatRule.objects.create(
            kind="other",
            relation="same",
            category="O",
            rate=0,
            assessment="x",
            assessed_by="y",
            **days,
        )
        BudgetLine.objects.create(year=year, side="cost", heading=f"Rad {place}", amount=5)
        run = make_run(course=make_course(f"Kurs {place}"))
        CostLine.objects.create(run=run, kind="teacher", stage="actual", price=100)
        CostLine.objects.create(run=run, kind="teacher", stage="estimated", price=100)


def _bill(cast: Cast, run_id: int, keys: tuple[str, ...]) -> None:
    for key in keys:
        run = InvoiceRun.objects.get(pk=run_id)
        assert issue(run, cast.memberships[VN, key], outside_vat=False)


def test_no_page_of_fee_rules_or_budget_asks_more_for_many_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    counts: list[dict[str, int]] = []
    for first, count, keys in ((0, 2, ("spv",)), (2, 20, ("csn", "miun", "timra"))):
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            _add(cast, first, count)
            _bill(cast, run_id, keys)
            Charge.objects.create(
                membership_id=cast.memberships[VN, "csn"],
                kind="late_fee",
                reference=f"waits {first}",
                text="Väntar",
                unit="st",
                price=Decimal(9),
                net=Decimal(9),
            )
            model = FeeModel.objects.get(name="Avgiftsnivåer").pk
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(f"/{VN}/{path.format(model=model)}").status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
