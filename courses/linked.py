"""A course as linked data (schema.org), for search engines and other catalogues."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from courses.models import Course, Run
from courses.rules import RunState
from network.models import Network

MODES = {Run.Form.ON_SITE: "Onsite", Run.Form.DIGITAL: "Online", Run.Form.BOTH: "Blended"}
ATTENDANCE = {
    Run.Form.ON_SITE: "OfflineEventAttendanceMode",
    Run.Form.DIGITAL: "OnlineEventAttendanceMode",
    Run.Form.BOTH: "MixedEventAttendanceMode",
}
STATUS = {RunState.CANCELLED: "EventCancelled", RunState.POSTPONED: "EventPostponed"}
# A script's end, and whatever a parser of HTML would read as more than text.
ESCAPED = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028"})


def course_data(
    course: Course, runs: Iterable[Any], *, network: Network, url: str, home: str
) -> dict[str, Any]:
    """schema.org's Course with its CourseInstances; url is the page, home the catalogue."""
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": url,
        "url": url,
        "name": course.title,
        "description": course.summary,
        "provider": {"@type": "Organization", "name": network.name, "url": home},
        **({"audience": _audience(course)} if course.audience else {}),
        **({"coursePrerequisites": course.prerequisites} if course.prerequisites else {}),
        **({"about": str(course.area)} if course.area else {}),
        "hasCourseInstance": [_instance(course, run, url, network) for run in runs],
    }


def _audience(course: Course) -> dict[str, str]:
    return {"@type": "Audience", "audienceType": course.audience}


def _instance(course: Course, run: Any, url: str, network: Network) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "@type": "CourseInstance",
        "@id": f"{url}#run-{run.pk}",
        "name": course.title,
        "courseMode": MODES[run.form],
        "eventAttendanceMode": f"https://schema.org/{ATTENDANCE[run.form]}",
        "eventStatus": f"https://schema.org/{STATUS.get(run.state, 'EventScheduled')}",
        "inLanguage": run.language,
        "maximumAttendeeCapacity": run.capacity,
        "remainingAttendeeCapacity": max(run.free, 0),
        "organizer": {"@type": "Organization", "name": network.name},
        "offers": {
            "@type": "Offer",
            "price": f"{run.price:.2f}",
            "priceCurrency": "SEK",
            "availability": "https://schema.org/InStock"
            if run.state == RunState.OPEN and run.free > 0
            else "https://schema.org/SoldOut",
            "url": url,
        },
    }
    if run.begins_at:
        fields |= {"startDate": run.begins_at.isoformat(), "endDate": run.ends_at.isoformat()}
    if run.form != Run.Form.DIGITAL and (run.place or run.town):
        fields["location"] = {
            "@type": "Place",
            "name": run.place or run.town,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": run.town or run.place,
                "addressCountry": "SE",
            },
        }
    elif run.form == Run.Form.DIGITAL:
        fields["location"] = {"@type": "VirtualLocation", "url": url}
    return fields


def as_block(data: dict[str, Any]) -> SafeString:
    """The data as it stands in a page; no sign of it ends the block or begins another."""
    written = json.dumps(data, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(written)  # noqa: S308 - escaped above
