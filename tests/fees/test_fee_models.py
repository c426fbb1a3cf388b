"""Fee models as dated data: proposed, adopted from a day, never changed once charged."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from fees.models import Charge, FeeModel, FeeStep
from fees.rulebook.examples import SIZES, examples
from fees.tariffs import Fee, Method, Step, Tariff
from members.models import DecisionEffect
from network import scope
from network.models import JournalEntry
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.deciding import ENTERED, a_decision
from tests.fees.makers import furnish
from tests.signing_in import sign_in

MODELS = f"/{VN}/fees/rules/models/"
BANDS = {1: "12 000", 50: "27 500", 200: "52 500"}


@pytest.fixture
def furnished(cast: Cast) -> Cast:
    """Västernorrland has a model from 2014."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    return cast


def form(**facts: Any) -> dict[str, Any]:
    """What is posted for a model of bands."""
    said: dict[str, Any] = {
        "name": "Förslag 2031",
        "since": "2031-01-01",
        "part_year": "whole",
        "steps-TOTAL_FORMS": "6",
        "steps-INITIAL_FORMS": "0",
    }
    for place, (lower, amount) in enumerate(BANDS.items()):
        said[f"steps-{place}-lower"] = str(lower)
        said[f"steps-{place}-amount"] = amount.replace(" ", "")
    return said | facts


def propose(client: Client, cast: Cast, **facts: Any) -> FeeModel:
    """A proposal of Karin's; returns it."""
    answer = client.post(f"{MODELS}new/?method=bands", form(**facts))
    assert answer.status_code == 302, answer.content.decode()
    with scope.enter(cast.users["karin"], cast.vn):
        found: FeeModel = FeeModel.objects.get(pk=answer["Location"].rstrip("/").split("/")[-1])
    return found


def adopt(client: Client, model: FeeModel, since: str) -> Any:
    """Adopt a proposal from a day."""
    return client.post(f"{MODELS}{model.pk}/adoption/", {"since": since} | ENTERED)


def test_a_day_that_has_passed_is_adopted_only_on_purpose_and_names_who_is_charged_already(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    with scope.enter(furnished.users["karin"], furnished.vn):
        present = FeeModel.objects.get()
    charge(furnished, present, 2019)
    model = propose(client, furnished)
    asked = adopt(client, model, "2020-03-01")
    assert asked.status_code == 200
    assert asked.context["billed"] == []
    assert "passed" in asked.context["form"].errors
    assert adopt(client, model, "2019-03-01").context["billed"] == ["Centrala studiestödsnämnden"]
    said = {"since": "2020-03-01", "passed": "on"} | ENTERED
    assert client.post(f"{MODELS}{model.pk}/adoption/", said).status_code == 302
    assert days(furnished)["Förslag 2031"] == (date(2020, 3, 1), None, True)


def test_which_years_hours_a_model_credits_is_chosen_and_told(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    model = propose(client, furnished, in_kind_share="50", in_kind_years_back="2")
    assert model.in_kind_years_back == 2
    client.cookies["language"] = "en"
    assert "two years before" in client.get(f"{MODELS}{model.pk}/").content.decode()
    refused = client.post(f"{MODELS}{model.pk}/change/", {"in_kind_years_back": "3"})
    assert "in_kind_years_back" in refused.context["form"].errors


def charge(cast: Cast, model: FeeModel, year: int) -> None:
    """One member's fee of a year, priced by a model."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Charge.objects.create(
            membership_id=cast.memberships[VN, "csn"],
            kind="membership",
            reference=f"{year}/x",
            text="Medlemsavgift",
            unit="år",
            price=1,
            net=1,
            fee_model=model,
            period_from=date(year, 1, 1),
            period_until=date(year, 12, 31),
        )


def days(cast: Cast) -> dict[str, tuple[date, date | None, bool]]:
    """Every model's days, and whether it is adopted."""
    with scope.enter(cast.users["karin"], cast.vn):
        return {m.name: (m.since, m.until, m.adopted) for m in FeeModel.objects.all()}


def test_adopting_ends_the_model_before_the_day_before_and_undoing_gives_its_days_back(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    before = days(furnished)
    model = propose(client, furnished)
    assert days(furnished)["Förslag 2031"][2] is False
    assert adopt(client, model, "2031-01-01").status_code == 302
    after = days(furnished)
    assert after["Avgiftsnivåer"] == (date(2014, 1, 1), date(2030, 12, 31), True)
    assert after["Förslag 2031"] == (date(2031, 1, 1), None, True)
    client.post(f"{MODELS}{model.pk}/withdrawal/")
    assert days(furnished) | {"Förslag 2031": None} == before | {"Förslag 2031": None}
    with scope.enter(furnished.users["karin"], furnished.vn):
        verbs = set(JournalEntry.objects.values_list("verb", flat=True))
    assert {"add_fee_model", "adopt_fee_model", "withdraw_fee_model"} <= verbs


def test_a_day_that_is_charged_already_is_refused_with_the_day_in_the_sentence(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    with scope.enter(furnished.users["karin"], furnished.vn):
        present = FeeModel.objects.get()
    charge(furnished, present, 2031)
    model = propose(client, furnished)
    refused = adopt(client, model, "2031-07-01")
    assert refused.status_code == 200
    assert "2031-12-31" in refused.content.decode()
    assert days(furnished)["Förslag 2031"][2] is False
    assert adopt(client, model, "2032-01-01").status_code == 302


def test_a_model_ends_by_a_decision_alone_and_the_register_names_its_last_day(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    with scope.enter(furnished.users["karin"], furnished.vn):
        present = FeeModel.objects.get()
    end = f"{MODELS}{present.pk}/end/"
    refused = client.post(end, {"until": "2031-12-31"})
    assert "decision" in refused.context["form"].errors
    assert days(furnished)["Avgiftsnivåer"][1] is None
    assert client.post(end, {"until": "2031-12-31"} | ENTERED).status_code == 302
    assert days(furnished)["Avgiftsnivåer"][1] == date(2031, 12, 31)
    with scope.enter(furnished.users["karin"], furnished.vn):
        told = DecisionEffect.objects.get(decision__title=ENTERED["decision_title"])
        present.refresh_from_db()
    assert (told.subject_id, told.state) == (present.pk, "done")
    assert "2031-12-31" in told.words
    assert present.ended_by_id == told.decision_id
    again = client.post(end, {"until": "2030-12-31", "decision": str(told.decision_id)})
    assert "until" in again.context["form"].errors, "the same decision gave it another day"
    assert days(furnished)["Avgiftsnivåer"][1] == date(2031, 12, 31)


def test_an_adoption_that_is_undone_stands_in_the_history_of_its_decision(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    model = propose(client, furnished)
    adopt(client, model, "2031-01-01")
    client.post(f"{MODELS}{model.pk}/withdrawal/")
    with scope.enter(furnished.users["karin"], furnished.vn):
        told = DecisionEffect.objects.get(kind="fee_model", subject_id=model.pk)
    client.cookies["language"] = "en"
    page = client.get(f"/{VN}/governance/decisions/{told.decision_id}/").content.decode()
    assert "Took back" in page


def test_a_model_before_gets_its_days_back_only_from_the_one_that_had_ended_it(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    with scope.enter(furnished.users["karin"], furnished.vn):
        present = FeeModel.objects.get()
    adopt(client, propose(client, furnished), "2031-01-01")
    with scope.enter(furnished.users["karin"], furnished.vn), acting_as("portal_owner"):
        found = FeeModel.objects.filter(pk=present.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            found.update(until=date(2030, 6, 30))
        with pytest.raises(DatabaseError), transaction.atomic():
            found.update(until=None, ended_by=None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fees_feemodel SET floor = 5 WHERE id = %(model)s",
        "UPDATE fees_feemodel SET until = '2031-06-30' WHERE id = %(model)s",
        "DELETE FROM fees_feemodel WHERE id = %(model)s",
        "UPDATE fees_feestep SET amount = 5 WHERE model_id = %(model)s",
        "DELETE FROM fees_feestep WHERE model_id = %(model)s AND lower > 1",
        "INSERT INTO fees_feestep (network_id, model_id, lower, level, amount)"
        " SELECT network_id, id, 77, '', 5 FROM fees_feemodel WHERE id = %(model)s",
    ],
)
def test_a_model_that_was_charged_by_stands_against_every_statement(
    furnished: Cast, statement: str
) -> None:
    with scope.enter(furnished.users["karin"], furnished.vn):
        present = FeeModel.objects.get()
    charge(furnished, present, 2031)
    for role in ("portal_worker", "portal_owner"):
        with (
            acting_as(role),
            scope.enter_system(furnished.vn),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, {"model": present.pk})
    with scope.enter(furnished.users["karin"], furnished.vn):
        FeeModel.objects.filter(pk=present.pk).update(
            until=date(2031, 12, 31), ended_by=a_decision("Avgiften upphör")
        )


def test_what_is_charged_is_neither_changed_nor_undone_nor_taken_away(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    with scope.enter(furnished.users["karin"], furnished.vn):
        present = FeeModel.objects.get()
    charge(furnished, present, 2031)
    before = days(furnished)
    assert client.post(f"{MODELS}{present.pk}/change/", form()).status_code == 302
    client.post(f"{MODELS}{present.pk}/withdrawal/")
    client.post(f"{MODELS}{present.pk}/removal/")
    assert client.post(f"{MODELS}{present.pk}/end/", {"until": "2031-06-30"}).status_code == 200
    assert days(furnished) == before
    copied = client.post(f"{MODELS}{present.pk}/copy/")
    with scope.enter(furnished.users["karin"], furnished.vn):
        copy = FeeModel.objects.get(adopted=False)
        assert copied["Location"].endswith(f"{copy.pk}/change/")
        assert [(s.lower, s.amount) for s in copy.steps.all()] == [
            (s.lower, s.amount) for s in present.steps.all()
        ]


def test_a_pasted_table_becomes_rows_and_a_gap_in_it_is_told(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    address = f"{MODELS}new/?method=bands"
    page = client.post(address, form(paste="1–199; 10\n250–; 20")).content.decode()
    assert "199" in page
    assert "250" in page
    assert "1–199; 10" in page
    assert page.count("minst en rad") == 0, "the table is at fault, not the rows left empty for it"
    page = client.post(address, form(paste="1–199; 4 321\n200–; 20")).content.decode()
    assert 'value="4321.00"' in page
    assert 'value="Förslag 2031"' in page
    assert "Förslag 2031" not in days(furnished)


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps-0-lower": "2"},
        {"steps-1-lower": "1"},
        {"steps-0-amount": "-5"},
        {"floor": "10", "ceiling": "5"},
        {"associated": "10", "associated_share": "50"},
        {"host_reduction": "101"},
        {"name": ""},
    ],
)
def test_a_model_that_does_not_hold_together_is_not_saved(
    furnished: Cast, client: Client, wrong: dict[str, str]
) -> None:
    sign_in(client, "karin")
    assert client.post(f"{MODELS}new/?method=bands", form(**wrong)).status_code == 200
    assert "Förslag 2031" not in days(furnished)


def test_more_rows_come_without_script_and_nothing_that_was_typed_is_lost(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "karin")
    page = client.post(f"{MODELS}new/?method=bands", form(more="1", basis="Antal")).content.decode()
    assert 'name="steps-7-amount"' in page
    assert 'value="52500"' in page
    assert 'value="Antal"' in page
    assert "Förslag 2031" not in days(furnished)


def test_the_model_of_2014_and_the_bands_of_today_are_reckoned_from_data(furnished: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(furnished.vn):
        old = FeeModel.objects.create(
            name="2014",
            method="levels",
            since=date(2010, 1, 1),
            until=date(2013, 12, 31),
            by_decision=a_decision(),
            ended_by=a_decision("Avgiftsnivåer i stället"),
            adopted=False,
        )
        FeeStep.objects.create(model=old, level="A", amount=200_000)
        FeeStep.objects.create(model=old, level="B", amount=25_000)
        FeeModel.objects.filter(pk=old.pk).update(adopted=True)
        present = FeeModel.objects.get(name="Avgiftsnivåer")
        levels = {one.who: one.fee and one.fee.amount for one in examples(old.tariff())}
        bands = [one.fee and one.fee.amount for one in examples(present.tariff())]
    assert levels == {"A": Decimal(200_000), "B": Decimal(25_000)}
    assert bands == [10_000, 25_000, 50_000, 90_000, 130_000, 130_000]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5))
def test_every_example_is_the_fee_that_the_rules_reckon(amounts: list[int]) -> None:
    steps = [Step(Decimal(amount), 1 + place * 100) for place, amount in enumerate(amounts)]
    found = examples(Tariff(Method.BANDS, steps))
    for size, one in zip(SIZES, found, strict=True):
        assert isinstance(one.fee, Fee)
        assert one.fee.amount == amounts[min((size - 1) // 100, len(amounts) - 1)]
