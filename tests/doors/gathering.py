"""The festivals and lookouts that their doors are tried with."""

from collections.abc import Mapping

from tests.cast import Cast
from tests.courses.festivals import make_series, make_turn, open_call, sent_item
from tests.doors.making import Maker, made_in


def festival(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, open_call)


def festival_item(cast: Cast, network: str, who: str, key: str) -> int:
    person, member = cast.people[network, who], cast.memberships[network, key]
    return made_in(cast, network, lambda: sent_item(open_call(), person, member))


def lookout_series(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, make_series)


def lookout_turn(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: make_turn(make_series(), cast.memberships[network, key]))


GATHERING: Mapping[str, Maker] = {
    "festival": festival,
    "festival_change": festival,
    "festival_item": festival_item,
    "festival_item_answer": festival_item,
    "festival_item_change": festival_item,
    "festival_item_new": festival,
    "festival_item_withdrawal": festival_item,
    "festival_items": festival,
    "festival_state": festival,
    "lookout_turn": lookout_turn,
    "my_timetable": festival,
    "series_change": lookout_series,
    "series_turns": lookout_series,
    "timetable": festival,
    "timetable_grid": festival,
    "timetable_proposal": festival,
    "turn_host": lookout_turn,
}
