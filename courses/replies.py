"""What links in mail ask about courses: may somebody take part, do you take the seat."""

from django.utils import timezone
from django.utils.translation import gettext as _

from courses import approval_emails, emails, offer_words, words
from courses.actions.approve import AlreadyDecided, TooLate, decide
from courses.actions.offer import accept, decline
from courses.approval_words import about, decided_words, outcome
from courses.models import Approval, Offer
from courses.seats import SeatRefused
from network.links import Purpose, Question, Settled, declare
from network.seat import Seat


def _approval(pk: int, seat: Seat) -> Approval | None:
    found: Approval | None = Approval.objects.with_facts().seen_by(seat).filter(pk=pk).first()
    return found if found and seat.may("decide_approval", found) else None


def _ask_approval(pk: int, seat: Seat) -> Question | None:
    found = _approval(pk, seat)
    if found is None:
        return None
    return Question(
        _("May %(who)s take part in %(course)s?")
        % {"who": found.person.name, "course": found.run.course.title},
        lead=_(
            "With a yes the seat is certain. With a no it goes to the next in line, at no cost."
        ),
        facts=about(found),
        yes=_("Yes, approve"),
        no=_("No"),
        reason=_("Why, if you say no"),
        settled=outcome(found),
    )


def _answer_approval(pk: int, seat: Seat, yes: bool, reason: str) -> str:
    found = _approval(pk, seat)
    if found is None:
        raise Settled(_("The enrolment is not yours to answer for any more."))
    try:
        state = decide(found, yes=yes, by=seat, reason=reason)
    except AlreadyDecided:
        raise Settled(_("Somebody else answered first. Nothing was changed.")) from None
    except TooLate:
        raise Settled(_("The last day to answer has passed. Nothing was changed.")) from None
    return decided_words(found, yes=yes, state=state)


def _offer(pk: int, seat: Seat) -> Offer | None:
    found: Offer | None = Offer.objects.with_facts().seen_by(seat).filter(pk=pk).first()
    return found if found and found.person_id in seat.scope.people else None


def _ask_offer(pk: int, seat: Seat) -> Question | None:
    found = _offer(pk, seat)
    if found is None:
        return None
    return Question(
        offer_words.asked(found),
        lead=_("The seat is kept until %(by)s. Then it goes to the next in line.")
        % {"by": words.moment(found.reply_by)},
        facts=offer_words.about(found),
        yes=_("Yes, take the seat"),
        no=_("No, leave it to the next"),
        settled=offer_words.outcome(found, timezone.now()),
    )


def _answer_offer(pk: int, seat: Seat, yes: bool, reason: str) -> str:
    found = _offer(pk, seat)
    if found is None:
        raise Settled(_("The seat is not yours to answer for any more."))
    try:
        state = (accept if yes else decline)(found, by=seat)
    except SeatRefused as refusal:
        raise Settled(refusal.sentence) from None
    return offer_words.answered_words(found, yes=yes, state=state)


declare(approval_emails.PURPOSE, Purpose(_ask_approval, _answer_approval))
declare(emails.OFFER, Purpose(_ask_offer, _answer_offer))
