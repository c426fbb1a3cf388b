"""The life of a run: which change of state has which effect, and what it asks first. Pure."""

from enum import StrEnum

from courses.rules import RunState


class Effect(StrEnum):
    """Something that happens besides the change itself."""

    TELL_CONFIRMED = "tell_confirmed"  # a letter to all with a seat
    TELL_CANCELLED = "tell_cancelled"  # a letter with the reason; the days leave the calendars
    TELL_POSTPONED = "tell_postponed"  # a letter with the reason; the days leave the calendars
    TELL_NEW_DAYS = "tell_new_days"  # a letter; the new days come into the calendars
    FREE_WITHDRAWAL = "free_withdrawal"  # everybody may withdraw without cost until a day
    REVERSE_CHARGES = "reverse_charges"  # late fees are waived, charges taken back
    OFFER_NEXT_RUN = "offer_next_run"  # they come first on another run of the course
    TELL_SEATS = "tell_seats"  # who answers for an authority with seats of its own names people
    RECKON = "reckon"  # who did not come is charged


S, E = RunState, Effect
LIVE = (S.OPEN, S.PAUSED, S.CLOSED, S.CONFIRMED)
CANCELLING = (E.TELL_CANCELLED, E.REVERSE_CHARGES, E.OFFER_NEXT_RUN)
POSTPONING = (E.TELL_POSTPONED, E.FREE_WITHDRAWAL)

# Each effect hangs on its transitions and on nothing else; a transition that is not here has none.
EFFECTS: dict[tuple[RunState, RunState], tuple[Effect, ...]] = {
    (S.PLANNED, S.OPEN): (E.TELL_SEATS,),
    (S.TENTATIVE, S.OPEN): (E.TELL_SEATS,),
    (S.OPEN, S.CONFIRMED): (E.TELL_CONFIRMED,),
    (S.CLOSED, S.CONFIRMED): (E.TELL_CONFIRMED,),
    **{(before, S.POSTPONED): POSTPONING for before in (S.TENTATIVE, *LIVE)},
    (S.POSTPONED, S.TENTATIVE): (E.TELL_NEW_DAYS,),
    (S.POSTPONED, S.OPEN): (E.TELL_NEW_DAYS,),
    **{(before, S.CANCELLED): CANCELLING for before in (S.TENTATIVE, *LIVE, S.POSTPONED)},
    (S.CONFIRMED, S.HELD): (E.RECKON,),
}

# What the one who moves the run is asked, by effect; names of the form's fields.
ASKED = {
    E.TELL_CANCELLED: "reason",
    E.TELL_POSTPONED: "reason",
    E.OFFER_NEXT_RUN: "next_run",
    E.FREE_WITHDRAWAL: "free_until",
}

# The letter of each effect that sends one.
LETTERS = {
    E.TELL_CONFIRMED: "run_confirmed",
    E.TELL_CANCELLED: "run_cancelled",
    E.TELL_POSTPONED: "run_postponed",
    E.TELL_NEW_DAYS: "run_new_days",
}

# Only the settlement takes a run to its last state.
BY_SETTLEMENT = frozenset({S.SETTLED})


def effects_of(before: str, after: str) -> tuple[Effect, ...]:
    """What a change of state brings about."""
    return EFFECTS.get((RunState(before), RunState(after)), ())


def asked_for(before: str, after: str) -> tuple[str, ...]:
    """What must be told before a change of state."""
    effects = effects_of(before, after)
    return tuple(ASKED[effect] for effect in effects if effect in ASKED)


def letter_of(before: str, after: str) -> str:
    """The letter that a change of state sends; empty when it sends none."""
    effects = effects_of(before, after)
    return next((LETTERS[effect] for effect in effects if effect in LETTERS), "")
