"""Making, changing, publishing and copying a programme."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone

from induction.models import Module, Programme, ProgrammeMember
from induction.rules import a_year_later, title_a_year_later
from network.models.journal import note
from network.seat import Seat


class ThereAlready(Exception):
    """A programme with that title is there already."""


class NothingToPublish(Exception):
    """A programme without modules or without members says nothing to anybody."""


def keep_programme(programme: Programme, members: Collection[int], *, by: Seat) -> Programme:
    """Keep a programme and the members that take part; raises ThereAlready."""
    by.require("keep_induction")
    new = programme.pk is None
    try:
        with transaction.atomic():
            programme.save()
    except IntegrityError as twice:
        raise ThereAlready from twice
    there = ProgrammeMember.objects.filter(programme=programme)
    there.exclude(membership__in=members).delete()
    ProgrammeMember.objects.bulk_create(
        [ProgrammeMember(programme=programme, membership_id=pk) for pk in members],
        ignore_conflicts=True,
    )
    note(
        "make_programme" if new else "change_programme",
        programme,
        title=programme.title,
        members=len(members),
    )
    return programme


def publish(programme: Programme, *, by: Seat) -> bool:
    """Show a programme to everybody and begin to propose for it; False when it was shown."""
    by.require("keep_induction")
    if not (programme.modules.exists() and programme.members.exists()):
        raise NothingToPublish
    done = Programme.objects.filter(pk=programme.pk, published_at=None).update(
        published_at=timezone.now()
    )
    if done:
        note("publish_programme", programme, title=programme.title)
    return bool(done)


def copy_to_next_year(programme: Programme, *, by: Seat) -> Programme:
    """A draft of the same programme a year later, with its members and modules.

    The mentoring round and its joint meetings are this year's, and are chosen anew. Raises
    ThereAlready when it was copied before.
    """
    by.require("keep_induction")
    title = title_a_year_later(programme.title)
    starts = a_year_later(programme.starts)
    if title == programme.title:
        title = f"{programme.title[:110]} {starts.year}"
    if Programme.objects.filter(title=title).exists():
        raise ThereAlready
    members = programme.members.values_list("membership", flat=True)
    made = keep_programme(
        Programme(
            title=title,
            starts=starts,
            ends=a_year_later(programme.ends),
            newest_months=programme.newest_months,
            about=programme.about,
        ),
        list(members),
        by=by,
    )
    Module.objects.bulk_create(
        Module(
            programme=made,
            position=one.position,
            kind=one.kind,
            title=one.title,
            about=one.about,
            done_by=a_year_later(one.done_by) if one.done_by else None,
            course_id=one.course_id,
        )
        for one in programme.modules.all()
    )
    return made
