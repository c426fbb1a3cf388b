"""What the manager's link in mail asks: may somebody take part in a round?"""

from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions.interest import AnsweredAlready, answer
from mentorship.intake.emails import PURPOSE
from mentorship.intake.interest_page import written
from mentorship.models import Interest
from mentorship.rules import MENTEE, State
from mentorship.wording import state_in_words
from network.links import Purpose, Question, Settled, declare
from network.seat import Seat
from network.wording import days_between


def _interest(pk: int, seat: Seat) -> Interest | None:
    found: Interest | None = Interest.objects.seen_by(seat).with_all().filter(pk=pk).first()
    return found if found and seat.may("answer_interest", found) else None


def _ask(pk: int, seat: Seat) -> Question | None:
    found = _interest(pk, seat)
    if found is None:
        return None
    words = (
        _("May %(who)s have a mentor in %(round)s?")
        if found.role == MENTEE
        else _("May %(who)s be a mentor in %(round)s?")
    )
    return Question(
        words % {"who": found.person.name, "round": found.round.title},
        lead=_(
            "Meetings about once a month during working hours, and a few together. It counts as"
            " competence development."
        ),
        facts=[
            (_("Goes on"), days_between(found.round.starts, found.round.ends)),
            *_costs(found),
            *written(found),
        ],
        yes=_("Yes, approve"),
        no=_("No, not this time"),
        reason=_("Why, if you say no"),
        must_say_why=True,
        settled=_settled(found),
    )


def _costs(found: Interest) -> list[tuple[str, str]]:
    return [(_("Who pays what"), found.round.costs)] if found.round.costs else []


def _settled(found: Interest) -> str:
    if found.state != State.WAITING:
        return _("The request does not wait for an answer any more: %(state)s.") % {
            "state": state_in_words(found.state).lower()
        }
    return "" if found.round.starts > timezone.localdate() else _("The round has started.")


def _answer(pk: int, seat: Seat, yes: bool, reason: str) -> str:
    found = _interest(pk, seat)
    if found is None:
        raise Settled(_("The request is not yours to answer for any more."))
    try:
        answer(found, approved=yes, why=reason, by=seat)
    except AnsweredAlready:
        raise Settled(_("The request does not wait for an answer any more.")) from None
    words = _("%(who)s may take part.") if yes else _("%(who)s does not take part.")
    told = _("Your answer is saved, and %(who)s is told by mail.")
    return f"{words % {'who': found.person.name}} {told % {'who': found.person.name}}"


declare(PURPOSE, Purpose(_ask, _answer))
