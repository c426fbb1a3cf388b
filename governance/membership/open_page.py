"""The open pages of memberships, in the frame that all open pages have."""

from typing import Any

from django.http import HttpResponse
from django.middleware.csrf import get_token

from governance.pages import frame
from network.openness import OpenRequest


def page_of(
    request: OpenRequest,
    template: str,
    name: str,
    context: dict[str, Any],
    *,
    language: str,
    **words: Any,
) -> HttpResponse:
    """An open page of memberships in its language, with the way to the other one."""
    here = frame.in_both(request.network, name, **words)
    return frame.page_of(request, template, context, language=language, here=here)


def form_page(
    request: OpenRequest, template: str, name: str, context: dict[str, Any], **words: Any
) -> HttpResponse:
    """A page with a form: it carries a key of its own, so no cache keeps it."""
    context["csrf_token"] = get_token(request)
    response = page_of(request, template, name, context, **words)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
