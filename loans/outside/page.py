"""Parties outside the network and sister networks, as the coordinators keep them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from loans.models import Loan, Notice, OutsideParty, SisterNetwork
from loans.rules import Stage
from network.models import Network
from network.seat import Seat


@dataclass(frozen=True)
class Row:
    """A party with how many of its notices hang and how many loans it has been in."""

    party: OutsideParty
    notices: int
    loans: int
    over: bool


def parties_in(today: date | None = None) -> Any:
    """The parties that may lend and borrow on a day."""
    day = today or timezone.localdate()
    return OutsideParty.objects.filter(Q(until=None) | Q(until__gte=day)).order_by("name")


def outside_page(seat: Seat) -> dict[str, Any]:
    """All parties, those that are let in first, and the networks that may look in."""
    today = timezone.localdate()
    notices = Counter(
        Notice.objects.open_on(today).exclude(party=None).values_list("party_id", flat=True)
    )
    loans: Counter[int | None] = Counter()
    for pair in Loan.objects.exclude(stage=Stage.BROKEN).values_list(
        "lender_party_id", "borrower_party_id"
    ):
        loans.update(pk for pk in pair if pk)
    rows = [
        Row(one, notices[one.pk], loans[one.pk], bool(one.until and one.until < today))
        for one in OutsideParty.objects.order_by("name", "pk")
    ]
    return {
        "rows": sorted(rows, key=lambda row: row.over),
        "sisters": sisters_on(today),
        "others": other_networks(seat),
        "keeps_sisters": seat.may("keep_sister_networks"),
    }


def sisters_on(day: date) -> list[SisterNetwork]:
    """The networks that may look in on a day."""
    there = SisterNetwork.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return list(there.select_related("sister").order_by("sister__name"))


def other_networks(seat: Seat) -> Any:
    """The networks of the portal that may not look in yet."""
    today = timezone.localdate()
    there = [one.sister_id for one in sisters_on(today)]
    return Network.objects.exclude(pk__in=[seat.network.pk, *there]).order_by("name")
