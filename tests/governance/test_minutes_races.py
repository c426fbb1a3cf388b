"""Two who write, vote and approve in the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from governance.actions.approve import approve
from governance.actions.vote import cast as cast_ballot
from governance.actions.vote import close_vote
from governance.actions.write_minutes import head_of, save_text, waiting
from governance.models import Ballot, Meeting, MinutesVersion, Vote
from network import scope
from network.models import Network, User
from network.refusals import Refused
from network.seat import Seat
from tests.cast import Cast, load
from tests.databases import connected_to
from tests.governance.minuting import acting, as_portal, item_of, make_going_on, vote_of
from tests.governance.test_minutes_order import approver, close

Act = Callable[[Seat], str]


def at_once(database: str, cast: Cast, acts: list[tuple[str, Act]]) -> list[str]:
    """What each is told who acts in the same moment."""
    start = Barrier(len(acts))

    def act(one: tuple[str, Act]) -> str:
        who, do = one
        with connected_to(database, "portal_test"):
            start.wait()
            try:
                with scope.enter(cast.users[who], cast.vn) as granted:
                    user = User.objects.get(pk=cast.users[who])
                    return do(Seat(user, Network.objects.get(pk=cast.vn), granted))
            except Refused:
                return "refused"
            finally:
                connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(act, acts))


def write(item: int, text: str, base: int) -> Act:
    """Save a text from a version."""
    return lambda by: save_text(item_of(item), text, base=base, by=by).how


def test_two_who_write_different_paragraphs_at_once_are_both_in_the_minutes(
    in_own_database: str,
) -> None:
    cast = load()
    on = make_going_on(cast, items=1)
    item = on.items[0]
    with acting(cast, "ulla") as seat:
        save_text(item_of(item), "ett\n\ntvå\n\ntre", base=0, by=seat)
    said = at_once(
        in_own_database,
        cast,
        [
            ("ulla", write(item, "ETT\n\ntvå\n\ntre", 1)),
            ("styrbjorn", write(item, "ett\n\ntvå\n\nTRE", 1)),
        ],
    )
    assert said == ["merged", "saved"]
    with acting(cast, "karin"):
        head = head_of(item_of(item))
        assert head is not None
        assert head.text == "ETT\n\ntvå\n\nTRE"
        assert waiting(item_of(item)) == []


def test_of_many_who_write_the_same_paragraph_at_once_no_text_is_lost(
    in_own_database: str,
) -> None:
    cast = load()
    on = make_going_on(cast, items=1)
    item = on.items[0]
    texts = [f"text {number}" for number in range(4)]
    acts = [
        (who, write(item, text, 0))
        for who, text in zip(["ulla", "styrbjorn", "ulla", "karin"], texts, strict=True)
    ]
    assert at_once(in_own_database, cast, acts) == ["aside", "aside", "aside", "saved"]
    with acting(cast, "karin"):
        rows = MinutesVersion.objects.filter(item=item)
        assert sorted(row.text for row in rows) == texts
        assert sorted(row.number for row in rows) == [1, 2, 3, 4]
        assert len(waiting(item_of(item))) == 3


def test_a_ballot_in_the_moment_of_closing_is_counted_or_refused(in_own_database: str) -> None:
    cast = load()
    for _round in range(5):
        on = make_going_on(cast, items=1)
        with as_portal(cast):
            vote = Vote.objects.create(item_id=on.items[0], meeting_id=on.meeting, question="Ja?")

        def close_it(by: Seat, pk: int = vote.pk) -> str:
            close_vote(vote_of(pk), by=by)
            return "closed"

        def vote_yes(by: Seat, pk: int = vote.pk, to: int = on.seated.mandates["timra"]) -> str:
            cast_ballot(vote_of(pk), to, "yes", by=by)
            return "cast"

        said = at_once(in_own_database, cast, [("ulla", close_it), ("lars", vote_yes)])
        with as_portal(cast):
            vote.refresh_from_db()
            there = Ballot.objects.filter(vote=vote).count()
        assert vote.votes_for == there
        assert said == (["cast", "closed"] if there else ["closed", "refused"])


def test_two_who_approve_at_once_approve_the_minutes_once(in_own_database: str) -> None:
    cast = load()
    for _round in range(3):
        on = make_going_on(cast, items=1)
        close(cast, on)

        def answer(who: str, there: object = on) -> Act:
            return lambda by: str(approve(approver(cast, there, who), by=by))  # type: ignore[arg-type]

        said = at_once(in_own_database, cast, [(who, answer(who)) for who in ("styrbjorn", "lars")])
        assert said == ["False", "True"]
        with as_portal(cast):
            assert Meeting.objects.get(pk=on.meeting).state == "approved"
