"""The report of a round: true to its rows, told in counts, read by those who oversee."""

import io
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from fees.actions.charge import charge
from fees.rules import FeeKind
from members.models import Membership
from mentorship.models import Interest, MentorRound, Pair, RoundFigures
from mentorship.pairs.standing import kept_until
from mentorship.pairs.tasks import forget_rounds
from mentorship.rules import MENTEE, MENTOR, PairState
from mentorship.summary.counted import CLOSING, Counted, count
from mentorship.summary.figures import GivenTaken, charged_for, facts_of, given_and_taken
from mentorship.summary.front import where_it_stands
from mentorship.summary.report import report_of
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.mentorship.lived import Lived, ask, lived_round
from tests.signing_in import sign_in

PAIRS = (
    Lived("csn", "spv"),
    Lived("csn", "spv", said=(4, 4)),
    Lived("csn", "timra", said=(3, 5)),
    Lived("csn", "timra"),
    Lived("csn", "spv", end="early", said=None, days=1),
    Lived("timra", "csn", said=(4, 2)),
    Lived("spv", "miun", end="", said=None),
    Lived("miun", "csn", end="asked", said=None, days=0),
)
READERS = ["karin", "jonas", "erik", "styrbjorn"]


@pytest.fixture
def lived(cast: Cast) -> int:
    """Eight pairs, somebody whom no manager let, one without a mentor and one who waits."""
    pk = lived_round(cast, PAIRS)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found = MentorRound.objects.get(pk=pk)
        ask(cast, found, "Nej", "timra", MENTEE, False)
        ask(cast, found, "Ensam", "csn", MENTEE, True)
        ask(cast, found, "Vantar", "spv", MENTOR, None)
    return pk


def member(cast: Cast, key: str) -> Membership:
    return Membership(pk=cast.memberships[VN, key], network_id=cast.vn)


def counted_by(cast: Cast, who: str, pk: int) -> Counted:
    with scope.enter(cast.users[who], cast.vn):
        return report_of(MentorRound.objects.get(pk=pk)).now


@pytest.mark.parametrize("who", READERS)
def test_those_who_oversee_read_the_same_counts_and_they_are_those_of_the_rows(
    cast: Cast, lived: int, who: str
) -> None:
    now = counted_by(cast, who, lived)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        asked = Interest.objects.filter(round=lived)
        pairs = Pair.objects.filter(round=lived)
        assert now.mentee.asked == asked.filter(role=MENTEE).count() == 10
        assert now.mentor.asked == asked.filter(role=MENTOR).count() == 9
        assert now.started == pairs.exclude(started_at=None).count() == 7
        assert sum(now.states.values()) == pairs.count() == 8
    assert (now.mentee.declined, now.mentee.alone, now.mentee.started) == (1, 1, 7)
    assert (now.mentor.waiting, now.mentor.alone) == (1, 0)
    assert now.pairs(PairState.COMPLETED) == 5
    assert now.pairs(PairState.ENDED_EARLY) == now.pairs(PairState.RUNNING) == 1
    assert now.pairs(PairState.ASKED) == 1
    # Both tick a day; it is one day.
    assert (now.days, now.met) == (13, 7)


def test_what_the_authorities_give_and_take_adds_up_to_the_pairs(cast: Cast, lived: int) -> None:
    now = counted_by(cast, "styrbjorn", lived)
    members = now.members.values()
    assert sum(one.given for one in members) == sum(one.taken for one in members) == now.started
    assert sum(one.mentees for one in members) == now.mentee.asked
    spv, csn = (cast.memberships[VN, key] for key in ("spv", "csn"))
    assert now.given[spv, csn] == 3
    assert (now.members[spv].given, now.members[csn].taken) == (3, 5)


def test_means_are_those_of_the_answers(cast: Cast, lived: int) -> None:
    said = counted_by(cast, "styrbjorn", lived).answers(CLOSING)
    assert (said.count, said.satisfaction) == (10, Decimal(4))
    assert (said.again, said.told) == (10, 10)


def test_what_fewer_than_five_answered_leaves_the_database_as_a_count_alone(
    cast: Cast, lived: int
) -> None:
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        facts = facts_of(MentorRound.objects.get(pk=lived))
    assert facts is not None
    rows = [row for row in facts["answers"] if row["membership"] is not None]
    assert {row["n"] >= 5 for row in rows} == {True, False}
    for row in rows:
        assert (row["satisfaction"] is None) == (row["n"] < 5), row


def test_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    def row(membership: int | None, n: int) -> dict[str, Any]:
        told = n if n >= 5 else None
        figures = dict.fromkeys(("satisfaction", "effect", "goals", "again", "told"), told)
        return {"kind": CLOSING, "role": None, "membership": membership, "n": n, **figures}

    facts = {
        "interests": [],
        "pairs": [],
        "months": {},
        "met": 0,
        "answers": [row(None, 18), row(1, 3), row(2, 6), row(3, 9)],
    }
    said = count(facts, {}).said_by_member
    assert {pk: one.is_shown for pk, one in said.items()} == {1: False, 2: False, 3: True}


@pytest.mark.parametrize("who", ["amina", "mats", "lena", "ulla", "miriam"])
def test_nobody_else_gets_a_count_even_from_the_database(cast: Cast, lived: int, who: str) -> None:
    with scope.enter(cast.users[who], cast.vn):
        assert facts_of(MentorRound.objects.get(pk=lived)) is None


def test_another_network_is_told_nothing(cast: Cast, lived: int) -> None:
    with scope.enter(cast.users["jamte"], cast.jl):
        facts = facts_of(MentorRound(pk=lived))
        assert facts is not None
        assert facts["interests"] == facts["pairs"] == facts["answers"] == []
        assert given_and_taken(member(cast, "csn"), _year()) == GivenTaken()


def test_a_round_tells_the_same_when_its_people_are_forgotten(cast: Cast, lived: int) -> None:
    before = counted_by(cast, "styrbjorn", lived)
    csn = member(cast, "csn")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        given = given_and_taken(csn, _year())
        found = MentorRound.objects.get(pk=lived)
        RoundFigures.objects.create(round=found, figures=facts_of(found))
        for pair in Pair.objects.filter(round=lived):
            for kind in ("answers", "contacts", "evaluations"):
                getattr(pair, kind).all().delete()
        # What is kept counts once, beside rows that are still there.
        assert given_and_taken(csn, _year()) == given == GivenTaken(given=1, taken=5)
    assert counted_by(cast, "styrbjorn", lived) == before


def test_the_report_is_the_same_on_the_last_day_with_people_and_on_the_first_without(
    cast: Cast, client: Client
) -> None:
    today = timezone.localdate()
    pk = lived_round(
        cast,
        PAIRS,
        opens=today - timedelta(days=500),
        closes=today - timedelta(days=450),
        starts=today - timedelta(days=400),
        ends=today - timedelta(days=60),
        kept_months=6,
    )
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ask(cast, MentorRound.objects.get(pk=pk), "Ensam", "csn", MENTEE, True)
        last = kept_until(MentorRound.objects.get(pk=pk))
    told = []
    for day in (last, last + timedelta(days=1)):
        noon = datetime.combine(day, time(12), tzinfo=UTC)
        with time_machine.travel(noon, tick=False):
            with acting_as("portal_worker"):
                forget_rounds()
                with scope.enter_system(cast.vn):
                    people = Pair.objects.filter(round=pk).count()
            sign_in(client, "styrbjorn")
            sheet = client.get(f"/vasternorrland/mentorship/rounds/{pk}/report/?format=xlsx")
            with scope.enter(cast.users["styrbjorn"], cast.vn):
                report = report_of(MentorRound.objects.get(pk=pk))
        told.append((report.now, report.charged, report.agreed, _cells(sheet.content)))
        assert people == (len(PAIRS) if day == last else 0)
    assert told[0] == told[1]


def test_an_authority_is_told_what_it_gave_and_took_and_nobody_elses(
    cast: Cast, lived: int
) -> None:
    csn, spv = member(cast, "csn"), member(cast, "spv")
    with scope.enter(cast.users["lena"], cast.vn):
        assert given_and_taken(csn, _year()) == GivenTaken(given=1, taken=5)
        assert given_and_taken(spv, _year()) == GivenTaken()
        assert given_and_taken(csn, _year() - 1) == GivenTaken()


def test_the_cost_is_what_was_charged_for_the_round_and_no_other(cast: Cast, lived: int) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for reference in (f"mentorship/{lived}/1", f"mentorship/{lived}1/1", "annat"):
            charge(
                FeeKind.OTHER,
                reference,
                membership_id=cast.memberships[VN, "csn"],
                net=Decimal(1500),
                text="Adeptplats",
            )
    with scope.enter(cast.users["styrbjorn"], cast.vn):
        report = report_of(MentorRound.objects.get(pk=lived))
        assert report.charged == charged_for(report.round) == Decimal(1500)
        assert report.agreed == Decimal(10_500)


@pytest.mark.parametrize("who", READERS)
def test_the_page_shows_the_round_beside_the_one_before_and_names_nobody(
    cast: Cast, client: Client, lived: int, who: str
) -> None:
    today = timezone.localdate()
    earlier = lived_round(
        cast,
        PAIRS[:2],
        title="Rundan före",
        opens=today.replace(year=today.year - 2),
        closes=today.replace(year=today.year - 2),
        starts=today.replace(year=today.year - 1),
        ends=today,
    )
    sign_in(client, who)
    page = client.get(f"/vasternorrland/mentorship/rounds/{lived}/report/").content.decode()
    assert "Rundan före" in page
    assert f"/rounds/{earlier}/report/" in page
    assert "7 par mellan 4 myndigheter" in page
    assert "Kanarie" not in page
    assert "Hemligt" not in page
    sheet = client.get(f"/vasternorrland/mentorship/rounds/{lived}/report/?format=xlsx")
    cells = _cells(sheet.content)
    assert not any("Kanarie" in str(cell) for cell in cells)
    assert "Timrå kommun" in cells


@pytest.mark.parametrize("who", ["amina", "mats", "lena", "ulla", "miriam"])
def test_others_may_not_open_the_report(cast: Cast, client: Client, lived: int, who: str) -> None:
    sign_in(client, who)
    at = f"/vasternorrland/mentorship/rounds/{lived}/report/"
    assert client.get(at).status_code == 403
    assert client.post(f"{at}paper/").status_code == 403


def test_a_round_that_nobody_asked_in_says_so(cast: Cast, client: Client) -> None:
    empty = lived_round(cast, ())
    sign_in(client, "styrbjorn")
    page = client.get(f"/vasternorrland/mentorship/rounds/{empty}/report/").content.decode()
    assert "Ingen har anmält sig ännu" in page


def test_the_report_costs_as_many_questions_however_many_pairs_there_are(
    cast: Cast, lived: int
) -> None:
    many = lived_round(cast, PAIRS * 3, title="Stora rundan")

    def questions(pk: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            report_of(MentorRound.objects.get(pk=pk))
        return len(asked)

    with scope.enter(cast.users["styrbjorn"], cast.vn):
        assert questions(lived) == questions(many) <= 9


def test_the_front_page_leads_the_steering_committee_to_the_reports(
    cast: Cast, client: Client, lived: int
) -> None:
    sign_in(client, "styrbjorn")
    page = client.get("/vasternorrland/mentorship/").content.decode()
    assert f"/mentorship/rounds/{lived}/report/" in page
    sign_in(client, "amina")
    assert "/report/" not in client.get("/vasternorrland/mentorship/").content.decode()


def test_a_round_says_where_it_stands() -> None:
    today = timezone.localdate()

    def day(n: int) -> Any:
        return today + timedelta(days=n)

    days = {"opens": day(0), "closes": day(9), "starts": day(20), "ends": day(300)}
    found = MentorRound(network_id=1, **days)
    words = [where_it_stands(found, day(n)).split()[0] for n in (-1, 0, 9, 10, 20, 300, 301)]
    assert words == ["Öppnar", "Öppen", "Öppen", "Matchas,", "Pågår", "Pågår", "Avslutades"]


def _year() -> int:
    return timezone.localdate().year


def _cells(content: bytes) -> list[Any]:

    book = load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
