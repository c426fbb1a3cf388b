"""The frame of an open page: the same for all, and no visitor or session in reach."""

from typing import Any

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from network.addresses import network_path, network_url
from network.looks import look_of
from network.open_web import navigation, other_tongues
from network.openness import OpenRequest

OTHER = {"sv": ("en", "English"), "en": ("sv", "Svenska")}


def page_of(
    request: OpenRequest, template: str, name: str, context: dict[str, Any], **words: Any
) -> HttpResponse:
    """An open page of memberships in its language, with the way to the other one."""
    network, language = request.network, words["language"]
    code, label = OTHER[language]
    frame = {
        "network_name": network.short_name,
        "accent": f"accent-{network.colours}" if network.colours else "",
        "demo": network.example_data,
        "home_url": network_path(network, "open_courses", language=language),
        "sign_in_url": network_path(network, "start"),
        "twin": {
            "code": code,
            "label": label,
            "url": network_path(network, name, **(words | {"language": code})),
        },
        "canonical": network_url(network, name, **words),
        "alternates": [
            {"code": one, "url": network_url(network, name, **(words | {"language": one}))}
            for one in OTHER
        ],
        "host": "",
        "footer_links": [],
        "network": network,
        "calendar_url": network_path(network, "open_courses_calendar", language=language),
        "feed_url": network_path(network, "open_courses_feed"),
        "links": navigation(network, language, network_path(network, name, **words)),
        "tongues": other_tongues(network),
    }
    facts = {"page": frame, "look": look_of(network), "language": language}
    return HttpResponse(render_to_string(template, facts | context))


def form_page(
    request: OpenRequest, template: str, name: str, context: dict[str, Any], **words: Any
) -> HttpResponse:
    """A page with a form: it carries a key of its own, so no cache keeps it."""
    context["csrf_token"] = get_token(request)
    response = page_of(request, template, name, context, **words)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
