"""What the link of an invitation asks: do you take part?"""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from induction.actions.take_part import Over, answer
from induction.emails import PURPOSE
from induction.models import Participation
from induction.rules import WAIT_DAYS, Stage
from induction.words import days_of, settled
from network.links import Purpose, Question, Settled, declare
from network.seat import Seat


def _found(pk: int, seat: Seat) -> Participation | None:
    found: Participation | None = Participation.objects.of(seat).with_all().filter(pk=pk).first()
    return found


def _ask(pk: int, seat: Seat) -> Question | None:
    it = _found(pk, seat)
    if it is None:
        return None
    modules = [one.title for one in it.programme.modules.all()]
    return Question(
        _("Do you take part in %(programme)s?") % {"programme": it.programme.title},
        lead=it.programme.about,
        facts=[(_("Goes on"), days_of(it.programme)), (_("Modules"), ", ".join(modules))],
        yes=_("Yes, I take part"),
        no=_("Not now"),
        settled=settled(it) if it.stage not in (Stage.INVITED, Stage.LATER) else "",
    )


def _answer(pk: int, seat: Seat, yes: bool, reason: str) -> str:
    it = _found(pk, seat)
    if it is None:
        raise Settled(_("The invitation is not yours any more."))
    today = timezone.localdate()
    try:
        answer(
            it,
            accepted=yes,
            today=today,
            by=seat,
            later=None if yes else today + timedelta(days=WAIT_DAYS),
        )
    except Over:
        raise Settled(settled(it)) from None
    if yes:
        return _("You take part. Sign in to see your modules and take your seats.")
    return _("Not now, then. You may be asked again in three months.")


declare(PURPOSE, Purpose(_ask, _answer))
