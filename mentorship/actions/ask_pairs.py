"""Asking both of a proposed pair, reminding who has not answered, and taking a question back."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.models import Pair, PairEnd
from mentorship.rules import PairState
from network.actions.errand import send_each
from network.models.journal import note
from network.seat import Seat

USUAL_DAYS = 10  # from the question to the last day to answer, unless the coordinator says else
REMINDED_BEFORE = 3  # days left when those who have not answered are reminded


class CannotAsk(Exception):
    """Nobody can be asked; the message is a sentence for the coordinator."""


def usual_last_day(today: date) -> date:
    """The last day to answer that is proposed to the coordinator; never on a weekend."""
    day = today + timedelta(days=USUAL_DAYS)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def ask(pairs: Sequence[Pair], answer_by: date, *, by: Seat) -> int:
    """Ask both of each proposed pair, by letter and on their page; how many pairs were asked.

    Pairs that were asked, taken apart or ended meanwhile are passed over, so that a form sent
    twice asks once. Raises CannotAsk for a last day that has passed.
    """
    today = timezone.localdate()
    if answer_by <= today:
        raise CannotAsk(_("Choose a last day to answer that is after today."))
    waiting = Pair.objects.standing().filter(asked_at=None, pk__in=[pair.pk for pair in pairs])
    held = list(waiting.select_related("round").select_for_update(of=("self",)).order_by("pk"))
    now = timezone.now()
    for pair in held:
        pair.asked_at, pair.answer_by = now, answer_by
        note("ask_pair", pair, round=pair.round.title, day=answer_by.isoformat())
    Pair.objects.bulk_update(held, ["asked_at", "answer_by"])
    send_each("mentorship.ask_pair", {f"{pair.pk}:asked": {"pair_id": pair.pk} for pair in held})
    return len(held)


def take_back(pair: Pair, *, by: Seat) -> bool:
    """Take a question back before both have said yes; False when it is too late.

    Both are told, and are free for somebody else at once.
    """
    held = Pair.objects.filter(pk=pair.pk).select_for_update()
    if not held.exists() or not Pair.objects.in_state(PairState.ASKED).filter(pk=pair.pk).exists():
        return False
    PairEnd.objects.create(pair=pair, kind=PairEnd.Kind.UNDONE, on=timezone.localdate())
    note("take_back_pair", pair, round=pair.round.title)
    send_each("mentorship.tell_taken_back", {str(pair.pk): {"pair_id": pair.pk}})
    return True


def remind(pairs: Sequence[Pair], *, today: date) -> int:
    """Remind those of asked pairs who have not answered, once a day at most; how many pairs."""
    for pair in pairs:
        note("remind_pair", pair, round=pair.round.title)
    again = {f"{pair.pk}:again:{today}": {"pair_id": pair.pk, "again": True} for pair in pairs}
    send_each("mentorship.ask_pair", again)
    return len(again)


def remind_in_time(today: date) -> None:
    """Remind of the questions whose last day is near; the portal's own act, once for each."""
    last = today + timedelta(days=REMINDED_BEFORE)
    due = Pair.objects.in_state(PairState.ASKED).filter(answer_by=last)
    # The errand's key is the pair's last day: the beat comes by several times in a day.
    send_each(
        "mentorship.ask_pair",
        {f"{pair.pk}:near:{last}": {"pair_id": pair.pk, "again": True} for pair in due},
    )
