"""Wishes: an authority asks its own people, hears them, and takes them into its answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from courses.actions import needs_answer
from courses.models import NeedsAnswer, Wish, WishCall
from courses.needs import wish_emails
from courses.needs.rules import CampaignState, Term
from courses.needs.sheet import Sheet
from courses.needs.typing import seats as seats_of
from members.models import Person
from network.actions.errand import errand, send_each
from network.models.journal import note
from network.seat import Seat
from network.secret_addresses import digest_of, new_nonce, secret_of

PURPOSE = "wish"
KEPT_AFTER = timedelta(days=183)  # since the needs assessment closed


def ask(
    answer: NeedsAnswer, people: Iterable[Person], *, words: str, closes_on: date, by: Seat
) -> WishCall:
    """Open the collection, or ask more people in one that is open; a letter goes to each."""
    by.require("collect_wishes", answer)
    call = WishCall.objects.filter(
        campaign=answer.campaign_id, membership=answer.membership_id
    ).first()
    if call is None:
        nonce = new_nonce()
        call = WishCall(
            campaign_id=answer.campaign_id,
            membership_id=answer.membership_id,
            nonce=nonce,
            digest=digest_of(secret_of(PURPOSE, nonce)),
        )
    call.words, call.closes_on, call.ended_at = words, closes_on, None
    try:
        with transaction.atomic():
            call.save()
    except IntegrityError:  # a twin of the same click was first
        call = WishCall.objects.get(campaign=answer.campaign_id, membership=answer.membership_id)
    send_each(
        "courses.ask_for_wishes",
        {
            f"wishes-{call.pk}-{person.pk}": {"call": call.pk, "person": person.pk}
            for person in people
        },
    )
    note("ask_for_wishes", call, membership_id=call.membership_id, person_id=by.person_id)
    return call


def end(call: WishCall, *, by: Seat) -> None:
    """Take no more wishes; the shared address leads to a closed door."""
    by.require("collect_wishes", call)
    call.ended_at = timezone.now()
    call.save(update_fields=["ended_at"])
    note("end_wishes", call, membership_id=call.membership_id, person_id=by.person_id)


def is_open(call: WishCall) -> bool:
    """Whether it takes wishes now."""
    return (
        call.ended_at is None
        and call.closes_on >= timezone.localdate()
        and call.campaign.state == CampaignState.OPEN
    )


def address(call: WishCall) -> str | None:
    """The address to share within the authority; None when the portal has another key by now."""
    secret = secret_of(PURPOSE, call.nonce)
    if digest_of(secret) != bytes(call.digest):
        return None
    return f"{settings.SITE_URL}/reply/{call.network.slug}/wishes/{secret}/"


def wish(call: WishCall, person: Person, **facts: Any) -> Wish:
    """Somebody of the authority wishes for something."""
    made: Wish = Wish.objects.create(
        call=call, membership_id=call.membership_id, person=person, **facts
    )
    return made


def leave(network_id: int, secret: str, **facts: Any) -> str:
    """A wish by the shared address, from nobody in particular; says what became of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.leave_wish(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                network_id,
                digest_of(secret),
                facts["candidate_id"],
                *(facts[name] for name in ("text", "term", "seats", "why", "unit")),
            ],
        )
        return str(cursor.fetchone()[0])


def take_in(answer: NeedsAnswer, *, by: Seat) -> int:
    """Put the wished seats of the listed courses into the answer; returns how many courses.

    A number that is higher already stays, as does what cannot be read yet.
    """
    wishes = Wish.objects.filter(call__campaign=answer.campaign_id, membership=answer.membership_id)
    sheet = Sheet.of(answer)
    stands = sheet.stands()
    typed: dict[str, str] = {}
    taken = 0
    for row in wishes.by_candidate():
        block = f"c{row['candidate']}"
        if block not in sheet.blocks:
            continue
        either = row["wished"] - row["in_spring"] - row["in_autumn"]
        wanted = {
            Term.SPRING: row["in_spring"] + (either + 1) // 2,
            Term.AUTUMN: row["in_autumn"] + either // 2,
        }
        more = {
            f"{block}-{term}": str(n)
            for term, n in wanted.items()
            if n > _seats(stands[f"{block}-{term}"])
        }
        typed |= more
        taken += bool(more)
    if typed:
        needs_answer.save(answer, stands, typed, by=by)
    return taken


def _seats(text: str) -> int:
    try:
        return seats_of(text)
    except ValueError:
        return 2_000  # somebody's own words stay


def take_words(answer: NeedsAnswer, wished: Wish, *, by: Seat) -> None:
    """Put one wish in own words into the answer, as a need to be gone through."""
    sheet = Sheet.of(answer)
    number = sheet.next_number()
    term = wished.term or Term.SPRING
    typed = {f"o{number}-text": wished.text, f"o{number}-{term}": str(wished.seats)}
    if wished.why:
        typed[f"o{number}-comment"] = wished.why
    needs_answer.save(answer, dict.fromkeys(typed, ""), typed, by=by)


@errand("courses.ask_for_wishes")
def ask_for_wishes(call: int, person: int) -> None:
    """Write to one of those who are asked."""
    row = WishCall.objects.select_related("campaign", "membership__authority", "network").get(
        pk=call
    )
    if is_open(row):
        wish_emails.ask(row, Person.objects.select_related("user").get(pk=person))


def forget(now: Any) -> int:
    """Delete what was wished for a half-year after its needs assessment closed."""
    old = WishCall.objects.filter(
        campaign__state=CampaignState.CLOSED, campaign__closed_at__lt=now - KEPT_AFTER
    )
    return int(Wish.objects.filter(call__in=old).delete()[0])
