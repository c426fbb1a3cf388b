"""Simulations as people make, read, compare and take them away."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader

from fees.models import FeeModel, FeeStep, Simulation
from fees.simulations import words
from fees.simulations.page import reckoned
from members.models import HeadCount
from network import scope
from network.actions import job as jobs
from network.models import Job
from tests.cast import JL, VN, Cast
from tests.databases import acting_as
from tests.documents.verapdf import check
from tests.fees.makers import furnish
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ROOT = f"/{VN}/fees/simulations/"


def propose(cast: Cast, name: str = "Förslag", amount: int = 60) -> int:
    """A proposal: so many kronor for each employee."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        model = FeeModel.objects.create(
            name=name, method="heads", since="2027-01-01", adopted=False
        )
        FeeStep.objects.create(model=model, lower=1, amount=amount)
    return int(model.pk)


@pytest.fixture
def proposal(cast: Cast) -> int:
    """A network that bills by bands, and a proposal; only two members have a head count."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        HeadCount.objects.all().delete()
        for key, count in (("csn", 500), ("timra", 2000)):
            HeadCount.objects.create(
                membership_id=cast.memberships[VN, key], day="2026-10-31", count=count, source="t"
            )
    return propose(cast)


def make(client: Client, proposal: int, **said: Any) -> Any:
    """Send the form."""
    sent = {"name": "Avgifter 2027", "year": "2027", "models": [proposal]} | said
    return client.post(f"{ROOT}new/", sent)


def only(cast: Cast) -> Simulation:
    """The one simulation that there is."""
    with scope.enter(cast.users["karin"], cast.vn):
        found: Simulation = Simulation.objects.prefetch_related("schemes").get()
        return found


def totals(cast: Cast) -> list[Decimal]:
    """What the models of the one simulation come to, the present one first."""
    return [one.total for one in reckoned(only(cast)).sums]


def test_a_simulation_is_frozen_until_it_is_reckoned_anew(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    assert make(client, proposal).status_code == 302
    assert totals(cast) == [220_000, 150_000]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        FeeStep.objects.filter(model_id=proposal).update(amount=100)
        HeadCount.objects.filter(count=500).update(count=499)
    assert totals(cast) == [220_000, 150_000]
    page = client.get(f"{ROOT}{only(cast).pk}/")
    assert page.context["stale"] == ["Förslag"]
    client.post(f"{ROOT}{only(cast).pk}/renewal/")
    assert totals(cast) == [180_000, 249_900]


def test_what_is_supposed_is_reckoned_and_the_members_do_not_change(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    make(client, proposal)
    it, csn = only(cast), str(cast.memberships[VN, "csn"])
    client.post(f"{ROOT}{it.pk}/facts/", {"member": csn, "head_count": "1000"})
    client.post(f"{ROOT}{it.pk}/facts/", {"name": "Ny myndighet", "head_count": "40"})
    client.post(
        f"{ROOT}{it.pk}/facts/", {"member": str(cast.memberships[VN, "timra"]), "gone": "on"}
    )
    assert totals(cast) == [140_000, 62_400]
    assert reckoned(only(cast)).unchanged == [220_000, 150_000]
    with scope.enter(cast.users["karin"], cast.vn):
        assert HeadCount.objects.filter(count=500).exists()
    client.post(f"{ROOT}{it.pk}/facts/removal/", {"member": csn})
    client.post(f"{ROOT}{it.pk}/facts/removal/", {"member": csn})
    assert totals(cast) == [100_000, 32_400]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"head_count": "0"}, "head_count"),
        ({"head_count": "1000000"}, "head_count"),
        ({"since": "2026-05-01"}, "since"),
        ({}, "__all__"),
        ({"member": "", "head_count": "5"}, "name"),
        ({"member": "", "gone": "on"}, "name"),
        ({"member": "999999"}, "member"),
    ],
)
def test_a_supposition_that_cannot_be_is_answered_with_what_to_correct(
    client: Client, cast: Cast, proposal: int, said: dict[str, str], field: str
) -> None:
    sign_in(client, "karin")
    make(client, proposal)
    it = only(cast)
    sent = {"member": str(cast.memberships[VN, "csn"])} | said
    answer = client.post(f"{ROOT}{it.pk}/facts/", sent)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert only(cast).changes == {}


def test_members_without_facts_are_named_and_stand_in_no_sum(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    make(client, proposal)
    page = client.get(f"{ROOT}{only(cast).pk}/?who=missing")
    names = {name for name, _why in page.context["lacking"]}
    assert names == {"Statens tjänstepensionsverk", "Mittuniversitetet"}
    assert {line["row"].subject.name for line in page.context["lines"]} == names
    assert page.context["sums"][0]["sum"].counted == 2


def test_sorting_by_a_model_puts_the_largest_gain_first_and_the_unknown_last(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    make(client, proposal)
    pk = only(cast).pk

    def names(query: str) -> list[str]:
        lines = client.get(f"{ROOT}{pk}/{query}").context["lines"]
        return [line["row"].subject.name for line in lines]

    assert names("")[:2] == ["Centrala studiestödsnämnden", "Timrå kommun"]
    assert names("?sort=-A")[:2] == ["Timrå kommun", "Centrala studiestödsnämnden"]
    assert names("?q=timrå") == ["Timrå kommun"]
    assert names("?who=gain") == ["Centrala studiestödsnämnden", "Timrå kommun"]


def test_a_total_asked_for_is_what_the_models_are_scaled_to(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    make(client, proposal, target="300000")
    found = {scheme.label: even for scheme, even in reckoned(only(cast)).evens}
    assert found["A"].total == 300_000
    assert found["A"].factor == 2
    assert abs(found[""].total - 300_000) <= Decimal("0.10")


def test_five_models_none_or_a_name_that_is_taken_are_refused_in_words(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    more = [propose(cast, f"Förslag {n}") for n in range(4)]
    refused: list[dict[str, Any]] = [
        {"models": [proposal, *more]},
        {"models": []},
        {"target": "0"},
        {"year": "1"},
    ]
    for said in refused:
        answer = make(client, proposal, **said)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    make(client, proposal)
    assert "name" in make(client, proposal).context["form"].errors
    only(cast)


def test_the_steering_committee_reads_and_does_not_change(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    make(client, proposal)
    pk = only(cast).pk
    client.logout()
    sign_in(client, "styrbjorn")
    assert client.get(f"{ROOT}{pk}/").status_code == 200
    assert client.get(f"{ROOT}new/").status_code == 403
    assert client.post(f"{ROOT}{pk}/copy/").status_code == 403
    assert client.post(f"{ROOT}{pk}/paper/").status_code == 302
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        assert Simulation.objects.update(name="x") == 0
    client.logout()
    sign_in(client, "lena")
    assert client.get(f"{ROOT}{pk}/").status_code == 403
    for user, network in (("lena", cast.vn), ("jamte", cast.networks[JL])):
        with scope.enter(cast.users[user], network):
            assert not Simulation.objects.exists()


def test_copies_lie_side_by_side_and_go_away_alone(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    make(client, proposal)
    first = only(cast).pk
    client.post(f"{ROOT}{first}/copy/")
    client.post(f"{ROOT}{first}/copy/")
    with scope.enter(cast.users["karin"], cast.vn):
        pks = list(Simulation.objects.order_by("pk").values_list("pk", flat=True))
        assert len(set(Simulation.objects.values_list("name", flat=True))) == 3
    page = client.get(f"{ROOT}beside/?s={pks[0]}&s={pks[1]}")
    assert len(page.context["columns"]) == 4
    assert client.get(f"{ROOT}beside/?s={pks[0]}").context["why"]
    assert client.get(f"{ROOT}beside/?s=x&s={'9' * 30}").context["why"]
    client.post(f"{ROOT}{pks[1]}/removal/")
    with scope.enter(cast.users["karin"], cast.vn):
        assert list(Simulation.objects.order_by("pk").values_list("pk", flat=True)) == [
            pks[0],
            pks[2],
        ]


def test_a_proposal_that_is_removed_leaves_the_simulation_as_it_was(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    make(client, proposal)
    with scope.enter(cast.users["karin"], cast.vn):
        FeeModel.objects.get(pk=proposal).delete()
    assert totals(cast) == [220_000, 150_000]
    assert client.get(f"{ROOT}{only(cast).pk}/").context["stale"] == ["Förslag"]


def test_the_tables_hold_every_member_and_say_what_is_missing(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    make(client, proposal)
    pk = only(cast).pk
    lines = client.get(f"{ROOT}{pk}/?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    timra = next(line for line in lines if line.startswith("Timrå"))
    assert timra.split(";")[2:5] == ["130000,00", "120000,00", "-10000,00"]
    assert client.get(f"{ROOT}{pk}/?format=xlsx").content[:2] == b"PK"


def test_the_document_is_drawn_to_the_standards_for_the_one_who_may_see_it(
    client: Client, cast: Cast, proposal: int, tmp_path: Path
) -> None:
    sign_in(client, "karin")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        FeeStep.objects.filter(model_id=proposal).update(amount=Decimal("60.01"))
        HeadCount.objects.filter(count=500).update(count=505)
    make(client, proposal)
    client.logout()
    sign_in(client, "styrbjorn")
    client.post(f"{ROOT}{only(cast).pk}/paper/")
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        ordered = Job.objects.get(name="fees.simulation_paper")
    with acting_as("portal_worker"):
        assert jobs.run(cast.vn, ordered.pk)
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        done = Job.objects.select_related("result").get(pk=ordered.pk)
        assert done.state == Job.State.DONE
        assert done.result is not None
        content = bytes(done.result.content)
    file = tmp_path / "simulation.pdf"
    file.write_bytes(content)
    assert {verdict.outcome for verdict in check([file])} == {"pass"}
    told = " ".join("".join(page.extract_text() for page in PdfReader(file).pages).split())
    assert "30 305,05 kr" in told  # 505 × 60,01: öre are written as money


def test_a_model_that_reckons_nobody_is_not_called_the_lowest(
    client: Client, cast: Cast, proposal: int
) -> None:
    sign_in(client, "karin")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        FeeModel.objects.filter(pk=proposal).update(method="levels")
        FeeStep.objects.filter(model_id=proposal).update(level="no such level", lower=None)
    make(client, proposal)
    result = reckoned(only(cast)).result
    assert [one.counted for one in result.sums] == [0]
    with override("en"):
        assert words.totals(result) == "No other model can be reckoned"
