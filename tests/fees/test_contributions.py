"""Time that members give: who reports, who settles, what stands, what is credited on invoices."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from fees.actions.bill import preview
from fees.actions.contribute import lay_rate, rate_on
from fees.adjustments import in_words
from fees.contributions.worth import in_kind_of
from fees.models import (
    Contribution,
    ContributionKind,
    ContributionRate,
    FeeModel,
    InvoiceRun,
    Issuer,
)
from members.models import HeadCount
from network import scope
from tests.cast import JL, VN, Cast
from tests.databases import acting_as
from tests.deciding import a_decision
from tests.fees.makers import furnish
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ROOT = f"/{VN}/fees/contributions/"
DAY = date(2026, 3, 12)


@pytest.fixture
def kind(cast: Cast) -> ContributionKind:
    """Teaching, worth 500 kr an hour from 2026 on."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made: ContributionKind = ContributionKind.objects.create(
            name_sv="Lärare", name_en="Teaching"
        )
        lay_rate(
            ContributionRate(
                kind=made, unit="hour", amount=500, since=date(2026, 1, 1), source="§ 4"
            )
        )
    return made


def give(cast: Cast, kind: ContributionKind, key: str = "csn", **facts: Any) -> Contribution:
    """A contribution of ten hours; accepted if nothing else is said."""
    values: dict[str, Any] = {
        "what": "Föreläste",
        "since": DAY,
        "quantity": Decimal(10),
        "unit": "hour",
        "rate": Decimal(500),
        "value": Decimal(5_000),
        "state": "accepted",
        "reported_by": 0,
    } | facts
    if values["state"] != "reported":
        values |= {"settled_by": 0, "settled_at": timezone.now()}
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made: Contribution = Contribution.objects.create(
            membership_id=cast.memberships[VN, key], kind_id=kind.pk, **values
        )
    return made


def report(client: Client, cast: Cast, kind: ContributionKind, **said: Any) -> Any:
    """Send the form."""
    return client.post(
        f"{ROOT}new/",
        {
            "membership": cast.memberships[VN, "csn"],
            "kind": kind.pk,
            "what": "Höll en kurs",
            "since": "2026-03-12",
            "quantity": "7.5",
            "unit": "hour",
        }
        | said,
    )


def everything(cast: Cast) -> list[Contribution]:
    """All contributions of the network."""
    with scope.enter(cast.users["karin"], cast.vn):
        return list(Contribution.objects.order_by("pk"))


def test_a_local_coordinator_reports_and_the_coordinator_accepts(
    client: Client, cast: Cast, kind: ContributionKind
) -> None:
    sign_in(client, "lena")
    assert report(client, cast, kind).status_code == 302
    (it,) = everything(cast)
    assert (it.value, it.rate, it.state) == (Decimal("3750.00"), Decimal(500), "reported")
    with scope.enter(cast.users["karin"], cast.vn):
        assert in_kind_of(2026) == {}
    assert client.post(f"{ROOT}{it.pk}/settlement/", {"answer": "accept"}).status_code == 403
    sign_in(client, "karin")
    client.post(f"{ROOT}{it.pk}/settlement/", {"answer": "accept"})
    with scope.enter(cast.users["karin"], cast.vn):
        assert in_kind_of(2026) == {cast.memberships[VN, "csn"]: Decimal("3750.00")}
        assert in_kind_of(2025) == {}


def test_nobody_reports_for_another_authority(
    client: Client, cast: Cast, kind: ContributionKind
) -> None:
    sign_in(client, "lars")
    assert report(client, cast, kind).status_code == 200
    assert everything(cast) == []
    it = give(cast, kind, state="reported")
    assert client.get(f"{ROOT}{it.pk}/").status_code == 404
    with (
        pytest.raises(DatabaseError),
        scope.enter(cast.users["lars"], cast.vn),
        transaction.atomic(),
    ):
        Contribution.objects.create(
            membership_id=cast.memberships[VN, "csn"], kind=kind, what="x", since=DAY,
            quantity=1, unit="hour", rate=500, value=500, reported_by=1,
        )  # fmt: skip


def test_a_local_coordinator_cannot_lay_down_what_is_accepted_already(
    cast: Cast, kind: ContributionKind
) -> None:
    with pytest.raises(DatabaseError), scope.enter(cast.users["lena"], cast.vn):
        Contribution.objects.create(
            membership_id=cast.memberships[VN, "csn"], kind=kind, what="x", since=DAY,
            quantity=1, unit="hour", rate=500, value=500, reported_by=1, state="accepted",
            settled_by=1, settled_at=timezone.now(),
        )  # fmt: skip


def test_declining_asks_why(client: Client, cast: Cast, kind: ContributionKind) -> None:
    it = give(cast, kind, state="reported")
    sign_in(client, "karin")
    client.post(f"{ROOT}{it.pk}/settlement/", {"answer": "decline", "reason": " "})
    assert everything(cast)[0].state == "reported"
    client.post(f"{ROOT}{it.pk}/settlement/", {"answer": "decline", "reason": "Inte nätverket"})
    assert everything(cast)[0].state == "declined"


def test_what_was_settled_stands_even_against_raw_sql(cast: Cast, kind: ContributionKind) -> None:
    it = give(cast, kind)
    for statement in (
        "UPDATE fees_contribution SET value = 0, quantity = 0 WHERE id = %s",
        "UPDATE fees_contribution SET state = 'reported' WHERE id = %s",
        "DELETE FROM fees_contribution WHERE id = %s",
    ):
        with (
            pytest.raises(DatabaseError, match="stays as it is"),
            scope.enter(cast.users["karin"], cast.vn),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [it.pk])


def test_taking_back_lays_a_row_below_zero_once(
    client: Client, cast: Cast, kind: ContributionKind
) -> None:
    it = give(cast, kind)
    sign_in(client, "karin")
    for _turn in range(2):
        client.post(f"{ROOT}{it.pk}/reversal/", {"reason": "Fel medlem"})
    first, back = everything(cast)
    assert (first.state, int(back.value), back.reverses_id) == ("accepted", -5_000, first.pk)
    with scope.enter(cast.users["karin"], cast.vn):
        assert in_kind_of(2026) == {cast.memberships[VN, "csn"]: 0}


def test_a_value_that_is_not_hours_times_rate_is_refused_by_the_database(
    cast: Cast, kind: ContributionKind
) -> None:
    with pytest.raises(DatabaseError, match="fees_contribution_value"):
        give(cast, kind, value=Decimal(9_999))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"quantity": "0"}, "quantity"),
        ({"until": "2027-01-02"}, "until"),
        ({"since": "2999-01-01"}, "since"),
        ({"unit": "day"}, "unit"),
        ({"since": "2025-12-31"}, "unit"),
    ],
)
def test_bad_input_is_answered_with_what_to_correct(
    client: Client, cast: Cast, kind: ContributionKind, said: dict[str, str], field: str
) -> None:
    sign_in(client, "lena")
    answer = report(client, cast, kind, **said)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert everything(cast) == []


def test_a_new_rate_ends_the_former_and_leaves_what_is_reported(
    cast: Cast, kind: ContributionKind
) -> None:
    it = give(cast, kind)
    with scope.enter(cast.users["karin"], cast.vn):
        lay_rate(
            ContributionRate(
                kind=kind, unit="hour", amount=600, since=date(2026, 7, 1), source="§ 9"
            )
        )
        before, after = (rate_on(kind, "hour", date(2026, month, 30)) for month in (6, 7))
        assert before is not None
        assert after is not None
        assert [before.amount, after.amount] == [500, 600]
        assert before.until == date(2026, 6, 30)
        assert Contribution.objects.get(pk=it.pk).rate == 500


def test_another_network_sees_none_of_it(cast: Cast, kind: ContributionKind) -> None:
    give(cast, kind)
    with scope.enter(cast.users["jamte"], cast.networks[JL]):
        assert not Contribution.objects.exists()
        assert not ContributionKind.objects.exists()


def test_host_hours_and_part_year_are_reckoned_in_the_run_and_told_on_the_invoice(
    cast: Cast, kind: ContributionKind
) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    give(cast, kind)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        FeeModel.objects.update(
            host_reduction=20,
            in_kind_share=50,
            in_kind_ceiling=5,
            part_year="months",
            by_decision=a_decision("Timmar"),
        )
        for key in ("spv", "csn", "timra"):
            HeadCount.objects.update_or_create(
                membership_id=cast.memberships[VN, key],
                day=date(2026, 12, 31),
                defaults={"count": 500, "source": "test"},
            )
        run = InvoiceRun.objects.create(
            kind="membership", year=2027, issuer=Issuer.objects.get(), prepared_by=0
        )
        type(run.issuer.membership).objects.filter(pk=cast.memberships[VN, "timra"]).update(
            until=date(2027, 3, 1)
        )
        net = {p.member.pk: p.net for p in preview(run).proposals}
        assert net[cast.memberships[VN, "spv"]] == Decimal("72000.00")
        assert net[cast.memberships[VN, "csn"]] == Decimal("87500.00")
        assert net[cast.memberships[VN, "timra"]] == Decimal("22500.00")


def test_the_frozen_basis_says_each_change_in_words() -> None:
    rows = [
        {"change": "host", "amount": "-18000.00", "share": "20.00"},
        {"change": "part_year", "amount": "-67500.00", "share": "3/12"},
        {"change": "in_kind", "amount": "-2500.00", "share": "50.00"},
        {"change": "floor", "amount": "100.00", "share": ""},
        {"change": "associated", "amount": "-1.00", "share": "30"},
    ]
    words = in_words(rows)
    assert all(words)
    assert "20 %" in words[0]
    assert "18" in words[0]
    assert "3/12" in words[1]
