"""What the board tells the start page and the search."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loans.board.words import kind_in_words
from loans.models import Approach, Interest, Notice, NoticeDraft
from loans.rules import NoticeKind
from network.seat import Seat
from network.start import Found, RoomCard, ToDo

MOST = 20


def todos(seat: Seat) -> list[ToDo]:
    """Notices to publish, authorities that would borrow, and what one has begun to write."""
    return [*_to_publish(seat), *_to_name(seat), *_begun(seat)]


def _to_publish(seat: Seat) -> list[ToDo]:
    if not seat.may("publish_notice") or not seat.scope.memberships:
        return []
    found = Notice.objects.filter(
        membership__in=seat.scope.memberships, asked_at__isnull=False, published_at=None
    ).with_owner()
    return [
        ToDo(
            what=_("Publish %(title)s") % {"title": row.title},
            why=f"{kind_in_words(row.kind)}, {row.owner.short_name}",
            button=_("Look through"),
            url=reverse("notice", args=[row.pk]),
            due=row.answer_by,
        )
        for row in found.order_by("answer_by", "pk")[:MOST]
    ]


def _to_name(seat: Seat) -> list[ToDo]:
    if not seat.may("answer_approach") or not seat.scope.memberships:
        return []
    named = Interest.objects.filter(approach=OuterRef("pk"), withdrawn_at=None, declined_at=None)
    found = (
        Approach.objects.standing()
        .filter(notice__membership__in=seat.scope.memberships)
        .filter(notice__closed_at=None)
        .exclude(Exists(named))
        .select_related("notice", "membership__authority", "party")
    )
    return [
        ToDo(
            what=_("%(name)s would like to borrow") % {"name": _asker(row)},
            why=row.notice.title,
            button=_("Name somebody"),
            url=reverse("loan_nominate", args=[row.pk]),
        )
        for row in found.order_by("at", "pk")[:MOST]
    ]


def _asker(row: Approach) -> str:
    asker = row.membership or row.party
    return asker.short_name if asker else ""


def _begun(seat: Seat) -> list[ToDo]:
    drafts = NoticeDraft.objects.filter(person__in=seat.scope.people).select_related("notice")
    return [
        ToDo(
            what=_("Go on with your notice"),
            why=row.notice.title if row.notice else _title(row),
            button=_("Go on writing"),
            url=reverse("notice_change", args=[row.notice_id])
            if row.notice_id
            else reverse("notice_new"),
        )
        for row in drafts[:MOST]
    ]


def _title(row: NoticeDraft) -> str:
    said = [word for word in row.answers.get("title", []) if word]
    return str(said[0]) if said else _("You have begun to write it, and nobody else sees it yet.")


def cards(seat: Seat) -> list[RoomCard]:
    """How many needs may be answered today, and how many it was a year ago."""
    if not seat.may("write_notice"):
        return []
    today = timezone.localdate()
    then = today.replace(year=today.year - 1) if (today.month, today.day) != (2, 29) else today
    before = Q(published_at__date__lte=then, answer_by__gte=then)
    before &= Q(closed_at=None) | Q(closed_at__date__gt=then)
    counted = Notice.objects.filter(kind=NoticeKind.NEED, published_at__isnull=False).aggregate(
        now=Count("pk", filter=Q(closed_at=None, answer_by__gte=today)),
        then=Count("pk", filter=before),
    )
    return [
        RoomCard(
            title=_("Staff loans"),
            figure=str(counted["now"]),
            what=ngettext("open need", "open needs", counted["now"]),
            was=_("%(n)s at this time last year") % {"n": counted["then"]},
            url=f"{reverse('loans')}?kind={NoticeKind.NEED.value}",
        )
    ]


def found(seat: Seat, words: str) -> list[Found]:
    """Notices on the board that hold the words."""
    rows = Notice.objects.seen_by(seat).open_on(timezone.localdate()).holding(words).with_owner()
    return [
        Found(
            kind_in_words(row.kind),
            row.title,
            row.owner.name,
            reverse("notice", args=[row.pk]),
        )
        for row in rows[:5]
    ]
