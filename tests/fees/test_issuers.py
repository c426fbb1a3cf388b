"""Who bills what from which day: dated rows, right numbers, OCR numbers that never meet."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from fees.actions.issue import issue
from fees.models import InvoiceRun, Issuer, NumberSeries
from members.models import Authority
from network import scope
from tests.cast import JL, VN, Cast
from tests.databases import acting_as
from tests.fees.makers import approved_run, furnish
from tests.signing_in import sign_in

ISSUERS = f"/{VN}/fees/rules/issuers/"


@pytest.fixture
def furnished(cast: Cast) -> Cast:
    """SPV bills the membership fees of Västernorrland since 2014."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    return cast


def form(cast: Cast, **facts: Any) -> dict[str, Any]:
    """What is posted for SPV as issuer of everything but membership fees."""
    return {
        "membership": cast.memberships[VN, "spv"],
        "kinds": ["course_seat", "late_fee"],
        "since": "2030-01-01",
        "bankgiro": "1234-5674",
        "ocr_level": "length",
        "endpoint_scheme": "0007",
        "channel": "download",
        "archive_years": "7",
        "email": "avgifter@example.org",
    } | facts


def rows(cast: Cast) -> list[tuple[str, date, date | None]]:
    """Kind and days of every issuer."""
    with scope.enter(cast.users["erik"], cast.vn):
        found = Issuer.objects.order_by("kind", "since")
        return [(one.kind, one.since, one.until) for one in found]


def test_ticking_several_kinds_lays_one_row_each(furnished: Cast, client: Client) -> None:
    sign_in(client, "erik")
    assert client.post(f"{ISSUERS}new/", form(furnished)).status_code == 302
    assert rows(furnished)[:2] == [
        ("course_seat", date(2030, 1, 1), None),
        ("late_fee", date(2030, 1, 1), None),
    ]


def test_a_change_from_a_day_ends_the_row_before(furnished: Cast, client: Client) -> None:
    sign_in(client, "erik")
    changed = form(furnished, kinds=["membership"], our_reference="Ny referens")
    with scope.enter(furnished.users["erik"], furnished.vn):
        pk = Issuer.objects.get().pk
    assert client.post(f"{ISSUERS}{pk}/change/", changed).status_code == 302
    assert rows(furnished) == [
        ("membership", date(2014, 1, 1), date(2029, 12, 31)),
        ("membership", date(2030, 1, 1), None),
    ]


def test_a_day_up_to_which_invoices_are_issued_is_refused(furnished: Cast, client: Client) -> None:
    user = sign_in(client, "erik")
    run_id, _job = approved_run(furnished.vn, user.pk)
    with acting_as("portal_worker"), scope.enter_system(furnished.vn):
        assert issue(
            InvoiceRun.objects.get(pk=run_id),
            furnished.memberships[VN, "csn"],
            outside_vat=False,
        )
    today = timezone.localdate()
    before = rows(furnished)
    changed = form(furnished, kinds=["membership"], since=today.isoformat())
    page = client.post(f"{ISSUERS}new/", changed)
    assert page.status_code == 200
    assert today.isoformat() in page.content.decode()
    assert rows(furnished) == before
    later = form(furnished, kinds=["membership"], since=(today + timedelta(1)).isoformat())
    assert client.post(f"{ISSUERS}new/", later).status_code == 302


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("bankgiro", {"bankgiro": "1234-5675"}),
        ("plusgiro", {"bankgiro": "", "plusgiro": "28 65 43-5"}),
        ("bankgiro", {"bankgiro": ""}),
        ("postal_code", {"postal_code": "8519"}),
        ("endpoint", {"endpoint": "2021000929"}),
        ("ocr_length", {"ocr_level": "fixed"}),
        ("series", {"ocr_level": "fixed", "ocr_length": "6"}),
        ("access_point_email", {"channel": "mail"}),
        ("archive_years", {"archive_years": "6"}),
        ("kinds", {"kinds": []}),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_laid(
    furnished: Cast, client: Client, name: str, wrong: dict[str, Any]
) -> None:
    sign_in(client, "erik")
    page = client.post(f"{ISSUERS}new/", form(furnished, **wrong))
    assert page.status_code == 200
    assert name in page.context["form"].errors
    assert len(rows(furnished)) == 1


def test_a_host_without_an_organisation_number_cannot_be_registered(
    furnished: Cast, client: Client
) -> None:
    with acting_as("portal_owner"):
        Authority.objects.filter(organisation_number="2021000928").update(organisation_number="")
    sign_in(client, "erik")
    page = client.post(f"{ISSUERS}new/", form(furnished))
    assert "membership" in page.context["form"].errors


@pytest.mark.parametrize("series", ["N", "N-", "0", "A00"])
def test_a_series_with_the_same_digits_is_refused_in_words_and_by_the_database(
    furnished: Cast, client: Client, series: str
) -> None:
    sign_in(client, "erik")
    page = client.post(f"{ISSUERS}new/", form(furnished, series=series))
    assert page.status_code == 200
    assert "series" in page.context["form"].errors
    with (
        acting_as("portal_worker"),
        scope.enter_system(furnished.vn),
        pytest.raises(DatabaseError, match="OCR"),
        transaction.atomic(),
    ):
        Issuer.objects.create(
            membership_id=furnished.memberships[VN, "spv"],
            kind="other",
            since=date(2020, 1, 1),
            bankgiro="12345674",
            email="x@example.org",
            series=series,
        )
    assert client.post(f"{ISSUERS}new/", form(furnished, series="N2")).status_code == 302


def test_two_networks_of_one_seller_cannot_have_series_that_meet(cast: Cast) -> None:
    facts: dict[str, Any] = {
        "kind": "membership",
        "since": date(2020, 1, 1),
        "bankgiro": "12345674",
        "email": "x@example.org",
    }
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            Issuer.objects.create(membership_id=cast.memberships[VN, "miun"], series="V", **facts)
        with (
            scope.enter_system(cast.jl),
            pytest.raises(DatabaseError, match="OCR"),
            transaction.atomic(),
        ):
            Issuer.objects.create(membership_id=cast.memberships[JL, "miun"], series="J", **facts)
        with scope.enter_system(cast.jl):
            Issuer.objects.create(membership_id=cast.memberships[JL, "miun"], series="V", **facts)


def test_no_two_counters_of_a_seller_give_the_same_digits(cast: Cast) -> None:
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        seller = Authority.objects.get(organisation_number="2021000928")
        with pytest.raises(DatabaseError, match="digits"), transaction.atomic():
            NumberSeries.objects.bulk_create(
                [
                    NumberSeries(seller=seller, code="2030", last=1),
                    NumberSeries(seller=seller, code="N2030", last=1),
                ]
            )
