"""The head-count ledger: every year's figures, to search, sort and take away."""

from typing import Any, Literal

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.exports import HeadCountTable
from members.ledger import lines_of, ordered
from members.models import HeadCount, HeadCountRound, Membership
from members.views.listing import PER_PAGE, words_of
from network.middleware import NetworkRequest
from network.permissions import policy
from network.seat import Seat

TABLES: dict[str, Literal["csv", "xlsx"]] = {"csv": "csv", "xlsx": "xlsx"}


@policy("see_head_counts")
def head_counts(request: NetworkRequest) -> HttpResponse:
    """All members for those who follow the network; one's own authority's history else."""
    seat = request.seat
    words = words_of(request.GET)
    members = _members(seat).named_like(words).select_related("authority")
    counts = HeadCount.objects.seen_by(seat).filter(membership__in=members)
    if kind := TABLES.get(request.GET.get("format", "")):
        rows = counts.select_related("membership__authority").order_by("-day", "membership")
        return HeadCountTable().respond(rows, _("Head counts"), kind)
    years, lines = lines_of(members, counts)
    found = ordered(lines, request.GET.get("sort", "name"))
    facts: dict[str, Any] = {
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "years": years,
        "words": words,
        "rounds": list(HeadCountRound.objects.seen_by(seat)),
        "keeps": seat.may("keep_head_count_rounds"),
        "sees_all": _sees_all(seat),
        "mine": counts.select_related("membership__authority").order_by("-day")[:50]
        if not _sees_all(seat)
        else [],
        "own": [member for member in members if seat.may("declare_head_count", _of(member))]
        if not _sees_all(seat)
        else [],
        "asked": HeadCountRound.objects.open().first(),
    }
    return render(request, "members/head_counts.html", facts)


def _of(member: Membership) -> HeadCount:
    return HeadCount(membership=member)


def _sees_all(seat: Seat) -> bool:
    return seat.scope.whole or seat.scope.money or seat.scope.reports


def _members(seat: Seat) -> Any:
    now = Membership.objects.seen_by(seat).on(timezone.localdate())
    return now if _sees_all(seat) else now.filter(pk__in=seat.scope.memberships)
