"""Loans, placements and advertised jobs among what somebody could move on to."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loans.consents.standing import Standing, own_words, standing_of
from loans.models import Interest, JobAdvertisement, Notice
from loans.rules import NoticeKind
from members.models import Person
from network.openings import Mine, Provider, Wish, columns, declare, no_day
from network.seat import Seat
from network.sought import holding


def _notices(kind: str, seat: Seat, wish: Wish) -> QuerySet[Any, Any]:
    rows = Notice.objects.seen_by(seat).open_on(wish.today).filter(kind=kind)
    # Nobody is lent to their own authority.
    rows = rows.exclude(membership__in=Subquery(_own(seat).values("membership")))
    if wish.since:
        rows = rows.filter(ends__gte=wish.since)
    if wish.place:
        rows = rows.filter(Q(place__icontains=wish.place) | Q(remote="wholly"))
    found = holding(
        rows, wish.words, "title", "tasks", "place", "membership__authority__name", "party__name"
    )
    return columns(
        found,
        kind,
        title=F("title"),
        by=Coalesce("membership__authority__short_name", "party__name"),
        place=F("place"),
        starts=F("starts"),
        ends=F("ends"),
        answer_by=F("answer_by"),
    )


def _own(seat: Seat) -> QuerySet[Any]:
    return Person.objects.filter(pk__in=seat.scope.people)


def _mine(seat: Seat, notices: Iterable[int]) -> Mapping[int, Mine]:
    own = Interest.objects.of(seat).filter(notice__in=list(notices), withdrawn_at=None)
    found = {}
    for row in own.with_standing():
        standing = standing_of(row)
        good = standing in (Standing.AGREED, Standing.CHOSEN)
        found[row.notice_id] = Mine(own_words(standing), good=good)
    return found


def _jobs(seat: Seat, wish: Wish) -> QuerySet[Any, Any]:
    rows = JobAdvertisement.objects.open_on(wish.today)
    if wish.since:
        rows = rows.filter(apply_by__gte=wish.since)
    if wish.place:
        rows = rows.filter(place__icontains=wish.place)
    return columns(
        holding(rows, wish.words, "title", "place", "membership__authority__name"),
        "job",
        title=F("title"),
        by=F("membership__authority__short_name"),
        place=F("place"),
        starts=no_day(),
        ends=no_day(),
        answer_by=F("apply_by"),
    )


def _none(seat: Seat, jobs: Iterable[int]) -> Mapping[int, Mine]:
    """A job is applied for where it says, and nobody's manager is asked."""
    return {}


for _kind, _label in (
    (NoticeKind.NEED, _("loan")),
    (NoticeKind.PLACEMENT, _("development placement")),
):
    declare(
        _kind.value,
        Provider(
            _label,
            partial(_notices, _kind.value),
            lambda pk: reverse("loan_interest_new", args=[pk]),
            _mine,
        ),
    )
declare("job", Provider(_("job"), _jobs, lambda pk: reverse("job_opening", args=[pk]), _none))
