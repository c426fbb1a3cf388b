"""The journal in plain sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from network.forms import JournalFilter
from network.middleware import NetworkRequest
from network.models import JournalEntry
from network.naming import names_of_people, names_of_users
from network.permissions import policy
from network.sentences import deed

PAGE = 50


@dataclass(frozen=True)
class Line:
    """An entry as it is read: who did what, to which record, about whom."""

    entry: JournalEntry
    who: str
    what: str
    record: str
    about: str


def lines(entries: list[JournalEntry]) -> list[Line]:
    """Entries as sentences, with two questions for the names of all of them."""
    users = names_of_users(entry.user_id for entry in entries)
    people = names_of_people(entry.person_id for entry in entries)
    return [_line(entry, users.get(entry.user_id or 0, ""), people) for entry in entries]


def _line(entry: JournalEntry, user: str, people: Mapping[int, str]) -> Line:
    who = user or (_("Somebody") if entry.user_id else _("The portal"))
    about = people.get(entry.person_id or 0, "")
    try:
        record = str(apps.get_model(entry.subject)._meta.verbose_name)
    except LookupError:
        record = ""
    return Line(entry, who, deed(entry.verb, entry.facts), record, about)


@policy("see_journal")
def journal(request: NetworkRequest) -> HttpResponse:
    """Who did what to which record, last first."""
    seen = JournalEntry.objects.seen_by(request.seat)
    verbs = list(seen.order_by("verb").values_list("verb", flat=True).distinct())
    filters = JournalFilter(request.GET, verbs=verbs)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    narrowed = {"verb": "verb", "since": "at__date__gte", "until": "at__date__lte"}
    for name, lookup in narrowed.items():
        if chosen.get(name):
            seen = seen.filter(**{lookup: chosen[name]})
    page = Paginator(seen, PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "lines": lines(list(page)),
        "filters": filters,
        "verb": filters.words.get(chosen.get("verb", ""), ""),
        "days": _days(chosen.get("since"), chosen.get("until")),
    }
    return render(request, "network/journal.html", context)


def _days(since: object, until: object) -> str:
    """The chosen days as a filter chip says them."""
    if not since and not until:
        return ""
    return f"{since or ''}–{until or ''}"
