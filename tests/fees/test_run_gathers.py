"""Which charges one run takes: one host's kinds together, up to a day, and never twice."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from fees.actions.review import Row, look_through
from fees.actions.run import prepare
from fees.models import Charge, InvoiceRun, Issuer
from fees.rules import FeeKind, Notice, RowState
from fees.runs.forms import kinds_to_bill
from members.models import HeadCount, InvoiceProfile, Membership
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import seat
from tests.fees.test_charges import billing, lay, the_portal

__all__ = ["billing"]


def rows(cast: Cast, kind: str, **facts: object) -> dict[int, list[Decimal]]:
    """What a run prepared now would bill: the nets of each payer that is ready."""
    with scope.enter(cast.users["erik"], cast.vn):
        run = prepare(kind, 2026, by=seat(), **facts)  # type: ignore[arg-type]
        seen = look_through(InvoiceRun.objects.get(pk=run.pk))
        return {row.member.pk: [charge.net for charge in row.charges] for row in seen.ready}


def test_kinds_of_another_host_go_in_a_run_of_their_own(billing: Cast) -> None:
    csn = billing.memberships[VN, "csn"]
    lay(billing, "late:1", 300)
    lay(billing, "run:1/csn", 1000, kind="course_seat")
    with the_portal(billing):
        other = Issuer.objects.get(kind="course_seat")
        other.pk, other.kind = None, FeeKind.LATE_FEE
        other.membership_id = billing.memberships[VN, "miun"]
        other.save(force_insert=True)
    assert rows(billing, "course_seat") == {csn: [1000]}
    assert rows(billing, "late_fee") == {csn: [300]}
    with scope.enter(billing.users["erik"], billing.vn):
        assert {"course_seat", "late_fee"} <= {kind for kind, _words in kinds_to_bill()}


def test_kinds_of_one_host_go_together(billing: Cast) -> None:
    lay(billing, "late:1", 300)
    lay(billing, "run:1/csn", 1000, kind="course_seat")
    assert rows(billing, "course_seat") == {billing.memberships[VN, "csn"]: [300, 1000]}
    with scope.enter(billing.users["erik"], billing.vn):
        assert "late_fee" not in {kind for kind, _words in kinds_to_bill()}


def test_a_run_up_to_a_day_leaves_what_was_charged_later(billing: Cast) -> None:
    today = timezone.localdate()
    lay(billing, "late:1", 300)
    lay(billing, "late:2", 500)
    with the_portal(billing):
        Charge.objects.filter(reference="late:1").update(
            created_at=timezone.now() - timedelta(days=3)
        )
    found = rows(billing, "course_seat", charged_until=today - timedelta(days=2))
    assert found == {billing.memberships[VN, "csn"]: [300]}


def test_a_yearly_fee_that_is_charged_anew_comes_with_the_next_run_of_the_year(
    billing: Cast,
) -> None:
    csn, timra = (billing.memberships[VN, key] for key in ("csn", "timra"))
    lay(billing, f"2026/{csn}", 25_000, kind="membership")
    found = rows(billing, "membership")
    assert found[csn] == [25_000]  # once: not computed anew beside it
    assert timra in found


@pytest.mark.parametrize(
    ("change", "notice"),
    [
        ({"endpoint": "2021001810", "endpoint_scheme": "0007"}, Notice.WRONG_ENDPOINT),
        ({"email": ""}, Notice.NOWHERE),
        ({}, Notice.NO_ENDPOINT),
        ({"until": "2026-01-31"}, Notice.PROFILE_ENDED),
    ],
)
def test_what_to_look_at_is_told(billing: Cast, change: dict[str, str], notice: Notice) -> None:
    csn = billing.memberships[VN, "csn"]
    with the_portal(billing):
        InvoiceProfile.objects.filter(membership=csn).update(**change)
    assert notice in _row(billing, csn).notices


def test_a_changed_head_count_and_a_part_of_a_year_are_told(billing: Cast) -> None:
    csn = billing.memberships[VN, "csn"]
    with the_portal(billing):
        Charge.objects.create(
            membership_id=csn, kind="membership", reference=f"2025/{csn}", text="Avgift",
            unit="år", price=1, net=1, basis={"head_count": 100},
        )  # fmt: skip
        Membership.objects.filter(pk=csn).update(since="2026-03-01")
        HeadCount.objects.filter(membership=csn).update(count=90)
    row = _row(billing, csn)
    assert {Notice.HEAD_COUNT, Notice.PART_YEAR} <= set(row.notices)
    assert row.change == -10
    assert row.state == RowState.WARNED


def _row(cast: Cast, member: int) -> Row:
    with scope.enter(cast.users["erik"], cast.vn):
        run = prepare("membership", 2026, by=seat())
        seen = look_through(InvoiceRun.objects.get(pk=run.pk))
        return next(row for row in seen.rows if row.member.pk == member)
