"""Series whose host changes: who is next, who swaps with whom, and the run that a host fills in."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F, Max
from django.utils import timezone

from courses.festivals import emails as emails_festival
from courses.festivals.rules import next_days, next_hosts, reminder_due
from courses.models import Course, LookoutSeries, LookoutTurn, Run, Session, SessionLink, TurnChange
from courses.rules import RunState
from members.models import Membership, Person, Role
from members.querysets import covering
from network.actions.errand import errand, send_on
from network.models.journal import note
from network.seat import Seat
from network.sorting import swedish_key


def save_series(series: LookoutSeries, *, by: Seat) -> LookoutSeries:
    """Begin a series, or change one; the turns that are laid stay."""
    by.require("keep_festivals")
    new = series.pk is None
    series.save()
    note("add_series" if new else "change_series", series)
    return series


def hosting_so_far(kind: str) -> dict[int, date]:
    """The latest day on which each member has hosted, or is going to, in any series of a kind."""
    turns = LookoutTurn.objects.filter(series__kind=kind)
    return dict(turns.values_list("membership").annotate(last=Max("day")))


def proposed_hosts(series: LookoutSeries, count: int, today: date) -> list[tuple[date, int]]:
    """The next days of a series and who would host: longest since hosting first."""
    last = series.turns.aggregate(last=Max("day"))["last"]
    days = next_days(series.first_day, series.every_weeks, max(today, last or date.min), count)
    members = Membership.objects.on(days[0]).order_by(swedish_key("authority__name"), "pk")
    rota = list(members.values_list("pk", flat=True))
    hosts = next_hosts(rota, hosting_so_far(series.kind), count)
    return list(zip(days, hosts, strict=False))


def lay_turns(series: LookoutSeries, turns: Sequence[tuple[date, int]], *, by: Seat) -> int:
    """Add turns; a day that the series has already is left alone. Returns how many were added."""
    by.require("keep_festivals")
    there = set(series.turns.values_list("day", flat=True))
    new = [
        LookoutTurn(series=series, day=day, membership_id=host)
        for day, host in turns
        if day not in there
    ]
    LookoutTurn.objects.bulk_create(new)
    note("lay_turns", series, turns=len(new))
    return len(new)


def change_host(turn: LookoutTurn, host: Membership, why: str, *, by: Seat) -> None:
    """Let another authority take a turn, and tell both why.

    If the other has a later turn in the series that nobody has filled in, the two change places.
    """
    by.require("keep_festivals")
    before = turn.membership_id
    theirs = (
        LookoutTurn.objects.filter(
            series=turn.series_id, membership=host, day__gt=turn.day, run=None
        )
        .order_by("day")
        .first()
    )
    pairs = [(turn, host.pk), *([(theirs, before)] if theirs else [])]
    for each, after in pairs:
        changed = TurnChange.objects.create(
            turn=each, before_id=each.membership_id, after_id=after, why=why, user_id=by.user.pk
        )
        LookoutTurn.objects.filter(pk=each.pk).update(membership=after)
        send_on("courses.tell_turn_changed", key=f"turnchange:{changed.pk}", change=changed.pk)
    note("change_host", turn.series, turn=turn.pk, before=before, after=host.pk)
    turn.membership = host


def fill_turn(turn: LookoutTurn, *, by: Seat) -> None:
    """Keep what the host says of its meeting; its run appears, or follows, at once."""
    by.require("fill_turn", turn)
    turn.filled = F("filled") + 1
    turn.save()
    turn.refresh_from_db()
    note("fill_turn", turn.series, membership_id=turn.membership_id, turn=turn.pk)
    # The host may not write runs: the portal does, from what the host has said.
    send_on("courses.lay_lookout", key=f"turn:{turn.pk}:{turn.filled}", turn=turn.pk)


@errand("courses.lay_lookout")
def lay_lookout(turn: int) -> None:
    """Lay or change the run of a turn."""
    row = LookoutTurn.objects.select_related("series", "run__course").get(pk=turn)
    run = row.run or _new_run(row)
    course = run.course
    course.title_sv, course.title_en = row.title_sv, row.title_en
    course.summary_sv, course.summary_en = row.summary_sv, row.summary_en
    course.save()
    taken = next((count.taken for count in run.counts.all()), 0)
    run.capacity = max(row.seats or 1, taken)
    run.place, run.town = row.place, row.town
    run.form = _form(row)
    run.save()
    session = run.sessions.first() or Session(run=run)
    session.starts_at = timezone.make_aware(datetime.combine(row.day, row.series.starts))
    session.ends_at = timezone.make_aware(datetime.combine(row.day, row.series.ends))
    session.save()
    SessionLink.objects.filter(session=session).delete()
    if row.link:
        SessionLink.objects.create(session=session, run=run, url=row.link)
    Run.objects.filter(pk=run.pk).update(revision=F("revision") + 1)


def _form(turn: LookoutTurn) -> str:
    if turn.link:
        return Run.Form.BOTH if turn.place else Run.Form.DIGITAL
    return Run.Form.ON_SITE


def _new_run(turn: LookoutTurn) -> Run:
    if Course.objects.filter(title_sv=turn.title_sv).exists():
        turn.title_sv = f"{turn.title_sv} ({turn.day})"[:120]
    course = Course.objects.create(
        kind=Course.Kind.LUNCH if turn.series.kind == "lunch" else Course.Kind.LOOKOUT,
        title_sv=turn.title_sv,
        summary_sv=turn.summary_sv,
    )
    run: Run = Run.objects.create(
        course=course,
        number=1,
        state=RunState.OPEN,
        host_id=turn.membership_id,
        capacity=turn.seats or 1,
    )
    turn.run = run
    turn.save(update_fields=["run", "title_sv"])
    return run


def hosts_of(membership_id: int, today: date) -> list[Person]:
    """Those who answer for an authority: the letters about hosting go to them."""
    roles = Role.objects.filter(
        covering(today), kind=Role.Kind.LOCAL_COORDINATOR, person__membership=membership_id
    )
    return list(Person.objects.filter(pk__in=roles.values("person")).select_related("user"))


@errand("courses.tell_turn_changed")
def tell_turn_changed(change: int) -> None:
    """Tell the authority that takes a turn over, and the one that gives it away."""
    row = TurnChange.objects.select_related(
        "turn__series", "before__authority", "after__authority", "network"
    ).get(pk=change)
    today = timezone.localdate()
    for membership in (row.before_id, row.after_id):
        for person in hosts_of(membership, today):
            emails_festival.turn_changed(row, person)


def remind_hosts(today: date) -> int:
    """Write the letters that have come due to hosts who have said nothing yet; each once."""
    written = 0
    waiting = LookoutTurn.objects.filter(filled=0, day__gte=today, series__ended=False)
    for turn in waiting.select_related("series", "network"):
        due = reminder_due(turn.day, today)
        if due is None:
            continue
        for person in hosts_of(turn.membership_id, today):
            emails_festival.host_reminder(turn, person, due.weeks)
            written += 1
    return written
