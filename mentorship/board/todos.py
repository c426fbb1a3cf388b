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

from mentorship.models import Interest, Matching, MentorRound, Pair
from mentorship.rules import MENTEE, PairState, State
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
    taken = Pair.objects.standing().filter(mentee=OuterRef("pk"))
    mentees = Interest.objects.in_state(State.APPROVED).filter(role=MENTEE)
    seen = MentorRound.objects.seen_by(seat).filter(ends__gte=today)
    counted = seen.annotate(
        proposed=Count("pairs", filter=open_pairs & Q(pairs__asked_at=None)),
        late=_count(asked_in_vain),
        alone=_count(mentees.exclude(Exists(taken))),
        computed=Exists(Matching.objects.filter(round=OuterRef("pk"))),
    )
    return list(counted.order_by("starts", "pk"))


def _count(rows: Any) -> Coalesce:
    """How many of the rows belong to the round."""
    pks = rows.filter(round=OuterRef("pk")).order_by().values("pk")
    length = Func(ArraySubquery(pks), 1, function="array_length", output_field=IntegerField())
    return Coalesce(length, 0)
