"""The weekly letter of saved searches: new hits alone, once, whatever is killed in between."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone, translation

from loans.board import emails
from loans.board.facts import Facts, facts_of
from loans.board.filter import filter_of
from loans.board.page import names_of_competences
from loans.board.sisters import sister_notices
from loans.board.words import kind_in_words, line_of
from loans.models import Notice, SavedSearch
from members.models import Person
from network.addresses import network_url
from network.links import write_link
from network.models import Network

AT = time(7)  # on Mondays
STOP_WITHIN = timedelta(days=60)  # how long the link in a letter stops them
PURPOSE = "loans.stop_search_letters"
MOST = 10  # hits of one search in a letter; the board has the rest


def latest_monday(now: datetime) -> datetime:
    """The last time that the letters fell due, in local time."""
    local = timezone.localtime(now)
    monday = local.date() - timedelta(days=local.weekday())
    due = timezone.make_aware(datetime.combine(monday, AT))
    return due if due <= now else due - timedelta(days=7)


def waiting(due: datetime) -> list[int]:
    """The people with searches that have not been looked through for the letters due then."""
    found = SavedSearch.objects.filter(weekly=True, told_until__lt=due)
    return sorted(set(found.values_list("person_id", flat=True)))


def tell(person_id: int, network: Network, due: datetime) -> bool:
    """Write somebody's letter of a week, and remember it, in one transaction.

    False when nothing new fits: then there is no letter.
    """
    searches = list(
        SavedSearch.objects.select_for_update()
        .filter(person=person_id, weekly=True, told_until__lt=due)
        .order_by("name", "pk")
    )
    people = Person.objects.on(timezone.localdate()).select_related("user")
    person = people.filter(pk=person_id).first()
    found: list[dict[str, Any]] = []
    if searches and person:
        with translation.override(person.language):
            found = _found(searches, person, network, due)
        if found:
            stop = write_link(
                PURPOSE,
                person.pk,
                network=network,
                person_id=person.pk,
                expires_at=timezone.now() + STOP_WITHIN,
            )
            emails.hits(person, network, due.date(), found, stop)
    SavedSearch.objects.filter(pk__in=[one.pk for one in searches]).update(told_until=due)
    return bool(found)


def _found(
    searches: list[SavedSearch], person: Person, network: Network, due: datetime
) -> list[dict[str, Any]]:
    """What is new, by search; a notice that several searches hold is told once."""
    names = names_of_competences()
    sisters = sister_notices()
    told: set[str] = set()
    found = []
    for search in searches:
        filters = filter_of(search.query, names)
        since = search.told_until
        own = (
            filters.narrow(Notice.objects.open_on(timezone.localdate()))
            .exclude(membership=person.membership_id)
            .filter(published_at__gt=since, published_at__lte=due)
        )
        lines = [_line(row.pk, facts_of(row), "notice", network) for row in own.with_owner()]
        lines += [
            _line(row.pk, row, "sister_notice", network)
            for row in sisters
            if row.published_at and since < row.published_at <= due and filters.holds(row)
        ]
        new = [line for line in lines if line["url"] not in told]
        told |= {line["url"] for line in new}
        if new:
            found.append({"name": search.name, "hits": new[:MOST], "more": len(new[MOST:])})
    return found


def _line(pk: int, it: Facts, page: str, network: Network) -> dict[str, str]:
    return {
        "title": it.title,
        "about": f"{kind_in_words(it.kind)}, {it.owner_name}. {line_of(it)}",
        "url": network_url(network, page, pk=pk),
    }
