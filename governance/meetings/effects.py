"""What a decision on an item would change, as it is read today."""

from dataclasses import dataclass

from governance.models import AgendaItem
from members.effects import Gone, effect_of


@dataclass(frozen=True)
class EffectNow:
    """The row in words, and where it is read; `gone` says that it is not there any more."""

    words: str
    url: str = ""
    gone: str = ""


def effect_now(item: AgendaItem) -> EffectNow | None:
    """What the item would change, or nothing; a row that is gone is a sentence, never a fault."""
    if not item.effect or item.subject_id is None:
        return None
    try:
        effect = effect_of(item.effect)
        return EffectNow(effect.words(item.subject_id), effect.address(item.subject_id))
    except Gone as gone:
        return EffectNow(item.effect_words, gone=gone.sentence)
    except KeyError:
        return EffectNow(item.effect_words)
