"""What a coordinator does on the board: lay and part pairs, pin, keep apart, and undo."""

from collections.abc import Sequence

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from mentorship.board.position import Position, Two, position_of
from mentorship.board.rules import (
    CHANGED,
    NOTHING_TO_UNDO,
    RULE_STANDS,
    CannotLay,
    no_place_beside_pins,
    pinned_elsewhere,
)
from mentorship.matching.criteria import HardRule
from mentorship.models import BoardStep, Matching, MentorRound, Pair, PairEnd, PairRule
from network.models.journal import note
from network.seat import Seat

Kind = BoardStep.Kind
Rule = tuple[str, int, int]  # pin or ban, mentee, mentor


def move(
    found: MentorRound, mentee: int, mentor: int, *, by: Seat, instead_of: int | None = None
) -> BoardStep:
    """Propose another mentor to a mentee; `instead_of` is who leaves the mentor for the place.

    That one gets the mentor whom the first leaves, if there is one: the two change mentors.
    Raises CannotLay with a sentence when a hard rule, or the mentor's places, forbid it.
    """
    _hold(found)
    here = dict(_proposed(found))
    before: list[Two] = []
    after: list[Two] = [(mentee, mentor)]
    left = here.get(mentee)
    if left == mentor:
        raise CannotLay(CHANGED)
    if left is not None:
        before.append((mentee, left))
    if instead_of is not None:
        if here.get(instead_of) != mentor:
            raise CannotLay(CHANGED)
        before.append((instead_of, mentor))
        if left is not None:
            after.append((instead_of, left))
    kind = Kind.MOVE if instead_of is None else Kind.SWAP
    return _take(found, kind, before, after, by=by)


def part(found: MentorRound, mentee: int, *, by: Seat) -> BoardStep:
    """Take a proposed pair apart; the mentee waits for another."""
    _hold(found)
    mentor = dict(_proposed(found)).get(mentee)
    if mentor is None:
        raise CannotLay(CHANGED)
    return _take(found, Kind.PART, [(mentee, mentor)], [], by=by)


def decide(found: MentorRound, kind: str, mentee: int, mentor: int, *, by: Seat) -> BoardStep:
    """Pin two, or keep them apart; those kept apart are no longer proposed to each other.

    Two need not be proposed to each other to be pinned: they are a pair from the next computation
    or repair. Raises CannotLay when a hard rule, or another pin, makes that impossible.
    """
    _hold(found)
    others = PairRule.objects.filter(mentee_id=mentee, mentor_id=mentor)
    lifted = [(row.kind, row.mentee_id, row.mentor_id) for row in others]
    if any(row[0] == kind for row in lifted):
        raise CannotLay(RULE_STANDS)
    before: list[Two] = []
    if kind == PairRule.Kind.PIN:
        _refuse_the_impossible(position_of(found), mentee, mentor)
    elif (mentee, mentor) in _proposed(found):
        before = [(mentee, mentor)]
    step = Kind.BAN if kind == PairRule.Kind.BAN else Kind.PIN
    return _take(found, step, before, [], [(kind, mentee, mentor)], lifted, by=by)


def _refuse_the_impossible(position: Position, mentee: int, mentor: int) -> None:
    """A pin that no proposal could keep is refused; a ban on the two gives way to it."""
    if words := position.hindrances(mentee, mentor, but={HardRule.BAN}):
        raise CannotLay(" ".join(words))
    pins = {pin for pin in position.pool.pins if pin != (mentee, mentor)}
    names = {"mentee": position.mentees[mentee].name, "mentor": position.mentors[mentor].name}
    others = [other for asks, other in pins if asks == mentee and other in position.mentors]
    if others:
        raise CannotLay(pinned_elsewhere(names["mentee"], position.mentors[others[0]].name))
    standing = set(position.standing)
    held = {(asks, offers) for asks, offers in pins | standing if offers == mentor}
    if len(held - {(mentee, mentor)}) >= position.mentors[mentor].capacity:
        raise CannotLay(no_place_beside_pins(names["mentor"]))


def lift(rule: PairRule, *, by: Seat) -> BoardStep:
    """Lift a pin, or let two people be paired again."""
    _hold(rule.round)
    lifted = (rule.kind, rule.mentee_id, rule.mentor_id)
    return _take(rule.round, Kind.LIFT, [], [], [], [lifted], by=by)


def take_over(
    found: MentorRound, before: Sequence[Two], after: Sequence[Two], *, by: Seat
) -> BoardStep:
    """Lay a repair that the coordinator has looked at, all of it or nothing."""
    _hold(found)
    return _take(found, Kind.REPAIR, list(before), list(after), by=by)


def undo(found: MentorRound, *, by: Seat) -> BoardStep:
    """Undo the last step; a sentence when nothing is left, or the board has changed since."""
    _hold(found)
    last = last_step(found)
    if last is None:
        raise CannotLay(NOTHING_TO_UNDO)
    _apply(
        found,
        [_two(pair) for pair in last.after],
        [_two(pair) for pair in last.before],
        [_rule(row) for row in last.lifted],
        [_rule(row) for row in last.laid],
        by=by,
    )
    last.undone_at = timezone.now()
    last.save(update_fields=["undone_at"])
    note("undo_board_step", found, title=found.title, step=last.kind)
    return last


def last_step(found: MentorRound) -> BoardStep | None:
    """The step that can be undone: the last one since the proposal was computed."""
    steps = BoardStep.objects.filter(round=found).standing()
    computed = Matching.objects.filter(round=found).order_by("-made_at").first()
    if computed is not None:
        steps = steps.filter(made_at__gt=computed.made_at)
    step: BoardStep | None = steps.first()
    return step


def _take(
    found: MentorRound,
    kind: BoardStep.Kind,
    before: list[Two],
    after: list[Two],
    laid: Sequence[Rule] = (),
    lifted: Sequence[Rule] = (),
    *,
    by: Seat,
) -> BoardStep:
    _apply(found, before, after, laid, lifted, by=by)
    step: BoardStep = BoardStep.objects.create(
        round=found,
        kind=kind,
        before=before,
        after=after,
        laid=list(laid),
        lifted=list(lifted),
        made_by=by.user.pk,
    )
    note("step_on_board", found, title=found.title, step=str(kind))
    return step


def _apply(
    found: MentorRound,
    before: Sequence[Two],
    after: Sequence[Two],
    laid: Sequence[Rule],
    lifted: Sequence[Rule],
    *,
    by: Seat,
) -> None:
    try:
        with transaction.atomic():
            for mentee, mentor in before:
                there = _unasked(found).filter(mentee_id=mentee, mentor_id=mentor).first()
                if there is None:
                    raise CannotLay(CHANGED)
                PairEnd.objects.create(
                    pair=there, kind=PairEnd.Kind.UNDONE, on=timezone.localdate()
                )
            for kind, mentee, mentor in lifted:
                PairRule.objects.filter(kind=kind, mentee_id=mentee, mentor_id=mentor).delete()
            for kind, mentee, mentor in laid:
                PairRule.objects.create(
                    round=found, kind=kind, mentee_id=mentee, mentor_id=mentor, laid_by=by.user.pk
                )
            if after:
                _lay(position_of(found), after, by=by)
    except IntegrityError as refusal:
        raise CannotLay(CHANGED) from refusal


def _lay(position: Position, pairs: Sequence[Two], *, by: Seat) -> None:
    computed = Matching.objects.filter(round=position.round).order_by("-made_at").first()
    for mentee, mentor in pairs:
        if obstacles := position.obstacles(mentee, mentor):
            raise CannotLay(" ".join(obstacles))
    for mentee, mentor in pairs:
        asks, offers = position.mentees[mentee], position.mentors[mentor]
        Pair.objects.create(
            round=position.round,
            matching=computed,
            mentee_id=mentee,
            mentor_id=mentor,
            mentee_person_id=asks.person_id,
            mentor_person_id=offers.person_id,
            mentee_membership_id=asks.membership_id,
            mentor_membership_id=offers.membership_id,
            score=position.points(mentee, mentor),
            reasons=position.scores.reasons(mentee, mentor),
            laid_by=by.user.pk,
        )


def _hold(found: MentorRound) -> None:
    """Let one hand at a time change a round's board."""
    MentorRound.objects.select_for_update().get(pk=found.pk)


def _unasked(found: MentorRound) -> models.QuerySet[Pair]:
    return Pair.objects.standing().filter(round=found, asked_at=None)


def _proposed(found: MentorRound) -> list[Two]:
    return list(_unasked(found).values_list("mentee_id", "mentor_id"))


def _two(pair: Sequence[int]) -> Two:
    return (pair[0], pair[1])


def _rule(row: Sequence[object]) -> Rule:
    return (str(row[0]), int(str(row[1])), int(str(row[2])))
