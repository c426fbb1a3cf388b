"""The council's list: who reads it, what is decided, and how a plan becomes the decided one."""

import re
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.actions.adopt import NotAdopted, adopt
from courses.actions.decide import Decided, Meeting, decide
from courses.models import Campaign, Candidate, Decision, Plan, PlannedRun, PlannedSeats
from courses.needs.rules import Verdict
from courses.plans.council import proposed
from network import scope
from network.models import JournalEntry
from tests.cast import Cast
from tests.courses.decided import (
    COUNCIL,
    decide_all,
    decided_plan,
    make_plan,
    make_planned,
    make_year,
)
from tests.courses.makers import seat
from tests.courses.needs import make_candidate
from tests.courses.outbox import do_errands, do_jobs
from tests.databases import acting_as
from tests.deciding import a_decision
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
BASE = "/vasternorrland/courses/plans"


@pytest.fixture
def year(cast: Cast) -> tuple[Campaign, list[Candidate]]:
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_year(cast)


def form_of(candidates: list[Candidate], verdict: str, **said: str) -> dict[str, str]:
    """What the page posts: a verdict for each, the reason once."""
    facts = {
        "meeting": "Utbildningsrådet, punkt 4",
        "met_on": timezone.localdate().isoformat(),
        "reason": "Många behöver den.",
    }
    return facts | {f"verdict-{one.pk}": verdict for one in candidates} | said


def test_several_candidates_are_decided_at_once_with_the_meeting_typed_once(
    client: Client, cast: Cast, year: tuple[Campaign, list[Candidate]]
) -> None:
    campaign, candidates = year
    sign_in(client, "jonas")
    address = f"{BASE}/council/{campaign.pk}/"
    assert "0 av 2" in client.get(address).content.decode()
    answer = client.post(f"{address}decisions/", form_of(candidates[:1], "carry_out"))
    assert answer.status_code == 302
    page = client.get(address).content.decode()
    assert "1 av 2" in page
    assert 'value="Utbildningsrådet, punkt 4"' in page
    with scope.enter(cast.users["jonas"], cast.vn):
        held = Decision.objects.get()
        assert (held.verdict, held.reason) == ("carry_out", "Många behöver den.")
        assert JournalEntry.objects.filter(verb="decide_candidate").count() == 1


def test_a_later_decision_holds_and_the_earlier_one_stays_to_read(
    client: Client, cast: Cast, year: tuple[Campaign, list[Candidate]]
) -> None:
    _campaign, candidates = year
    with scope.enter(cast.users["jonas"], cast.vn):
        decide([Decided(candidates[0], Verdict.WAIT, "Först en kalkyl.")], COUNCIL, by=seat())
        decide([Decided(candidates[0], Verdict.PROCURE, "Nu finns pengar.")], COUNCIL, by=seat())
        held = Decision.objects.filter(candidate=candidates[0]).in_force().get()
        assert held.verdict == Verdict.PROCURE
    sign_in(client, "ulla")
    history = client.get(f"{BASE}/candidates/{candidates[0].pk}/decisions/").content.decode()
    assert history.index("Nu finns pengar.") < history.index("Först en kalkyl.")


def test_a_decision_that_was_overruled_is_not_found_by_what_it_said(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign, _candidates = make_year(cast)
        decide_all(campaign, Verdict.DECLINE)
        decide_all(campaign, Verdict.CARRY_OUT)
        assert not Decision.objects.in_force().filter(verdict=Verdict.DECLINE).exists()
        assert not Candidate.objects.declined().exists()


def test_the_same_decision_twice_is_written_once(
    cast: Cast, year: tuple[Campaign, list[Candidate]]
) -> None:
    _campaign, candidates = year
    rows = [Decided(one, Verdict.CARRY_OUT, "Behövs.") for one in candidates]
    with scope.enter(cast.users["jonas"], cast.vn):
        assert len(decide(rows, COUNCIL, by=seat())) == 2
        assert decide(rows, COUNCIL, by=seat()) == []
        other = Meeting("Utbildningsrådet, punkt 5", COUNCIL.day)
        assert len(decide(rows, other, by=seat())) == 2


def test_no_decision_is_ever_changed_or_taken_away(
    cast: Cast, year: tuple[Campaign, list[Candidate]]
) -> None:
    campaign, _candidates = year
    with scope.enter(cast.users["jonas"], cast.vn):
        decide_all(campaign)
    for role in ("portal_worker", "portal_owner"):
        for act in ("UPDATE courses_decision SET reason = 'x'", "DELETE FROM courses_decision"):
            with acting_as(role), pytest.raises(Error), transaction.atomic():
                _in_the_system(cast, act)


def _in_the_system(cast: Cast, act: str) -> None:
    with scope.enter_system(cast.vn), connection.cursor() as cursor:
        cursor.execute(act)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"reason": ""}, "Skriv varför."),
        ({"meeting": ""}, "meeting"),
        ({"met_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "inte hållits"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    client: Client,
    cast: Cast,
    year: tuple[Campaign, list[Candidate]],
    said: dict[str, str],
    told: str,
) -> None:
    campaign, candidates = year
    sign_in(client, "jonas")
    posted = form_of(candidates, "wait", link="https://example.org/protokoll") | said
    answer = client.post(f"{BASE}/council/{campaign.pk}/decisions/", posted)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert told in page
    assert 'value="https://example.org/protokoll"' in page
    assert len(re.findall(r'value="wait"\s+selected', page)) == 2
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not Decision.objects.exists()


def test_the_council_reads_everything_and_only_coordinators_write(
    client: Client, cast: Cast, year: tuple[Campaign, list[Candidate]]
) -> None:
    campaign, candidates = year
    address = f"{BASE}/council/{campaign.pk}/"
    for who in ("ulla", "styrbjorn"):
        sign_in(client, who)
        page = client.get(address).content.decode()
        assert "Excel grund" in page
        assert "14" in page
        assert "<textarea" not in page
        assert f"verdict-{candidates[0].pk}" not in page
        answer = client.post(f"{address}decisions/", form_of(candidates, "decline"))
        assert answer.status_code == 403
    for who in ("amina", "lena", "erik"):
        sign_in(client, who)
        assert client.get(address).status_code == 403


def test_the_list_is_filtered_sorted_and_taken_away(
    client: Client, cast: Cast, year: tuple[Campaign, list[Candidate]]
) -> None:
    campaign, candidates = year
    with scope.enter(cast.users["jonas"], cast.vn):
        decide([Decided(candidates[0], Verdict.WAIT, "Senare.")], COUNCIL, by=seat())
    sign_in(client, "jonas")
    address = f"{BASE}/council/{campaign.pk}/"
    page = client.get(f"{address}?state=undecided").content.decode()
    assert "Klarspråk" in page
    assert "Excel grund" not in page
    assert "Excel grund" in client.get(f"{address}?q=excel").content.decode()
    table = client.get(f"{address}?format=csv").content.decode("utf-8-sig")
    assert len(table.splitlines()) == 3
    assert ";14;0;2;" in table


def test_only_what_is_decided_to_be_held_can_stand_in_the_decided_plan(
    cast: Cast, year: tuple[Campaign, list[Candidate]]
) -> None:
    campaign, candidates = year
    with scope.enter(cast.users["jonas"], cast.vn):
        plan = make_plan(campaign)
        for one in candidates:
            make_planned(plan, one)
        decide([Decided(candidates[0], Verdict.CARRY_OUT, "Ja.")], COUNCIL, by=seat())
        decide([Decided(candidates[1], Verdict.WAIT, "Nej.")], COUNCIL, by=seat())
        with pytest.raises(NotAdopted) as refused:
            adopt(plan, a_decision(), by=seat())
        assert refused.value.candidates == [candidates[1]]
        decide([Decided(candidates[1], Verdict.PROCURE, "Jo.")], COUNCIL, by=seat())
        assert adopt(plan, a_decision(), by=seat()).version == 1
        with pytest.raises(NotAdopted):
            adopt(plan, a_decision(), by=seat())


def test_versions_count_up_and_what_is_decided_stands(cast: Cast) -> None:
    first = decided_plan(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        candidate = Candidate.objects.order_by("pk")[0]
        other = make_plan(first.campaign, "Variant B")
        make_planned(other, candidate, seats=12)
        assert adopt(other, a_decision(), by=seat()).version == 2
    for model in (PlannedRun, PlannedSeats):
        with pytest.raises(Error), transaction.atomic():
            _change(cast, model)


def _change(cast: Cast, model: type[PlannedRun | PlannedSeats]) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        model.objects.all().update(seats=1)


def test_the_page_says_what_stands_in_the_way_and_what_changes(client: Client, cast: Cast) -> None:
    first = decided_plan(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        excel, _plain = Candidate.objects.order_by("pk")
        other = make_plan(first.campaign, "Variant B")
        make_planned(other, excel, seats=12)
        make_planned(other, excel, seats=12)
    sign_in(client, "jonas")
    page = client.get(f"{BASE}/{other.pk}/adoption/").content.decode()
    assert re.search(r"Excel grund, [^:]+: 2 omgångar i stället för 1 omgång, 24 platser", page)
    assert re.search(r"Klarspråk, [^:]+: borttagen", page)
    with scope.enter(cast.users["jonas"], cast.vn):
        decide([Decided(excel, Verdict.DECLINE, "Nej.")], COUNCIL, by=seat())
    assert "Excel grund" in client.get(f"{BASE}/{other.pk}/adoption/").content.decode()
    client.post(f"{BASE}/{other.pk}/adoption/")
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Plan.objects.get(pk=other.pk).version is None


def test_the_year_goes_from_the_preview_to_the_local_coordinators_page(
    client: Client, cast: Cast
) -> None:
    plan = decided_plan(cast)
    sign_in(client, "jonas")
    address = f"{BASE}/{plan.pk}/publication/"
    page = client.get(address).content.decode()
    assert "CSN 10, TIMRA 4" in page
    assert "Ni får alla 10 platser" in page  # the letter is shown before it goes out
    client.post(address)
    do_jobs(cast)
    assert "Publicerad" in client.get(address).content.decode()
    runs = client.get("/vasternorrland/courses/runs/").content.decode()
    assert re.search(r"v\.\s\d+ \d{4}, dagar ej bestämda", runs)
    do_errands(cast)
    lena = Client()
    sign_in(lena, "lena")
    outcome = lena.get(f"{BASE}/outcome/{plan.campaign_id}/").content.decode()
    assert "20 av 20 platser" in outcome
    assert "Ni får alla 10 platser." in outcome
    assert "TIMRA" not in outcome
    lars = Client()
    sign_in(lars, "lars")
    theirs = lars.get(
        f"{BASE}/outcome/{plan.campaign_id}/?member={cast.memberships['vasternorrland', 'csn']}"
    )
    assert "8 av 8 platser" in theirs.content.decode()


def test_the_list_opens_on_the_version_that_holds_else_on_the_latest_variant_with_runs() -> None:
    def plan(pk: int, version: int | None, runs: int) -> Plan:
        made = Plan(pk=pk, version=version, network_id=1)
        made.run_count = runs  # type: ignore[attr-defined]
        return made

    empty, filled, older = plan(5, None, 0), plan(4, None, 9), plan(3, None, 12)
    first, second = plan(2, 1, 7), plan(1, 2, 8)
    assert proposed([empty, filled, older], None) == filled
    assert proposed([empty, first, second], None) == second
    assert proposed([empty, filled], "5") == empty
    assert proposed([empty], None) == empty
    assert proposed([], None) is None


def test_every_page_asks_the_same_questions_for_any_number_of_candidates(
    client: Client, cast: Cast
) -> None:
    plan = decided_plan(cast)
    pages = {
        "jonas": [f"council/{plan.campaign_id}/", f"{plan.pk}/publication/"],
        "lena": [f"outcome/{plan.campaign_id}/"],
    }
    few = _questions(pages)
    with scope.enter(cast.users["jonas"], cast.vn):
        again = Plan.objects.create(campaign=plan.campaign, name="Större")
        for n in range(20):
            one = make_candidate(plan.campaign, f"Kurs {n}")
            make_planned(again, one, {cast.memberships["vasternorrland", "csn"]: 2})
        decide_all(plan.campaign)
        adopt(again, a_decision(), by=seat())
    pages["jonas"][1] = f"{again.pk}/publication/"
    assert _questions(pages) == few


def _questions(pages: dict[str, list[str]]) -> list[int]:
    counts = []
    for who, addresses in pages.items():
        client = Client()
        sign_in(client, who)
        for address in addresses:
            client.get(f"{BASE}/{address}")
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"{BASE}/{address}").status_code == 200
            counts.append(len(asked))
    return counts
