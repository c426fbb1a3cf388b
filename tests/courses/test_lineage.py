"""From a need to what became of it and back, with no more figures than one may know."""

from dataclasses import dataclass

import pytest
from django.test import Client

from courses.actions.procure import set_purposes
from courses.attendance import Part
from courses.models import (
    Allotment,
    Attendance,
    Candidate,
    Decision,
    Enrolment,
    NeedLine,
    Plan,
    PlannedRun,
    PlannedSeats,
    Run,
)
from courses.needs import candidate_page, hit_rate, lineage
from courses.needs.rules import Verdict
from network import scope
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_run, seat
from tests.courses.needs import (
    YEAR,
    bring,
    make_answer,
    make_campaign,
    make_candidate,
    make_line,
)
from tests.courses.procurements import allow_only, make_procurement
from tests.databases import acting_as
from tests.deciding import a_decision
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ASKED = {"csn": (17, 4), "spv": (13, 6), "timra": (11, 0)}  # no sum of some is another's
WORDS = "Timrås egna hemliga ord"


@dataclass
class Year:
    """Last year's candidate with its run, and this year's."""

    candidate: int
    line: int
    run: int
    following: int


@pytest.fixture
def year(cast: Cast) -> Year:
    """Three members asked; a run was planned, held, and attended by half."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        before = make_campaign(YEAR - 1, "closed")
        course = make_course("Skriva beslut")
        candidate = make_candidate(before, "Skriva beslut", course=course)
        for key, (spring, autumn) in ASKED.items():
            answer = make_answer(before, cast.memberships[VN, key])
            text = WORDS if key == "timra" else ""
            line = make_line(answer, candidate, text=text, spring=spring, autumn=autumn)
            bring(answer, "approved")
        Decision.objects.create(
            candidate=candidate, verdict=Verdict.CARRY_OUT, reason="Stort behov",
            meeting="Utbildningsrådet 4", met_on=before.opens_on,
        )  # fmt: skip
        run = make_run(capacity=20, course=course, in_days=30)
        plan = Plan.objects.create(campaign=before, name="Plan")
        planned = PlannedRun.objects.create(
            plan=plan, candidate=candidate, term="spring", number=1, seats=20, run=run
        )
        for key, seats in (("csn", 9), ("timra", 5)):
            PlannedSeats.objects.create(
                planned_run=planned, membership_id=cast.memberships[VN, key], seats=seats
            )
        plan.state, plan.version = Plan.State.PUBLISHED, 1
        plan.by_decision = a_decision()
        plan.decided_at = plan.published_at = before.closes_at
        plan.save()
        Allotment.objects.create(
            run=run, membership_id=cast.memberships[VN, "csn"], seats=3, release_on=None
        )
        for who, key in (("amina", "csn"), ("berit", "csn"), ("tove", "timra")):
            Enrolment.objects.create(
                run=run, person_id=cast.person(who), membership_id=cast.memberships[VN, key]
            )
        following = make_candidate(
            make_campaign(YEAR, previous=before), "Besluta klarare", course=course
        )
        pks = Year(candidate.pk, line.pk, run.pk, following.pk)
    _hold(cast, pks.run)
    return pks


def _hold(cast: Cast, run: int) -> None:
    """The run is over this year, and of those enrolled Amina and Tove came."""
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        held = Run.objects.get(pk=run)
        assert held.begins_at is not None
        Run.objects.filter(pk=run).update(
            state="held", begins_at=held.begins_at.replace(year=YEAR - 1, month=3, day=3)
        )
        session = held.sessions.earliest("starts_at")
        for who in ("amina", "tove"):
            enrolment = Enrolment.objects.get(run=run, person=cast.person(who))
            Attendance.objects.create(
                run=held, session=session, enrolment=enrolment, part=Part.WHOLE,
                person_id=enrolment.person_id, membership_id=enrolment.membership_id,
            )  # fmt: skip


def test_the_chain_leads_from_the_need_to_the_run_and_from_the_run_to_the_need(
    cast: Cast, year: Year
) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        forward = lineage.of_candidate(Candidate.objects.get(pk=year.candidate), seat())
        back = lineage.of_run(Run.objects.get(pk=year.run), seat())
        assert back is not None
        for chain in (forward, back):
            assert chain.candidate.pk == year.candidate
            assert {line.membership_id for line in chain.lines} == {
                cast.memberships[VN, key] for key in ASKED
            }
            assert [one.run.pk for one in chain.runs] == [year.run]
            assert (chain.runs[0].taken, chain.runs[0].came) == (3, 2)
            assert chain.decision is not None
            assert chain.following is not None
            assert chain.following.pk == year.following
        assert not back.by_course


def test_last_year_says_asked_planned_and_came_by_authority(cast: Cast, year: Year) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        now = Candidate.objects.select_related("campaign__previous").get(pk=year.following)
        rate = hit_rate.before([now], now.campaign.previous, seat())[now.pk]
        assert (rate.total.asked, rate.total.planned, rate.total.came) == (51, 14, 2)
        csn = rate.by_member[cast.memberships[VN, "csn"]]
        assert (csn.asked, csn.planned, csn.came) == (21, 9, 1)
        assert "51" in candidate_page.in_words(rate)
        beginnings = lineage.start_from(now.campaign.previous, seat())
        assert [(one.asked, one.planned, one.came, one.again) for one in beginnings] == [
            (51, 14, 2, True)
        ]


def test_who_answers_for_an_authority_gets_its_own_figures_and_the_sum(
    cast: Cast, year: Year
) -> None:
    with scope.enter(cast.users["lena"], cast.vn):
        now = Candidate.objects.select_related("campaign__previous").get(pk=year.following)
        rate = hit_rate.before([now], now.campaign.previous, seat())[now.pk]
        assert (rate.own.asked, rate.own.planned, rate.own.came) == (21, 9, 1)
        assert (rate.total.asked, rate.total.planned, rate.total.came) == (51, None, None)
        assert set(rate.by_member) == {cast.memberships[VN, "csn"]}
        chain = lineage.of_run(Run.objects.get(pk=year.run), seat())
        assert chain is not None
        facts = chain.runs[0]
        assert (facts.own_kept, facts.own_seats, facts.own_came, facts.came) == (3, 2, 1, None)


def test_a_sum_of_two_authorities_is_not_told_to_one_of_them(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        campaign = make_campaign()
        candidate = make_candidate(campaign)
        for key in ("csn", "spv"):
            make_answer(campaign, cast.memberships[VN, key], {candidate: (7, 0)}, "sent")
    with scope.enter(cast.users["lena"], cast.vn):
        assert hit_rate.totals([campaign.pk]) == {}
    with scope.enter(cast.users["jonas"], cast.vn):
        assert hit_rate.totals([campaign.pk])[candidate.pk].spring == 14


def test_an_employee_gets_the_chain_without_anybodys_figures(cast: Cast, year: Year) -> None:
    with scope.enter(cast.users["amina"], cast.vn):
        chain = lineage.of_run(Run.objects.get(pk=year.run), seat())
        assert chain is not None
        assert chain.lines == []
        assert chain.totals is None
        assert chain.runs[0].came is None
        assert hit_rate.came([year.run]) == []


@pytest.mark.parametrize("who", ["amina", "mats", "lena"])
def test_no_page_of_the_chain_tells_another_authoritys_need(
    cast: Cast, year: Year, client: Client, who: str
) -> None:
    sign_in(client, who)
    pages = [f"runs/{year.run}/lineage/", f"candidates/{year.candidate}/lineage/"]
    pages += [f"candidates/{year.candidate}/"] if who == "lena" else []
    for page in pages:
        answer = client.get(f"/{VN}/courses/needs/{page}")
        assert answer.status_code == 200, page
        text = answer.content.decode()
        assert WORDS not in text
        assert "11 + 0" not in text
        assert ("51" in text) == (who == "lena")
    assert client.get(f"/{VN}/courses/needs/lines/{year.line}/lineage/").status_code == 404


def test_an_authority_follows_its_own_need(cast: Cast, year: Year, client: Client) -> None:
    sign_in(client, "lars")
    page = client.get(f"/{VN}/courses/needs/lines/{year.line}/lineage/").content.decode()
    assert WORDS in page
    assert "Stort behov" in page


def test_a_need_that_is_not_put_together_says_so(cast: Cast, client: Client) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        answer = make_answer(make_campaign(), cast.memberships[VN, "timra"])
        line: NeedLine = make_line(answer, text=WORDS)
    sign_in(client, "lars")
    page = client.get(f"/{VN}/courses/needs/lines/{line.pk}/lineage/")
    assert "Not put together" in page.content.decode() or "sammanfört" in page.content.decode()


def test_a_run_without_a_need_says_so(cast: Cast, client: Client) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = make_run()
    sign_in(client, "amina")
    assert client.get(f"/{VN}/courses/needs/runs/{run.pk}/lineage/").status_code == 200


@pytest.fixture
def bought(cast: Cast, year: Year) -> str:
    """A contract for the candidate that CSN may call off from, and nobody else."""
    with scope.enter(cast.users["jonas"], cast.vn):
        it = make_procurement(
            cast.memberships[VN, "spv"], title="Kursledare i klarspråk", state="contracted"
        )
        set_purposes(it, [year.candidate], [], by=seat())
        allow_only(it, cast.memberships[VN, "csn"])
        return f"procurements/{it.pk}/"


@pytest.mark.parametrize(
    ("who", "sees"), [("jonas", True), ("lena", True), ("lars", False), ("amina", False)]
)
def test_the_contract_stands_in_the_chain_for_those_who_may_read_it(
    cast: Cast, year: Year, bought: str, client: Client, who: str, sees: bool
) -> None:
    sign_in(client, who)
    pages = [f"runs/{year.run}/lineage/", f"candidates/{year.candidate}/lineage/"]
    pages += [f"candidates/{year.candidate}/"] if who != "amina" else []
    for page in pages:
        text = client.get(f"/{VN}/courses/needs/{page}").content.decode()
        assert ("Kursledare i klarspråk" in text) == sees, page
        assert (bought in text) == (who == "jonas"), page
        assert ("procurements/ours/" in text) == (who == "lena"), page


def test_the_contract_of_a_part_counts_for_the_whole(cast: Cast, year: Year, bought: str) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        part = Candidate.objects.get(pk=year.candidate)
        whole = make_candidate(part.campaign, "Skrivande")
        Candidate.objects.filter(pk=part.pk).update(merged_into=whole)
        assert len(lineage.of_candidate(whole, seat()).procurements) == 1
