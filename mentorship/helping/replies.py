"""What the link in the letter asks: will you do what would give a mentee a mentor?"""

from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions.ask_help import answer_help
from mentorship.helping.emails import PURPOSE
from mentorship.helping.words import asked_in_words, follows_in_words, why_in_words
from mentorship.models import HelpQuestion
from network.links import Purpose, Question, Settled, declare
from network.refusals import Refused
from network.seat import Seat
from network.wording import days_between


def _own(pk: int, seat: Seat) -> HelpQuestion | None:
    own = HelpQuestion.objects.of(seat).select_related("round", "asked__person")
    found: HelpQuestion | None = own.filter(pk=pk).first()
    return found


def _ask(pk: int, seat: Seat) -> Question | None:
    found = _own(pk, seat)
    if found is None:
        return None
    days = days_between(found.round.starts, found.round.ends)
    return Question(
        asked_in_words(found),
        lead=why_in_words(found),
        facts=[
            (_("Round"), found.round.title),
            (_("Goes on"), days),
            (_("With a yes"), follows_in_words(found)),
        ],
        yes=_("Yes, I can"),
        no=_("No, not this time"),
        settled=_settled(found),
    )


def _settled(found: HelpQuestion) -> str:
    if found.taken_back_at is not None:
        return _("The question is taken back. You need not do anything.")
    if found.answered_at is not None:
        return _("You have answered already.")
    if found.answer_by < timezone.localdate():
        return _("The last day to answer has passed. Write to the coordinator.")
    return ""


def _answer(pk: int, seat: Seat, yes: bool, reason: str) -> str:
    found = _own(pk, seat)
    if found is None:
        raise Settled(_("The question is not yours to answer any more."))
    if words := _settled(found):
        raise Settled(words)
    try:
        answer_help(found, yes=yes, by=seat)
    except Refused as refusal:
        raise Settled(str(refusal)) from refusal
    if not yes:
        return _("You have said no. Nobody asks you why.")
    return _("Thank you. %(follows)s") % {"follows": follows_in_words(found)}


declare(PURPOSE, Purpose(_ask, _answer))
