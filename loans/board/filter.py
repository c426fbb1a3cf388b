"""Search, filters and order of the board; all of it lives in the address, or in a saved search."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from loans.board.facts import Facts
from loans.board.words import KINDS
from loans.rules import Occasion, Remote
from members.models import Authority
from network.seat import Seat
from network.sought import words_of
from network.wording import date_iso

ALL = ("", _("all"))
OPEN, PAST, OURS = "", "past", "ours"
STATES = [
    (OPEN, _("Open now")),
    (PAST, _("Closed and earlier")),
    (OURS, _("Ours, unpublished too")),
]
EXTENTS = [
    ALL,
    ("full", _("full time")),
    ("part", _("part time")),
    ("half", _("half time at most")),
]
PERCENTS = {"full": (100, 100), "part": (0, 99), "half": (0, 50)}
ELSEWHERE = [ALL, ("yes", _("partly or wholly")), ("wholly", _("from anywhere"))]
REMOTES = {"yes": (Remote.PARTLY, Remote.WHOLLY), "wholly": (Remote.WHOLLY,)}
# What a saved search keeps, and what each week's letter searches by.
KEPT = ("q", "kind", "occasion", "competence", "since", "extent", "remote", "authority")


def _capitals(choices: Any) -> list[tuple[str, Any]]:
    return [(value, capfirst(str(label))) for value, label in choices]


class BoardFilter(forms.Form):
    """Notices by words, kind, occasion, competence, first day, extent, place and authority.

    `names` are the network's competences by code.
    """

    q = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ALL, *KINDS.items()])
    occasion = forms.ChoiceField(
        label=_("Occasion"), required=False, choices=lambda: [ALL, *_capitals(Occasion.choices)]
    )
    competence = forms.ChoiceField(label=_("Competence"), required=False)
    since = forms.DateField(label=_("Begins"), required=False, help_text=_("That day or later."))
    extent = forms.ChoiceField(label=_("Extent"), required=False, choices=EXTENTS)
    remote = forms.ChoiceField(label=_("From elsewhere"), required=False, choices=ELSEWHERE)
    authority = forms.ChoiceField(
        label=_("Kind of authority"),
        required=False,
        choices=lambda: [ALL, *_capitals(Authority.Kind.choices)],
    )
    state = forms.ChoiceField(required=False, choices=STATES)

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["competence"].choices = [ALL, *names.items()]
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        """What narrows the list, by field; nonsense narrows nothing."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def kept(self) -> dict[str, str]:
        """What a saved search would keep."""
        return {name: str(self.chosen[name]) for name in KEPT if name in self.chosen}

    @property
    def words(self) -> dict[str, str]:
        """What each chosen filter is called."""
        fields: Any = self.fields
        said = {}
        for name, value in self.chosen.items():
            if isinstance(value, date):
                said[name] = date_iso(value)
            elif name != "q":
                said[name] = str(dict(fields[name].choices).get(value, value))
        return said

    def apply(self, rows: Any, today: date | None = None, seat: Seat | None = None) -> Any:
        """Those that fit, of what may be seen; open ones, where nothing else is asked for."""
        day, asked = today or timezone.localdate(), self.chosen
        if asked.get("state") == OURS and seat is not None:
            rows = rows.of(seat)
        elif asked.get("state") == PAST:
            rows = rows.filter(published_at__isnull=False)
            rows = rows.filter(Q(closed_at__isnull=False) | Q(answer_by__lt=day))
        else:
            rows = rows.open_on(day)
        return self.narrow(rows)

    def narrow(self, rows: Any) -> Any:
        """Those that hold all that is asked for, whatever their state."""
        asked = self.chosen
        rows = rows.holding(asked.get("q", ""))
        for name in ("kind", "occasion"):
            if name in asked:
                rows = rows.filter(**{name: asked[name]})
        if "competence" in asked:
            rows = rows.filter(competences__contains=[asked["competence"]])
        if "since" in asked:
            rows = rows.filter(starts__gte=asked["since"])
        if "extent" in asked:
            rows = rows.filter(percent__range=PERCENTS[asked["extent"]])
        if "remote" in asked:
            rows = rows.filter(remote__in=REMOTES[asked["remote"]])
        if "authority" in asked:
            kind = asked["authority"]
            rows = rows.filter(Q(membership__authority__kind=kind) | Q(party__kind=kind))
        return rows

    def holds(self, it: Facts) -> bool:
        """The same of one notice of a sister network, which no question of ours can reach."""
        asked = self.chosen
        texts = [text.casefold() for text in (it.title, it.tasks, it.place, it.owner_name)]
        low, high = PERCENTS.get(asked.get("extent", ""), (0, 100))
        return (
            asked.get("state", OPEN) == OPEN
            and all(
                any(word.casefold() in text for text in texts)
                for word in words_of(asked.get("q", ""))
            )
            and asked.get("kind", it.kind) == it.kind
            and asked.get("occasion", it.occasion) == it.occasion
            and asked.get("competence") in (None, *it.competences)
            and asked.get("since", it.starts) <= it.starts
            and low <= it.percent <= high
            and it.remote in REMOTES.get(asked.get("remote", ""), (it.remote,))
            and asked.get("authority", it.owner_kind) == it.owner_kind
        )


def filter_of(query: Mapping[str, str], names: Mapping[str, str]) -> BoardFilter:
    """The filter of a saved search."""
    return BoardFilter(query, names=names)
