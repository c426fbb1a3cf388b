"""A round is matched by the job: once, in all its rows, and never over what was asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentorship.actions import match
from mentorship.matching.criteria import HardRule
from mentorship.matching.pool import Pool, pool_of
from mentorship.models import (
    Avoided,
    Interest,
    ManagerAnswer,
    Matching,
    MentorRound,
    Pair,
    PairEnd,
    PairRule,
)
from network import scope
from network.actions import job
from network.models import Job, JournalEntry
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.rounds import make_interest, make_manager, make_round, seat

LONG_AGO = date(2010, 1, 1)
SINCE = date(2019, 3, 1)


@pytest.fixture
def round_id(cast: Cast) -> int:
    """A round with two mentees (CSN, Timrå), two mentors (Mittuniversitetet, SPV), all approved."""
    pk = make_round(cast.vn)
    for who, role in (
        ("amina", "mentee"),
        ("tove", "mentee"),
        ("miriam", "mentor"),
        ("styrbjorn", "mentor"),
    ):
        make_manager(cast, who, SINCE)
        approve(cast, make_interest(cast, pk, who, role), SINCE if role == "mentee" else LONG_AGO)
    return pk


def approve(cast: Cast, interest_id: int, since: date) -> None:
    """Let somebody have led staff since a day, and their manager say yes."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        interest = Interest.objects.get(pk=interest_id)
        interest.manager_since = since
        interest.save(update_fields=["manager_since"])
        ManagerAnswer.objects.create(
            interest=interest, person_id=interest.person_id, approved=True, user_id=1
        )


def of(cast: Cast, who: str) -> int:
    """Somebody's expression of interest."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: int = Interest.objects.get(person=cast.person(who)).pk
        return found


def order(cast: Cast, round_id: int, who: str = "karin") -> int:
    """Somebody orders a matching; gives the job's id."""
    with scope.enter(cast.users[who], cast.vn) as granted:
        found = MentorRound.objects.get(pk=round_id)
        return match.start_matching(found, by=seat(cast, who, granted)).pk


def work(cast: Cast, job_id: int) -> Job:
    """The worker runs a job."""
    with acting_as("portal_worker"):
        job.run(cast.vn, job_id)
        with scope.enter_system(cast.vn):
            found: Job = Job.objects.get(pk=job_id)
            return found


def pairs(cast: Cast) -> set[tuple[int, int]]:
    """The pairs that have not ended."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return set(Pair.objects.standing().values_list("mentee_id", "mentor_id"))


def as_portal(cast: Cast, act: Callable[[], object]) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        act()


def test_a_matching_lays_the_pairs_with_points_reasons_and_proof(cast: Cast, round_id: int) -> None:
    assert work(cast, order(cast, round_id)).state == "done"
    with scope.enter(cast.users["karin"], cast.vn):
        made = Matching.objects.get()
        laid = list(Pair.objects.filter(matching=made))
        assert len(laid) == made.formed == 2
        assert sum(pair.score for pair in laid) == made.score > 0
        assert all(pair.reasons and pair.asked_at is None for pair in laid)
        assert all(
            proof["reached"] == proof["bound"] for proof in made.proofs if proof["aim"] != "stable"
        )
        assert made.unmatched == {}
        entry = JournalEntry.objects.get(verb="match_round")
        assert entry.facts == {"title": "Mentorsprogrammet", "pairs": 2, "repair": False}


def test_ordered_twice_it_runs_once(cast: Cast, round_id: int) -> None:
    first = order(cast, round_id)
    assert order(cast, round_id) == first
    work(cast, first)
    work(cast, first)
    with scope.enter(cast.users["karin"], cast.vn):
        assert Matching.objects.count() == 1


def test_matched_again_the_same_pairs_stay_and_changed_ones_are_taken_back(
    cast: Cast, round_id: int
) -> None:
    work(cast, order(cast, round_id))
    with scope.enter(cast.users["karin"], cast.vn):
        before = {(p.mentee_id, p.mentor_id): p.pk for p in Pair.objects.all()}
    work(cast, order(cast, round_id))
    with scope.enter(cast.users["karin"], cast.vn):
        assert {(p.mentee_id, p.mentor_id): p.pk for p in Pair.objects.all()} == before
        mentee, mentor = sorted(before)[0]
        PairRule.objects.create(
            round_id=round_id, mentee_id=mentee, mentor_id=mentor, kind=PairRule.Kind.BAN
        )
    work(cast, order(cast, round_id))
    assert (mentee, mentor) not in pairs(cast)
    assert len(pairs(cast)) == 2
    with scope.enter(cast.users["karin"], cast.vn):
        assert set(PairEnd.objects.values_list("kind", flat=True)) == {"undone"}
        assert Matching.objects.count() == 3


def test_pairs_that_were_asked_stay_as_they_are(cast: Cast, round_id: int) -> None:
    work(cast, order(cast, round_id))
    asked = sorted(pairs(cast))[0]
    as_portal(
        cast,
        lambda: Pair.objects.filter(mentee_id=asked[0]).update(asked_at=timezone.now(), score=1),
    )
    work(cast, order(cast, round_id))
    assert asked in pairs(cast)
    with scope.enter(cast.users["karin"], cast.vn):
        assert Pair.objects.get(mentee_id=asked[0]).score == 1
        assert Matching.objects.first().formed == 2  # type: ignore[union-attr]


def test_a_pair_that_said_no_is_not_proposed_again(cast: Cast, round_id: int) -> None:
    work(cast, order(cast, round_id))
    asked = sorted(pairs(cast))[0]

    def decline() -> None:
        pair = Pair.objects.get(mentee_id=asked[0])
        Pair.objects.filter(pk=pair.pk).update(asked_at=timezone.now())
        PairEnd.objects.create(pair=pair, kind=PairEnd.Kind.DECLINED, on=timezone.localdate())

    as_portal(cast, decline)
    work(cast, order(cast, round_id))
    assert asked not in pairs(cast)
    assert len(pairs(cast)) == 2


class Killed(BaseException):
    """The worker dies."""


def test_a_worker_that_dies_while_it_writes_leaves_nothing_and_the_next_does_it_once(
    cast: Cast, round_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered = order(cast, round_id)

    def die(*_facts: object, **_more: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(match, "_lay", die)
        with pytest.raises(Killed):
            work(cast, ordered)
    assert pairs(cast) == set()
    as_portal(cast, lambda: Job.objects.filter(pk=ordered).update(lease_until=timezone.now()))
    assert work(cast, ordered).state == "done"
    assert len(pairs(cast)) == 2


def test_a_worker_that_dies_after_it_wrote_does_not_write_twice(
    cast: Cast, round_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered = order(cast, round_id)

    def die(*_facts: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(job, "_finish", die)
        with pytest.raises(Killed):
            work(cast, ordered)
    as_portal(cast, lambda: Job.objects.filter(pk=ordered).update(lease_until=timezone.now()))
    assert work(cast, ordered).state == "done"
    with scope.enter(cast.users["karin"], cast.vn):
        assert Matching.objects.count() == 1


def test_a_job_that_is_stopped_lays_nothing(cast: Cast, round_id: int) -> None:
    ordered = order(cast, round_id)
    with scope.enter(cast.users["karin"], cast.vn):
        job.cancel(Job.objects.get(pk=ordered))
    assert work(cast, ordered).state == "cancelled"
    assert pairs(cast) == set()


@pytest.mark.parametrize("always", [False, True])
def test_who_withdraws_during_the_matching_is_in_no_pair(
    cast: Cast, round_id: int, monkeypatch: pytest.MonkeyPatch, *, always: bool
) -> None:
    """The pool is read again before writing; also when it changes faster than it is computed."""
    gone = of(cast, "tove")
    read: list[MentorRound] = []

    def while_reading(found: MentorRound) -> Pool:
        read.append(found)
        if len(read) == 2:
            Interest.objects.filter(pk=gone).update(withdrawn_at=timezone.now(), withdrawn_by=1)
        pool = pool_of(found)
        return replace(pool, area_names={str(len(read)): ("", "")}) if always else pool

    monkeypatch.setattr(match, "pool_of", while_reading)
    assert work(cast, order(cast, round_id)).state == "done"
    assert {mentee for mentee, _mentor in pairs(cast)} == {of(cast, "amina")}
    assert len(read) == (5 if always else 3)


def test_nobody_to_match_gives_an_empty_matching_and_no_error(cast: Cast) -> None:
    assert work(cast, order(cast, make_round(cast.vn))).state == "done"
    assert pairs(cast) == set()


@pytest.mark.parametrize("who", ["amina", "lena", "erik", "styrbjorn"])
def test_only_the_coordinators_match(cast: Cast, round_id: int, who: str) -> None:
    with pytest.raises(PermissionDenied):
        order(cast, round_id, who)


def read_pool(cast: Cast, round_id: int) -> Pool:
    with scope.enter(cast.users["karin"], cast.vn):
        return pool_of(MentorRound.objects.get(pk=round_id))


def test_who_is_not_approved_or_new_or_outside_the_round_is_in_the_pool_with_the_reason(
    cast: Cast, round_id: int
) -> None:
    new, unanswered = of(cast, "tove"), of(cast, "amina")
    today = timezone.localdate()

    def change() -> None:
        Interest.objects.filter(pk=new).update(manager_since=today)
        ManagerAnswer.objects.filter(interest=unanswered).delete()
        MentorRound.objects.filter(pk=round_id).update(
            authority_kinds=["state_agency", "municipality"], starts=today + timedelta(days=40)
        )

    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        change()
    found = read_pool(cast, round_id)
    assert found.mentee(of(cast, "amina")).breaks == (HardRule.APPROVAL,)
    assert found.mentee(new).breaks == (HardRule.EXPERIENCE,)
    assert found.mentee(new).months == 1
    from_day = found.mentee(new).from_day
    assert from_day is not None
    assert (from_day.year * 12 + from_day.month) - (today.year * 12 + today.month) in (6, 7)
    assert found.mentor(of(cast, "miriam")).breaks == (HardRule.MEMBER,)
    assert found.mentor(of(cast, "styrbjorn")).breaks == ()


def test_the_managers_all_the_way_up_are_known_and_the_other_rows_of_the_same_human_being(
    cast: Cast, round_id: int
) -> None:
    make_manager(cast, "amina", SINCE, under="mats")
    make_manager(cast, "mats", SINCE, under="karin")
    make_manager(cast, "karin", SINCE, under="amina")  # a ring does not hang the question
    found = read_pool(cast, round_id).mentee(of(cast, "amina"))
    assert found.selves == {cast.person("amina")}
    assert found.above == {cast.person(who) for who in ("mats", "karin", "amina")}


def test_who_avoids_whom_reaches_the_pool_and_no_row_of_the_pairs(
    cast: Cast, round_id: int
) -> None:
    avoiding = of(cast, "amina")
    as_portal(
        cast,
        lambda: Avoided.objects.create(
            interest_id=avoiding, person_id=cast.person("amina"), name="  miriam MIUN "
        ),
    )
    assert read_pool(cast, round_id).mentee(avoiding).avoids_names == {"miriam miun"}
    work(cast, order(cast, round_id))
    assert (avoiding, of(cast, "miriam")) not in pairs(cast)
    with scope.enter(cast.users["karin"], cast.vn):
        kept = [*Pair.objects.values_list("reasons", flat=True)]
        kept += JournalEntry.objects.values_list("facts", flat=True)
        assert "miriam" not in str(kept).casefold()


def test_the_pool_asks_as_many_questions_however_many_take_part(cast: Cast, round_id: int) -> None:
    with scope.enter(cast.users["karin"], cast.vn):
        found = MentorRound.objects.get(pk=round_id)
        with CaptureQueriesContext(
            connection,
        ) as few:
            pool_of(found)
    for who in ("berit", "lars", "mats"):
        approve(cast, make_interest(cast, round_id, who, "mentee"), SINCE)
    with scope.enter(cast.users["karin"], cast.vn), CaptureQueriesContext(connection) as more:
        assert len(pool_of(found).mentees) == 5
    assert len(more) == len(few)
    assert len(few) <= 10
