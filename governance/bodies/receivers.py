"""Who gets the letters of a body, and where letters reach them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from governance.models import Body, Guest, GuestContact, Holder, HolderContact
from governance.rules import Rank


@dataclass(frozen=True)
class Receiver:
    """Somebody of a body; `kind` is members, deputies or guests. Without mail: no letter."""

    kind: str
    name: str
    email: str
    person_id: int | None


def addresses_of(body: Body, today: date) -> list[Receiver]:
    """Everybody of a body on a day, in that order; two questions and two for the addresses."""
    held = (
        Holder.objects.on(today)
        .filter(mandate__body=body)
        .filter(covering_mandate(today))
        .order_by("position", "name", "pk")
    )
    guests = Guest.objects.on(today).filter(body=body).order_by("name", "pk")
    mails = dict(HolderContact.objects.filter(holder__in=held).values_list("holder", "email"))
    theirs = dict(GuestContact.objects.filter(guest__in=guests).values_list("guest", "email"))
    rows = [
        Receiver(
            "members" if one.rank == Rank.MEMBER else "deputies",
            one.name,
            mails.get(one.pk, ""),
            one.person_id,
        )
        for one in held
    ]
    rows += [Receiver("guests", one.name, theirs.get(one.pk, ""), one.person_id) for one in guests]
    order = ("members", "deputies", "guests")
    return sorted(rows, key=lambda row: order.index(row.kind))


def counts_of(body: Body, today: date) -> dict[str, int]:
    """How many of each kind there are, for those who may not see the addresses."""
    held = Holder.objects.on(today).filter(mandate__body=body).filter(covering_mandate(today))
    ranks = list(held.values_list("rank", flat=True))
    return {
        "members": ranks.count(Rank.MEMBER),
        "deputies": ranks.count(Rank.DEPUTY),
        "guests": Guest.objects.on(today).filter(body=body).count(),
    }


def covering_mandate(day: date) -> Q:
    """Holders whose mandate holds on a day too."""
    ends = Q(mandate__until=None) | Q(mandate__until__gte=day)
    return Q(mandate__since__lte=day) & ends
