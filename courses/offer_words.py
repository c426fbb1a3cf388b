"""Offered seats in words; the same on the page and behind the link in mail."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses import rules, words
from courses.models import Offer


def asked(offer: Offer) -> str:
    """The question, as a heading."""
    return _("Do you want the seat on %(course)s?") % {"course": offer.run.course.title}


def about(offer: Offer) -> list[tuple[str, str]]:
    """What somebody who is offered a seat needs to know."""
    run = offer.run
    facts = [
        (_("Course days"), words.when_of(run)),
        (_("Place"), words.where(run)),
        (_("Price"), words.price(run)),
    ]
    free_until = rules.free_until(offer.enrolment.late_terms)
    if free_until:
        last = _("until %(day)s") % {"day": date_format(free_until, "j F")}
        facts.append((_("Withdraw without cost"), last))
    facts.append((_("Answer by"), words.moment(offer.reply_by)))
    return facts


def outcome(offer: Offer, now: datetime) -> str:
    """What became of an offer, in a sentence; empty while it may be answered."""
    if offer.answer == Offer.Answer.OPEN:
        if offer.reply_by <= now:
            return _("The last time to answer has passed, so the seat goes to the next in line.")
        return ""
    told = {"when": words.moment(offer.answered_at or offer.reply_by)}
    return {
        Offer.Answer.YES: _("You took the seat %(when)s."),
        Offer.Answer.NO: _("You said no to the seat %(when)s."),
        Offer.Answer.LATE: _("There was no answer in time, so the seat went on %(when)s."),
    }.get(Offer.Answer(offer.answer), _("The offer ended %(when)s.")) % told


def answered_words(offer: Offer, *, yes: bool, state: str) -> str:
    """What an answer did, in one sentence."""
    told = {"course": offer.run.course.title}
    if not yes:
        return _("You have said no. The seat goes to the next in line.") % told
    if state == "pending":
        return _("You have taken the seat on %(course)s. It is certain when it is approved.") % told
    return _("You have a seat on %(course)s. A letter with the days is on its way.") % told
