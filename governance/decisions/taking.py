"""On its day each effect of a decision takes hold; what cannot is said with the decision."""

import logging
from datetime import date

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.effects import Gone, effect_of
from members.models import Decision, DecisionEffect
from network.models.journal import note
from network.refusals import Refused

log = logging.getLogger(__name__)
State = DecisionEffect.State


def due(today: date) -> list[int]:
    """The effects whose day has come, in the order of their days."""
    rows = DecisionEffect.objects.filter(state=State.WAITING, on__lte=today)
    return list(rows.order_by("on", "id").values_list("pk", flat=True))


def take(effect_id: int) -> None:
    """Let one effect take hold, once; in the network's system scope."""
    waiting = DecisionEffect.objects.filter(pk=effect_id, state=State.WAITING)
    effect = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if effect is None:
        return
    decision = Decision.objects.get(pk=effect.decision_id)
    fault = _replaced(decision) or _taken(effect, decision)
    rows = DecisionEffect.objects.filter(pk=effect.pk).exclude(state=State.DONE)
    if fault:
        rows.update(state=State.FAILED, fault=fault[:300])
        note("fail_effect", decision, words=effect.words, fault=fault)
    else:
        rows.update(state=State.DONE, done_at=timezone.now(), fault="")
        note("take_effect", decision, words=effect.words)


def _replaced(decision: Decision) -> str:
    later = decision.replaced_by.first()
    if later is None:
        return ""
    return _("The decision %(number)s replaced it before its day.") % {"number": later.designation}


def _taken(effect: DecisionEffect, decision: Decision) -> str:
    """Why it could not take hold; empty when it did."""
    try:
        with transaction.atomic():
            effect_of(effect.kind).take(effect.subject_id, decision, effect.on)
    except Gone as gone:
        return gone.sentence
    except Refused as refusal:
        return str(refusal)
    except KeyError:
        return _("Nothing in the portal knows how to do that.")
    except DatabaseError:
        log.exception("Effect %s of a decision was refused by the database.", effect.pk)
        return _("It does not fit what the portal holds now. Look at the row it concerns.")
    return ""
