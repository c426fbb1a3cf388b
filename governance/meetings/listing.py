"""The lists of meetings, open items and actions: search, filter, order, and tables to take away."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from governance.meetings.words import title_of
from governance.models import ActionPoint, AgendaItem, Body, Meeting
from governance.places import read, sat_in
from governance.rules import MeetingState
from network.seat import Seat
from network.sought import holding
from network.tables import table_file

ALL = ("", gettext_lazy("all"))
OVER = (MeetingState.CLOSED, MeetingState.APPROVED, MeetingState.CANCELLED)


def bodies_of(seat: Seat) -> list[Body]:
    """The bodies whose meetings the seat reads, by name."""
    rows = Body.objects.all()
    if not seat.scope.whole:
        rows = rows.filter(pk__in=read())
    return sorted(rows, key=lambda row: row.in_words)


class ListFilter(forms.Form):
    """Search, body and what the list adds; all of it lives in the address."""

    extra: tuple[str, ...] = ()

    def __init__(
        self, *args: Any, bodies: Sequence[Body], more: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"] = forms.CharField(required=False, max_length=100)
        self.fields["body"] = forms.ChoiceField(
            label=_("Body"),
            required=False,
            choices=[ALL, *((str(row.pk), row.in_words) for row in bodies)],
        )
        self.fields.update(more or {})
        self.is_valid()

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.cleaned_data.get(name) for name in ("q", "body", *self.extra))

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        found = {}
        for name in ("body", *self.extra):
            if chosen := self.cleaned_data.get(name):
                found[name] = str(dict(cast(Any, self.fields[name]).choices).get(chosen, ""))
        return found


class MeetingFilter(ListFilter):
    """Meetings by body, state and year."""

    extra = ("state", "year")

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        more = {
            "state": forms.ChoiceField(
                label=_("State"), required=False, choices=[ALL, *MeetingState.choices]
            ),
            "year": forms.ChoiceField(
                label=_("Year"), required=False, choices=[ALL, *((str(y), str(y)) for y in years)]
            ),
        }
        super().__init__(*args, more=more, **kwargs)

    def apply(self, rows: Any, view: str) -> Any:
        """Those that fit, the nearest first when they are to come."""
        asked = self.cleaned_data
        if asked.get("body"):
            rows = rows.filter(body=asked["body"])
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if asked.get("year"):
            rows = rows.filter(starts__year=asked["year"])
        rows = holding(rows, asked.get("q", ""), "title", "place", "body__name", "body__name_en")
        order = str(self.data.get("sort", ""))
        rows = of_view(rows, view)
        if order.removeprefix("-") in ("starts", "body__name", "state"):
            return rows.order_by(order, "-pk")
        return rows.order_by("starts" if view == "coming" else "-starts", "pk")


def of_view(rows: Any, view: str) -> Any:
    """Meetings to come, or those that are over."""
    return rows.exclude(state__in=OVER) if view == "coming" else rows.filter(state__in=OVER)


def mine_of(seat: Seat, rows: Any) -> Any:
    """Only of the bodies in which the seat sits."""
    return rows.filter(body__in=sat_in())


class ItemFilter(ListFilter):
    """Open items by body."""

    def apply(self, rows: Any) -> Any:
        """Those that fit, the oldest first."""
        asked = self.cleaned_data
        if asked.get("body"):
            rows = rows.filter(body=asked["body"])
        rows = holding(rows, asked.get("q", ""), "title", "background", "raised_by")
        order = str(self.data.get("sort", "made_at"))
        known = order.removeprefix("-") in ("made_at", "title", "body__name")
        return rows.order_by(order if known else "made_at", "pk")


class ActionFilter(ListFilter):
    """Actions by body and how far they have come."""

    extra = ("state",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        states = [
            ALL,
            ("open", _("open")),
            ("overdue", pgettext("action", "overdue")),
            ("done", _("done")),
            ("dropped", _("dropped")),
        ]
        more = {"state": forms.ChoiceField(label=_("State"), required=False, choices=states)}
        super().__init__(*args, more=more, **kwargs)

    def apply(self, rows: Any) -> Any:
        """Those that fit, the earliest due first."""
        asked, today = self.cleaned_data, timezone.localdate()
        still = Q(done_at=None, dropped_at=None)
        state = asked.get("state")
        if asked.get("body"):
            rows = rows.filter(body=asked["body"])
        if state == "open":
            rows = rows.filter(still)
        elif state == "overdue":
            rows = rows.filter(still, due__lt=today)
        elif state == "done":
            rows = rows.filter(done_at__isnull=False)
        elif state == "dropped":
            rows = rows.filter(dropped_at__isnull=False)
        rows = holding(rows, asked.get("q", ""), "what", "name", "item__title")
        order = str(self.data.get("sort", "due"))
        known = order.removeprefix("-") in ("due", "name", "body__name", "made_at")
        return rows.order_by(order if known else "due", "pk")


def meetings_table(rows: Any, kind: str) -> HttpResponse:
    """The meetings as they are filtered now."""
    head = [_("Body"), _("Meeting"), _("Starts"), _("Ends"), _("Place"), _("State")]
    body = [
        [
            row.body.in_words,
            title_of(row),
            timezone.localtime(row.starts),
            timezone.localtime(row.ends),
            row.place,
            str(row.get_state_display()),
        ]
        for row in rows
    ]
    return table_file(pgettext("body", "Meetings"), head, body, kind)


def items_table(rows: Any, kind: str) -> HttpResponse:
    """The open items as they are filtered now."""
    head = [
        _("Body"),
        pgettext("agenda", "Item"),
        _("For"),
        _("Proposed decision"),
        _("Raised by"),
        _("Written"),
    ]
    body = [
        [
            row.body.in_words,
            row.title,
            str(row.get_kind_display()),
            row.proposal,
            row.raised_by,
            timezone.localdate(row.made_at),
        ]
        for row in rows
    ]
    return table_file(_("Open items"), head, body, kind)


def actions_table(rows: Any, kind: str) -> HttpResponse:
    """The actions as they are filtered now."""
    head = [
        _("Body"),
        _("Action"),
        _("Who"),
        pgettext("action", "Due"),
        _("State"),
        _("What came of it"),
        pgettext("agenda", "Item"),
    ]
    today = timezone.localdate()
    body = [
        [
            row.body.in_words,
            row.what,
            row.name,
            row.due,
            state_of(row, today),
            row.done_words,
            row.item.title if row.item else "",
        ]
        for row in rows
    ]
    return table_file(_("Actions"), head, body, kind)


def state_of(row: ActionPoint, today: Any) -> str:
    """How far an action has come, in a word."""
    if row.done_at:
        return _("done")
    if row.dropped_at:
        return _("dropped")
    return pgettext("action", "overdue") if row.is_overdue(today) else _("open")


def seen_actions(seat: Seat) -> Any:
    """The actions of the bodies that the seat sits in, and its own."""
    rows = ActionPoint.objects.select_related("body", "item", "meeting")
    if seat.scope.whole:
        return rows
    return rows.filter(Q(body__in=sat_in()) | Q(person__in=seat.scope.people))


def seen_items(seat: Seat) -> Any:
    """Items of the bodies that the seat reads; open ones only of its own."""
    return AgendaItem.objects.seen_by(seat).select_related("body", "meeting__body")


def seen_meetings(seat: Seat) -> Any:
    """The meetings of the bodies that the seat reads."""
    return Meeting.objects.seen_by(seat).select_related("body", "network")
