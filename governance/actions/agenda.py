"""Items are raised, taken up by a meeting, put in order, and given back."""

from collections.abc import Iterable

from django.db.models import F, Max
from django.utils.translation import gettext as _

from governance.meetings.refusing import refused_in_words
from governance.models import ActionPoint, AgendaItem, Meeting, Paper, Resolution, StandingItem
from governance.rules import ItemKind, MeetingState, Outcome, Shows
from members.effects import Gone, effect_of
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat

STANDING = "standing"
BEFORE = (MeetingState.PLANNED, MeetingState.CALLED)
# The usual frame of an agenda in the networks; each body changes its own.
USUAL: tuple[tuple[str, str, int, str, bool], ...] = (
    ("Mötet öppnas", ItemKind.INFORMATION, 5, "", False),
    ("Föregående protokoll", ItemKind.INFORMATION, 10, Shows.ACTIONS, False),
    ("Läget i nätverket", ItemKind.INFORMATION, 15, "", False),
    ("Ekonomi", ItemKind.INFORMATION, 15, "", False),
    ("Övrigt", ItemKind.DISCUSSION, 10, "", True),
)


def lay_usual(body_id: int) -> None:
    """Give a body that has no standing items the usual ones, to change as it likes."""
    if StandingItem.objects.filter(body=body_id).exists():
        return
    StandingItem.objects.bulk_create(
        [
            StandingItem(
                body_id=body_id,
                position=place,
                title=title,
                kind=kind,
                minutes_planned=minutes,
                shows=shows,
                last=last,
            )
            for place, (title, kind, minutes, shows, last) in enumerate(USUAL, 1)
        ]
    )


def lay_standing(meeting: Meeting) -> None:
    """Put the body's standing items on a new meeting's agenda."""
    if not Meeting.objects.filter(body=meeting.body_id).exclude(pk=meeting.pk).exists():
        lay_usual(meeting.body_id)
    rows = StandingItem.objects.filter(body=meeting.body_id).order_by("last", "position", "id")
    AgendaItem.objects.bulk_create(
        [
            AgendaItem(
                body_id=meeting.body_id,
                meeting=meeting,
                position=place,
                kind=row.kind,
                title=row.title,
                minutes_planned=row.minutes_planned,
                source=STANDING,
                source_id=row.pk,
            )
            for place, row in enumerate(rows, 1)
        ]
    )


def keep_standing(row: StandingItem) -> None:
    """Keep a standing item; refused when another of the body is called the same."""
    with refused_in_words():
        row.save()


def move_standing(row: StandingItem, step: int) -> None:
    """Move a standing item one step up (-1) or down (1) among those that stand as it does."""
    rows = StandingItem.objects.filter(body=row.body_id, last=row.last)
    line = list(rows.select_for_update().order_by("position", "id"))
    place = next(at for at, one in enumerate(line) if one.pk == row.pk)
    other = min(max(place + step, 0), len(line) - 1)
    line[place], line[other] = line[other], line[place]
    for position, one in enumerate(line, 1):
        one.position = position
    StandingItem.objects.bulk_update(line, ["position"])


def save_item(item: AgendaItem, *, by: Seat) -> AgendaItem:
    """Raise an item or change it; what it would change is frozen in words."""
    by.require("raise_item", item)
    new = item.pk is None
    if new:
        item.made_by = by.user.pk
    item.effect_words = effect_words(item)
    with refused_in_words():
        if new and item.meeting_id is not None:
            _make_room(item)
        item.save()
        note("raise_item" if new else "change_item", item, title=item.title)
    return item


def effect_words(item: AgendaItem) -> str:
    """What the item would change, in words; refused when the row is gone."""
    if not item.effect or item.subject_id is None:
        return ""
    try:
        return effect_of(item.effect).words(item.subject_id)[:300]
    except Gone as gone:
        raise Refused(gone.sentence) from None
    except KeyError:
        raise Refused(_("Choose again what the decision changes.")) from None


def _make_room(item: AgendaItem) -> None:
    """A new item comes before those that stand last on the agenda."""
    rows = AgendaItem.objects.filter(meeting=item.meeting_id)
    standing = StandingItem.objects.filter(body=item.body_id, last=True).values("pk")
    last = rows.filter(source=STANDING, source_id__in=standing).order_by("position").first()
    if last is None or item.meeting is None or item.meeting.state == MeetingState.OPEN:
        item.position = (rows.aggregate(most=Max("position"))["most"] or 0) + 1
        return
    item.position = last.position
    rows.filter(position__gte=last.position).update(position=F("position") + 1)


def take_up(items: Iterable[AgendaItem], meeting: Meeting, *, by: Seat) -> int:
    """Put open items on a meeting's agenda, with their papers; gives how many."""
    by.require("keep_meeting", meeting)
    taken = 0
    with refused_in_words():
        for item in items:
            item.meeting = meeting
            _make_room(item)
            item.save(update_fields=["meeting", "position"])
            Paper.objects.filter(item=item).update(meeting=meeting)
            note("take_up_item", item, title=item.title)
            taken += 1
    return taken


def leave(item: AgendaItem, *, by: Seat) -> None:
    """Take an item off an agenda: back to the open ones, or away when it is a standing one."""
    by.require("keep_meeting", item)
    with refused_in_words():
        if item.source == STANDING:
            Paper.objects.filter(item=item).update(item=None)
            item.delete()
            return
        Paper.objects.filter(item=item).update(meeting=None)
        item.meeting, item.position = None, 0
        item.save(update_fields=["meeting", "position"])
        note("leave_agenda", item, title=item.title)


def remove(item: AgendaItem, *, by: Seat) -> None:
    """Throw an open item away; one with papers keeps them no longer."""
    if item.meeting_id is not None:
        raise Refused(_("The item stands on an agenda. Take it off first."))
    with refused_in_words():
        note("remove_item", item, title=item.title)
        AgendaItem.objects.filter(follows=item).update(follows=None)
        Paper.objects.filter(item=item).delete()
        ActionPoint.objects.filter(item=item).update(item=None)
        item.delete()


def arrange(meeting: Meeting, order: list[int], *, by: Seat) -> None:
    """Put the items in a new order; those that are not named keep theirs after them."""
    by.require("keep_meeting", meeting)
    if meeting.state not in BEFORE:
        raise Refused(_("The meeting has begun, so the order of its paragraphs stands."))
    rows = list(AgendaItem.objects.filter(meeting=meeting).order_by("position", "id"))
    wanted = {pk: place for place, pk in enumerate(order)}
    rows.sort(key=lambda row: wanted.get(row.pk, len(wanted)))
    for place, row in enumerate(rows, 1):
        row.position = place
    AgendaItem.objects.bulk_update(rows, ["position"])


def move(item: AgendaItem, step: int, *, by: Seat) -> None:
    """Move an item one step up (-1) or down (1)."""
    if item.meeting is None:
        raise Refused(_("The item stands on no agenda."))
    rows = AgendaItem.objects.filter(meeting=item.meeting_id).order_by("position", "id")
    order = list(rows.values_list("pk", flat=True))
    place = order.index(item.pk)
    other = min(max(place + step, 0), len(order) - 1)
    order[place], order[other] = order[other], order[place]
    arrange(item.meeting, order, by=by)


def bring_back(meeting: Meeting) -> int:
    """Open each item that the meeting put off anew, once; gives how many."""
    put_off = Resolution.objects.filter(meeting=meeting, outcome=Outcome.DEFERRED)
    rows = AgendaItem.objects.filter(pk__in=put_off.values("item"))
    done = AgendaItem.objects.filter(follows__in=rows).values("follows")
    made = 0
    for row in rows.exclude(pk__in=done).order_by("position"):
        AgendaItem.objects.create(
            body_id=row.body_id,
            kind=row.kind,
            title=row.title,
            background=row.background,
            proposal=row.proposal,
            minutes_planned=row.minutes_planned,
            raised_by=row.raised_by,
            effect=row.effect,
            subject_id=row.subject_id,
            effect_words=row.effect_words,
            takes_effect_on=row.takes_effect_on,
            source="" if row.source == STANDING else row.source,
            source_id=None if row.source == STANDING else row.source_id,
            follows=row,
            made_by=row.made_by,
        )
        made += 1
    return made
