"""What a list would get: told before the click as the seat engine then decides."""

from hypothesis import given
from hypothesis import strategies as st

from courses.forecast import Candidate, Fate, Room, forecast
from courses.rules import PersonFacts, Reason

CLOSED = (Reason.TOO_LATE,)


def people(*members: int, reasons: tuple[Reason, ...] = ()) -> list[Candidate]:
    return [Candidate(member, PersonFacts(), (), reasons) for member in members]


def fates(candidates: list[Candidate], room: Room, *, whole: bool = False) -> list[Fate]:
    return [told.fate for told in forecast(candidates, room, whole=whole)]


def test_free_seats_go_from_above_and_the_rest_waits_behind_the_line() -> None:
    told = forecast(people(1, 1, 1), Room(free=1, waiting=0))
    assert [(one.fate, one.place) for one in told] == [
        (Fate.SEAT, 0),
        (Fate.LINE, 1),
        (Fate.LINE, 2),
    ]


def test_a_free_seat_is_nobodys_new_while_somebody_waits_but_in_the_last_hours() -> None:
    assert fates(people(1), Room(free=1, waiting=1)) == [Fate.LINE]
    assert fates(people(1), Room(free=1, waiting=1, first=True)) == [Fate.SEAT]


def test_own_seats_come_first_also_when_others_wait_and_when_enrolment_is_over() -> None:
    room = Room(free=0, waiting=3, own={1: 1})
    assert fates(people(2, 1, 1), room) == [Fate.LINE, Fate.SEAT, Fate.LINE]
    late = Room(free=9, waiting=0, own={1: 1})
    assert fates(people(1, 1, reasons=CLOSED), late) == [Fate.SEAT, Fate.REFUSED]


def test_a_seat_that_needs_a_yes_says_so() -> None:
    needs = [Candidate(1, PersonFacts(approvals=("manager",)), (), ())]
    assert fates(needs, Room(free=1, waiting=0)) == [Fate.PENDING]


def test_who_enrols_before_the_seats_are_given_out_applies() -> None:
    assert fates(people(1, 1), Room(free=5, waiting=0, later=True)) == [Fate.APPLIES] * 2


@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=12),
    st.integers(0, 12),
    st.integers(0, 3),
    st.dictionaries(st.integers(1, 3), st.integers(0, 4)),
)
def test_never_more_seats_than_there_are_and_a_group_is_never_torn(
    members: list[int], free: int, waiting: int, own: dict[int, int]
) -> None:
    told = fates(people(*members), Room(free, waiting, dict(own)))
    assert told.count(Fate.SEAT) <= free + sum(own.values())
    whole = fates(people(*members), Room(free, waiting, dict(own)), whole=True)
    assert len(set(whole)) == 1
