"""Where somebody stands on a run, and what they can do about it there."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from courses import words
from courses.models import Enrolment, Offer, Session, SessionCount
from courses.querysets import places_in_line
from courses.rules import offers_have_stopped


@dataclass(frozen=True)
class Standing:
    """A sentence and the acts that are open: an offer to answer, or a free seat to take."""

    sentence: str = ""
    offer: int | None = None
    may_take: bool = False


def standing_of(mine: Enrolment | None, run: Any) -> Standing:
    """One's own standing on a run that is read with its seats."""
    if mine is None:
        return Standing()
    if mine.state == Enrolment.State.OFFERED:
        offer = Offer.objects.open().get(enrolment=mine)
        return Standing(words.standing(mine, None, 0, reply_by=offer.reply_by), offer.pk)
    if mine.state == Enrolment.State.WAITING:
        place = places_in_line([mine.pk]).get(mine.pk)
        stopped = offers_have_stopped(
            run.queue, run.begins_at, run.offer_stops_hours, now=timezone.now()
        )
        may_take = stopped and run.free > 0
        return Standing(words.standing(mine, place, run.waiting), may_take=may_take)
    return Standing(words.standing(mine, None, 0))


class SessionChoiceForm(forms.Form):
    """The sessions that take only so many, each with what is left."""

    session = forms.MultipleChoiceField(
        label=_("Tick those that you come to"), required=False, widget=forms.CheckboxSelectMultiple
    )


def sessions_to_choose(mine: Enrolment | None, run: Any) -> SessionChoiceForm | None:
    """The run's sessions with a limit, for somebody with a seat; none on most runs."""
    limited = [day for day in run.sessions.all() if day.capacity is not None]
    if not limited or mine is None or not mine.is_holding:
        return None
    counts = {count.session_id: count for count in SessionCount.objects.filter(run=run)}
    chosen = [str(pk) for pk in mine.session_seats.values_list("session", flat=True)]
    form = SessionChoiceForm(initial={"session": chosen})
    cast(forms.MultipleChoiceField, form.fields["session"]).choices = [
        (str(day.pk), _session_in_words(day, counts[day.pk])) for day in limited
    ]
    return form


def _session_in_words(day: Session, count: SessionCount) -> str:
    left = count.capacity - count.taken
    seats = (
        ngettext("%(n)s seat left", "%(n)s seats left", left) % {"n": left}
        if left > 0
        else gettext("full")
    )
    return ", ".join(
        part for part in (words.long_day(day.starts_at), day.title or day.place, seats) if part
    )
