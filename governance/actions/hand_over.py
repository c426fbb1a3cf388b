"""A hand-over is planned, called off, and carried out by the portal in one transaction."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.handing.parts import KINDS, roles_of
from governance.models import HandOver
from members.models import Person, Role
from network.actions.errand import send_on
from network.handing import Hand, parts
from network.models.journal import note
from network.refusals import Refused, constraints_in_words
from network.seat import Seat

SHOWN = 200
State = HandOver.State
WHY: Mapping[str, object] = {
    "governance_hand_over_once": gettext_lazy("A hand-over is planned already. Call it off first."),
    "governance_hand_over_two": gettext_lazy("Choose somebody else to hand over to."),
    "governance_hand_over_over": gettext_lazy("The hand-over is over already."),
}


_refused_in_words = partial(constraints_in_words, WHY)


def hand_of(person: Person) -> Hand:
    """A side of the hand-over; 0 is the user of somebody who never got an account."""
    return Hand(person.pk, person.user_id or 0, person.name)


def held_by(hand: Hand) -> list[dict[str, object]]:
    """What somebody holds, part by part: title, count, the things in words, what ends instead."""
    found = []
    for part in parts():
        things = part.held(hand)
        if things:
            found.append(
                {
                    "title": str(part.title),
                    "count": len(things),
                    "things": [thing[:300] for thing in things[:SHOWN]],
                    "closed": part.closed,
                }
            )
    return found


def coordinators(day: date) -> list[Person]:
    """Those who coordinate the network on a day."""
    roles = Role.objects.on(day).filter(kind__in=KINDS)
    return list(Person.objects.filter(pk__in=roles.values("person")).order_by("name", "pk"))


def why_not(receiver: Person, on: date) -> str:
    """Why somebody cannot take over on a day; empty when they can."""
    member = receiver.membership
    if not member.is_active(on):
        return _("The next coordinator must belong to a member of the network that day.")
    if (receiver.since and receiver.since > on) or (receiver.until and receiver.until < on):
        return _("The next coordinator is not at their authority that day.")
    if receiver.user is None or not receiver.user.is_active:
        return _("The next coordinator cannot sign in yet. Invite them first.")
    return ""


def plan_hand_over(row: HandOver, *, by: Seat) -> HandOver:
    """Plan a hand-over; one of today is carried out at once by the worker. Raises Refused."""
    by.require("hand_over_network")
    today = timezone.localdate()
    if row.on < today:
        raise Refused(_("Choose today or a later day."))
    if not roles_of(hand_of(row.giver), row.on):
        raise Refused(_("Only somebody who coordinates the network has something to hand over."))
    if fault := why_not(row.receiver, row.on):
        raise Refused(fault)
    row.giver_name, row.receiver_name = row.giver.name, row.receiver.name
    row.receiver_authority = row.receiver.membership.name[:160]
    row.made_by = by.user.pk
    with _refused_in_words():
        row.save(force_insert=True)
        note("plan_hand_over", row, person_id=row.receiver_id, day=row.on.isoformat())
        if row.on == today:
            send_on("governance.hand_over", key=f"hand-over-{row.pk}", hand_over=row.pk)
        else:
            send_on("governance.tell_hand_over", key=f"hand-over-told-{row.pk}", hand_over=row.pk)
    return row


def call_off(row: HandOver, *, by: Seat) -> None:
    """Call off a hand-over that waits for its day. Raises Refused."""
    by.require("hand_over_network")
    with _refused_in_words():
        held = HandOver.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if not held.is_planned:
            raise Refused(_("The hand-over is over already."))
        held.state = State.CALLED_OFF
        held.save(update_fields=["state"])
        note("call_off_hand_over", held, person_id=held.receiver_id)


def carry_out(pk: int) -> None:
    """Move everything from one to the other, once; in the network's system scope.

    What refuses leaves everything where it was, and is written on the hand-over in words.
    """
    rows = HandOver.objects.filter(pk=pk, state=State.PLANNED, on__lte=timezone.localdate())
    row = rows.select_for_update(of=("self",), skip_locked=True).first()
    if row is None:
        return
    today = timezone.localdate()
    giver = Person.objects.select_related("user").get(pk=row.giver_id)
    receiver = Person.objects.select_related("user", "membership__authority").get(
        pk=row.receiver_id
    )
    # The roles are held, so that two hand-overs of the same role follow one another.
    list(Role.objects.select_for_update().filter(person=giver, kind__in=KINDS))
    fault = why_not(receiver, today)
    if not fault and not roles_of(hand_of(giver), today):
        fault = _("The former coordinator had nothing to hand over any more.")
    if fault:
        row.state, row.fault = State.FAILED, fault[:300]
        row.save(update_fields=["state", "fault"])
        note("fail_hand_over", row, fault=fault)
        return
    _move(row, hand_of(giver), hand_of(receiver), today)
    send_on("governance.tell_hand_over", key=f"hand-over-done-{row.pk}", hand_over=row.pk)


def _move(row: HandOver, giver: Hand, receiver: Hand, on: date) -> None:
    row.report = held_by(giver)
    for part in parts():
        part.move(giver, receiver, on)
    row.state, row.done_at = State.DONE, timezone.now()
    row.save(update_fields=["state", "done_at", "report"])
    for person in (giver, receiver):
        note(
            "hand_over",
            row,
            person_id=person.person_id,
            giver=giver.name,
            receiver=receiver.name,
        )
