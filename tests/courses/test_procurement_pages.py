"""The pages of procurements: warned before the limit, found, written down and taken away."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import (
    ContractPrice,
    CostLine,
    Procurement,
    PurchaseLimit,
    SameKind,
    Supplier,
)
from courses.procurements.purchasing import BuyingForm, BuyingState
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_run
from tests.courses.procurements import (
    allow_only,
    make_contract,
    make_decided,
    make_kind,
    make_limits,
    make_procurement,
    make_supplier,
)
from tests.signing_in import sign_in

HOME = f"/{VN}/courses/procurements/"


def as_(client: Client, who: str) -> Client:
    sign_in(client, who)
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def jonas(client: Client, cast: Cast) -> Client:
    with scope.enter(cast.users["jonas"], cast.vn):
        make_limits()
    return as_(client, "jonas")


def page(client: Client, path: str = "", **asked: Any) -> str:
    answer = client.get(f"{HOME}{path}", asked, follow=True)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def filled(cast: Cast, value: int, **facts: Any) -> dict[str, Any]:
    """What somebody writes in the form of a procurement."""
    with scope.enter(cast.users["jonas"], cast.vn):
        kind, supplier = make_kind(), make_supplier()
    today = timezone.localdate()
    return {
        "title": "Svåra samtal",
        "form": "direct",
        "buyer": cast.memberships[VN, "spv"],
        "same_kind": kind.pk,
        "supplier": supplier.pk,
        "starts": today.replace(month=1, day=1).isoformat(),
        "ends": (today + timedelta(days=300)).isoformat(),
        "estimated": value,
        "options-TOTAL_FORMS": 2,
        "options-INITIAL_FORMS": 0,
        **facts,
    }


def shown(text: str) -> str:
    """The sum that the form remembers having shown."""
    return text.split('name="shown" value="')[1].split('"')[0]


def test_near_the_limit_the_sum_is_shown_before_anything_is_kept(jonas: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        make_procurement(cast.memberships[VN, "spv"], 500_000)
    data = filled(cast, 100_000, **{"options-0-until": "2099-01-01", "options-0-value": "40000"})
    first = jonas.post(f"{HOME}new/", data).content.decode().replace("\u00a0", " ")
    assert "Nothing is saved yet" in first
    assert "640,000 of SEK 700,000, SEK 60,000 left." in first
    again = jonas.post(f"{HOME}new/", data | {"shown": shown(first)})
    assert again.status_code == 302
    with scope.enter(cast.users["jonas"], cast.vn):
        kept = Procurement.objects.get(title="Svåra samtal")
        assert [one.value for one in kept.options.all()] == [40_000]
    assert "SEK 60,000 are left to the limit" in page(jonas, f"{kept.pk}/")


def test_a_double_click_writes_one_procurement_down(jonas: Client, cast: Cast) -> None:
    data = filled(cast, 10_000)
    data["once"] = str(jonas.get(f"{HOME}new/").context["form"]["once"].value())
    first, second = (jonas.post(f"{HOME}new/", data) for _click in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Procurement.objects.filter(title="Svåra samtal").count() == 1


def test_a_sum_that_changed_since_it_was_shown_is_shown_again(jonas: Client, cast: Cast) -> None:
    data = filled(cast, 600_000)
    first = jonas.post(f"{HOME}new/", data).content.decode()
    with scope.enter(cast.users["jonas"], cast.vn):
        make_procurement(cast.memberships[VN, "spv"], 50_000)
    second = jonas.post(f"{HOME}new/", data | {"shown": shown(first)})
    assert second.status_code == 200
    assert "650,000 of" in second.content.decode()


def test_over_the_limit_another_form_is_chosen_or_a_reason_is_written(
    jonas: Client, cast: Cast
) -> None:
    data = filled(cast, 700_000)
    refused = jonas.post(f"{HOME}new/", data).content.decode().replace("\u00a0", " ")
    assert "700,000 of SEK 700,000: nothing is left." in refused
    assert "Choose another form, or write why the limit is passed." in refused
    assert 'value="Svåra samtal"' in refused, "what was typed is there"
    assert jonas.post(f"{HOME}new/", data | {"form": "tender"}).status_code == 302
    reasoned = data | {"over_reason": "Bara en kan.", "title": "Annat"}
    first = jonas.post(f"{HOME}new/", reasoned).content.decode()
    assert jonas.post(f"{HOME}new/", reasoned | {"shown": shown(first)}).status_code == 302


def test_a_small_direct_award_is_kept_at_once(jonas: Client, cast: Cast) -> None:
    assert jonas.post(f"{HOME}new/", filled(cast, 20_000)).status_code == 302


def test_the_sum_is_reckoned_while_one_writes(jonas: Client, cast: Cast) -> None:
    data = filled(cast, 560_000)
    assert "560,000 of SEK 700,000" in page(jonas, "sum/", **data)
    assert "takes nothing of the room" in page(jonas, "sum/", **data | {"form": "call_off"})
    assert "Choose buyer, kind and first day" in page(jonas, "sum/", form="direct")
    with scope.enter(cast.users["jonas"], cast.vn):
        source = PurchaseLimit.objects.filter(kind="direct_award").get().source
    assert source in page(jonas, "sum/", **data), "where the limit was read, and that it is weak"
    for strange in ("x", "9" * 40, "-1"):
        page(jonas, "sum/", pk=strange, **data)


def test_a_supplier_that_ended_is_not_offered(jonas: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        gone = make_supplier("Gamla HB")
        Supplier.objects.filter(pk=gone.pk).update(ended=timezone.localdate())
    answer = jonas.post(f"{HOME}new/", filled(cast, 10_000, supplier=gone.pk))
    assert answer.status_code == 200
    assert "Gamla HB" not in answer.content.decode()


def test_bad_input_is_said_at_its_field_and_keeps_nothing(jonas: Client, cast: Cast) -> None:
    for facts, said in (
        ({"ends": "2020-01-01"}, "The contract ends before it begins."),
        ({"estimated": "-1"}, "A value is 0 or more."),
        ({"form": "own"}, "Own staff has no supplier"),
        ({"buyer": "999999"}, "not one of the available choices"),
        (
            {"options-0-until": "2099-01-01", "options-1-until": "2099-01-01"},
            "Two options prolong until the same day.",
        ),
    ):
        answer = jonas.post(f"{HOME}new/", filled(cast, 10_000) | facts)
        assert said in answer.content.decode(), facts
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not Procurement.objects.exists()


def test_a_contract_waits_for_what_is_missing(jonas: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        it = make_procurement(cast.memberships[VN, "spv"], 150_000, framework_covers=True)
    step = f"{HOME}{it.pk}/state/contracted/"
    assert "Document the direct award" in page(jonas, f"{it.pk}/state/contracted/")
    jonas.post(step)
    with scope.enter(cast.users["jonas"], cast.vn):
        it.refresh_from_db()
        assert it.state == BuyingState.UNDER_WAY
        Procurement.objects.filter(pk=it.pk).update(documentation="Tre tillfrågade.")
    assert "Send the notice of deviation" in page(jonas, f"{it.pk}/state/contracted/")
    jonas.post(step)
    with scope.enter(cast.users["jonas"], cast.vn):
        it.refresh_from_db()
        assert it.state == BuyingState.CONTRACTED
    assert jonas.get(f"{HOME}{it.pk}/state/nowhere/").status_code == 404
    assert "cannot go there" in page(jonas, f"{it.pk}/state/planned/")


def test_prices_flow_into_the_costs_of_a_run(jonas: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        course = make_course("Klarspråk")
        it = make_contract(cast.memberships[VN, "spv"], course)
        run = make_run(course=course, capacity=10)
        price = it.prices.get(unit="day")
    before = page(jonas, f"{it.pk}/estimates/")
    assert "32,000.00" in before
    jonas.post(f"{HOME}{it.pk}/estimates/", {"runs": [run.pk]})
    economy = jonas.get(f"/{VN}/courses/runs/{run.pk}/economy/").content.decode()
    assert "Exempelutbildning AB" in economy
    assert f"{HOME}{it.pk}/" in economy
    changed = jonas.post(
        f"{HOME}prices/{price.pk}/change/",
        {"unit": "day", "kind": "teacher", "amount": "16000"},
        follow=True,
    )
    assert "The estimate of 1 run is from before: Klarspråk 1." in changed.content.decode()
    twin = {"unit": "day", "kind": "teacher", "amount": "1", "since": "2026-01-01"}
    answer = jonas.post(f"{HOME}{it.pk}/prices/new/", twin)
    assert "Another price of the same kind holds in that time." in answer.content.decode()


def test_an_ended_contract_takes_no_price_no_run_and_no_cost_line(
    jonas: Client, cast: Cast
) -> None:
    day = timezone.localdate() - timedelta(days=3)
    with scope.enter(cast.users["jonas"], cast.vn):
        course = make_course("Klarspråk")
        it = make_contract(cast.memberships[VN, "spv"], course, ends=day)
        run = make_run(course=course)
    assert "The contract ended on" in page(jonas, f"{it.pk}/")
    priced = jonas.post(f"{HOME}{it.pk}/prices/new/", {"unit": "run", "amount": 1}, follow=True)
    assert "it gets no new prices" in priced.content.decode()
    laid = jonas.post(f"{HOME}{it.pk}/estimates/", {"runs": [run.pk]}, follow=True)
    assert "The contract ended on" in laid.content.decode()
    line = {
        "stage": "estimated", "kind": "teacher", "quantity": 1, "price": 1, "procurement": it.pk,
    }  # fmt: skip
    cost = jonas.post(f"/{VN}/courses/runs/{run.pk}/costs/new/", line)
    assert cost.status_code == 200
    assert "The contract ended on" in cost.content.decode()
    with scope.enter(cast.users["jonas"], cast.vn):
        assert ContractPrice.objects.filter(procurement=it).count() == 2
        assert not CostLine.objects.exists()


def test_the_list_searches_filters_sorts_and_is_taken_away(jonas: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        spv = cast.memberships[VN, "spv"]
        make_procurement(spv, 90_000, title="Älgkurs")
        make_procurement(spv, 10_000, title="Bläckkurs", form=BuyingForm.TENDER)
        make_procurement(
            cast.memberships[VN, "csn"], 50_000, title="=Formelkurs", same_kind=make_kind("It")
        )
    assert "3 procurements" in page(jonas)
    assert "1 procurement" in page(jonas, q="läck")
    assert "Bläckkurs" not in page(jonas, form="direct")
    assert "Älgkurs" not in page(jonas, buyer=cast.memberships[VN, "csn"])
    assert "No procurement matches" in page(jonas, q="inget sådant")
    for words in ({"form": "x"}, {"buyer": "x"}, {"sort": "x"}, {"page": "x"}, {"q": "\0"}):
        page(jonas, **words)
    by_value = page(jonas, sort="-value")
    assert by_value.index("Älgkurs") < by_value.index("Bläckkurs")
    by_title = page(jonas, sort="title")
    assert by_title.index("Bläckkurs") < by_title.index("Älgkurs")
    file = jonas.get(HOME, {"format": "csv", "form": "direct"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file), delimiter=";"))
    assert {row["Procurement"] for row in rows} == {"Älgkurs", "'=Formelkurs"}
    assert {row["Sum of the same kind, SEK"] for row in rows} == {"90000,00", "50000,00"}


def test_a_supplier_has_a_right_organisation_number_and_one_name(jonas: Client, cast: Cast) -> None:
    wrong = jonas.post(f"{HOME}suppliers/new/", {"name": "A", "organisation_number": "202100-5488"})
    assert "check digit" in wrong.content.decode()
    right = {"name": "A", "organisation_number": "202100-5489"}
    assert jonas.post(f"{HOME}suppliers/new/", right).status_code == 302
    twice = jonas.post(f"{HOME}suppliers/new/", right).content.decode()
    assert "There is a supplier with that name." in twice
    assert "There is a supplier with that organisation number." in twice
    assert "202100-5489" in page(jonas, "suppliers/", q="A")


def test_the_known_limits_say_that_they_must_be_checked(client: Client, cast: Cast) -> None:
    as_(client, "jonas")
    assert "No limits are written down" in page(client)
    empty = page(client, "limits/")
    assert "SEK 700,000" in empty
    assert "Check with your host authority" in empty
    client.post(f"{HOME}limits/known/")
    assert "read second-hand" in page(client, "limits/")
    new = {"kind": "direct_award", "amount": "800000", "source": "LOU", "since": "2030-01-01"}
    assert client.post(f"{HOME}limits/new/", new).status_code == 302
    again = client.post(f"{HOME}limits/new/", new).content.decode()
    assert "Another limit begins on that day." in again
    with scope.enter(cast.users["jonas"], cast.vn):
        days = PurchaseLimit.objects.filter(kind="direct_award").order_by("since")
        assert [limit.amount for limit in days] == [Decimal(700_000), Decimal(800_000)]


def test_the_first_procurement_asks_for_a_kind_first(jonas: Client, cast: Cast) -> None:
    assert "Name the kinds that you sum purchases by first." in page(jonas, "new/")
    assert jonas.post(f"{HOME}kinds/new/", {"name_sv": "Ledarutbildning"}).status_code == 302
    assert jonas.get(f"{HOME}new/").status_code == 200
    with scope.enter(cast.users["jonas"], cast.vn):
        assert SameKind.objects.count() == 1


def test_purposes_and_rights_are_ticked(jonas: Client, cast: Cast) -> None:
    csn = cast.memberships[VN, "csn"]
    with scope.enter(cast.users["jonas"], cast.vn):
        candidate, course = make_decided(), make_course("Klarspråk")
        it = make_procurement(csn, state=BuyingState.CONTRACTED)
    assert "Svåra samtal" in page(jonas, f"{it.pk}/purposes/")
    jonas.post(f"{HOME}{it.pk}/purposes/", {"candidates": [candidate.pk], "courses": [course.pk]})
    jonas.post(f"{HOME}{it.pk}/rights/", {"members": [csn]})
    one = page(jonas, f"{it.pk}/")
    assert "Klarspråk" in one
    assert "Svåra samtal" in one
    assert "Centrala studiestödsnämnden" in one
    guarded = page(jonas, "guard/")
    assert "Everything is bought." in guarded


def test_what_ends_stands_on_the_start_page(jonas: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        soon = timezone.localdate() + timedelta(days=60)
        make_contract(cast.memberships[VN, "spv"], make_course("A"), title="Avtal A", ends=soon)
    assert "Decide what follows Avtal A" in jonas.get(f"/{VN}/").content.decode()
    assert "No option: buy anew in time" in page(jonas, "renewals/")


def test_a_local_coordinator_sees_the_contracts_of_the_own_authority(
    client: Client, cast: Cast
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        ours = make_contract(cast.memberships[VN, "spv"], make_course("A"), title="Vårt avtal")
        theirs = make_contract(cast.memberships[VN, "spv"], make_course("B"), title="Deras avtal")
        allow_only(ours, cast.memberships[VN, "csn"])
        allow_only(theirs, cast.memberships[VN, "timra"])
    as_(client, "lena")
    mine = page(client, "ours/")
    assert "Vårt avtal" in mine
    assert "Deras avtal" not in mine
    assert "SEK 15,000" in mine
    assert client.get(HOME).status_code == 403
