"""What the pages of an invoice run may ask the database: the same for 10 members and for 700.

Counted cold, with nothing kept.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fees.models import Charge, Exclusion, InvoiceRun, Issuer, VatRule
from members.models import Authority, HeadCount, InvoiceProfile, LegalPerson, Membership
from network import scope
from network.kept import Kept
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.makers import furnish
from tests.signing_in import sign_in

MEMBERS = (10, 700)
# The page, and the most questions that it may ask: session, scope and frame included.
PAGES = [
    ("runs/", 15),
    ("runs/{yearly}/", 32),
    ("runs/{yearly}/?state=warned&q=m&sort=-total", 32),
    ("runs/{yearly}/?format=xlsx", 30),
    ("runs/{yearly}/payers/{payer}/", 30),
    ("runs/{waiting}/", 30),
]


def _join(upto: int) -> None:
    """Members until there are so many, each with a head count, a profile and two charges."""
    state = LegalPerson.objects.get(is_state=True)
    have = Membership.objects.count()
    authorities = Authority.objects.bulk_create(
        Authority(name=f"Myndighet {n}", kind="state_agency", legal_person=state)
        for n in range(have, upto)
    )
    members = Membership.objects.bulk_create(Membership(authority=one) for one in authorities)
    HeadCount.objects.bulk_create(
        HeadCount(membership=one, day=date(2025, 12, 31), count=100, source="prov")
        for one in members
    )
    InvoiceProfile.objects.bulk_create(
        InvoiceProfile(
            membership=one, reference="R", address="Box 1", endpoint_scheme="0007",
            endpoint="2021000928",
        )
        for one in members
    )  # fmt: skip
    Charge.objects.bulk_create(
        Charge(
            membership=one,
            kind="course_seat",
            reference=f"prov/{one.pk}/{n}",
            text="Kurs",
            unit="st",
            price=Decimal(100),
            net=Decimal(100),
        )
        for one in members
        for n in (1, 2)
    )


def _runs(cast: Cast) -> dict[str, int]:
    """A run of the year's fees with somebody left out, and one of charges that wait."""
    issuer = Issuer.objects.get()
    issuer.pk, issuer.kind = None, "course_seat"
    issuer.save(force_insert=True)
    VatRule.objects.create(
        kind="course_seat", relation="same", category="O", rate=0, assessment="prov",
        assessed_by="Erik", since=date(2014, 1, 1),
    )  # fmt: skip
    made = {}
    for word, kind in (("yearly", "membership"), ("waiting", "course_seat")):
        run = InvoiceRun.objects.create(
            kind=kind,
            year=2026,
            issuer=Issuer.objects.get(kind=kind),
            prepared_by=cast.users["erik"],
        )
        made[word] = int(run.pk)
    csn = cast.memberships[VN, "csn"]
    Exclusion.objects.create(
        run_id=made["yearly"], membership_id=csn, reason="Tvist", by=cast.users["erik"]
    )
    return made


def test_no_page_of_a_run_asks_more_for_many_members_than_for_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kept, "get", lambda self, key, make: make())
    furnish(cast.vn, cast.memberships[VN, "spv"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        words = {**_runs(cast), "payer": cast.memberships[VN, "timra"]}
    counts: list[dict[str, int]] = []
    for upto in MEMBERS:
        with acting_as("portal_owner"), scope.enter_system(cast.vn):
            _join(upto)
        asked = {}
        for path, _most in PAGES:
            client = Client()
            sign_in(client, "erik")
            client.get(f"/{VN}/search/?q=nothing")
            with CaptureQueriesContext(connection) as questions:
                assert client.get(f"/{VN}/fees/{path.format(**words)}").status_code == 200, path
            asked[path] = len(questions)
        counts.append(asked)
    few, many = counts
    assert many == few
    assert {path: (few[path], most) for path, most in PAGES if few[path] > most} == {}
