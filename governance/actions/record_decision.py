"""A decision taken outside the portal enters the register, and what failed is tried again."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions.decision import enter_decision, enter_effect
from members.effects import effect_of
from members.models import Decision, DecisionEffect
from network.actions.errand import send_on
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def record_decision(
    said: dict[str, Any],
    changes: Iterable[tuple[str, int]],
    replaces: Decision | None,
    *,
    by: Seat,
) -> Decision:
    """Enter a decision with what it changes; what is due takes hold within a minute."""
    by.require("record_decision")
    made = enter_decision(
        said["title"],
        text=said["text"],
        body=said["body"],
        decided_on=said["decided_on"],
        takes_effect_on=said["takes_effect_on"],
        reference=said["reference"],
        replaces=replaces,
        by=by,
    )
    for kind, pk in changes:
        enter_effect(made, kind, pk, effect_of(kind).words(pk))
    send_on("governance.take_effects", key=f"decision-{made.pk}")
    return made


def try_again(effect: DecisionEffect, *, by: Seat) -> None:
    """Let an effect that failed be tried once more; raises Refused for any other."""
    by.require("record_decision")
    failed = DecisionEffect.objects.filter(pk=effect.pk, state=DecisionEffect.State.FAILED)
    if not failed.update(state=DecisionEffect.State.WAITING, fault=""):
        raise Refused(_("It has taken effect, or waits for its day."))
    note("try_effect", effect.decision, words=effect.words)
    key = f"effect-{effect.pk}-{timezone.now().timestamp():.0f}"
    send_on("governance.take_effects", key=key)
