"""The pages of shares: dividing by hand, the rule, declared needs, selection and the simulator."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.actions import share_policy
from courses.drawing import drawn
from courses.models import DeclaredNeed, Division, Enrolment, Outcome, Run, SharePolicy
from courses.past_terms import compare
from courses.rules import RunState, term_name
from courses.shares import Policy
from courses.tasks import divide_due
from network import scope
from network.actions import job
from network.models import Job, User
from tests.cast import VN, Cast
from tests.courses.divisions import (
    close,
    make_applicants,
    make_applications,
    make_division,
    make_shared_run,
)
from tests.courses.makers import make_run, seat
from tests.databases import acting_as
from tests.deciding import ENTERED, a_decision
from tests.signing_in import sign_in


def address(path: str) -> str:
    return f"/{VN}/courses/{path}"


def as_(client: Client, who: str) -> Client:
    client.force_login(User.objects.get(email=f"{who}@example.org"))
    client.cookies["language"] = "en"
    return client


def coordinator(client: Client) -> Client:
    sign_in(client, "jonas")
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def asked(cast: Cast) -> Run:
    """Two seats shared between CSN, where four ask, and Timrå, where one does; closed."""
    with scope.enter(cast.users["jonas"], cast.vn):
        run = make_shared_run(2)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for key, many in (("csn", 4), ("timra", 1)):
            make_applications([run], make_applicants(cast.memberships[VN, key], many))
        close(run)
    return run


def test_a_coordinator_divides_looks_and_gives_out(client: Client, cast: Cast, asked: Run) -> None:
    coordinator(client)
    ordered = client.post(address(f"runs/{asked.pk}/division/"))
    page = ordered.headers["Location"]
    assert "The seats are being divided" in client.get(page).content.decode()
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = Job.objects.get(name="courses.divide").pk
        assert job.run(cast.vn, waiting)
    preview = client.get(page).content.decode()
    assert "This would happen" in preview
    assert "Bo 0" in preview
    assert "5 applications for 2 seats" in preview
    assert client.post(f"{page}placement/").status_code == 302
    protocol = client.get(page).content.decode()
    assert "How the seats were given out" in protocol
    assert "Bo 0" not in protocol
    answer = client.post(f"{page}repetition/", follow=True).content.decode()
    assert "the same people got seats" in answer
    again = client.post(f"{page}placement/", follow=True).content.decode()
    assert "Somebody has placed it" in again


def test_the_published_file_is_enough_to_repeat_the_draw_elsewhere(
    client: Client, cast: Cast, asked: Run
) -> None:
    made = make_division(cast, asked)
    coordinator(client).post(address(f"divisions/{made.pk}/placement/"))
    told = as_(Client(), "amina").get(address(f"divisions/{made.pk}/inputs/"))
    file = json.loads(told.content)
    seed = "+".join(one["seed"] for one in file["seeds"])
    result = drawn(file["inputs"], seed)
    assert (result["placed"], result["line"]) == (file["placed"], file["line"])
    assert "Bo" not in told.content.decode()


def test_setting_aside_without_a_reason_is_refused_and_with_one_is_in_the_protocol(
    client: Client, cast: Cast, asked: Run
) -> None:
    made = make_division(cast, asked)
    aside = address(f"divisions/{made.pk}/setting-aside/")
    coordinator(client)
    assert client.post(aside, {"reason": ""}).context["form"].errors["reason"]
    assert client.post(aside, {"reason": "Salen blev mindre"}).status_code == 302
    page = as_(Client(), "tove").get(address(f"divisions/{made.pk}/")).content.decode()
    assert "Salen blev mindre" in page


def test_each_local_coordinator_reads_the_own_result_and_no_other_name(
    client: Client, cast: Cast, asked: Run
) -> None:
    made = make_division(cast, asked)
    coordinator(client).post(address(f"divisions/{made.pk}/placement/"))
    page = as_(Client(), "lena").get(address(f"divisions/{made.pk}/")).content.decode()
    assert "Your authority asked for 4 seats" in page
    assert "Centrala studiestödsnämnden" in page
    assert "Timrå" not in page
    council = as_(Client(), "styrbjorn").get(address(f"divisions/{made.pk}/")).content.decode()
    assert "Timrå" in council


def test_seats_are_divided_when_their_day_has_come_and_wait_for_a_yes(
    client: Client, cast: Cast, asked: Run
) -> None:
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            Run.objects.filter(pk=asked.pk).update(draws_at=timezone.now() + timedelta(hours=1))
        divide_due()
        with scope.enter_system(cast.vn):
            assert Division.objects.get(run=asked).state == "sealed"
            Run.objects.filter(pk=asked.pk).update(draws_at=timezone.now() - timedelta(hours=1))
        divide_due()
        divide_due()
        with scope.enter_system(cast.vn):
            assert Division.objects.get(run=asked).state == "made"
            assert Enrolment.objects.filter(run=asked, state="applied").count() == 5
    assert "Give out the seats on" in coordinator(client).get(f"/{VN}/").content.decode()


def test_needs_are_declared_for_the_own_authority_only(
    client: Client, cast: Cast, asked: Run
) -> None:
    csn, timra = (cast.memberships[VN, key] for key in ("csn", "timra"))
    page = address(f"runs/{asked.pk}/declared-needs/")
    sent = {f"need-{csn}": "3", f"need-{timra}": "9"}
    assert as_(client, "lena").post(page, sent).status_code == 302
    with scope.enter(cast.users["jonas"], cast.vn):
        assert dict(DeclaredNeed.objects.values_list("membership", "seats")) == {csn: 3}
    assert client.post(page, {f"need-{csn}": "-1"}).context["form"].errors
    assert client.post(page, {f"need-{csn}": "", "once": "x"}).status_code == 302
    with scope.enter(cast.users["jonas"], cast.vn):
        assert not DeclaredNeed.objects.exists()


def test_a_selection_says_what_decided_and_keeps_to_the_seats(client: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        run = make_shared_run(1, mode="selection")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        people = make_applicants(cast.memberships[VN, "csn"], 3)
        rows = [row.pk for row in make_applications([run], people)]
    page = address(f"runs/{run.pk}/selection/")
    coordinator(client)
    too_many = client.post(page, {"people": rows[:2], "reason": "Nya i rollen"})
    assert too_many.context["form"].errors["people"]
    assert client.post(page, {"people": rows[:1]}).context["form"].errors["reason"]
    chosen = {"people": rows[1:2], "reason": "Nya i rollen", "wait": "on"}
    assert client.post(page, chosen).status_code == 302
    with scope.enter(cast.users["jonas"], cast.vn):
        states = dict(Enrolment.objects.filter(run=run).values_list("pk", "state"))
        assert states == {rows[0]: "waiting", rows[1]: "enrolled", rows[2]: "waiting"}
        assert {row.why["reason"] for row in Outcome.objects.all()} == {"Nya i rollen"}


def test_a_changed_rule_holds_from_today_and_ends_the_one_before(
    client: Client, cast: Cast
) -> None:
    today = timezone.localdate()
    with scope.enter(cast.users["karin"], cast.vn):
        SharePolicy.objects.create(
            minimum=3, since=today - timedelta(days=100), by_decision=a_decision()
        )
    sent = {"minimum": 2, "small_below": 80, "most_credit": 0, "firm": "on"} | ENTERED
    assert coordinator(client).post(address("shares/change/"), sent).status_code == 302
    assert client.post(address("shares/change/"), sent | {"minimum": 1}).status_code == 302
    assert client.post(address("shares/change/"), sent | {"minimum": 99}).status_code == 200
    with scope.enter(cast.users["karin"], cast.vn):
        rules = list(SharePolicy.objects.order_by("since").values_list("minimum", "until"))
        assert rules == [(3, today - timedelta(days=1)), (1, None)]
        assert share_policy.in_force().small_below == 80


@pytest.fixture
def past(cast: Cast) -> str:
    """A held run of two seats: three of CSN came first, then one of Timrå; returns its term."""
    with scope.enter(cast.users["jonas"], cast.vn):
        run = make_run(capacity=2, in_days=-60)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for key, many in (("csn", 3), ("timra", 1)):
            make_applications([run], make_applicants(cast.memberships[VN, key], many))
        run.state = RunState.HELD
        run.save(update_fields=["state"])
        return term_name(timezone.localdate(run.begins_at))


def test_the_simulator_replays_the_real_rule_to_the_real_outcome(cast: Cast, past: str) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        found = compare(past, seat(), policy=Policy(), small_below=0, seed="1")
        real = Enrolment.objects.filter(state="enrolled")
        assert found.results[0].placed == real.count() == 2
        names = {line.name: line.got for line in found.lines}
        assert names["CSN"][0] == real.filter(membership=cast.memberships[VN, "csn"]).count()
        assert names["CSN"][1] == names["TIMRA"][1] == 1


def test_the_council_simulates_from_an_address_and_fetches_it(
    client: Client, cast: Cast, past: str
) -> None:
    query: dict[str, str | int] = {
        "term": past, "minimum": 1, "small_below": 50, "most_credit": 2, "firm": "on", "seed": "7",
    }  # fmt: skip
    page = as_(client, "styrbjorn").get(address("shares/simulator/"), query).content.decode()
    assert "1 of 1 runs had more applications than seats: 4 for 2." in page
    table = client.get(address("shares/simulator/"), query | {"format": "csv"}).content.decode()
    rows = list(csv.reader(io.StringIO(table.lstrip("\ufeff")), delimiter=";"))
    assert [row[:3] for row in rows[1:]] == [["TIMRA", "1", "0"], ["CSN", "3", "2"]]
    wrong = client.get(address("shares/simulator/"), query | {"seed": "a b", "minimum": "-1"})
    assert set(wrong.context["form"].errors) == {"seed", "minimum"}
