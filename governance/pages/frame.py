"""The frame of an open page: the same for all, and no visitor or session in reach."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from governance.pages.rules import TONGUES
from network.addresses import network_path
from network.looks import look_of
from network.open_web import navigation, other_tongues
from network.openness import WHOLE, OpenRequest


def page_of(
    request: OpenRequest,
    template: str,
    context: dict[str, Any],
    *,
    language: str,
    here: Mapping[str, str],
    code: str = "",
) -> HttpResponse:
    """An open page, with the way to the other language and the links to the others.

    `language` is that of everything around the text, `here` the page's path in each language that
    it is in; `code` the text's own language where it is another.
    """
    network = request.network
    other = WHOLE[1 - WHOLE.index(language)]
    path = here[code or language]
    frame = {
        "network_name": network.short_name,
        "accent": f"accent-{network.colours}" if network.colours else "",
        "demo": network.example_data,
        "home_url": home_of(network, language),
        "sign_in_url": network_path(network, "start"),
        "twin": {
            "code": other,
            "label": TONGUES[other].name,
            "url": here.get(other) or home_of(network, other),
        },
        "canonical": settings.SITE_URL + path,
        "alternates": [
            {"code": one, "url": settings.SITE_URL + where} for one, where in here.items()
        ],
        "host": "",
        "footer_links": [],
        "network": network,
        "calendar_url": network_path(network, "open_courses_calendar", language=language),
        "feed_url": network_path(network, "open_courses_feed"),
        "links": navigation(network, language, path),
        "tongues": other_tongues(network),
    }
    facts = {"page": frame, "look": look_of(network), "language": language}
    return HttpResponse(render_to_string(template, facts | context))


def home_of(network: Any, language: str) -> str:
    """Where the network's name in the header leads."""
    return network_path(network, "open_courses", language=language)


def in_both(network: Any, name: str, **words: Any) -> dict[str, str]:
    """A page that is in Swedish and in English, with the same words in its address."""
    return {code: network_path(network, name, language=code, **words) for code in WHOLE}
