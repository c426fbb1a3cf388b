"""Open pages are begun, written in versions, published by day, taken down and moved."""

from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.models import OpenPage, PageAddress, PageVersion, Publishing
from governance.pages.refusing import STALE, refused_in_words
from network.models.journal import note
from network.refusals import Refused
from network.seat import Seat


def newest_number(page: OpenPage) -> int:
    """The number of the version that was written last; 0 before the first."""
    return int(PageVersion.objects.filter(page=page).aggregate(n=Max("number"))["n"] or 0)


def begin(page: OpenPage, first: PageVersion, *, by: Seat) -> OpenPage:
    """Begin a page with its first version; nobody but the coordinators reads it yet. Refused."""
    by.require("keep_pages")
    with refused_in_words():
        page.save(force_insert=True)
        _addressed(page)
        _versioned(page, first, 1, by)
        note("begin_open_page", page, title=first.title, language=page.get_language_display())
    return page


def _versioned(page: OpenPage, version: PageVersion, number: int, by: Seat) -> PageVersion:
    version.page, version.number, version.made_by = page, number, by.user.pk
    version.save(force_insert=True)
    return version


def write(page: OpenPage, version: PageVersion, *, base: int, by: Seat) -> PageVersion:
    """Keep a new version on top of the one that was read (`base`); Refused if it is not newest."""
    by.require("keep_pages")
    if newest_number(page) != base:
        raise Refused(str(STALE))
    with refused_in_words():
        _versioned(page, version, base + 1, by)
        note("write_open_page", page, title=version.title, number=version.number)
    return version


def restore(version: PageVersion, *, by: Seat) -> PageVersion:
    """Let an older version's words be the newest; the versions between stay. Raises Refused."""
    page: OpenPage = version.page
    fresh = PageVersion(title=version.title, lead=version.lead, text=version.text)
    return write(page, fresh, base=newest_number(page), by=by)


def publish(version: PageVersion, since: date, *, by: Seat) -> Publishing:
    """Let everybody read a version from a day on, today or later. Raises Refused."""
    by.require("keep_pages")
    if since < timezone.localdate():
        raise Refused(_("Choose today or a later day."))
    with refused_in_words():
        row = Publishing(page=version.page, version=version, since=since, made_by=by.user.pk)
        row.save(force_insert=True)
        note("publish_open_page", version.page, title=version.title, since=since.isoformat())
    return row


def take_down(page: OpenPage, *, by: Seat) -> None:
    """From now on nobody but the coordinators reads the page; a plan to publish it ends too."""
    by.require("keep_pages")
    with refused_in_words():
        today = timezone.localdate()
        Publishing(page=page, since=today, made_by=by.user.pk).save(force_insert=True)
        note("take_down_open_page", page, address=str(page))


def move(page: OpenPage, slug: str, position: int, *, by: Seat) -> None:
    """Give a page another address or place; its old addresses lead to it. Raises Refused."""
    by.require("keep_pages")
    held: OpenPage = OpenPage.objects.select_for_update().get(pk=page.pk)
    if (held.slug, held.position) == (slug, position):
        return
    held.slug, held.position = slug, position
    with refused_in_words():
        held.save(update_fields=["slug", "position"])
        _addressed(held)
        note("move_open_page", held, address=str(held))


def _addressed(page: OpenPage) -> None:
    """Keep the address for ever; one that the page has had before is its own already."""
    words = {"kind": page.kind, "language": page.language, "slug": page.slug}
    if not PageAddress.objects.filter(page=page, **words).exists():
        PageAddress(page=page, **words).save(force_insert=True)
