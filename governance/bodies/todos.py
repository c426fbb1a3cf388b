"""What bodies tell the start page and the search."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.bodies.page import SOON
from governance.models import Body, Holder, HolderProposal, Mandate
from governance.rules import Rank
from network.seat import Seat
from network.start import Found, ToDo

MOST = 20
VACANT_FOR = timedelta(days=30)
"""A vacancy that has lasted longer is told to the coordinator."""


def todos(seat: Seat) -> list[ToDo]:
    """For who keeps the bodies: proposals to answer, terms that end, mandates long vacant."""
    if not seat.may("keep_bodies"):
        return []
    today = timezone.localdate()
    return [*_proposals(), *_ending(today), *_vacant(today)]


def _proposals() -> list[ToDo]:
    rows = HolderProposal.objects.filter(accepted=None).select_related(
        "mandate__body", "membership__authority"
    )
    return [
        ToDo(
            what=_("%(authority)s proposes %(name)s")
            % {"authority": row.membership.short_name, "name": row.name},
            why=row.mandate.body.in_words,
            button=_("Answer"),
            url=reverse("holder_proposal_answer", args=[row.pk]),
            due=row.since,
        )
        for row in rows.order_by("made_at", "pk")[:MOST]
    ]


def ending(today: date) -> dict[Body, int]:
    """How many terms of each body end soon with nobody to follow."""
    follows = Holder.objects.filter(
        mandate=OuterRef("mandate"), rank=Rank.MEMBER, since__gt=OuterRef("since")
    )
    rows = (
        Holder.objects.on(today)
        .filter(rank=Rank.MEMBER, until__lte=today + SOON)
        .exclude(mandate__until__lt=today + SOON)
        .exclude(mandate__body__until__lt=today + SOON)
        .exclude(Exists(follows))
        .select_related("mandate__body")
    )
    return _counted(row.mandate.body for row in rows)


def vacant(today: date) -> dict[Body, int]:
    """How many mandates of each body nobody has held for long."""
    lately = Holder.objects.filter(
        mandate=OuterRef("pk"), rank=Rank.MEMBER, since__lte=today
    ).exclude(until__lt=today - VACANT_FOR)
    rows = (
        Mandate.objects.on(today)
        .filter(since__lt=today - VACANT_FOR)
        .exclude(body__until__lt=today)
        .exclude(Exists(lately))
        .select_related("body")
    )
    return _counted(row.body for row in rows)


def _counted(bodies: Iterable[Body]) -> dict[Body, int]:
    found: dict[Body, int] = {}
    for body in bodies:
        found[body] = found.get(body, 0) + 1
    return found


def _ending(today: date) -> list[ToDo]:
    return [
        ToDo(
            what=ngettext(
                "%(n)s term in %(body)s ends soon",
                "%(n)s terms in %(body)s end soon",
                count,
            )
            % {"n": count, "body": body.in_words},
            why=_("Nobody is appointed to follow."),
            button=_("See who"),
            url=reverse("body", args=[body.pk]),
        )
        for body, count in list(ending(today).items())[:MOST]
    ]


def _vacant(today: date) -> list[ToDo]:
    return [
        ToDo(
            what=ngettext(
                "%(n)s mandate in %(body)s is vacant",
                "%(n)s mandates in %(body)s are vacant",
                count,
            )
            % {"n": count, "body": body.in_words},
            why=_("For more than 30 days."),
            button=_("Fill it"),
            url=reverse("body", args=[body.pk]),
        )
        for body, count in list(vacant(today).items())[:MOST]
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Bodies by name or by what they do."""
    if not seat.may("see_bodies"):
        return []
    rows = Body.objects.seen_by(seat).named_like(words).select_related("kind")
    return [
        Found(
            kind=_("Body"),
            title=row.in_words,
            detail=row.kind.in_words,
            url=reverse("body", args=[row.pk]),
        )
        for row in rows.order_by("name", "pk")[:MOST]
    ]
