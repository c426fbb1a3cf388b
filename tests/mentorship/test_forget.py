"""What is left of a round's people when its time is over: counts, and nobody."""

import json

import pytest
from django.utils import timezone

from mentorship.actions.forget import due, forget
from mentorship.models import (
    Agreement,
    AgreementAssent,
    Avoided,
    Contact,
    Interest,
    InterestDraft,
    JointMeeting,
    ManagerAnswer,
    MentorRound,
    Pair,
    PairAnswer,
    PairEnd,
    PairEvaluation,
    RoundFigures,
)
from mentorship.pairs.tasks import forget_rounds
from network import scope
from network.models import JournalEntry
from tests.cast import Cast
from tests.databases import acting_as
from tests.mentorship.pairings import change_round, completed_pair, in_days

pytestmark = pytest.mark.django_db
GONE = (
    *(Agreement, AgreementAssent, Avoided, Contact, InterestDraft, ManagerAnswer),
    *(Pair, PairAnswer, PairEnd, PairEvaluation),
)


@pytest.fixture
def over(cast: Cast) -> int:
    """A round whose time to be kept has passed, with all that a pair leaves; gives its id."""
    pk = completed_pair(cast)
    days = {"opens": in_days(-600), "closes": in_days(-550), "starts": in_days(-500)}
    change_round(cast, pk, **days, ends=in_days(-200), kept_months=6)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        pair = Pair.objects.get(pk=pk)
        amina = {"person_id": pair.mentee_person_id}
        asked = Interest.objects.get(pk=pair.mentee_id)
        ManagerAnswer.objects.create(interest=asked, approved=True, user_id=1, **amina)
        Avoided.objects.create(interest=asked, name="Sven Svår", **amina)
        InterestDraft.objects.create(round_id=pair.round_id, role="mentee", **amina)
        Contact.objects.create(pair=pair, day=in_days(-300), goes_well=False, **amina)
        PairEvaluation.objects.create(
            pair=pair, kind="closing", satisfaction=5, effect=4, goals=3, words="Hemligt", **amina
        )
        return int(pair.round_id)


def test_the_people_of_a_round_are_forgotten_and_its_counts_stay(cast: Cast, over: int) -> None:
    with acting_as("portal_worker"):
        forget_rounds()
        forget_rounds()
        with scope.enter_system(cast.vn):
            for model in (*GONE, Interest):
                assert model.objects.count() == 0, model
            kept = RoundFigures.objects.get(round=over).figures
            assert MentorRound.objects.filter(pk=over).exists()
            assert JournalEntry.objects.filter(verb="forget_round").count() == 1
    csn, timra = (cast.memberships["vasternorrland", key] for key in ("csn", "timra"))
    assert [
        (one["role"], one["membership"], one["state"], one["n"]) for one in kept["interests"]
    ] == [
        ("mentee", csn, "approved", 1),
        ("mentor", timra, "waiting", 1),
    ]
    assert [(one["mentee"], one["mentor"], one["state"], one["n"]) for one in kept["pairs"]] == [
        (csn, timra, "completed", 1)
    ]
    assert list(kept["months"].values()) == [1]
    # One answer is counted, and what it said is not kept.
    assert {(one["n"], one["satisfaction"]) for one in kept["answers"]} == {(1, None)}
    told = json.dumps(kept, ensure_ascii=False)
    assert "Hemlig" not in told
    assert "Svår" not in told
    assert "Amina" not in told


def test_nothing_is_forgotten_before_its_day(cast: Cast, over: int) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        MentorRound.objects.filter(pk=over).update(kept_months=8)
        assert due(timezone.localdate()) == []
        MentorRound.objects.filter(pk=over).update(kept_months=6)
        assert due(timezone.localdate()) == [over]


def test_a_mentor_in_the_pool_keeps_what_they_wrote_until_the_pool_forgets_too(
    cast: Cast, over: int
) -> None:
    today = timezone.localdate()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        JointMeeting.objects.all().delete()
        Interest.objects.filter(role="mentor").update(stays=True)
        assert forget(over, today) == 1
        assert [one.role for one in Interest.objects.all()] == ["mentor"]
        long_ago = {"opens": in_days(-1400), "closes": in_days(-1300), "starts": in_days(-1200)}
        MentorRound.objects.filter(pk=over).update(**long_ago, ends=in_days(-900))
        assert due(today) == [over]
        assert forget(over, today) == 1
        assert not Interest.objects.exists()
        assert due(today) == []
