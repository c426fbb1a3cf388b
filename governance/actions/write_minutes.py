"""Writing minutes: every text is kept, and two who write at once lose nothing of either."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.minutes.merging import merged, tidy
from governance.minutes.naming import name_of
from governance.minutes.refusing import refused_in_words
from governance.models import AgendaItem, MinutesVersion
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat

SAVED, MERGED, ASIDE, SAME = "saved", "merged", "aside", "same"


@dataclass(frozen=True)
class Written:
    """What came of a text: how it was kept, its own version, and the one that holds now."""

    how: str
    own: int
    head: int
    text: str


def head_of(item: AgendaItem) -> MinutesVersion | None:
    """The version that holds."""
    return MinutesVersion.objects.filter(item=item, aside=False).order_by("-number").first()


def waiting(item: AgendaItem) -> list[MinutesVersion]:
    """Texts that lie beside, until somebody chooses."""
    every = list(MinutesVersion.objects.filter(item=item).order_by("number"))
    settled = {version.settles for version in every}
    return [version for version in every if version.aside and version.number not in settled]


def save_text(item: AgendaItem, text: str, *, base: int, by: Seat) -> Written:
    """Keep what somebody wrote from version `base`, together with what others wrote meanwhile.

    Where both changed the same paragraph the text lies beside until somebody chooses. Raises
    Refused when the minutes are not written any more.
    """
    with refused_in_words():
        _hold(item)
        words = tidy(text)
        head = head_of(item)
        at, now = (head.number, head.text) if head else (0, "")
        from_version = _version(item, base)
        was = from_version.text if from_version else ""
        if from_version and from_version.aside and from_version in waiting(item):
            return _aside_again(item, words, from_version, at, now, by)
        if words in (was, now):
            return Written(*((SAME, at) if words == now else (MERGED, base)), at, now)
        if base == at:
            own = _keep(item, words, base=at, by=by)
            return Written(SAVED, own, own, words)
        together = merged(was, now, words)
        if together is None:
            own = _keep(item, words, base=base, by=by, aside=True)
            return Written(ASIDE, own, at, now)
        own = _keep(item, words, base=base, by=by, aside=True)
        kept = _keep(item, together, base=at, by=by, settles=own)
        return Written(MERGED, own, kept, together)


def _aside_again(
    item: AgendaItem, words: str, before: MinutesVersion, at: int, now: str, by: Seat
) -> Written:
    """Who goes on writing beside follows their own text; one of theirs waits for a choice."""
    if words == before.text:
        return Written(ASIDE, before.number, at, now)
    own = _keep(item, words, base=before.number, by=by, aside=True, settles=before.number)
    return Written(ASIDE, own, at, now)


def settle(item: AgendaItem, number: int, text: str, *, head: int, by: Seat) -> None:
    """Choose the text that holds instead of the newest and the one that lies beside.

    Raises Refused when somebody chose or wrote meanwhile.
    """
    with refused_in_words():
        _hold(item)
        now = head_of(item)
        at = now.number if now else 0
        if at != head or number not in {version.number for version in waiting(item)}:
            raise Refused(_("Somebody wrote or chose meanwhile. Look at both texts anew."))
        _keep(item, tidy(text), base=at, by=by, settles=number)
        note("settle_minutes", item, number=number)


def restore(item: AgendaItem, number: int, *, by: Seat) -> None:
    """Let an older version hold again; those after it are kept."""
    with refused_in_words():
        _hold(item)
        now, older = head_of(item), _version(item, number)
        if older is None or now is None or older.number == now.number:
            return
        _keep(item, older.text, base=now.number, by=by)
        note("restore_minutes", item, number=number)


def _hold(item: AgendaItem) -> None:
    # One writer at a time; the next one sees what this one kept.
    AgendaItem.objects.select_for_update(of=("self",)).filter(pk=item.pk).order_by().first()


def _version(item: AgendaItem, number: int) -> MinutesVersion | None:
    return MinutesVersion.objects.filter(item=item, number=number).first()


def _keep(
    item: AgendaItem,
    text: str,
    *,
    base: int,
    by: Seat,
    aside: bool = False,
    settles: int | None = None,
) -> int:
    newest = MinutesVersion.objects.filter(item=item).order_by("-number").first()
    made = MinutesVersion.objects.create(
        item=item,
        meeting_id=item.meeting_id,
        number=(newest.number if newest else 0) + 1,
        base=base,
        text=text,
        aside=aside,
        settles=settles,
        by_name=name_of(by),
        made_by=by.scope.user_id,
    )
    return int(made.number)
