"""Help for a mentee without a mentor: a question to somebody, an exception, and their undoing."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from mentorship.actions import lay
from mentorship.actions.forget import forget
from mentorship.actions.interest import withdraw
from mentorship.board.position import Position, position_of
from mentorship.helping.offers import Offer, Offers, offers_for
from mentorship.helping.preview import effect_with
from mentorship.matching.criteria import HardRule
from mentorship.models import Avoided, HelpQuestion, Interest, RuleException
from mentorship.summary.report import report_of
from network import scope
from network.models import JournalEntry
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.mentorship.asking import AT, enter, letters, link_in, run_errands
from tests.mentorship.boards import Table
from tests.mentorship.rounds import make_interest, make_round
from tests.signing_in import sign_in

WHY = "Har lett projekt i tio år."
ASKED = "mentorship.help_asked"
ANSWERED = "mentorship.help_answered"


@pytest.fixture
def table(cast: Cast) -> Table:
    """Amina has Karin and Berit has Miriam, who each take one; Tove has nobody."""
    made = Table(cast)
    with made.coordinator() as by:
        lay.move(made.round(), made.of["amina"], made.of["karin"], by=by)
        lay.move(made.round(), made.of["berit"], made.of["miriam"], by=by)
    return made


@pytest.fixture
def karin(client: Client) -> Client:
    """The coordinator, signed in."""
    sign_in(client, "karin")
    return client


def change(cast: Cast, pk: int, **facts: Any) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Interest.objects.filter(pk=pk).update(**facts)


def stays_in_pool(cast: Cast, who: str = "mats", **facts: Any) -> int:
    """A mentor of an earlier round who stays in the pool; gives the old offer's id."""
    old = make_round(
        cast.vn,
        title="Förra",
        opens=date(2024, 1, 1),
        closes=date(2024, 2, 1),
        starts=date(2024, 3, 1),
        ends=date(2025, 1, 1),
    )
    pk = make_interest(cast, old, who=who, role="mentor")
    change(cast, pk, **{"stays": True, "manager_since": date(2010, 1, 1), "capacity": 3} | facts)
    return pk


def offers(table: Table, mentee: str = "tove") -> tuple[Position, Offers]:
    with table.coordinator():
        position = position_of(table.round())
        return position, offers_for(position, table.of[mentee])


def of(those: list[Offer]) -> set[int]:
    return {one.who.interest_id for one in those}


def question(table: Table, kind: str, whose: int, mentee: str = "tove") -> str:
    at = f"{AT}/interests/{table.of[mentee]}/help/question/"
    return f"{at}?kind={kind}&of={whose}"


def exception(table: Table, kind: str, whose: int, mentee: str = "tove") -> str:
    return f"{AT}/interests/{table.of[mentee]}/help/exception/?kind={kind}&of={whose}"


def the(cast: Cast, pk: int) -> Interest:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: Interest = Interest.objects.with_all().get(pk=pk)
        return found


def test_mentors_whose_places_are_taken_may_be_asked_and_the_preview_is_what_a_yes_gives(
    cast: Cast, table: Table, karin: Client
) -> None:
    position, found = offers(table)
    assert of(found.places) == {table.of["karin"], table.of["miriam"]}
    offer = found.question("place", table.of["miriam"])
    assert offer is not None
    effect = effect_with(position, offer)
    assert (effect.pairs_before, effect.pairs, len(effect.changes)) == (2, 3, 1)
    at = question(table, "place", table.of["miriam"])
    assert karin.get(at).status_code == 200
    assert karin.post(at).status_code == 302
    run_errands(cast)
    (letter,) = letters(cast, ASKED)
    assert letter.to == email("miriam")
    assert "Tove" not in letter.text + letter.html + letter.subject
    link = link_in(cast, letter)
    assert "Tove" not in Client().get(link).content.decode()
    assert Client().post(link, {"answer": "yes"}).status_code == 200
    assert the(cast, table.of["miriam"]).capacity == 2
    repair = f"/mentorship/rounds/{table.round_id}/repair/"
    assert repair in karin.get(f"/{VN}/").content.decode()
    karin.post(f"{AT}/rounds/{table.round_id}/repair/", {"shown": _shown(karin, table)})
    with table.coordinator():
        assert table.proposed()["tove"] == "miriam"


def _shown(karin: Client, table: Table) -> str:
    page = karin.get(f"{AT}/rounds/{table.round_id}/repair/").content.decode()
    return page.split('name="shown" value="')[1].split('"')[0]


@pytest.mark.parametrize(("answer", "leads"), [("yes", "repair/"), ("no", "matching/")])
def test_the_coordinators_are_told_once_what_was_answered_and_nothing_of_the_mentee(
    cast: Cast, table: Table, karin: Client, answer: str, leads: str
) -> None:
    karin.post(question(table, "place", table.of["miriam"]))
    run_errands(cast)
    (asked,) = letters(cast, ASKED)
    link = link_in(cast, asked)
    assert letters(cast, ANSWERED) == []
    for _click in range(2):
        Client().post(link, {"answer": answer})
        run_errands(cast)
    found = letters(cast, ANSWERED)
    assert sorted(one.to for one in found) == [email("jonas"), email("karin")]
    for one in found:
        assert f"/mentorship/rounds/{table.round_id}/{leads}" in one.text
        assert "Miriam Miun" in one.text
        assert "Tove" not in one.text + one.html + one.subject


def test_the_same_question_twice_writes_one_letter_and_says_so(
    cast: Cast, table: Table, karin: Client
) -> None:
    at = question(table, "place", table.of["miriam"])
    karin.post(at)
    page = karin.post(at, follow=True).content.decode()
    assert "message-box--error" in page
    run_errands(cast)
    assert len(letters(cast, ASKED)) == 1


def test_a_question_taken_back_settles_its_link_and_changes_nothing(
    cast: Cast, table: Table, karin: Client
) -> None:
    karin.post(question(table, "place", table.of["miriam"]))
    run_errands(cast)
    link = link_in(cast, letters(cast, ASKED)[0])
    with table.coordinator():
        asked = HelpQuestion.objects.get()
    karin.post(f"{AT}/help-questions/{asked.pk}/take-back/")
    assert "<button" not in Client().get(link).content.decode().split("<main")[1]
    Client().post(link, {"answer": "yes"})
    assert the(cast, table.of["miriam"]).capacity == 1


def test_a_mentor_who_said_no_keeps_their_places_and_the_coordinator_reads_no_reason(
    cast: Cast, table: Table, karin: Client
) -> None:
    karin.post(question(table, "place", table.of["miriam"]))
    run_errands(cast)
    Client().post(link_in(cast, letters(cast, ASKED)[0]), {"answer": "no", "reason": "Sjuk"})
    assert the(cast, table.of["miriam"]).capacity == 1
    page = karin.get(f"{AT}/interests/{table.of['tove']}/help/").content.decode()
    assert "Miriam Miun" in page
    assert "Sjuk" not in page


def test_a_mentor_of_the_pool_joins_with_one_place_what_they_avoid_and_their_managers_question(
    cast: Cast, table: Table, karin: Client
) -> None:
    former = stays_in_pool(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Avoided.objects.create(
            interest_id=former, person_id=cast.person("mats"), name="Bo Ek", looked_at=None
        )
    _position, found = offers(table)
    assert of(found.pool) == {former}
    karin.post(question(table, "join", former))
    run_errands(cast)
    Client().post(link_in(cast, letters(cast, ASKED)[0]), {"answer": "yes"})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        joined = Interest.objects.get(round_id=table.round_id, person_id=cast.person("mats"))
        assert (joined.capacity, joined.role, joined.former_id) == (1, "mentor", former)
        assert joined.state == "waiting"
        assert [row.name for row in Avoided.objects.filter(interest=joined)] == ["Bo Ek"]
    run_errands(cast)
    assert letters(cast, "mentor_answer_asked")


def test_nobody_of_the_pool_is_offered_whom_a_protecting_rule_keeps_away(
    cast: Cast, table: Table
) -> None:
    former = stays_in_pool(cast)
    assert of(offers(table)[1].pool) == {former}
    assert of(offers(table, "amina")[1].pool) == set()  # her own manager, at her authority
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Avoided.objects.create(
            interest_id=table.of["tove"], person_id=cast.person("tove"), name="Mats Chef"
        )
    assert of(offers(table)[1].pool) == set()


def test_who_withdrew_from_the_round_or_left_the_pool_is_not_asked_again(
    cast: Cast, table: Table
) -> None:
    former = stays_in_pool(cast, who="styrbjorn")
    assert of(offers(table)[1].pool) == {former}
    again = make_interest(cast, table.round_id, who="styrbjorn", role="mentor")
    with table.coordinator() as by:
        withdraw(Interest.objects.select_related("round").get(pk=again), by=by)
    assert of(offers(table)[1].pool) == set()


def test_a_mentee_is_asked_about_their_own_answer_and_a_yes_changes_it(
    cast: Cast, table: Table, karin: Client
) -> None:
    change(cast, table.of["tove"], meeting="place")
    for who in ("karin", "miriam"):
        change(cast, table.of[who], meeting="online")
    _position, found = offers(table)
    assert [(one.kind, one.opened) for one in found.own] == [("meeting", 2)]
    karin.post(question(table, "meeting", table.of["tove"]))
    run_errands(cast)
    (letter,) = letters(cast, ASKED)
    assert letter.to == email("tove")
    Client().post(link_in(cast, letter), {"answer": "yes"})
    assert the(cast, table.of["tove"]).meeting == "either"


def test_an_exception_from_the_months_holds_for_one_person_and_is_taken_back(
    cast: Cast, table: Table, karin: Client
) -> None:
    change(cast, table.of["tove"], manager_since=date(2090, 1, 1))
    change(cast, table.of["berit"], manager_since=date(2090, 1, 1))
    at = exception(table, "months", table.of["tove"])
    assert "form" in karin.get(at).content.decode()
    assert karin.post(at, {"reason": ""}).status_code == 200
    with table.coordinator():
        assert not RuleException.objects.exists()
    assert karin.post(at, {"reason": WHY}).status_code == 302
    with table.coordinator():
        made = RuleException.objects.get()
        pool = position_of(table.round()).pool
        assert pool.mentee(table.of["tove"]).breaks == ()
        assert pool.mentee(table.of["berit"]).breaks == (HardRule.EXPERIENCE,)
        deeds = JournalEntry.objects.filter(verb="make_exception")
        assert [WHY in str(entry.facts) for entry in deeds] == [False]
    karin.post(f"{AT}/exceptions/{made.pk}/removal/")
    with table.coordinator():
        pool = position_of(table.round()).pool
        assert pool.mentee(table.of["tove"]).breaks == (HardRule.EXPERIENCE,)


def test_an_exception_from_the_way_lets_the_pool_read_no_longest_way(
    cast: Cast, table: Table, karin: Client
) -> None:
    change(cast, table.of["tove"], meeting="place", town="Sundsvall", reach_km=10)
    for who in ("karin", "miriam"):
        change(cast, table.of[who], town="Östersund")
    assert [one.kind for one in offers(table)[1].exceptions] == ["reach"]
    karin.post(exception(table, "reach", table.of["tove"]), {"reason": WHY})
    with table.coordinator():
        position = position_of(table.round())
        assert position.pool.mentee(table.of["tove"]).reach_km is None
        assert position.may(table.of["tove"], table.of["karin"]) is not None
    assert the(cast, table.of["tove"]).reach_km == 10


@pytest.mark.parametrize("kind", ["authority", "line", "veto", "unit", ""])
def test_no_exception_is_made_from_a_rule_that_protects_somebody(
    cast: Cast, table: Table, karin: Client, kind: str
) -> None:
    karin.post(exception(table, kind, table.of["tove"]), {"reason": WHY})
    with table.coordinator():
        assert not RuleException.objects.exists()


def test_the_report_tells_the_reason_without_the_person_and_still_when_people_are_forgotten(
    cast: Cast, table: Table, karin: Client, client: Client
) -> None:
    change(cast, table.of["tove"], manager_since=date(2090, 1, 1))
    karin.post(exception(table, "months", table.of["tove"]), {"reason": WHY})
    reader = Client()
    sign_in(reader, "styrbjorn")
    page = reader.get(f"{AT}/rounds/{table.round_id}/report/").content.decode()
    assert WHY in page
    assert "Tove" not in page
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        forget(table.round_id, date(2100, 1, 1))
        assert [one.reason for one in report_of(table.round()).exceptions] == [WHY]
        assert RuleException.objects.get().interest_id is None


def test_nobody_but_coordinators_asks_or_excepts_and_others_read_no_question(
    cast: Cast, table: Table, karin: Client
) -> None:
    karin.post(question(table, "place", table.of["miriam"]))
    for who in ("amina", "lena", "mats", "erik"):
        client = Client()
        enter(client, who) if who != "erik" else sign_in(client, who)
        assert client.post(question(table, "place", table.of["karin"])).status_code in (403, 404)
        with scope.enter(cast.users[who], cast.vn):
            assert not HelpQuestion.objects.exists()
    with scope.enter(cast.users["miriam"], cast.vn):
        assert HelpQuestion.objects.count() == 1
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert HelpQuestion.objects.count() == 1
