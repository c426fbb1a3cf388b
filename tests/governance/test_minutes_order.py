"""What the database holds of minutes, votes and approvals, whatever a page may do."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.actions.approve import approve, send_back, send_for_approval, take_back
from governance.actions.resolve import disqualify, resolve
from governance.actions.vote import cast as cast_ballot
from governance.actions.vote import close_vote, open_vote
from governance.actions.write_minutes import save_text
from governance.minutes.counting import tally
from governance.minutes.quorum import quorum_of
from governance.models import (
    ApprovedMinutes,
    Approver,
    Ballot,
    Body,
    Mandate,
    Meeting,
    MinutesVersion,
    Resolution,
    Vote,
)
from members.models import Decision, Standing
from network.refusals import Refused
from tests.cast import VN, Cast
from tests.governance import making
from tests.governance.minuting import (
    GoingOn,
    acting,
    as_portal,
    attend,
    item_of,
    make_going_on,
    meeting_of,
    vote_of,
)

pytestmark = pytest.mark.django_db
QUORATE = "SELECT app.item_is_quorate(%s, %s, %s)"


def quorate(cast: Cast, meeting: int, item: int) -> bool:
    with as_portal(cast), connection.cursor() as cursor:
        cursor.execute(QUORATE, [cast.vn, meeting, item])
        there = bool(cursor.fetchone()[0])
        assert there is quorum_of(meeting_of(meeting), item_of(item)).holds
        return there


def refuses(constraint: str, act: object) -> None:
    """The act breaks the constraint, in raw rows."""
    with pytest.raises(DatabaseError) as fault, transaction.atomic():
        act()  # type: ignore[operator]
    assert fault.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def test_who_is_disqualified_leaves_the_quorum_and_the_votes_of_that_item_alone(cast: Cast) -> None:
    on = make_going_on(cast, present=("styrbjorn", "ulla"))
    first, second = on.items
    assert quorate(cast, on.meeting, first)
    with as_portal(cast):
        mandate = Mandate.objects.get(pk=on.seated.mandates["spv"])
    with acting(cast, "ulla") as seat:
        disqualify(item_of(first), mandate=mandate, name="SPV", reason="Part i saken", by=seat)
        vote = open_vote(item_of(first), "Ja till avtalet?", by=seat)
        with pytest.raises(Refused, match="disqualified"):
            cast_ballot(vote, mandate.pk, "yes", by=seat)
    assert not quorate(cast, on.meeting, first)  # one of two left is not more than half
    assert quorate(cast, on.meeting, second)
    attend(cast, on.seated, on.meeting, "lars")
    assert quorate(cast, on.meeting, first)


def test_a_meeting_without_a_quorum_is_told_how_many_are_missing_and_keeps_what_was(
    cast: Cast,
) -> None:
    on = make_going_on(cast, present=("ulla",))
    with acting(cast, "ulla") as seat:
        item = item_of(on.items[0])
        save_text(item, "Vi talade om saken.", base=0, by=seat)
        with pytest.raises(Refused, match=r"1 more mandate is needed\. 1 of 3 mandates"):
            resolve(item, "carried", "Vi beslutar.", takes_effect_on=None, by=seat)
        resolve(item, "deferred", "", takes_effect_on=None, by=seat)
        assert MinutesVersion.objects.get(item=item).text == "Vi talade om saken."
        assert Resolution.objects.get(item=item).outcome == "deferred"


def test_one_ballot_a_mandate_and_none_after_close(cast: Cast) -> None:
    on = make_going_on(cast)
    mandates = on.seated.mandates
    with acting(cast, "ulla") as seat:
        vote = open_vote(item_of(on.items[0]), "Ja?", by=seat)
        for member, choice in (("spv", "yes"), ("csn", "no"), ("timra", "yes")):
            cast_ballot(vote, mandates[member], choice, by=seat)
        cast_ballot(vote, mandates["csn"], "yes", by=seat)  # one changes one's mind
        assert Ballot.objects.filter(vote=vote).count() == 3
        twice = {"vote": vote, "meeting_id": on.meeting, "mandate_id": mandates["csn"]}
        refuses("governance_ballot_once", lambda: Ballot.objects.create(**twice, choice="no"))
        closed = close_vote(vote_of(vote.pk), by=seat)
        assert (closed.votes_for, closed.votes_against, closed.carried) == (3, 0, True)
        kept = Resolution.objects.get(item=on.items[0])
        assert (kept.outcome, kept.votes_for) == ("carried", 3)
        rows = Ballot.objects.filter(vote=vote)
        refuses("governance_ballot_closed", lambda: rows.update(choice="no"))
        refuses("governance_ballot_closed", rows.delete)
        again = Vote.objects.filter(pk=vote.pk)
        refuses("governance_vote_closed", lambda: again.update(closed_at=None))
        with pytest.raises(Refused, match="follows the vote"):
            resolve(item_of(on.items[0]), "rejected", "Nej.", takes_effect_on=None, by=seat)


def test_only_who_takes_part_votes_and_each_for_their_own_mandate(cast: Cast) -> None:
    on = make_going_on(cast, present=("styrbjorn", "mats"))  # Ulla's deputy came
    mandates = on.seated.mandates
    with acting(cast, "karin") as seat:
        vote = open_vote(item_of(on.items[0]), "Ja?", by=seat)
        with pytest.raises(Refused, match="takes part"):
            cast_ballot(vote, mandates["timra"], "yes", by=seat)
    with acting(cast, "mats") as seat:
        made = cast_ballot(vote_of(vote.pk), mandates["csn"], "yes", by=seat)
        made.refresh_from_db()
        assert made.name == "Mats Chef"
        with pytest.raises(DatabaseError):
            cast_ballot(vote_of(vote.pk), mandates["spv"], "yes", by=seat)
    with acting(cast, "lars"), pytest.raises(DatabaseError):
        Ballot.objects.create(
            vote_id=vote.pk, meeting_id=on.meeting, mandate_id=mandates["spv"], choice="no"
        )


def test_the_chairs_vote_decides_at_equal_votes_where_the_body_has_that_rule(cast: Cast) -> None:
    for decides, carried in ((True, True), (False, False)):
        on = make_going_on(cast, present=("styrbjorn", "ulla"), chair_decides_ties=decides)
        with acting(cast, "karin") as seat:
            vote = open_vote(item_of(on.items[0]), "Ja?", by=seat)
            cast_ballot(vote, on.seated.mandates["spv"], "yes", by=seat)
            cast_ballot(vote, on.seated.mandates["csn"], "no", by=seat)
            closed = close_vote(vote_of(vote.pk), by=seat)
            assert (closed.carried, closed.chair_decided) == (carried, decides)


@given(
    choices=st.lists(st.sampled_from(["yes", "no", "abstain"]), min_size=3, max_size=3),
    levels=st.lists(st.sampled_from(["", "1", "2"]), min_size=3, max_size=3),
    by_level=st.booleans(),
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_database_counts_as_a_plain_count_does(
    cast: Cast, choices: list[str], levels: list[str], by_level: bool
) -> None:
    weights = {"1": 2, "2": 5}
    on = make_going_on(
        cast, items=1, votes_by="level" if by_level else "mandate", level_votes=weights
    )
    members = list(on.seated.mandates)
    with as_portal(cast):
        today = timezone.localdate()
        decision = Decision.objects.create(
            year=0,
            number=0,
            title="Nivåer",
            text="Nivåerna är dessa.",
            decided_on=today,
            takes_effect_on=today,
            origin="elsewhere",
            body="Styrgruppen",
        )
        for member, level in zip(members, levels, strict=True):
            rows = Standing.objects.filter(membership=cast.memberships[VN, member])
            rows.update(level=level, by_decision=decision)
        vote = Vote.objects.create(item_id=on.items[0], meeting_id=on.meeting, question="Ja?")
        for member, choice in zip(members, choices, strict=True):
            Ballot.objects.create(
                vote=vote,
                meeting_id=on.meeting,
                mandate_id=on.seated.mandates[member],
                choice=choice,
            )
        close_vote(vote_of(vote.pk))
        vote.refresh_from_db()
        wanted = tally(
            [
                (choice, weights.get(level, 1) if by_level else 1)
                for choice, level in zip(choices, levels, strict=True)
            ],
            chair=choices[0],
        )
    assert (vote.votes_for, vote.votes_against) == (wanted.votes_for, wanted.votes_against)
    assert (vote.abstained, vote.carried) == (wanted.abstained, wanted.carried)
    assert vote.chair_decided == wanted.chair_decided


def close(cast: Cast, on: GoingOn, approvers: tuple[str, ...] = ("styrbjorn", "lars")) -> None:
    """The meeting closes, and its minutes go out to those who approve them."""
    with as_portal(cast):
        for who in approvers:
            Approver.objects.create(
                meeting_id=on.meeting,
                holder_id=on.seated.holders[who],
                name=making.NAMES[who],
            )
        Meeting.objects.filter(pk=on.meeting).update(state="closed")
    with acting(cast, "ulla") as seat:
        send_for_approval(meeting_of(on.meeting), by=seat)


def approver(cast: Cast, on: GoingOn, who: str) -> Approver:
    """Somebody's row, in the open scope."""
    found: Approver = Approver.objects.select_related("meeting__body", "meeting__network").get(
        meeting=on.meeting, holder_id=on.seated.holders[who]
    )
    return found


def test_what_is_with_the_approvers_stands_and_the_last_approval_freezes_it_by_its_hash(
    cast: Cast,
) -> None:
    on = make_going_on(cast)
    with acting(cast, "ulla") as seat:
        save_text(item_of(on.items[0]), "Så sades det.", base=0, by=seat)
        resolve(item_of(on.items[0]), "carried", "Ja.", takes_effect_on=None, by=seat)
    close(cast, on)
    with acting(cast, "ulla") as seat:
        with pytest.raises(Refused, match="Take them back"):
            save_text(item_of(on.items[0]), "Något annat.", base=1, by=seat)
        with pytest.raises(Refused, match="for themselves"):
            approve(approver(cast, on, "lars"), by=seat)
    with acting(cast, "lars") as seat:
        assert not approve(approver(cast, on, "lars"), by=seat)
    with acting(cast, "styrbjorn") as seat:
        assert approve(approver(cast, on, "styrbjorn"), by=seat)
    with as_portal(cast):
        kept = ApprovedMinutes.objects.get(meeting=on.meeting)
        assert kept.content["items"][0]["text"] == "Så sades det."
        assert kept.digest == approver(cast, on, "lars").digest
        assert [row["name"] for row in kept.approvals] == ["Styrbjörn Styr", "Lars Lokal"]
        assert Decision.objects.filter(item_id=on.items[0]).exists()
        refuses(
            "governance_minutes_closed",
            lambda: MinutesVersion.objects.create(
                item_id=on.items[0], meeting_id=on.meeting, number=9, text="x", by_name="x"
            ),
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            ApprovedMinutes.objects.filter(pk=kept.pk).update(digest="0")


def test_minutes_that_are_sent_back_are_asked_for_anew_from_everybody(cast: Cast) -> None:
    on = make_going_on(cast)
    close(cast, on)
    with acting(cast, "styrbjorn") as seat:
        approve(approver(cast, on, "styrbjorn"), by=seat)
    with acting(cast, "lars") as seat:
        send_back(approver(cast, on, "lars"), "§ 1 stämmer inte.", by=seat)
    with acting(cast, "ulla") as seat:
        states = dict(Approver.objects.filter(meeting=on.meeting).values_list("name", "state"))
        assert states == {"Styrbjörn Styr": "chosen", "Lars Lokal": "returned"}
        save_text(item_of(on.items[0]), "Bättre.", base=0, by=seat)
        assert send_for_approval(meeting_of(on.meeting), by=seat) == 2
        take_back(meeting_of(on.meeting), by=seat)
        assert set(Approver.objects.filter(meeting=on.meeting).values_list("state", flat=True)) == {
            "chosen"
        }


def test_a_meeting_does_not_close_on_an_open_vote_nor_go_out_with_two_texts(cast: Cast) -> None:
    on = make_going_on(cast)
    with acting(cast, "ulla") as seat:
        item = item_of(on.items[0])
        save_text(item, "a", base=0, by=seat)
        save_text(item, "b", base=1, by=seat)
        assert save_text(item, "c", base=1, by=seat).how == "aside"
        vote = open_vote(item, "Ja?", by=seat)
        rows = Meeting.objects.filter(pk=on.meeting)
        refuses("governance_vote_open", lambda: rows.update(state="closed"))
        Vote.objects.filter(pk=vote.pk).delete()
        rows.update(state="closed")
    with pytest.raises(Refused, match="side by side"):
        close(cast, on)


def test_an_approver_took_part(cast: Cast) -> None:
    on = make_going_on(cast, present=("styrbjorn", "ulla"))
    with as_portal(cast):
        refuses(
            "governance_approver_absent",
            lambda: Approver.objects.create(
                meeting_id=on.meeting, holder_id=on.seated.holders["lars"], name="Lars"
            ),
        )


def test_a_member_of_the_body_reads_a_draft_and_others_never(cast: Cast) -> None:
    on = make_going_on(cast, open_to="network")
    with acting(cast, "ulla") as seat:
        save_text(item_of(on.items[0]), "Bara för oss.", base=0, by=seat)
    for who, sees in (("lars", True), ("karin", True), ("amina", False), ("tove", False)):
        with acting(cast, who):
            assert MinutesVersion.objects.filter(meeting=on.meeting).exists() is sees, who
            assert Body.objects.filter(pk=on.seated.body).exists()
