"""The board's rows: each mentee with the proposed mentor, what speaks against, and others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.board.position import Position, Two
from mentorship.matching.candidates import Candidate
from mentorship.matching.words import Line, fit_in_words, reasons_in_words
from network.sorting import swedish_order

OFFERED = 8  # other mentors in a row's choice; all of them stand on a page of their own


@dataclass(frozen=True)
class Choice:
    """Another mentor whom a mentee may be given; `value` is what the form sends."""

    value: str
    mentor: int
    words: str
    points: int


@dataclass(frozen=True)
class Row:
    """A mentee on the board."""

    mentee: Candidate
    mentor: Candidate | None
    authority: str
    mentor_authority: str
    points: int
    fit: str
    against: list[str]
    broken: list[str]
    hindered: list[str]
    choices: list[Choice]
    pin: int | None
    is_standing: bool
    wanted: str  # whom they are pinned with, where that is not whom they have


@dataclass(frozen=True)
class Side:
    """A mentor beside the board: whom they have, and how many places are free."""

    mentor: Candidate
    authority: str
    mentees: list[str]
    free: int

    @property
    def free_in_words(self) -> str:
        """How many of the mentor's places are left."""
        if not self.free:
            return _("No free place")
        facts = {"free": self.free, "all": self.mentor.capacity}
        return _("%(free)s of %(all)s places free") % facts


def rows_of(
    position: Position,
    mentees: Iterable[int],
    authorities: Mapping[int, str],
    pins: Mapping[Two, int],
) -> list[Row]:
    """The rows of some mentees, in the order given.

    `authorities` are the names by membership, `pins` the rules by which pairs are pinned.
    """
    return [_row(position, mentee, authorities, pins) for mentee in mentees]


def _row(
    position: Position, mentee: int, authorities: Mapping[int, str], pins: Mapping[Two, int]
) -> Row:
    standing = dict(position.standing)
    mentor = position.mentor_of.get(mentee, standing.get(mentee))
    stands = mentee in standing
    said = position.scores.reasons(mentee, mentor) if mentor in position.mentors else []
    points = position.points(mentee, mentor) if mentor is not None else 0
    wish = position.unlaid_pins.get(mentee)
    asks = position.mentees[mentee]
    offers = position.mentors.get(mentor) if mentor is not None else None
    return Row(
        mentee=asks,
        mentor=offers,
        authority=authorities.get(asks.membership_id, ""),
        mentor_authority=authorities.get(offers.membership_id, "") if offers else "",
        points=points,
        fit=fit_in_words(points) if mentor is not None else "",
        against=[line.words for line in reasons_in_words(said) if not line.is_good],
        broken=position.broken(mentee, mentor) if mentor is not None and not stands else [],
        hindered=[] if stands or mentor is not None else [rule.label for rule in asks.breaks],
        choices=[] if stands else choices_of(position, mentee)[:OFFERED],
        pin=pins.get((mentee, wish if wish is not None else mentor or 0)),
        is_standing=stands,
        wanted=position.mentors[wish].name if wish is not None else "",
    )


def choices_of(position: Position, mentee: int) -> list[Choice]:
    """The mentors that a mentee may be given, the best first, each with what it costs or gains.

    A mentor without a free place is offered with the place of the mentee who would lose the least.
    """
    now = position.mentor_of.get(mentee)
    has = position.points(mentee, now) if now is not None else 0
    found = []
    for mentor in position.mentors:
        points = position.may(mentee, mentor)
        if mentor == now or points is None:
            continue
        if position.free(mentor) > 0:
            found.append(_free(position, mentor, points, has))
        elif (other := _who_leaves(position, mentee, mentor)) is not None:
            found.append(_instead(position, mentee, mentor, other))
    return sorted(found, key=lambda one: (-one.points, one.mentor))


def _free(position: Position, mentor: int, points: int, has: int) -> Choice:
    gain = points - has
    facts = {"name": position.mentors[mentor].name, "points": points, "gain": signed(gain)}
    words = _("%(name)s: %(points)s points (%(gain)s), has a free place") % facts
    return Choice(str(mentor), mentor, words, gain)


def _instead(position: Position, mentee: int, mentor: int, other: int) -> Choice:
    gain = gain_of_change(position, mentee, mentor, other)
    facts = {
        "name": position.mentors[mentor].name,
        "other": position.mentees[other].name,
        "gain": signed(gain),
    }
    if mentee in position.mentor_of:
        words = _("%(name)s: change with %(other)s (%(gain)s together)") % facts
    else:
        words = _("%(name)s: takes the place of %(other)s (%(gain)s together)") % facts
    return Choice(f"{mentor}-{other}", mentor, words, gain)


def gain_of_change(position: Position, mentee: int, mentor: int, other: int) -> int:
    """What all pairs together gain when one mentee takes the place of another."""
    left = position.mentor_of.get(mentee)
    before = position.points(other, mentor)
    after = position.points(mentee, mentor)
    if left is not None:
        before += position.points(mentee, left)
        after += position.points(other, left)
    return after - before


def _who_leaves(position: Position, mentee: int, mentor: int) -> int | None:
    """The mentor's mentee who can leave the place with the smallest loss for all; None if none."""
    left = position.mentor_of.get(mentee)
    may = [
        other
        for other in position.mentees_of.get(mentor, [])
        if left is None or position.may(other, left) is not None
    ]
    gains = {other: gain_of_change(position, mentee, mentor, other) for other in may}
    return max(gains, key=lambda other: (gains[other], -other)) if gains else None


def refusals(position: Position, mentee: int) -> list[tuple[Candidate, list[str]]]:
    """The mentors that a hard rule keeps from a mentee, and which rule, in words; by name."""
    kept = [
        (one, position.broken(mentee, number))
        for number, one in position.mentors.items()
        if position.may(mentee, number) is None
    ]
    return sorted(kept, key=lambda pair: swedish_order(pair[0].name))


def sides_of(position: Position, authorities: Mapping[int, str]) -> list[Side]:
    """The mentors beside the board: those with free places first, then by name."""
    names: dict[int, list[str]] = {}
    for mentee, mentor in (*position.proposed, *position.standing):
        if mentee in position.mentees:
            names.setdefault(mentor, []).append(position.mentees[mentee].name)
    sides = [
        Side(
            one,
            authorities.get(one.membership_id, ""),
            names.get(number, []),
            max(0, position.free(number)),
        )
        for number, one in position.mentors.items()
    ]
    return sorted(sides, key=lambda side: (not side.free, swedish_order(side.mentor.name)))


def in_order(position: Position, mentees: Sequence[int]) -> list[int]:
    """Mentees as the board shows them: without a mentor first, then the weakest pairs."""

    def place(mentee: int) -> tuple[bool, bool, int, str]:
        mentor = position.mentor_of.get(mentee)
        points = position.points(mentee, mentor) if mentor is not None else 0
        stands = mentee in dict(position.standing)
        return (stands, mentor is not None, points, position.mentees[mentee].name)

    return sorted(mentees, key=place)


def signed(number: int) -> str:
    """A difference with its sign, as one reads it: +3, −3, ±0."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "±0"


def difference_in_words(total: int, best: int | None, pairs: int, best_pairs: int) -> str:
    """How far the proposal is from the best one."""
    if best is None:
        return ""
    if pairs < best_pairs:
        missing = best_pairs - pairs
        return ngettext("One pair more is possible.", "%(n)s more pairs are possible.", missing) % {
            "n": missing
        }
    if total >= best:
        return _("No other proposal with as many pairs has more points.")
    words = ngettext(
        "%(n)s point below the best proposal.",
        "%(n)s points below the best proposal.",
        best - total,
    )
    return words % {"n": best - total}


def reasons_of(position: Position, mentee: int, mentor: int) -> list[Line]:
    """Why two fit, and where less well."""
    return reasons_in_words(position.scores.reasons(mentee, mentor))
