"""The year wheel: its steps are the network's own, and its tasks appear and are done."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from governance.models import WheelStep, WheelTask
from governance.wheel.rules import USUAL
from governance.wheel.tasks import turn_wheel
from members.models import Role
from network import scope
from network.models import JournalEntry, Network
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance import making
from tests.governance.test_hand_over import carried_out, planned
from tests.governance.wheels import make_step, make_task, task, turned
from tests.signing_in import sign_in

WHEEL = f"/{VN}/governance/wheel/"


def signed_in(who: str) -> Client:
    client = Client()
    sign_in(client, who)
    return client


def _step(**changes: object) -> dict[str, object]:
    return {
        "title": "Chefsdagen",
        "title_en": "Managers’ day",
        "first_month": 1,
        "first_day": 10,
        "last_month": 2,
        "last_day": 20,
        "who": "education_coordinator",
        "what": "Boka lokal.",
        "link": "/courses/",
    } | changes


def test_every_network_begins_with_the_usual_year_and_never_gets_it_twice(cast: Cast) -> None:
    with acting_as("portal_worker"):
        turn_wheel()
        turn_wheel()
        for network in cast.networks.values():
            with scope.enter_system(network):
                assert {row.usual for row in WheelStep.objects.all()} == {one.key for one in USUAL}
                assert WheelStep.objects.count() == len(USUAL)


def test_the_migration_and_the_portal_lay_the_same_usual_year(cast: Cast) -> None:
    laid = import_module("governance.migrations.0059_year_wheel_locks").USUAL
    with acting_as("portal_owner"), connection.cursor() as cursor:
        cursor.execute(laid)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        columns = (
            *("usual", "title", "title_en", "first_month", "first_day"),
            *("last_month", "last_day", "role", "link"),
        )
        kept = set(WheelStep.objects.values_list(*columns))
        assert kept == {
            tuple(getattr(one, c) for c in columns) for one in WheelStep.objects.usual()
        }


def test_a_network_without_a_step_shows_the_usual_year_at_once(cast: Cast) -> None:
    page = signed_in("amina").get(WHEEL).content.decode()
    assert all(one.title in page for one in USUAL)


def test_the_start_page_draws_the_networks_own_year(cast: Cast) -> None:
    make_step(cast, title="Höstens chefsdag")
    page = signed_in("karin").get(f"/{VN}/").content.decode()
    assert "Höstens chefsdag" in page
    assert "Medlemsavgifter och uppstart" not in page


def test_a_task_appears_by_itself_once_a_year_with_who_holds_the_role(cast: Cast) -> None:
    step = make_step(
        cast, first_month=8, first_day=1, last_month=10, last_day=31, role="education_coordinator"
    )
    for day in (date(2027, 7, 1), date(2027, 7, 2), date(2027, 7, 3), date(2028, 8, 5)):
        turned(cast, day)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = list(WheelTask.objects.filter(step=step).order_by("year"))
    assert [(row.year, row.due, row.name) for row in rows] == [
        (2027, date(2027, 10, 31), "Jonas Lindqvist"),
        (2028, date(2028, 10, 31), "Jonas Lindqvist"),
    ]


def test_the_convener_does_the_step_of_a_body_and_sees_no_other_task(cast: Cast) -> None:
    seated = making.make_seated(cast)
    own = make_task(cast, role="", body_id=seated.body, title="Kalla till vårmötet")
    other = make_task(cast)
    assert task(cast, own).person_id == cast.person("ulla")
    ulla = signed_in("ulla")
    assert "Kalla till vårmötet" in ulla.get(f"/{VN}/").content.decode()
    assert ulla.get(f"{WHEEL}tasks/{other}/").status_code == 404
    assert ulla.post(f"{WHEEL}tasks/{own}/done/", {"words": "Skickad"}).status_code == 302
    assert task(cast, own).state == "done"


def test_a_task_is_done_with_words_opened_anew_and_skipped_with_a_reason(cast: Cast) -> None:
    pk = make_task(cast)
    karin = signed_in("karin")
    here = f"{WHEEL}tasks/{pk}/"
    assert karin.post(f"{here}done/", {"words": "Fakturorna gick ut."}).status_code == 302
    done = task(cast, pk)
    assert (done.state, done.words, done.over_by) == ("done", "Fakturorna gick ut.", "Karin Öberg")
    karin.post(f"{here}done/", {"words": "En gång till"})
    assert task(cast, pk).words == "Fakturorna gick ut."
    assert karin.post(f"{here}reopening/").status_code == 302
    assert task(cast, pk).is_open
    assert karin.post(f"{here}skipping/", {"words": ""}).status_code == 200
    assert task(cast, pk).is_open
    assert karin.post(f"{here}skipping/", {"words": "Inget möte i år."}).status_code == 302
    assert task(cast, pk).state == "skipped"
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        verbs = JournalEntry.objects.filter(verb__endswith="_wheel_task").order_by("pk")
        assert list(verbs.values_list("verb", flat=True)) == [
            "finish_wheel_task", "reopen_wheel_task", "skip_wheel_task",
        ]  # fmt: skip


def test_a_done_task_no_longer_waits_on_the_start_page(cast: Cast) -> None:
    pk = make_task(cast, title="Boka Bräcke")
    karin = signed_in("karin")
    address = f"{WHEEL}tasks/{pk}/"
    assert address in karin.get(f"/{VN}/").content.decode()
    karin.post(f"{address}done/", {"words": ""})
    assert address not in karin.get(f"/{VN}/").content.decode()


def test_the_coordinator_writes_changes_ends_and_puts_back_a_step(cast: Cast) -> None:
    karin = signed_in("karin")
    assert karin.post(f"{WHEEL}steps/new/", _step()).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        step = WheelStep.objects.get(title="Chefsdagen")
        # One's own first step stands beside the usual year.
        assert WheelStep.objects.count() == len(USUAL) + 1
    here = f"{WHEEL}steps/{step.pk}/"
    body = making.make_body(cast)
    assert karin.post(here, _step(who=f"body-{body}", title="Chefsveckan")).status_code == 302
    assert karin.get(f"{here}ending/").status_code == 200
    assert karin.post(f"{here}ending/").status_code == 302
    assert "Chefsveckan" not in signed_in("amina").get(WHEEL).content.decode()
    assert karin.post(f"{here}return/").status_code == 302
    assert "Chefsveckan" in signed_in("amina").get(WHEEL).content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        kept = WheelStep.objects.get(pk=step.pk)
        assert (kept.title, kept.body_id, kept.role) == ("Chefsveckan", body, "")


@pytest.mark.parametrize(
    "fault",
    [
        {"first_day": 31, "first_month": 4},
        {"last_day": 30, "last_month": 2},
        {"first_day": 0},
        {"link": "javascript:alert(1)"},
        {"link": "//evil.example"},
        {"link": "http://example.org"},
        {"who": "auditor"},
        {"title": ""},
    ],
)
def test_a_step_with_a_fault_is_told_so_and_nothing_is_kept(
    cast: Cast, fault: dict[str, object]
) -> None:
    answer = signed_in("karin").post(f"{WHEEL}steps/new/", _step(**fault))
    assert answer.status_code == 200
    assert "Boka lokal." in answer.content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not WheelStep.objects.filter(title_en="Managers’ day").exists()


def test_an_open_task_follows_its_step_and_a_done_one_stands(cast: Cast) -> None:
    done, still = make_task(cast, title="Gammal"), make_task(cast, title="Äldre")
    karin = signed_in("karin")
    karin.post(f"{WHEEL}tasks/{done}/done/", {"words": ""})
    for pk in (done, still):
        step = task(cast, pk).step_id
        assert karin.post(f"{WHEEL}steps/{step}/", _step(title="Ny")).status_code == 302
    assert (task(cast, done).title, task(cast, still).title) == ("Gammal", "Ny")
    assert (task(cast, still).starts.month, task(cast, still).due.month) == (1, 2)


def test_the_open_task_of_an_ended_step_goes_and_what_was_done_stays(cast: Cast) -> None:
    done, still = make_task(cast), make_task(cast)
    karin = signed_in("karin")
    karin.post(f"{WHEEL}tasks/{done}/done/", {"words": ""})
    for pk in (done, still):
        karin.post(f"{WHEEL}steps/{task(cast, pk).step_id}/ending/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        left = WheelTask.objects.filter(pk__in=[done, still])
        assert list(left.values_list("pk", flat=True)) == [done]


def test_only_the_coordinators_list_shows_every_task_and_its_table_is_taken_away(
    cast: Cast,
) -> None:
    make_task(cast, title="Fråga efter behov")
    for who, told in (("karin", True), ("jonas", True), ("styrbjorn", True), ("amina", False)):
        page = signed_in(who).get(f"{WHEEL}tasks/").content.decode()
        assert ("Fråga efter behov" in page) is told, who
    karin = signed_in("karin")
    assert "Fråga efter behov" in karin.get(f"{WHEEL}tasks/?q=behov&state=open").content.decode()
    assert "Fråga efter behov" not in karin.get(f"{WHEEL}tasks/?state=done").content.decode()
    assert "Fråga efter behov" in karin.get(f"{WHEEL}tasks/?format=csv").content.decode()
    assert karin.get(f"{WHEEL}tasks/?format=xlsx").content[:2] == b"PK"
    assert karin.get(f"{WHEEL}tasks/?sort=-title&year=x&page=99").status_code == 200


def test_a_steps_link_leads_to_the_networks_own_page(cast: Cast) -> None:
    pk = make_task(cast, link="/courses/needs/")
    page = signed_in("karin").get(f"{WHEEL}tasks/{pk}/").content.decode()
    assert f'href="/{VN}/courses/needs/"' in page


def test_the_tasks_move_at_a_hand_over_and_stand_in_its_report(cast: Cast) -> None:
    pk, done = make_task(cast, title="Skicka fakturor"), make_task(cast, title="Redan klar")
    signed_in("karin").post(f"{WHEEL}tasks/{done}/done/", {"words": ""})
    row = carried_out(cast, planned(cast))
    assert row.state == "done", row.fault
    assert "Skicka fakturor" in str(row.report)
    assert "Redan klar" not in str(row.report)
    assert (task(cast, pk).person_id, task(cast, pk).name) == (cast.person("lena"), "Lena Lokal")
    turned(cast)
    assert task(cast, pk).person_id == cast.person("lena")
    assert signed_in("karin").get(f"{WHEEL}tasks/{pk}/").status_code == 404
    assert signed_in("lena").get(f"{WHEEL}tasks/{pk}/").status_code == 200


def test_a_task_whose_holder_lost_the_role_goes_to_the_next_or_waits_for_all(cast: Cast) -> None:
    pk = make_task(cast)
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        role = Role.objects.filter(person=cast.person("karin"))
        role.update(until=timezone.localdate() - timedelta(days=1))
    turned(cast)
    assert (task(cast, pk).person_id, task(cast, pk).name) == (None, "")
    assert f"{WHEEL}tasks/{pk}/" in signed_in("jonas").get(f"/{VN}/").content.decode()


def test_who_does_a_task_can_neither_give_it_away_nor_move_its_day(cast: Cast) -> None:
    pk = make_task(cast, who="erik", role="economist")
    with scope.enter(cast.users["erik"], cast.vn):
        rows = WheelTask.objects.filter(pk=pk)
        for change in ({"due": date(2099, 1, 1)}, {"title": "Annat"}, {"name": "Någon"}):
            with pytest.raises(IntegrityError, match="coordinator"), transaction.atomic():
                rows.update(**change)
    with scope.enter(cast.users["amina"], cast.vn):
        assert not WheelTask.objects.filter(pk=pk).exists()


def test_what_was_done_is_not_rewritten_behind_the_portals_back(cast: Cast) -> None:
    pk = make_task(cast)
    signed_in("karin").post(f"{WHEEL}tasks/{pk}/done/", {"words": "Klart"})
    with scope.enter(cast.users["karin"], cast.vn):
        rows = WheelTask.objects.filter(pk=pk)
        with pytest.raises(IntegrityError, match="over"), transaction.atomic():
            rows.update(words="Något annat")
        with pytest.raises(IntegrityError, match="step"), transaction.atomic():
            rows.update(year=1999)


def test_a_network_created_later_gets_its_year_when_the_wheel_turns(cast: Cast) -> None:
    with acting_as("portal_owner"):
        fresh = Network.objects.create(slug="nytt", name="Nytt nätverk", short_name="Nytt")
    with acting_as("portal_worker"):
        turn_wheel()
        with scope.enter_system(fresh.pk):
            assert WheelStep.objects.count() == len(USUAL)
