"""Approvals: no seat without them by any way, answered once, and the seat goes on without."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from courses.actions import ask
from courses.actions.approve import AlreadyDecided, TooLate, decide, keep_rule
from courses.actions.enrol import enrol
from courses.actions.withdraw import withdraw
from courses.models import Approval, ApprovalRule, Enrolment, Run
from members.models import Membership, Person, Role
from network import scope
from network.models import JournalEntry, Letter
from tests.cast import VN, Cast
from tests.courses.approving import (
    ask_for,
    do_errands,
    letters_named,
    links_by_mail,
    open_approvals,
    state_of,
)
from tests.courses.makers import make_run, seat
from tests.databases import acting_as
from tests.signing_in import sign_in

RUNS = f"/{VN}/courses/"


@pytest.fixture(autouse=True)
def no_misses() -> None:
    cache.clear()


@pytest.fixture
def run(cast: Cast) -> Run:
    with scope.enter(cast.users["jonas"], cast.vn):
        return make_run(capacity=1)


def enrol_as(cast: Cast, who: str, run: Run, by: str = "") -> str:
    with scope.enter(cast.users[by or who], cast.vn):
        made = enrol(run, Person.objects.get(pk=cast.person(who)), by=seat())
        return str(Enrolment.objects.get(pk=made.pk).state)


def decide_as(cast: Cast, who: str, approval: int, *, yes: bool = True, reason: str = "") -> str:
    with scope.enter(cast.users[who], cast.vn):
        found = Approval.objects.select_related("run").get(pk=approval)
        return decide(found, yes=yes, by=seat(), reason=reason)


def test_a_seat_is_kept_and_becomes_certain_with_the_managers_yes(cast: Cast, run: Run) -> None:
    ask_for(cast)
    assert enrol_as(cast, "amina", run) == "pending"
    assert enrol_as(cast, "tove", run) == "waiting"
    (asked,) = open_approvals(cast)
    assert decide_as(cast, "mats", asked) == "enrolled"
    assert state_of(cast, "amina") == ["enrolled"]
    assert state_of(cast, "tove") == ["waiting"]


def test_a_no_ends_the_enrolment_and_passes_the_seat_on(cast: Cast, run: Run) -> None:
    ask_for(cast)
    enrol_as(cast, "amina", run)
    enrol_as(cast, "tove", run)
    (asked,) = open_approvals(cast)
    decide_as(cast, "mats", asked, yes=False, reason="Bokslut den veckan")
    assert state_of(cast, "amina") == ["refused"]
    assert state_of(cast, "tove") == ["enrolled"]


@pytest.mark.parametrize("who", ["amina", "berit", "tove", "karin", "lars", "lena", "jonas"])
def test_nobody_else_gives_the_managers_answer(cast: Cast, run: Run, who: str) -> None:
    ask_for(cast)
    enrol_as(cast, "amina", run)
    (asked,) = open_approvals(cast)
    with (
        pytest.raises(DatabaseError),
        scope.enter(cast.users[who], cast.vn),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT app.decide_approval(%s, true, '')", [asked])
    assert state_of(cast, "amina") == ["pending"]


def test_the_second_answer_is_told_that_it_came_second(cast: Cast, run: Run) -> None:
    ask_for(cast)
    enrol_as(cast, "amina", run)
    (asked,) = open_approvals(cast)
    decide_as(cast, "mats", asked)
    with pytest.raises(AlreadyDecided):
        decide_as(cast, "mats", asked, yes=False)
    assert state_of(cast, "amina") == ["enrolled"]


def _by_oneself(cast: Cast, run: Run) -> None:
    enrol_as(cast, "amina", run)


def _by_the_coordinator_of_the_network(cast: Cast, run: Run) -> None:
    enrol_as(cast, "amina", run, by="karin")


def _from_the_line(cast: Cast, run: Run) -> None:
    enrol_as(cast, "tove", run)
    enrol_as(cast, "amina", run)
    with scope.enter(cast.users["tove"], cast.vn):
        withdraw(Enrolment.objects.get(run=run), by=seat())


def _by_more_seats(cast: Cast, run: Run) -> None:
    enrol_as(cast, "tove", run)
    enrol_as(cast, "amina", run)
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(capacity=2)


def _by_hand_over(cast: Cast, run: Run) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ApprovalRule.objects.update(until=timezone.localdate() - timedelta(days=1))
    enrol_as(cast, "berit", run)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        ApprovalRule.objects.update(until=None)
    with scope.enter(cast.users["berit"], cast.vn), connection.cursor() as cursor:
        mine = Enrolment.objects.get(run=run)
        cursor.execute("SELECT app.hand_over(%s, %s, '')", [mine.pk, cast.person("amina")])


def _by_an_offer(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(queue="offers")
    _from_the_line(cast, run)
    with scope.enter(cast.users["amina"], cast.vn), connection.cursor() as cursor:
        cursor.execute("SELECT app.answer_offer((SELECT max(id) FROM courses_offer), true)")


def _by_placement(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        Run.objects.filter(pk=run.pk).update(mode="draw")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        made = Enrolment.objects.create(
            run=run, person_id=cast.person("amina"), membership_id=cast.memberships[VN, "csn"]
        )
    with scope.enter(cast.users["karin"], cast.vn), connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.place_applicants(%s, %s::bigint[], '{}'::bigint[], 'draw')",
            [run.pk, [made.pk]],
        )


WAYS = (
    _by_oneself,
    _by_the_coordinator_of_the_network,
    _from_the_line,
    _by_more_seats,
    _by_hand_over,
    _by_an_offer,
    _by_placement,
)
RULES = [rule for rule in product((True, False), repeat=2) if any(rule)]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("_"))
@pytest.mark.parametrize("rule", RULES, ids=["both", "manager", "local"])
def test_by_no_way_is_there_a_seat_before_every_approval(
    cast: Cast, run: Run, way: Callable[[Cast, Run], None], rule: tuple[bool, bool]
) -> None:
    manager, local = rule
    ask_for(cast, manager=manager, local=local)
    way(cast, run)
    asked = open_approvals(cast, person=cast.person("amina"))
    assert len(asked) == manager + local
    who = {"manager": "mats", "local": "lena"}
    for left in range(len(asked), 0, -1):
        assert state_of(cast, "amina") == ["pending"], left
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            kind = Approval.objects.get(pk=asked[left - 1]).kind
        decide_as(cast, who[kind], asked[left - 1])
    assert state_of(cast, "amina") == ["enrolled"]


@pytest.mark.parametrize("rule", RULES, ids=["both", "manager", "local"])
def test_whose_row_writes_a_seat_by_hand_is_refused(
    cast: Cast, run: Run, rule: tuple[bool, bool]
) -> None:
    ask_for(cast, manager=rule[0], local=rule[1])
    enrol_as(cast, "amina", run)
    statement = "UPDATE courses_enrolment SET state = 'enrolled' WHERE run_id = %s"
    for role in ("portal_app", "portal_owner"):
        with (
            pytest.raises(DatabaseError),
            acting_as(role),
            scope.enter(cast.users["amina"], cast.vn),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [run.pk])
    assert state_of(cast, "amina") == ["pending"]


def test_without_a_known_manager_the_local_coordinator_is_asked_and_told_why(
    cast: Cast, run: Run
) -> None:
    ask_for(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("amina")).update(manager=None)
    enrol_as(cast, "amina", run)
    do_errands(cast, "courses.ask_approval")
    (letter,) = letters_named(cast, "courses.approval_asked")
    assert letter.to == "lena@example.org"
    assert "Amina Hassan" in letter.text
    (asked,) = open_approvals(cast)
    assert decide_as(cast, "lena", asked) == "enrolled"


def test_the_manager_answers_by_the_link_without_an_account(
    client: Client, cast: Cast, run: Run
) -> None:
    ask_for(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("mats")).update(user=None)
    enrol_as(cast, "amina", run)
    do_errands(cast, "courses.ask_approval")
    links = links_by_mail(cast, "courses.approval_asked")
    assert set(links) == {"mats"}
    page = client.get(links["mats"])
    words = page.content.decode()
    assert "Amina Hassan" in words
    assert "amina@example.org" not in words
    assert state_of(cast, "amina") == ["pending"]
    client.post(links["mats"], {"answer": "yes"})
    assert state_of(cast, "amina") == ["enrolled"]
    again = client.post(links["mats"], {"answer": "no"})
    assert "Amina" not in again.content.decode()
    assert state_of(cast, "amina") == ["enrolled"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert JournalEntry.objects.filter(verb="answer_by_link").count() == 1
        assert JournalEntry.objects.get(verb="approve").user_id is None


def test_of_two_coordinators_the_second_one_is_told(client: Client, cast: Cast, run: Run) -> None:
    ask_for(cast, manager=False, local=True)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Role.objects.create(
            person_id=cast.person("berit"),
            membership_id=cast.memberships[VN, "csn"],
            kind="local_coordinator",
            since=timezone.localdate(),
        )
    enrol_as(cast, "amina", run)
    do_errands(cast, "courses.ask_approval")
    links = links_by_mail(cast, "courses.approval_asked")
    assert set(links) == {"lena", "berit"}
    client.post(links["lena"], {"answer": "no", "reason": "Fel vecka"})
    assert state_of(cast, "amina") == ["refused"]
    late = client.post(links["berit"], {"answer": "yes"})
    assert "Fel vecka" in late.content.decode()
    assert state_of(cast, "amina") == ["refused"]


def test_a_former_managers_link_opens_nothing(client: Client, cast: Cast, run: Run) -> None:
    ask_for(cast)
    enrol_as(cast, "amina", run)
    do_errands(cast, "courses.ask_approval")
    links = links_by_mail(cast, "courses.approval_asked")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Person.objects.filter(pk=cast.person("amina")).update(manager=None)
    page = client.post(links["mats"], {"answer": "yes"})
    assert "Amina" not in page.content.decode()
    assert state_of(cast, "amina") == ["pending"]


def test_a_reminder_goes_once_and_then_the_seat_goes_on(cast: Cast, run: Run) -> None:
    ask_for(cast, days=5)
    enrol_as(cast, "amina", run)
    enrol_as(cast, "tove", run)
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            assert ask.ask_again() == ask.let_lapse() == 0
        later(cast, days=4)
        with scope.enter_system(cast.vn):
            assert (ask.ask_again(), ask.ask_again(), ask.let_lapse()) == (1, 0, 0)
        later(cast, days=2)
        with scope.enter_system(cast.vn):
            assert (ask.ask_again(), ask.let_lapse(), ask.let_lapse()) == (0, 1, 0)
            assert Letter.objects.filter(name="courses.approval_asked").count() == 1
            assert Approval.objects.get().has_lapsed
            assert JournalEntry.objects.filter(verb="lapse_approval").count() == 1
    assert state_of(cast, "amina") == ["refused"]
    assert state_of(cast, "tove") == ["enrolled"]


def later(cast: Cast, *, days: int) -> None:
    """Let days pass, as the questions see it."""
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE courses_approval SET asked_at = asked_at - make_interval(days => %s),"
            " answer_by = answer_by - make_interval(days => %s)",
            [days, days],
        )


def test_no_answer_is_taken_when_the_time_is_up(client: Client, cast: Cast, run: Run) -> None:
    ask_for(cast)
    enrol_as(cast, "amina", run)
    (asked,) = open_approvals(cast)
    later(cast, days=8)
    with pytest.raises(TooLate):
        decide_as(cast, "mats", asked)
    sign_in(client, "mats")
    client.post(f"{RUNS}approvals/{asked}/", {"answer": "yes"})
    assert state_of(cast, "amina") == ["pending"]


def test_the_wait_ends_before_the_course_begins(cast: Cast) -> None:
    ask_for(cast, days=30)
    with scope.enter(cast.users["jonas"], cast.vn):
        run = make_run(in_days=3)
    enrol_as(cast, "amina", run)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Approval.objects.get().answer_by == run.begins_at


def test_the_days_to_answer_end_with_the_day(cast: Cast, run: Run) -> None:
    ask_for(cast, days=4)
    enrol_as(cast, "amina", run)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        last = timezone.localtime(Approval.objects.get().answer_by)
        assert last.date() == timezone.localdate() + timedelta(days=4)
        assert (last.hour, last.minute) == (23, 59)


def test_the_person_is_told_of_a_no_with_the_reason(cast: Cast, run: Run) -> None:
    ask_for(cast)
    enrol_as(cast, "amina", run)
    (asked,) = open_approvals(cast)
    decide_as(cast, "mats", asked, yes=False, reason="Bokslut den veckan")
    do_errands(cast, "courses.tell_ended")
    (letter,) = letters_named(cast, "courses.approval_refused")
    assert letter.to == "amina@example.org"
    assert "Bokslut den veckan" in letter.text


def test_the_manager_finds_what_waits_and_approves_all_of_it(
    client: Client, cast: Cast, run: Run
) -> None:
    ask_for(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        other = make_run(capacity=2)
    for one in (run, other):
        enrol_as(cast, "amina", one)
    enrol_as(cast, "berit", other)
    sign_in(client, "mats")
    assert client.get(f"/{VN}/").content.decode().count("/courses/approvals/") >= 3
    page = client.get(f"{RUNS}approvals/")
    ids = [row["approval"].pk for row in page.context["rows"]]
    assert len(ids) == 3
    client.post(f"{RUNS}approvals/decision/", {"chosen": ids[:2]})
    assert len(open_approvals(cast)) == 1
    client.post(f"{RUNS}approvals/decision/", {"chosen": ids})
    assert open_approvals(cast) == []
    assert len(client.get(f"{RUNS}approvals/?view=decided").context["rows"]) == 3


def test_nobody_approves_a_strangers_question_by_its_number(
    client: Client, cast: Cast, run: Run
) -> None:
    ask_for(cast)
    enrol_as(cast, "amina", run)
    (asked,) = open_approvals(cast)
    for who, status in (("lars", 404), ("tove", 404), ("amina", 403), ("karin", 403)):
        other = Client()
        sign_in(other, who)
        address = f"{RUNS}approvals/{asked}/"
        assert other.post(address, {"answer": "yes"}).status_code == status, who
        other.post(f"{RUNS}approvals/decision/", {"chosen": [asked]})
    assert state_of(cast, "amina") == ["pending"]


def test_a_rule_holds_from_today_and_takes_no_seat_from_anybody(cast: Cast, run: Run) -> None:
    assert enrol_as(cast, "amina", run) == "enrolled"
    with scope.enter(cast.users["lena"], cast.vn):
        csn = Membership.objects.get(pk=cast.memberships[VN, "csn"])
        today = timezone.localdate()
        keep_rule(csn, manager=True, local=False, days=5, day=today, by=seat())
        keep_rule(csn, manager=True, local=True, days=9, day=today, by=seat())
        assert ApprovalRule.objects.get().days == 9
    assert state_of(cast, "amina") == ["enrolled"]
    with scope.enter(cast.users["lena"], cast.vn):
        keep_rule(csn, manager=False, local=False, days=7, day=today, by=seat())
        assert not ApprovalRule.objects.exists()


def test_a_list_of_approvals_costs_the_same_whatever_its_length(
    client: Client, cast: Cast, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    ask_for(cast)
    counted = []
    for _round in range(2):
        with scope.enter(cast.users["jonas"], cast.vn):
            runs = [make_run() for _each in range(3)]
        for one in runs:
            enrol_as(cast, "amina", one)
        sign_in(client, "mats")
        client.get(f"{RUNS}approvals/")
        with django_assert_max_num_queries(99) as seen:  # type: ignore[attr-defined]
            client.get(f"{RUNS}approvals/")
        counted.append(len(seen.captured_queries))
    assert counted[0] == counted[1]
