"""The agreement of a pair: writing a wording, saying yes to it, and the start that follows."""

from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fees.actions.charge import charge
from fees.rules import FeeKind
from mentorship.actions.answer_pair import membership_of
from mentorship.models import Agreement, AgreementAssent, Pair
from mentorship.pairs.partner import own_person
from mentorship.pairs.standing import state_of
from mentorship.rules import PairState
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat

AGREES = (PairState.ACCEPTED, PairState.RUNNING)


class CannotAgree(Exception):
    """The two have not both said yes, or the pair has ended."""


class OtherWording(Exception):
    """There is a newer wording, or one has said yes to this already."""


def newest(pair: Pair) -> Agreement | None:
    """The wording that holds or waits; only the two read it."""
    found: Agreement | None = Agreement.objects.filter(pair=pair).first()
    return found


def is_agreed(wording: Agreement | None) -> bool:
    """Whether both have said yes to a wording."""
    return wording is not None and wording.assents.count() == 2


WORDS = ("goals", "rhythm", "trust", "ending")


def write(wording: Agreement, *, by: Seat) -> Agreement:
    """Keep a new wording, which its writer has said yes to, and ask the other to read it.

    The very words that stand already are no new wording: to send them is to say yes to them.
    """
    pair = wording.pair
    if state_of(pair) not in AGREES:
        raise CannotAgree
    there = newest(pair)
    if there is not None and all(getattr(there, one) == getattr(wording, one) for one in WORDS):
        if not there.assents.filter(person_id=own_person(pair, by)).exists():
            assent(there, by=by)
        return there
    wording.written_by_id = own_person(pair, by)
    wording.save(force_insert=True)
    AgreementAssent.objects.create(agreement=wording, person_id=wording.written_by_id)
    _note("write_agreement", pair, by)
    send_on("mentorship.ask_assent", key=str(wording.pk), agreement_id=wording.pk)
    return wording


def assent(wording: Agreement, *, by: Seat) -> None:
    """Say yes to a wording; when both have, the pair starts. Raises CannotAgree, OtherWording."""
    pair = wording.pair
    if state_of(pair) not in AGREES:
        raise CannotAgree
    there = newest(pair)
    if there is None or there.pk != wording.pk:
        raise OtherWording
    try:
        with transaction.atomic():
            AgreementAssent.objects.create(agreement=wording, person_id=own_person(pair, by))
    except IntegrityError as twice:
        raise OtherWording from twice
    _note("assent_to_agreement", pair, by)
    send_on("mentorship.start_pair", key=str(wording.pk), pair_id=pair.pk)


def begin(pair_id: int) -> bool:
    """Start a pair whose two have said yes to the same wording; False when it has started.

    In the system scope: the two may not change the pair, and see nothing of the fees.
    """
    pair: Pair = Pair.objects.select_for_update(no_key=True).get(pk=pair_id)
    wording = newest(pair)
    ready = pair.started_at is None and pair.ended_at is None and is_agreed(wording)
    if not ready:
        return False
    pair.started_at = timezone.now()
    pair.save(update_fields=["started_at"])
    note("start_pair", pair, membership_id=pair.mentee_membership_id, round=pair.round.title)
    _charge(pair)
    hold_meetings(pair, "started")
    return True


def hold_meetings(pair: Pair, since: str) -> None:
    """Let the calendars of the two hold the round's meetings, or no more: a pair has changed."""
    send_on("mentorship.tell_calendars", key=f"pair-{pair.pk}-{since}", round_id=pair.round_id)


def _charge(pair: Pair) -> None:
    """What the round costs, to the mentee's authority: once a mentee, however many mentors."""
    price: Decimal | None = pair.round.mentee_price
    if not price:
        return
    with translation.override(settings.LANGUAGE_CODE):
        laid = charge(
            FeeKind.OTHER,
            f"mentorship/{pair.round_id}/{pair.mentee_id}",
            membership_id=pair.mentee_membership_id,
            net=price,
            text=_("A mentee's place in %(round)s") % {"round": pair.round.title},
            unit=_("mentee"),
            reason=_("The price of the round for a mentee, charged when the pair starts."),
        )
    if laid:
        note(
            "charge_mentee",
            pair,
            membership_id=pair.mentee_membership_id,
            round=pair.round.title,
            price=str(price),
        )


def _note(verb: str, pair: Pair, by: Seat) -> None:
    note(
        verb,
        pair,
        person_id=own_person(pair, by),
        membership_id=membership_of(pair, by),
        round=pair.round.title,
    )
