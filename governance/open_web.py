"""The links to open pages, and where each of them lies."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import OpenEvent, OpenPage, OpenPart
from governance.pages.rules import ABOUT, CONTACT, INFORMATION, MINORITY, TONGUES, PageKind, Part
from network.addresses import network_path, network_url
from network.calendar import Happening, uid
from network.calendar_feed import Listed
from network.letters import host
from network.models import Network
from network.open_web import OpenLink, Room, Tongues, lies_open
from network.openness import WHOLE

MOST = 12  # own pages in the navigation
MOST_TIMES = 200


def path_of(network: Network, page: OpenPage) -> str:
    """Where a page lies below the site's root."""
    if page.kind == PageKind.NEWS:
        return network_path(network, "open_news", language=page.language, slug=page.slug)
    if page.subject == ABOUT and page.language not in MINORITY:
        return network_path(network, "open_about", language=page.language)
    if page.subject == CONTACT and page.language not in MINORITY:
        return network_path(network, "open_contact", language=page.language)
    return network_path(network, "open_page", code=page.language, slug=page.slug)


def open_parts() -> set[str]:
    """What lies open today, of what the network keeps anyway."""
    return set(OpenPart.objects.on(timezone.localdate()).values_list("part", flat=True))


def links(network: Network, language: str) -> Iterator[OpenLink]:
    """About, the network's own pages, bodies, members, calendar, news, contact: what there is."""
    shown = OpenPage.objects.filter(language=language).shown_on(timezone.localdate())
    pages = list(shown.pages().order_by("position", "pk")[: MOST + 3])
    said = {page.subject: page for page in pages}
    parts = open_parts()
    if about := said.get(ABOUT):
        yield OpenLink(_("About the network"), path_of(network, about), 10)
    for part in sorted(parts & set(_names())):
        order, label, name = _names()[part]
        yield OpenLink(label, network_path(network, name, language=language), order)
    if shown.news().exists():
        yield OpenLink(_("News"), network_path(network, "open_news_list", language=language), 70)
    for place, page in enumerate(pages):
        if page.subject not in (ABOUT, CONTACT, INFORMATION):
            yield OpenLink(page.shown_title, path_of(network, page), 80 + place)
    if pages or parts:
        path = network_path(network, "open_contact", language=language)
        yield OpenLink(_("Contact"), path, 120)


def _names() -> dict[str, tuple[int, str, str]]:
    return {
        Part.BODIES: (20, _("Bodies"), "open_bodies"),
        Part.MEMBERS: (30, _("Members"), "open_members"),
        Part.CALENDAR: (60, _("Calendar"), "open_events"),
    }


def tongues(network: Network) -> Iterator[Tongues]:
    """The information pages in national minority languages, in the order of the languages."""
    shown = OpenPage.objects.filter(subject=INFORMATION, language__in=MINORITY).pages()
    pages = {page.language: page for page in shown.shown_on(timezone.localdate())}
    for code in MINORITY:
        if code in pages:
            tongue = TONGUES[code]
            yield Tongues(code, tongue.name, tongue.direction, path_of(network, pages[code]))


def addresses(network: Network) -> Iterator[dict[str, str]]:
    """Every published page, in the languages that it is in, and the parts that lie open."""
    together: dict[tuple[str, str], dict[str, str]] = {}
    for page in OpenPage.objects.shown_on(timezone.localdate()).order_by("pk"):
        alike = together.setdefault((page.kind, page.subject), {})
        alike[page.language] = settings.SITE_URL + path_of(network, page)
    yield from together.values()
    parts = open_parts()
    names = [_names()[part][2] for part in sorted(parts)]
    if any(kind == PageKind.NEWS for kind, _subject in together):
        names.append("open_news_list")
    for name in names:
        yield {code: network_url(network, name, language=code) for code in WHOLE}


def times(network: Network, language: str) -> Iterator[Listed]:
    """Open events that are to come."""
    page = network_url(network, "open_events", language=language)
    for event in OpenEvent.objects.to_come(timezone.now()).order_by("starts", "pk")[:MOST_TIMES]:
        happening = Happening(
            uid=uid("event", event.pk, host=host()),
            sequence=event.revision,
            starts=event.starts,
            ends=event.ends,
            stamp=event.changed_at,
            summary=event.in_words,
            place=event.place,
            url=event.link or page,
        )
        yield Listed(happening, cancelled=event.called_off)


lies_open(Room(links, addresses, tongues, times, leads=True))
