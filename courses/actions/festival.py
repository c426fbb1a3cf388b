"""Keeping a festival: its facts, its way through the year, and the runs of its programme."""

from courses.festivals import rules as festivals
from courses.festivals.rules import FestivalState, ItemState
from courses.models import Course, Festival, FestivalItem, Run, Session
from courses.rules import RunState
from network.models.journal import note
from network.seat import Seat


class NotThere(Exception):
    """The festival cannot go from its state to that one; the message says why."""


def save_festival(festival: Festival, *, by: Seat) -> Festival:
    """Plan a festival, or change one."""
    by.require("keep_festivals")
    new = festival.pk is None
    festival.save()
    note("add_festival" if new else "change_festival", festival)
    return festival


def move_festival(festival: Festival, state: str, *, by: Seat) -> Festival:
    """Take a festival to another state; publishing lays a run for every item with a time.

    Raises NotThere for a way that is not on the map.
    """
    by.require("keep_festivals")
    held: Festival = Festival.objects.select_for_update(no_key=True).get(pk=festival.pk)
    if FestivalState(state) not in festivals.FESTIVAL_TRANSITIONS[FestivalState(held.state)]:
        raise NotThere
    before, held.state = held.state, state
    held.save(update_fields=["state"])
    note("move_festival", held, before=before, after=state)
    if state == FestivalState.PUBLISHED:
        lay_runs(held)
    if state == FestivalState.HELD:
        shown = FestivalItem.objects.placed().filter(festival=held).values("run")
        open_runs = Run.objects.filter(pk__in=shown).alive()
        for run in open_runs:
            run.state = RunState.HELD
            run.save(update_fields=["state"])
    festival.state = state
    return held


def lay_runs(festival: Festival) -> int:
    """Give every placed item a run that one enrols on; moved ones follow. Returns how many."""
    items = (
        FestivalItem.objects.placed()
        .filter(festival=festival, state=ItemState.ACCEPTED)
        .select_related("slot", "place", "membership__authority", "run__course")
    )
    for item in items:
        _lay(item)
    # What lost its time takes nobody until it has one again.
    unplaced = FestivalItem.objects.accepted().filter(festival=festival, slot=None)
    for run in Run.objects.filter(pk__in=unplaced.values("run"), state=RunState.OPEN):
        run.state = RunState.PAUSED
        run.save(update_fields=["state"])
    return len(items)


def _lay(item: FestivalItem) -> None:
    run = item.run or _new_run(item)
    course = run.course
    course.title_sv, course.title_en = item.title_sv, item.title_en
    course.summary_sv, course.summary_en = item.summary_sv, item.summary_en
    course.save()
    run.place = item.place.name
    run.form = Run.Form.DIGITAL if item.place.digital else Run.Form.ON_SITE
    # Fewer seats than are taken would be refused; those who have one keep it.
    run.capacity = max(min(item.seats, item.place.seats), _taken(run))
    if run.state == RunState.PAUSED:
        run.state = RunState.OPEN
    run.save()
    session = run.sessions.first() or Session(run=run)
    moved = (session.starts_at, session.ends_at) != (item.slot.starts_at, item.slot.ends_at)
    if session.pk is None or moved:
        session.starts_at, session.ends_at = item.slot.starts_at, item.slot.ends_at
        session.save()
        Run.objects.filter(pk=run.pk).update(revision=run.revision + 1)


def _taken(run: Run) -> int:
    count = run.counts.first()
    return count.taken if count else 0


def _new_run(item: FestivalItem) -> Run:
    title = item.title_sv
    if Course.objects.filter(title_sv=title).exists():
        title = f"{title} ({item.festival.first_day.year})"
        item.title_sv = title[:120]
    course = Course.objects.create(
        kind=Course.Kind.FESTIVAL_ITEM,
        title_sv=item.title_sv,
        title_en=item.title_en,
        summary_sv=item.summary_sv,
        summary_en=item.summary_en,
    )
    run: Run = Run.objects.create(
        course=course,
        number=1,
        state=RunState.OPEN,
        host=item.membership,
        teacher=item.presenters[:160],
        capacity=min(item.seats, item.place.seats),
        minimum=1,
    )
    item.run = run
    item.save(update_fields=["run", "title_sv"])
    return run
