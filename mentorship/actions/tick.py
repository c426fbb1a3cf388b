"""Ticking a day on which the two met and whether it goes well; undoing it; the coordinator's call.

Nothing else is written down: what a public body keeps may be asked for by anybody.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from mentorship.actions.answer_pair import membership_of
from mentorship.models import Contact, Pair, PairCall
from mentorship.pairs.partner import own_person
from mentorship.pairs.standing import state_of
from mentorship.rules import PairState
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


class NotRunning(Exception):
    """The pair has not started, or has ended."""


class TickedAlready(Exception):
    """One has ticked that day."""


def tick(pair: Pair, *, day: date, goes_well: bool, by: Seat) -> Contact:
    """Keep a day and a tick; a no asks the coordinator to call."""
    if state_of(pair) != PairState.RUNNING:
        raise NotRunning
    person = own_person(pair, by)
    try:
        with transaction.atomic():
            made: Contact = Contact.objects.create(
                pair=pair, person_id=person, day=day, goes_well=goes_well
            )
    except IntegrityError as twice:
        raise TickedAlready from twice
    _note("tick_contact", pair, by)
    if not goes_well:
        send_on("mentorship.ask_call", key=str(made.pk), contact_id=made.pk)
    return made


def take_back(contact: Contact, *, by: Seat) -> None:
    """Undo a tick of one's own; a call that was asked for by it is not asked for any more."""
    pair = contact.pair
    contact.delete()
    _note("take_back_contact", pair, by)


def called(pair: Pair, *, by: Seat) -> None:
    """Keep that the coordinator has called the two; nothing of what was said."""
    PairCall.objects.create(pair=pair, called_by=by.user.pk, at=timezone.now())
    note("call_pair", pair, round=pair.round.title)


def _note(verb: str, pair: Pair, by: Seat) -> None:
    note(
        verb,
        pair,
        person_id=own_person(pair, by),
        membership_id=membership_of(pair, by),
        round=pair.round.title,
    )
