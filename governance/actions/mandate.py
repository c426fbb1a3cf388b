"""Mandates of a body: given to authorities, changed, and ended with those who hold them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.actions.follow_mandates import follow_mandates
from governance.bodies.refusing import refused_in_words
from governance.models import Body, Holder, Mandate
from members.models import Membership
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def without_mandate(body: Body, day: date) -> Any:
    """The members on a day that have no mandate in the body then."""
    there = body.mandates.on(day).exclude(membership=None).values("membership")
    members = Membership.objects.on(day).exclude(pk__in=there).select_related("authority")
    return members.order_by("authority__name", "part")


def give_mandates(
    body: Body,
    members: Sequence[Membership],
    *,
    since: date,
    post: str = "",
    votes: bool = True,
    by: Seat,
) -> int:
    """A mandate for each of the authorities, in one act; returns how many are new.

    An authority that has one on that day gets no second.
    """
    by.require("keep_bodies")
    # Two at once wait for each other here, so that the second sees what the first gave.
    Body.objects.select_for_update().get(pk=body.pk)
    lacking = set(without_mandate(body, since).values_list("pk", flat=True))
    rows = [
        Mandate(body=body, membership=member, post=post, votes=votes, since=since)
        for member in members
        if member.pk in lacking
    ]
    with refused_in_words():
        Mandate.objects.bulk_create(rows)
    if rows:
        note("give_mandates", body, name=body.name, count=len(rows), since=since.isoformat())
    return len(rows)


def save_mandate(mandate: Mandate, *, by: Seat) -> Mandate:
    """Keep a mandate; one of a person's own has no authority."""
    by.require("keep_bodies")
    new = mandate.pk is None
    with refused_in_words():
        mandate.save()
    note(
        "add_mandate" if new else "change_mandate",
        mandate.body,
        membership_id=mandate.membership_id,
        name=mandate.body.name,
    )
    if not new:
        follow_mandates(mandate.holders.values_list("person", flat=True))
    return mandate


def end_mandate(mandate: Mandate, until: date, *, by: Seat) -> int:
    """End a mandate and the terms in it after a day; returns how many terms ended.

    What has not begun by then is taken away.
    """
    by.require("keep_bodies")
    _as_it_was_shown(mandate)
    people = set(mandate.holders.values_list("person", flat=True))
    with refused_in_words():
        terms: Any = Holder.objects.filter(mandate=mandate)
        later = terms.filter(since__gt=until)
        terms.filter(replaces__in=later).update(replaces=None)
        _drop(later)
        ended: int = terms.filter(Q(until=None) | Q(until__gt=until)).update(until=until)
        mandate.until = until
        if mandate.since > until:
            mandate.delete()
        else:
            mandate.save(update_fields=["until"])
    note(
        "end_mandate",
        mandate.body,
        membership_id=mandate.membership_id,
        name=mandate.body.name,
        until=until.isoformat(),
    )
    follow_mandates(people)
    return ended


def _as_it_was_shown(mandate: Mandate) -> None:
    """Two who end a mandate at once wait for each other, and the second is told."""
    there = Mandate.objects.select_for_update().filter(pk=mandate.pk).first()
    if there is None:
        raise Refused(_("Somebody else has taken the mandate away meanwhile."))
    if there.until != mandate.until:
        raise Refused(_("Somebody else has ended the mandate meanwhile. Look at it anew."))


def _drop(holders: Any) -> None:
    for holder in holders.order_by("-pk"):
        holder.delete()
