"""Ending a pair: early and without blame, or completed; and who of the two wants another."""

from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from mentorship.actions.agree import hold_meetings
from mentorship.actions.answer_pair import membership_of
from mentorship.actions.evaluate import silent
from mentorship.models import Pair, PairEnd
from mentorship.pairs.partner import own_person, own_role
from mentorship.pairs.rules import CLOSING
from mentorship.pairs.standing import state_of
from mentorship.rules import MENTEE, PairState
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat

ENDS = (PairState.ACCEPTED, PairState.RUNNING)


class EndedAlready(Exception):
    """The pair has ended, or both have not said yes to it."""


def end_early(pair: Pair, *, again: bool | None, by: Seat) -> None:
    """End a pair; `again` is whether oneself wants another, None where a coordinator ends it."""
    if state_of(pair) not in ENDS:
        raise EndedAlready
    of_the_two = bool(by.scope.people & {pair.mentee_person_id, pair.mentor_person_id})
    wish = {f"{own_role(pair, by)}_again": again} if of_the_two else {}
    try:
        with transaction.atomic():
            PairEnd.objects.create(
                pair=pair, kind=PairEnd.Kind.EARLY, on=timezone.localdate(), **wish
            )
    except (IntegrityError, ProgrammingError) as overtaken:
        raise EndedAlready from overtaken
    person = own_person(pair, by) if of_the_two else None
    note(
        "end_pair",
        pair,
        person_id=person,
        membership_id=membership_of(pair, by) if of_the_two else pair.mentee_membership_id,
        round=pair.round.title,
    )
    hold_meetings(pair, "ended")
    send_on("mentorship.tell_ended", key=str(pair.pk), pair_id=pair.pk, person_id=person)


def may_say_again(pair: Pair, role: str) -> bool:
    """Whether one of the two has still to say if they want another."""
    end = getattr(pair, "end", None)
    return (
        end is not None and end.kind == PairEnd.Kind.EARLY and getattr(end, f"{role}_again") is None
    )


def say_again(pair: Pair, *, again: bool, by: Seat) -> None:
    """Say whether oneself wants another; the portal writes it, since an end is not changed."""
    role = own_role(pair, by)
    if not may_say_again(pair, role):
        raise EndedAlready
    note(
        "say_pair_again",
        pair,
        person_id=own_person(pair, by),
        membership_id=membership_of(pair, by),
        round=pair.round.title,
    )
    facts = {"pair_id": pair.pk, "mentee": role == MENTEE, "again": again}
    send_on("mentorship.keep_again", key=f"{pair.pk}:{role}", **facts)


def keep_again(pair_id: int, *, mentee: bool, again: bool) -> None:
    """Write what one of the two wants, where it is not said yet; in the system scope."""
    column = "mentee_again" if mentee else "mentor_again"
    PairEnd.objects.filter(pair_id=pair_id, kind=PairEnd.Kind.EARLY, **{column: None}).update(
        **{column: again}
    )


def complete(pair_id: int) -> bool:
    """Complete a running pair at its round's end, or when both have answered the closing one.

    In the system scope; False when neither is so, or it has ended.
    """
    held = Pair.objects.select_for_update(of=("self",), no_key=True).select_related("round")
    pair = held.get(pk=pair_id)
    today = timezone.localdate()
    if pair.ended_at is not None or pair.started_at is None:
        return False
    if today <= pair.round.ends and silent(pair, CLOSING):
        return False
    PairEnd.objects.create(pair=pair, kind=PairEnd.Kind.COMPLETED, on=min(today, pair.round.ends))
    note("complete_pair", pair, membership_id=pair.mentee_membership_id, round=pair.round.title)
    return True
