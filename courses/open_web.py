"""The open catalogue among the open pages: its link, and its days in the common calendar."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.calendar import days_of_runs
from courses.models import Run, Session
from network.addresses import network_path, network_url
from network.calendar_feed import Listed
from network.models import Network
from network.open_web import OpenLink, Room, lies_open


def links(network: Network, language: str) -> Iterator[OpenLink]:
    """The catalogue."""
    yield OpenLink(_("Courses"), network_path(network, "open_courses", language=language), 40)


def times(network: Network, language: str) -> Iterable[Listed]:
    """The days of courses that are announced and public."""
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    runs = Run.objects.exclude(state="planned").filter(is_public=True).calendar(timezone.now())
    return days_of_runs(
        runs.select_related("course").prefetch_related(sessions),
        lambda run: network_url(network, "open_course", language=language, pk=run.course_id),
    )


lies_open(Room(links, times=times))
