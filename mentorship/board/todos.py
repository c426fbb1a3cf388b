"""What waits for the coordinator of a matching; one question for all rounds."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Func, IntegerField, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.board.waiting import waiting_mentees
from mentorship.models import HelpQuestion, Interest, Matching, MentorRound, Pair
from mentorship.rules import MENTOR, PairState, State
from network.seat import Seat
from network.start import ToDo


def matching_todos(seat: Seat) -> list[ToDo]:
    """Proposals to decide, questions that nobody answered in time, and mentees left over."""
    if not seat.may("see_matching"):
        return []
    today = timezone.localdate()
    found: list[ToDo] = []
    for row in _rounds(seat, today):
        here = reverse("matching", args=[row.pk])
        if row.proposed:
            words = ngettext(
                "%(n)s proposed pair to decide", "%(n)s proposed pairs to decide", row.proposed
            )
            found.append(_todo(words, row.proposed, row, _("Decide"), here))
        if row.late:
            words = ngettext(
                "%(n)s pair has not answered in time",
                "%(n)s pairs have not answered in time",
                row.late,
            )
            found.append(_todo(words, row.late, row, _("Remind"), f"{here}?view=asked"))
        if row.helped:
            words = ngettext(
                "%(n)s who was asked for help with a pair has said yes",
                "%(n)s who were asked for help with a pair have said yes",
                row.helped,
            )
            url = reverse("repair", args=[row.pk])
            found.append(_todo(words, row.helped, row, _("Repair"), url))
        if row.alone and row.computed:
            words = ngettext(
                "%(n)s mentee has no mentor", "%(n)s mentees have no mentor", row.alone
            )
            found.append(_todo(words, row.alone, row, _("Look"), f"{here}?view=alone"))
    return found


def _todo(words: str, count: int, row: Any, button: str, url: str) -> ToDo:
    return ToDo(words % {"n": count}, row.title, button, url, due=row.starts)


def _rounds(seat: Seat, today: date) -> list[Any]:
    open_pairs = Q(pairs__ended_at=None, pairs__started_at=None)
    asked_in_vain = Pair.objects.in_state(PairState.ASKED).filter(answer_by__lt=today)
    seen = MentorRound.objects.seen_by(seat).filter(ends__gte=today)
    counted = seen.annotate(
        proposed=Count("pairs", filter=open_pairs & Q(pairs__asked_at=None)),
        late=_count(asked_in_vain),
        alone=_count(waiting_mentees()),
        helped=_count(_said_yes()),
        computed=Exists(Matching.objects.filter(round=OuterRef("pk"))),
    )
    return list(counted.order_by("starts", "pk"))


def _said_yes() -> Any:
    """The questions whose yes can give a mentee a mentor now; who joins waits for a manager."""
    yes = HelpQuestion.objects.filter(accepted=True, mentee__withdrawn_at=None)
    approved = Interest.objects.in_state(State.APPROVED).filter(
        role=MENTOR, person=OuterRef("person"), round=OuterRef("round")
    )
    waits = Q(kind=HelpQuestion.Kind.JOIN) & ~Exists(approved)
    has_one = Exists(Pair.objects.standing().filter(mentee=OuterRef("mentee")))
    return yes.exclude(waits).exclude(has_one)


def _count(rows: Any) -> Coalesce:
    """How many of the rows belong to the round."""
    pks = rows.filter(round=OuterRef("pk")).order_by().values("pk")
    length = Func(ArraySubquery(pks), 1, function="array_length", output_field=IntegerField())
    return Coalesce(length, 0)
