"""What the pages of head counts, reminders and accounts may ask the database: always the same.

Counted cold, with nothing kept, with a few members and with many.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fees.actions.issue import issue
from fees.models import Charge, InvoiceRun, Issuer, ReminderStep, VatRule
from fees.reminders.rules import Tone
from members.models import (
    Authority,
    HeadCount,
    HeadCountRequest,
    HeadCountRound,
    InvoiceProfile,
    LegalPerson,
    Membership,
)
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.makers import furnish
from tests.signing_in import sign_in

ROWS = (2, 18)
DAY = date(2026, 3, 31)
# Who comes, the page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("karin", "members/head-counts/", 14),
    ("karin", "members/head-counts/rounds/{round}/", 14),
    ("karin", "members/head-counts/rounds/{round}/reminders/", 17),
    ("erik", "fees/overdue/", 13),
    ("erik", "fees/reminders/", 16),
    ("erik", "fees/reminders/steps/", 11),
    ("erik", "fees/statements/", 12),
    ("erik", "fees/statements/{member}/", 15),
]


def _add(cast: Cast, count: int, of: int) -> None:
    """More members: each with a head count, asked in the round, and with an unpaid invoice."""
    day = timezone.localdate() - timedelta(days=60)
    issuer, rule = Issuer.objects.get(), VatRule.objects.get(relation="other")
    for number in range(count):
        name = f"Myndighet {Membership.objects.count()}"
        owner = LegalPerson.objects.create(name=name)
        authority = Authority.objects.create(
            name=name, short_name=name, kind="other", organisation_number="", legal_person=owner
        )
        member = Membership.objects.create(authority=authority, since=date(2014, 1, 1))
        for year in (2024, 2025):
            HeadCount.objects.create(
                membership=member, day=date(year, 12, 31), count=90 + number, source="test"
            )
        HeadCountRequest.objects.create(round_id=of, membership=member)
        InvoiceProfile.objects.create(membership=member, reference="R", email="a@example.org")
        run = InvoiceRun.objects.create(
            kind="membership", year=2026, issuer=issuer, prepared_by=1,
            approved_by=1, approved_at=timezone.now(),
        )  # fmt: skip
        for payer in (member.pk, cast.memberships[VN, "csn"]):
            Charge.objects.create(
                membership_id=payer, kind="membership", reference=f"{run.pk}/{payer}",
                text="Avgift", unit="år", price=100, net=100, vat_rule=rule,
                vat_category="S", vat_rate=25, run=run,
            )  # fmt: skip
            assert issue(run, payer, outside_vat=False, on=day)


def test_no_page_asks_more_for_many_members_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    furnish(cast.vn, cast.memberships[VN, "spv"])
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        of = HeadCountRound.objects.create(
            year=2027, day=DAY, text="alla", deadline=timezone.localdate(), opened_at=timezone.now()
        ).pk
        for number, (days, tone) in enumerate(zip((10, 30, 60), Tone, strict=True), start=1):
            ReminderStep.objects.create(number=number, days=days, tone=tone)
    counts: list[dict[str, int]] = []
    for rows in ROWS:
        with acting_as("portal_owner"), scope.enter_system(cast.vn):
            _add(cast, rows, of)
        asked = {}
        for who, path, _most in PAGES:
            client = Client()
            sign_in(client, who)
            address = f"/{VN}/{path.format(round=of, member=cast.memberships[VN, 'csn'])}"
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(address).status_code == 200
            asked[f"{who} {path}"] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    over = {f"{who} {path}": (few[f"{who} {path}"], most) for who, path, most in PAGES}
    assert {page: count for page, count in over.items() if count[0] > count[1]} == {}
