"""What the manager induction programme tells the start page and the search."""

from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from induction.models import Module, Participation, Programme
from induction.progress import progress_of
from induction.proposals import proposals
from induction.rules import Stage
from network.seat import Seat
from network.sought import holding
from network.start import Coming, Found, RoomCard, ToDo

SHOWN = 5


def todos(seat: Seat) -> list[ToDo]:
    """Invitations to answer; new managers to invite, for coordinators."""
    mine = Participation.objects.of(seat).with_all()
    found = [
        ToDo(
            _("You are invited to %(programme)s") % {"programme": row.programme.title},
            _("Courses and a mentor for your first year as a manager."),
            _("Answer"),
            reverse("participation_answer", args=[row.pk]),
            row.programme.starts,
        )
        for row in mine
        if row.stage == Stage.INVITED
    ]
    found += [_next(row, seat) for row in mine if row.stage == Stage.TAKING]
    if not seat.may("invite_to_induction"):
        return found
    today = timezone.localdate()
    under_way = list(Programme.objects.seen_by(seat).under_way(today)[:SHOWN])
    waiting = proposals(under_way, today=today)
    return found + [
        ToDo(
            ngettext(
                "%(n)s new manager to invite", "%(n)s new managers to invite", len(waiting[one.pk])
            )
            % {"n": len(waiting[one.pk])},
            one.title,
            _("Look through"),
            reverse("proposals", args=[one.pk]),
        )
        for one in under_way
        if waiting[one.pk]
    ]


def _next(row: Participation, seat: Seat) -> ToDo:
    """The first module that is not done, or that all is done."""
    modules = list(row.programme.modules.all())
    step = progress_of([row], modules, today=timezone.localdate(), seat=seat)[0].following
    title = row.programme.title
    url = reverse("participation", args=[row.pk])
    if step is None:
        return ToDo(_("Complete %(programme)s") % {"programme": title}, "", _("See"), url)
    what = _("Next module: %(module)s") % {"module": step.module.title}
    return ToDo(what, title, _("See my modules"), url, step.due)


def coming(seat: Seat) -> list[Coming]:
    """Days by which one's own modules at the workplace are to be done."""
    today = timezone.localdate()
    taking = {
        row.programme_id: row
        for row in Participation.objects.of(seat).with_all()
        if row.stage == Stage.TAKING
    }
    if not taking:
        return []
    left = (
        Module.objects.filter(programme__in=taking, kind=Module.Kind.OWN, done_by__gte=today)
        .exclude(pk__in=_ticked(list(taking.values())))
        .order_by("done_by")[:SHOWN]
    )
    return [
        Coming(
            timezone.make_aware(datetime.combine(one.done_by, time(0))),
            _("%(module)s is to be done") % {"module": one.title},
            "",
            reverse("participation", args=[taking[one.programme_id].pk]),
        )
        for one in left
        if one.done_by
    ]


def _ticked(rows: list[Participation]) -> list[int]:
    """The modules that somebody has ticked."""
    done = Participation.objects.filter(pk__in=[row.pk for row in rows], done__isnull=False)
    return list(done.values_list("done__module", flat=True))


def cards(seat: Seat) -> list[RoomCard]:
    """One's own way through a programme; how many are invited to the newest, for coordinators."""
    return _own(seat) + _newest(seat)


def _own(seat: Seat) -> list[RoomCard]:
    """How many modules one has done, until the programme is over."""
    today = timezone.localdate()
    found = []
    for row in Participation.objects.of(seat).filter(programme__ends__gte=today).with_all():
        if row.stage not in (Stage.TAKING, Stage.COMPLETED):
            continue
        modules = list(row.programme.modules.all())
        progress = progress_of([row], modules, today=today, seat=seat)[0]
        figure = _("%(done)s of %(all)s") % {"done": progress.done, "all": len(modules)}
        found.append(
            RoomCard(
                _("My induction programme"),
                figure,
                _("modules done"),
                row.programme.title,
                reverse("participation", args=[row.pk]),
            )
        )
    return found


def _newest(seat: Seat) -> list[RoomCard]:
    """How many are invited to the newest programme, of those whom one answers for."""
    if not seat.may("see_participations"):
        return []
    newest = Programme.objects.seen_by(seat).filter(published_at__isnull=False).first()
    if newest is None:
        return []
    rows = Participation.objects.overseen_by(seat).filter(programme=newest)
    return [
        RoomCard(
            _("New managers"),
            str(rows.count()),
            _("invited"),
            newest.title,
            reverse("participations", args=[newest.pk]),
        )
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Programmes by title."""
    rows = holding(Programme.objects.seen_by(seat), words, "title")[:SHOWN]
    return [
        Found(
            _("Manager induction programme"),
            row.title,
            f"{row.starts:%Y-%m-%d} – {row.ends:%Y-%m-%d}",
            reverse("programme", args=[row.pk]),
        )
        for row in rows
    ]
