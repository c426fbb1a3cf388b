"""What the reports tell the start page and the search."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.models import Document
from network.seat import Seat
from network.sought import holding
from network.start import Found, RoomCard, ToDo
from reports.survey import todos as survey_todos


def todos(seat: Seat) -> list[ToDo]:
    """Surveys to answer, open and close."""
    return survey_todos.todos(seat)


def cards(seat: Seat) -> list[RoomCard]:
    """How many reports there are, and when the newest was made."""
    if not seat.scope.reports:  # who works in the network sees the figures themselves
        return []
    made = _made(seat)
    newest = made.order_by("-created_at").values_list("created_at", flat=True).first()
    was = _("The newest is from %(day)s") % {"day": date_format(newest)} if newest else ""
    return [RoomCard(_("Reports"), str(made.count()), _("made so far"), was, reverse("reports"))]


def found(seat: Seat, words: str) -> list[Found]:
    """Reports by name."""
    if not seat.may("see_reports"):
        return []
    hits = holding(_made(seat), words, "name").order_by("-created_at")[:5]
    return [
        Found(
            _("Report"),
            hit.name,
            date_format(hit.created_at),
            reverse("document", args=[hit.pk]),
        )
        for hit in hits
    ]


def _made(seat: Seat) -> QuerySet[Document]:
    return Document.objects.seen_by(seat).filter(kind=Document.Kind.REPORT).defer("content")
