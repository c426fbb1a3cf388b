"""Decisions enter the register here, and tell it what they have changed."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from members.models import Decision, DecisionEffect
from network.models.journal import note
from network.seat import Seat


def enter_decision(
    title: str,
    *,
    body: str,
    decided_on: date,
    text: str = "",
    reference: str = "",
    takes_effect_on: date | None = None,
    origin: str = Decision.Origin.ELSEWHERE,
    replaces: Decision | None = None,
    by: Seat | None = None,
) -> Decision:
    """Enter a decision that no meeting of the portal came to; the database numbers it."""
    made: Decision = Decision.objects.create(
        title=title,
        text=text or title,
        body=body,
        decided_on=decided_on,
        year=decided_on.year,
        number=0,
        takes_effect_on=max(takes_effect_on or decided_on, decided_on),
        origin=origin,
        reference=reference,
        replaces=replaces,
        entered_by=by.user.pk if by else None,
    )
    made.refresh_from_db(fields=["year", "number"])
    note("enter_decision", made, title=made.title, number=made.designation)
    return made


def enter_effect(
    decision: Decision, kind: str, subject_id: int, words: str, *, on: date | None = None
) -> DecisionEffect:
    """Let a decision of the register wait for its day to change a row."""
    day = on or decision.takes_effect_on
    found: DecisionEffect = DecisionEffect.objects.get_or_create(
        decision=decision,
        kind=kind,
        subject_id=subject_id,
        defaults={"words": words[:300], "on": day},
    )[0]
    return found


def has_changed(decision: Decision, kind: str, changed: Mapping[int, str]) -> None:
    """Tell the register which rows a decision has changed, in words; twice is once."""
    now, state = timezone.now(), DecisionEffect.State
    DecisionEffect.objects.bulk_create(
        (
            DecisionEffect(
                decision=decision,
                kind=kind,
                subject_id=pk,
                words=words[:300],
                on=decision.takes_effect_on,
                state=state.DONE,
                done_at=now,
            )
            for pk, words in changed.items()
        ),
        ignore_conflicts=True,
    )
    told = DecisionEffect.objects.filter(decision=decision, kind=kind, subject_id__in=changed)
    told.exclude(state=state.DONE).update(state=state.DONE, done_at=now, fault="")


def was_undone(decision: Decision, words: str) -> None:
    """Say in the decision's history that what it changed was taken back.

    The register itself never forgets: what a decision has done stays done.
    """
    note("undo_effect", decision, words=words)


def cite(decision: Decision) -> str:
    """Who decided it, when, and where it is noted, in at most 200 characters."""
    parts = [f"{decision.body} {decision.decided_on.isoformat()}", decision.reference]
    return ", ".join(part for part in parts if part)[:200]
