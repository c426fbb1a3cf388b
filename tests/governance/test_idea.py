"""The idea box: anyone proposes, everyone supports once, and the proposer always hears back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import set_urlconf
from django.utils import timezone

from governance.ideas import todos
from governance.ideas.rules import FOLLOWS, IdeaState
from governance.models import AgendaItem, Idea, IdeaProposer, IdeaSupport, IdeaText
from network import scope
from network.actions import errand
from network.models import Errand, Letter
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.governance import making
from tests.governance.test_meeting_pages import signed_in
from tests.governance.test_operational_plan import seat_of

SAID = {"what": "Gemensam språkvecka", "why": "Vi möter samma språk.", "gains": "Receptionerna"}


def get(client: Client, path: str = "", status: int = 200) -> str:
    answer = client.get(f"/{VN}/governance/ideas/{path}")
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def post(client: Client, path: str, status: int = 302, **said: Any) -> str:
    answer = client.post(f"/{VN}/governance/ideas/{path}", said)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return str(answer.get("Location", answer.content.decode()))


def proposed(who: str = "amina", **more: Any) -> int:
    return int(post(signed_in(who), "new/", **(SAID | more)).rstrip("/").rpartition("/")[2])


def told(cast: Cast) -> list[str]:
    """Post what waits; the addresses and subjects of the letters of ideas."""
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Errand.objects.waiting().filter(name="governance.tell_idea"))
        for row in waiting:
            assert errand.run(cast.vn, row.pk)
        with scope.enter_system(cast.vn):
            rows = Letter.objects.filter(name="idea_step").order_by("pk")
            return list(rows.values_list("to", flat=True))


def test_an_employee_proposes_and_others_support_it_once_each(cast: Cast) -> None:
    pk = proposed()
    tove = signed_in("tove")
    for _twice in range(2):
        post(tove, f"{pk}/support/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Idea.objects.get(pk=pk).support == IdeaSupport.objects.count() == 1
    post(tove, f"{pk}/support/", back="1")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Idea.objects.get(pk=pk).support == 0
    assert SAID["what"] in get(tove)
    assert SAID["what"] in get(tove, "similar/?what=en+språkvecka+till")
    assert SAID["what"] not in get(tove, "similar/?what=padel")


def test_the_proposer_hears_of_every_step(cast: Cast) -> None:
    pk = proposed()
    karin = signed_in("karin")
    body = making.make_body(cast)
    post(karin, f"{pk}/discussion/", body=body, words="Den tas upp i november.")
    post(karin, f"{pk}/shaping/", words="")
    today = timezone.localdate()
    trial: dict[str, Any] = {
        "first": today,
        "last": today + timedelta(days=20),
        "find_out": "Vill någon?",
    }
    post(karin, f"{pk}/trial/", **trial)
    post(karin, f"{pk}/outcome/", became="event", words="Det blev en vecka i mars.")
    assert told(cast)[:1] == [email("amina")]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Letter.objects.filter(name="idea_step").count() >= 1
        item = AgendaItem.objects.get()
        assert (item.source, item.source_id, item.body_id) == ("idea", pk, body)
        steps = Errand.objects.filter(name="governance.tell_idea").values_list("key", flat=True)
        assert len(set(steps)) == 5
    assert "Det blev en vecka i mars." in get(signed_in("amina"), f"{pk}/")


def test_an_idea_is_declined_with_a_reason_or_not_at_all(cast: Cast) -> None:
    pk = proposed()
    karin = signed_in("karin")
    post(karin, f"{pk}/declination/", status=200, words="")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):  # noqa: SIM117
        with pytest.raises(IntegrityError), transaction.atomic():
            Idea.objects.filter(pk=pk).update(state="declined")
    post(karin, f"{pk}/declination/", words="Det finns redan.")
    late = post(karin, f"{pk}/shaping/", status=200)
    assert "form" in late


@pytest.mark.parametrize("before", [state for state in IdeaState if not FOLLOWS[state]])
def test_an_idea_that_has_its_answer_stays_answered(cast: Cast, before: str) -> None:
    pk = proposed()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Idea.objects.filter(pk=pk).update(state=before, words="Så här blev det.", became="pilot")
        for after in set(IdeaState) - {before}:
            with pytest.raises(IntegrityError), transaction.atomic():
                Idea.objects.filter(pk=pk).update(state=after)


def test_a_hidden_name_is_hidden_by_the_database_from_other_authorities(cast: Cast) -> None:
    pk = proposed(hidden="on")
    assert "Amina" not in get(signed_in("tove"), f"{pk}/")
    for who, sees in (("tove", False), ("lars", False), ("lena", True), ("karin", True)):
        with scope.enter(cast.users[who], cast.vn):
            assert IdeaProposer.objects.exists() is sees, who
    assert "Amina" in get(signed_in("amina"), f"{pk}/")


def test_only_a_coordinator_lets_an_idea_go_on_and_only_the_proposer_takes_it_back(
    cast: Cast,
) -> None:
    pk = proposed()
    for path in ("discussion/", "declination/", "trial/", "outcome/", "shaping/"):
        get(signed_in("tove"), f"{pk}/{path}", status=403)
    post(signed_in("tove"), f"{pk}/withdrawal/", status=403)
    with scope.enter(cast.users["tove"], cast.vn):
        assert Idea.objects.filter(pk=pk).update(state="withdrawn") == 0
    with scope.enter(cast.users["amina"], cast.vn):
        with pytest.raises(IntegrityError), transaction.atomic():
            Idea.objects.filter(pk=pk).update(state="became", became="event", words="!")
        with pytest.raises(DatabaseError), transaction.atomic():
            Idea.objects.filter(pk=pk).update(support=99)
    post(signed_in("amina"), f"{pk}/withdrawal/")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Idea.objects.get(pk=pk).state == "withdrawn"


def test_an_idea_is_shaped_together_and_no_version_is_lost(cast: Cast) -> None:
    pk = proposed()
    post(signed_in("karin"), f"{pk}/shaping/")
    post(signed_in("tove"), f"{pk}/text/", text="En vecka i mars.", base=0)
    late = post(signed_in("berit"), f"{pk}/text/", status=200, text="En dag i maj.", base=0)
    assert "En dag i maj." in late
    post(signed_in("berit"), f"{pk}/text/", text="En dag i maj.", base=1)
    post(signed_in("tove"), f"{pk}/comment/", text="Bra!")
    page = get(signed_in("amina"), f"{pk}/")
    assert "En dag i maj." in page
    assert "Bra!" in page
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert IdeaText.objects.count() == 2


def test_thirty_days_of_silence_ask_the_coordinator_for_an_answer(cast: Cast) -> None:
    pk = proposed()
    with scope.enter(cast.users["karin"], cast.vn):
        assert todos.todos(seat_of(cast, "karin")) == []
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Idea.objects.filter(pk=pk).update(stepped_at=timezone.now() - timedelta(days=31))
    set_urlconf("config.network_urls")
    try:
        with scope.enter(cast.users["karin"], cast.vn):
            assert len(todos.todos(seat_of(cast, "karin"))) == 1
    finally:
        set_urlconf(None)


def test_the_list_asks_as_many_questions_whatever_it_holds(cast: Cast) -> None:
    amina = signed_in("amina")
    proposed()
    get(amina)
    with CaptureQueriesContext(connection) as few:
        get(amina)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for n in range(20):
            Idea.objects.create(what=f"Idé {n}", why="x", gains="y", support=n)
    with CaptureQueriesContext(connection) as many:
        page = get(amina, "?sort=-support")
    assert len(many) == len(few)
    assert page.index("Idé 19") < page.index("Idé 3")
