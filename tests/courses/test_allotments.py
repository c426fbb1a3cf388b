"""Seats that are an authority's own: given out, named, handed on, asked for on the start page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Allotment, AllotmentMove, Enrolment, Run, SeatCount
from network import scope
from network.actions import errand as errands
from network.models import Errand, Letter, User
from tests.cast import VN, Cast, email
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.signing_in import sign_in

HOME = "/vasternorrland/courses"


@pytest.fixture
def run(cast: Cast) -> Run:
    """Four seats, open."""
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_run(capacity=4, course=make_course("Klarspråk"))


@pytest.fixture
def jonas(client: Client, db: None) -> Client:
    """The network's education coordinator."""
    sign_in(client, "jonas")
    return client


def be(who: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email(who)))
    return client


def give(cast: Cast, run: Run, key: str, seats: int, days: int = 10) -> Allotment:
    with scope.enter(cast.users["jonas"], cast.vn):
        made: Allotment = Allotment.objects.create(
            run=run,
            membership_id=cast.memberships[VN, key],
            seats=seats,
            release_on=timezone.localdate() + timedelta(days=days),
        )
        return made


def kept(cast: Cast, run: Run) -> tuple[int, int]:
    with scope.enter(cast.users["jonas"], cast.vn):
        count = SeatCount.objects.get(run=run)
        return count.taken, count.reserved


def letters(cast: Cast, name: str) -> list[Letter]:
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Errand.objects.waiting().values_list("pk", flat=True))
        for pk in waiting:
            errands.run(cast.vn, pk)
        with scope.enter_system(cast.vn):
            return list(Letter.objects.filter(name=f"courses.{name}"))


def test_the_education_coordinator_gives_seats_out_and_the_authorities_are_told(
    jonas: Client, cast: Cast, run: Run
) -> None:
    csn = cast.memberships[VN, "csn"]
    day = (timezone.localdate() + timedelta(days=10)).isoformat()
    answer = jonas.post(
        f"{HOME}/runs/{run.pk}/allotments/",
        {f"firm-{csn}": "2", f"optional-{csn}": "1", f"day-{csn}": day},
    )
    assert answer.status_code == 302
    assert kept(cast, run) == (0, 3)
    told = letters(cast, "seats_allotted")
    assert [letter.to for letter in told] == [email("lena")] * 2
    page = jonas.get(f"{HOME}/runs/{run.pk}/allotments/").content.decode()
    assert f'name="firm-{csn}" value="2"' in page


def test_more_seats_than_there_are_is_a_sentence_and_nothing_is_kept(
    jonas: Client, cast: Cast, run: Run
) -> None:
    csn, timra = cast.memberships[VN, "csn"], cast.memberships[VN, "timra"]
    answer = jonas.post(
        f"{HOME}/runs/{run.pk}/allotments/", {f"firm-{csn}": "3", f"firm-{timra}": "2"}
    )
    assert answer.status_code == 200
    assert f'name="firm-{csn}" value="3"' in answer.content.decode()  # what was typed stays
    assert kept(cast, run) == (0, 0)


def test_seats_go_from_one_authority_to_another_in_one_go(
    jonas: Client, cast: Cast, run: Run
) -> None:
    give(cast, run, "csn", 4)
    csn, timra = cast.memberships[VN, "csn"], cast.memberships[VN, "timra"]
    jonas.post(f"{HOME}/runs/{run.pk}/allotments/", {f"firm-{csn}": "1", f"firm-{timra}": "3"})
    with scope.enter(cast.users["jonas"], cast.vn):
        seats = dict(Allotment.objects.values_list("membership", "seats"))
        assert seats == {csn: 1, timra: 3}


def test_fewer_seats_than_have_names_are_refused(jonas: Client, cast: Cast, run: Run) -> None:
    lot = give(cast, run, "csn", 2)
    be("lena").post(f"{HOME}/seats/{lot.pk}/", {"seat-1": "Amina Hassan"})
    csn = cast.memberships[VN, "csn"]
    answer = jonas.post(f"{HOME}/runs/{run.pk}/allotments/", {f"firm-{csn}": "0"})
    assert answer.status_code == 200
    assert kept(cast, run) == (1, 1)


@pytest.mark.parametrize("days", [True, False])
def test_a_cancelled_run_asks_for_no_names(cast: Cast, run: Run, days: bool) -> None:
    lot = give(cast, run, "csn", 3)
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        begins = run.begins_at if days else None
        Run.objects.filter(pk=run.pk).update(state="cancelled", begins_at=begins)
    answer = be("lena").get(f"{HOME}/seats/")
    assert answer.context["coming"] == []
    assert [row["lot"].pk for row in answer.context["earlier"]] == ([lot.pk] if days else [])


def test_names_become_enrolments_on_the_authoritys_own_seats(cast: Cast, run: Run) -> None:
    lot = give(cast, run, "csn", 3)
    lena = be("lena")
    assert f"/seats/{lot.pk}/" in lena.get(f"{HOME}/seats/").content.decode()
    lena.post(
        f"{HOME}/seats/{lot.pk}/",
        {"seat-1": "Amina Hassan <amina@example.org>", "seat-3": "berit@example.org"},
    )
    with scope.enter(cast.users["lena"], cast.vn):
        rows = Enrolment.objects.filter(run=run, allotment=lot)
        assert {row.person_id for row in rows} == {cast.person("amina"), cast.person("berit")}
    page = lena.get(f"{HOME}/seats/{lot.pk}/").content.decode()
    assert 'name="seat-3"' in page
    assert 'name="seat-2"' not in page
    assert "Amina Hassan &lt;" not in page  # not offered again


def test_a_name_that_nobody_has_leads_to_the_page_that_puts_it_right(cast: Cast, run: Run) -> None:
    lot = give(cast, run, "csn", 3)
    lena = be("lena")
    answer = lena.post(f"{HOME}/seats/{lot.pk}/", {"seat-1": "Amina Hassan", "seat-2": "Nobody"})
    assert "/names/" in answer["Location"]
    assert "Nobody" in lena.get(answer["Location"]).content.decode()
    assert kept(cast, run) == (0, 3)


def test_own_seats_are_foretold_first_and_the_rest_waits(cast: Cast, run: Run) -> None:
    give(cast, run, "csn", 1)
    give(cast, run, "timra", 3)
    lena = be("lena")
    answer = lena.post(
        f"{HOME}/runs/{run.pk}/names/new/", {"text": "Amina Hassan\nBerit Berg\nMats Chef"}
    )
    lena.post(f"{answer['Location']}application/", {"chosen": ["1", "2", "3"]})
    with scope.enter(cast.users["lena"], cast.vn):
        rows = Enrolment.objects.filter(run=run).order_by("number")
        states = list(rows.values_list("person__name", "state", "seat_by"))
    assert states == [
        ("Amina Hassan", "enrolled", "allotment"),
        ("Berit Berg", "waiting", ""),
        ("Mats Chef", "waiting", ""),
    ]


def test_seats_are_handed_on_with_a_reason_and_both_are_told(cast: Cast, run: Run) -> None:
    lot = give(cast, run, "csn", 3)
    lena = be("lena")
    timra = cast.memberships[VN, "timra"]
    where = f"{HOME}/seats/{lot.pk}/move/"
    too_many = lena.post(where, {"to": timra, "seats": "4", "reason": "Vi är färre"})
    assert too_many.status_code == 200
    no_reason = lena.post(where, {"to": timra, "seats": "2", "reason": " "})
    assert no_reason.status_code == 200
    assert lena.post(where, {"to": timra, "seats": "2", "reason": "Vi är färre"}).status_code == 302
    with scope.enter(cast.users["jonas"], cast.vn):
        seats = dict(Allotment.objects.values_list("membership", "seats"))
        assert seats == {cast.memberships[VN, "csn"]: 1, timra: 2}
    told = letters(cast, "seats_moved")
    assert {letter.to for letter in told} == {email("lena"), email("lars")}
    assert all("Vi är färre" in letter.text for letter in told)


def test_seats_given_back_go_to_those_in_line(cast: Cast, run: Run) -> None:
    lot = give(cast, run, "csn", 4)
    with scope.enter(cast.users["tove"], cast.vn):
        Enrolment.objects.create(
            run=run, person_id=cast.person("tove"), membership_id=cast.memberships[VN, "timra"]
        )
        assert Enrolment.objects.get(run=run).state == "waiting"
    be("lena").post(f"{HOME}/seats/{lot.pk}/move/", {"to": "", "seats": "1", "reason": "Räcker"})
    with scope.enter(cast.users["tove"], cast.vn):
        assert Enrolment.objects.get(run=run).state == "enrolled"


def test_nobody_touches_the_seats_of_another_authority(cast: Cast, run: Run) -> None:
    lot = give(cast, run, "csn", 2)
    lars = be("lars")
    assert lars.get(f"{HOME}/seats/{lot.pk}/").status_code == 404
    move = {"to": "", "seats": "1", "reason": "Nej"}
    assert lars.post(f"{HOME}/seats/{lot.pk}/move/", move).status_code == 404
    assert be("amina").get(f"{HOME}/seats/").status_code == 403
    with scope.enter(cast.users["lars"], cast.vn):
        assert not Allotment.objects.exists()
        assert not AllotmentMove.objects.exists()


def test_the_start_page_asks_for_the_names_that_are_missing_until_all_are_there(
    cast: Cast, run: Run
) -> None:
    lot = give(cast, run, "csn", 2)
    lena, address = be("lena"), f"/seats/{lot.pk}/"
    assert address in lena.get("/vasternorrland/").content.decode()
    assert address not in be("lars").get("/vasternorrland/").content.decode()
    lena.post(f"{HOME}{address}", {"seat-1": "Amina Hassan", "seat-2": "Berit Berg"})
    assert address not in lena.get("/vasternorrland/").content.decode()


def test_a_group_gets_all_its_seats_or_waits_together(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        small = make_run(capacity=2, course=make_course("Liten"))
    lena = be("lena")
    text = "Amina Hassan\nBerit Berg\nMats Chef"
    where = lena.post(f"{HOME}/runs/{small.pk}/names/new/", {"text": text})["Location"]
    shown = lena.get(f"{where}?whole=yes").content.decode()
    assert 'name="whole" value="yes"' in shown
    lena.post(f"{where}application/", {"chosen": ["1", "2", "3"], "whole": "yes"})
    with scope.enter(cast.users["lena"], cast.vn):
        states = Enrolment.objects.filter(run=small).values_list("state", flat=True)
        assert set(states) == {"waiting"}
    with scope.enter(cast.users["jonas"], cast.vn):
        grown = Run.objects.get(pk=small.pk)
        grown.capacity = 3
        grown.save()
    with scope.enter(cast.users["lena"], cast.vn):
        states = Enrolment.objects.filter(run=small).values_list("state", flat=True)
        assert set(states) == {"enrolled"}
