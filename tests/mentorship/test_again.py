"""A new proposal after a no or an early end: never the same two, and nobody against their will."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.actions import ask_pairs
from mentorship.actions.lay import move
from mentorship.board.page import alone_in
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool, pool_of
from mentorship.matching.repair import repair
from mentorship.matching.scoring import score
from mentorship.matching.solving import solve
from mentorship.models import Interest, Pair, PairEnd
from mentorship.pairs.todos import coordinators_steps
from network import scope
from tests.cast import VN, Cast
from tests.courses.outbox import do_errands
from tests.databases import acting_as
from tests.mentorship.boards import Table, make_approved
from tests.mentorship.pairings import AT
from tests.mentorship.pools import pools
from tests.mentorship.test_solving import possible
from tests.signing_in import sign_in


@pytest.fixture
def table(cast: Cast) -> Table:
    """Amina is proposed to Karin, Berit to Miriam; Tove has nobody, Styrbjörn offers a place."""
    made = Table(cast)
    made.of["styrbjorn"] = make_approved(cast, made.round_id, "styrbjorn", "mentor")
    with made.coordinator() as by:
        move(made.round(), made.of["amina"], made.of["karin"], by=by)
        move(made.round(), made.of["berit"], made.of["miriam"], by=by)
    return made


def asked(table: Table, mentee: str) -> int:
    """Ask both of a mentee's pair; gives its id."""
    with table.coordinator() as by:
        pair = table.pair(mentee)
        ask_pairs.ask([pair], timezone.localdate() + timedelta(days=9), by=by)
        return int(pair.pk)


def says_no(table: Table, who: str, pk: int) -> None:
    client = Client()
    sign_in(client, who)
    assert client.post(f"{AT}/pairs/{pk}/answer/", {"answer": "no"}).status_code == 302


def ended(table: Table, mentee: str, **wishes: bool | None) -> None:
    """A pair that ran and ended early, and what each of the two wants."""
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        pair = Pair.objects.standing().get(mentee=table.of[mentee])
        Pair.objects.filter(pk=pair.pk).update(asked_at=timezone.now())
        today = timezone.localdate()
        PairEnd.objects.create(pair=pair, kind=PairEnd.Kind.EARLY, on=today, **wishes)


def pool(table: Table) -> Pool:
    with table.coordinator():
        return pool_of(table.round())


def in_pool(table: Table) -> set[str]:
    """Who is in the pool without anything in the way."""
    names = {pk: who for who, pk in table.of.items()}
    there = (*pool(table).mentees, *pool(table).mentors)
    return {names[one.interest_id] for one in there if not one.breaks}


def repaired(table: Table, client: Client) -> dict[str, str]:
    """The coordinator looks at the repair and lays it."""
    sign_in(client, "karin")
    address = f"/{VN}/mentorship/rounds/{table.round_id}/repair/"
    shown = client.get(address).context["shown"]
    assert client.post(address, {"shown": shown}).status_code == 302
    with table.coordinator():
        return table.proposed()


@settings(max_examples=150, deadline=None)
@given(pools(), st.integers(0, 2))
def test_a_repair_after_a_no_never_pairs_the_same_two_and_changes_the_fewest(
    one: Pool, which: int
) -> None:
    whole = replace(one, pins=frozenset())
    before = solve(whole, score(whole)).pairs
    if not before:
        return
    no = before[which % len(before)]
    left = replace(whole, earlier=frozenset({no}))
    scores = score(left)
    after = frozenset(repair(left, scores, [two for two in before if two != no]).pairs)
    assert no not in after
    kept = frozenset(before) - {no}
    most = max(len(pairs) for pairs in possible(scores))
    assert len(after) == most
    fewest = max(len(kept & pairs) for pairs in possible(scores) if len(pairs) == most)
    assert len(after & kept) == fewest


@pytest.mark.parametrize("who", ["amina", "karin"])
def test_after_a_no_both_stay_in_the_pool_and_the_other_pair_stays_as_it_is(
    table: Table, client: Client, who: str
) -> None:
    says_no(table, who, asked(table, "amina"))
    do_errands(table.cast)
    assert {"amina", "karin", "berit", "miriam"} <= in_pool(table)
    proposed = repaired(table, client)
    assert proposed["berit"] == "miriam"
    assert proposed["amina"] == "styrbjorn"
    assert proposed["tove"] == "karin"


def test_who_asks_anew_after_a_no_is_not_proposed_to_the_same_one(table: Table) -> None:
    says_no(table, "karin", asked(table, "amina"))
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        Interest.objects.filter(pk=table.of["amina"]).update(
            withdrawn_at=timezone.now(), withdrawn_by=1
        )
    anew = make_approved(table.cast, table.round_id, "amina", "mentee")
    scores = score(pool(table))
    assert scores.broken(anew, table.of["karin"]) == [HardRule.EARLIER]


def test_who_ended_and_wants_another_gets_another_mentor_by_the_coordinators_step(
    table: Table, client: Client, settings: LazySettings
) -> None:
    settings.ROOT_URLCONF = settings.NETWORK_URLCONF
    ended(table, "amina", mentee_again=True, mentor_again=True)
    with table.coordinator() as by:
        steps = {todo.what.split()[0]: todo.url for todo in coordinators_steps(by)}
    assert set(steps) == {"Amina", "Karin"}
    assert all(url.endswith(f"/rounds/{table.round_id}/repair/") for url in steps.values())
    with table.coordinator():
        over = Pair.objects.get(mentee=table.of["amina"])
    jonas = Client()  # Karin is the mentor herself, and sees the pair as one of the two
    sign_in(jonas, "jonas")
    page = f"{AT}/pairs/{over.pk}/"
    assert f"/rounds/{table.round_id}/repair/" in jonas.get(page).content.decode()
    proposed = repaired(table, client)
    assert proposed["amina"] == "styrbjorn"
    assert "/repair/" not in jonas.get(page).content.decode()
    with table.coordinator() as by:
        assert [todo.what for todo in coordinators_steps(by)] == []


@pytest.mark.parametrize("said", [False, None])
def test_who_wants_no_other_or_has_not_said_is_proposed_to_nobody(
    table: Table, client: Client, settings: LazySettings, said: bool | None
) -> None:
    ended(table, "amina", mentee_again=said, mentor_again=said)
    assert not {"amina", "karin"} & in_pool(table)
    there = {one.interest_id for one in (*pool(table).mentees, *pool(table).mentors)}
    assert (table.of["amina"] in there) == (said is None)  # who has not said may still say yes
    assert repaired(table, client) == {"berit": "miriam", "tove": "styrbjorn"}
    settings.ROOT_URLCONF = settings.NETWORK_URLCONF
    with table.coordinator() as by:
        assert coordinators_steps(by) == []
        assert not alone_in(table.round(), by).exists()


def test_a_mentor_who_takes_no_more_keeps_the_pair_that_stands(table: Table) -> None:
    with acting_as("portal_worker"), scope.enter_system(table.cast.vn):
        Interest.objects.filter(pk=table.of["karin"]).update(capacity=2)
    with table.coordinator() as by:
        move(table.round(), table.of["tove"], table.of["karin"], by=by)
    asked(table, "tove")
    ended(table, "amina", mentee_again=True, mentor_again=False)
    found = pool(table)
    assert found.mentor(table.of["karin"]).breaks == (HardRule.LEFT,)
    assert (table.of["tove"], table.of["karin"]) in repair(found, score(found), found.laid).pairs
