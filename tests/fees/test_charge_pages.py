"""Charges of every kind: by hand, shared to the öre, on their pages, until a run takes them."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client

from fees.actions import charge_by_hand
from fees.actions.charge import charge
from fees.actions.charge_by_hand import NotCharged, Wanted
from fees.models import Charge
from fees.rules import FeeKind
from members.models import HeadCount, Membership
from network import scope
from tests.cast import VN, Cast
from tests.fees.correcting import make_invoice, ready, seated, the_portal
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
CHARGES = f"/{VN}/fees/charges/"
WANTED = Wanted(FeeKind.OTHER, "Gemensam jurist", "Styrgruppen § 12", reference="STYR-12")


def by_hand(client: Client, cast: Cast, **asked: object) -> int:
    """Charge CSN by hand on the page; the status that it answers."""
    said = {
        "membership": cast.memberships[VN, "csn"],
        "kind": "other",
        "text": "Möteslokal",
        "quantity": "3",
        "unit": "timme",
        "price": "450.50",
        "reason": "Bokningen",
        **asked,
    }
    return client.post(CHARGES + "new/", said).status_code


def only(cast: Cast) -> Charge:
    with the_portal(cast):
        found: Charge = Charge.objects.get()
        return found


def test_the_economist_charges_by_hand_changes_and_withdraws(cast: Cast, client: Client) -> None:
    sign_in(client, "erik")
    assert by_hand(client, cast) == 302
    laid = only(cast)
    assert (str(laid.net), laid.reason) == ("1351.50", "Bokningen")
    assert laid.made_by == cast.users["erik"]
    page = client.get(f"{CHARGES}{laid.pk}/").content.decode()
    assert "Bokningen" in page
    change = {"text": "Lokal", "quantity": "1", "unit": "dag", "price": "99", "reason": "Rättat"}
    assert client.post(f"{CHARGES}{laid.pk}/change/", change).status_code == 302
    assert (str(only(cast).net), only(cast).basis["words"]) == ("99.00", "Rättat")
    assert client.post(f"{CHARGES}{laid.pk}/withdrawal/").status_code == 302
    with the_portal(cast):
        assert not Charge.objects.exists()


def test_the_same_reference_is_charged_once(cast: Cast, client: Client) -> None:
    sign_in(client, "erik")
    answers = [by_hand(client, cast, reference="AVTAL-7") for _again in range(2)]
    assert answers == [302, 200]
    assert only(cast).reference == "hand:AVTAL-7"


@pytest.mark.parametrize(
    "asked", [{"price": "0"}, {"quantity": "-1"}, {"text": ""}, {"reason": ""}, {"kind": "x"}]
)
def test_what_is_no_charge_is_refused_with_what_was_typed_kept(
    cast: Cast, client: Client, asked: dict[str, str]
) -> None:
    sign_in(client, "erik")
    assert by_hand(client, cast, **asked) == 200
    with the_portal(cast):
        assert not Charge.objects.exists()


def test_a_cost_is_shared_to_the_ore_after_its_shares_were_shown(
    cast: Cast, client: Client
) -> None:
    sign_in(client, "erik")
    members = [cast.memberships[VN, key] for key in ("spv", "csn", "miun")]
    said = {
        "kind": "other",
        "text": "Jurist",
        "reason": "§ 12",
        "reference": "STYR-12",
        "total": "100",
        "key": "equal",
        "members": members,
    }
    shown = client.post(CHARGES + "shared/", said)
    assert [str(share.amount) for share in shown.context["shares"]] == ["33.34", "33.33", "33.33"]
    with the_portal(cast):
        assert not Charge.objects.exists()
    said["seen"] = shown.context["form"].data["seen"]
    assert client.post(CHARGES + "shared/", said).status_code == 302
    with the_portal(cast):
        laid = list(Charge.objects.all())
        assert sum(one.net for one in laid) == 100
        assert {one.membership_id for one in laid} == set(members)
        assert "100,00" in laid[0].basis["words"]
    assert client.post(CHARGES + "shared/", said).status_code == 200
    with the_portal(cast):
        assert Charge.objects.count() == 3


def test_a_cost_is_split_by_head_count_and_nobody_without_one(cast: Cast) -> None:
    with the_portal(cast):
        HeadCount.objects.filter(membership=cast.memberships[VN, "csn"]).update(count=360)
        members = list(Membership.objects.order_by("pk")[:2])
        shares = charge_by_hand.shares_of(Decimal(12_000), members, "head_count")
        assert [(share.weight, str(share.amount)) for share in shares] == [
            (120, "3000.00"),
            (360, "9000.00"),
        ]
        HeadCount.objects.filter(membership=members[0]).delete()
        with pytest.raises(NotCharged, match="Antalet anställda saknas"):
            charge_by_hand.shares_of(Decimal(12_000), members, "head_count")


def test_what_a_run_has_taken_keeps_its_price(cast: Cast) -> None:
    ready(cast)
    make_invoice(cast)
    with the_portal(cast):
        taken = Charge.objects.create(
            membership_id=cast.memberships[VN, "csn"],
            kind="other",
            reference="taken",
            text="x",
            unit="st",
            price=5,
            net=5,
            vat_category="O",
            vat_rate=0,
            made_by=1,
            run=Charge.objects.first().run,  # type: ignore[union-attr]
        )
    with seated(cast) as seat, pytest.raises(NotCharged, match="inte längre"):
        charge_by_hand.withdraw(taken, by=seat)
    with the_portal(cast):
        with pytest.raises(Exception, match="keeps its price"), transaction.atomic():
            Charge.objects.filter(pk=taken.pk).update(net=1)
        Charge.objects.filter(pk=taken.pk).update(run=None)


@pytest.mark.parametrize("kind", [FeeKind.STAFF_LOAN, FeeKind.SETTLEMENT, FeeKind.NO_SHOW])
def test_any_room_charges_with_its_price_reason_and_rule(
    cast: Cast, client: Client, kind: FeeKind
) -> None:
    with the_portal(cast):
        for _again in range(2):
            charge(
                kind,
                "loan:7/2026-05",
                membership_id=cast.memberships[VN, "csn"],
                net=Decimal("40000.50"),
                text="Personallån maj",
                quantity=Decimal("0.5"),
                price=Decimal("80001"),
                unit="månad",
                reason="Överenskommelse 2026/14",
                basis={"words": "Halva lönekostnaden", "share": "0.5"},
            )
    laid = only(cast)
    assert (laid.kind, str(laid.price), laid.basis["share"]) == (kind, "80001.00", "0.5")
    sign_in(client, "erik")
    page = client.get(f"{CHARGES}{laid.pk}/").content.decode()
    assert "Halva lönekostnaden" in page
    assert "Överenskommelse 2026/14" in page
    assert client.get(f"{CHARGES}{laid.pk}/change/").status_code == 404
    assert client.post(f"{CHARGES}{laid.pk}/withdrawal/").status_code == 404


def test_the_list_shows_what_waits_and_finds_the_rest(cast: Cast, client: Client) -> None:
    ready(cast)
    make_invoice(cast)
    with seated(cast) as seat:
        members = list(Membership.objects.order_by("pk"))
        shares = charge_by_hand.shares_of(Decimal(100), members, "equal")
        charge_by_hand.charge_shares(WANTED, shares, by=seat)
    sign_in(client, "erik")
    for query, count in (
        ("", 4),
        ("state=all", 6),
        ("state=invoiced", 2),
        ("state=taken", 0),
        ("state=credited", 0),
        ("kind=other&q=jurist", 4),
        (f"member={cast.memberships[VN, 'csn']}", 1),
        ("since=2999-01-01", 0),
        ("sort=-net", 4),
    ):
        answer = client.get(f"{CHARGES}?{query}")
        assert len(answer.context["rows"]) == count, query
    assert client.get(f"{CHARGES}?state=all&format=csv").content.decode("utf-8-sig").count("\r\n")


def test_only_the_economist_charges_by_hand(cast: Cast, client: Client) -> None:
    for who in ("karin", "lena", "styrbjorn"):
        sign_in(client, who)
        assert by_hand(client, cast) == 403
    with (
        scope.enter(cast.users["karin"], cast.vn),
        pytest.raises(ProgrammingError, match="security"),
        transaction.atomic(),
    ):
        Charge.objects.create(
            membership_id=cast.memberships[VN, "csn"],
            kind="other",
            reference="x",
            text="x",
            unit="st",
            price=1,
            net=1,
        )


def test_no_charge_is_below_zero_by_hand(cast: Cast) -> None:
    with the_portal(cast), pytest.raises(IntegrityError), transaction.atomic():
        Charge.objects.create(
            membership_id=cast.memberships[VN, "csn"],
            kind="other",
            reference="x",
            text="x",
            unit="st",
            price=-1,
            net=-1,
        )
