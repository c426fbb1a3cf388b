"""Pages that lie open to everybody: one answer for all, whoever asks."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response

from network import scope
from network.models import Network

OpenView = Callable[..., HttpResponseBase]
KEPT_FOR = 300  # seconds
WHOLE = ("sv", "en")  # the languages that every part of a page is written in


class LanguageConverter:
    """The two languages that an open page has, each with an address of its own."""

    regex = "sv|en"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TongueConverter(LanguageConverter):
    """Every language that a text may be in: also those of the national minorities."""

    regex = "sv|en|fi|fit|se|sma|smj|rom|yi"


class OpenRequest(HttpRequest):
    """A request for an open page: it knows the network and nobody."""

    network: Network


def in_the_open(view: OpenView) -> OpenView:
    """Run a view in the public scope; a network that shows nothing does not exist.

    The answer may be kept by caches for some minutes, and carries an ETag. A visitor's session
    and language play no part, so that it is the same for all.
    """

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opened = cast(OpenRequest, request)
        # What stands around a text in another language is in Swedish.
        asked = kwargs.get("language") or kwargs.get("code")
        language = asked if asked in WHOLE else WHOLE[0]
        try:
            with scope.enter_public(opened.network.pk), translation.override(language):
                response = cast(HttpResponse, view(opened, *args, **kwargs))
        except scope.Closed:
            raise Http404 from None
        if response.status_code != 200 or response.has_header("Cache-Control"):
            return response
        response["Content-Language"] = language
        return for_all(request, response)

    return entered


def for_all(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let caches keep an answer for everybody."""
    return kept(request, response, f"public, max-age={KEPT_FOR}")


def kept(request: HttpRequest, response: HttpResponse, how: str) -> HttpResponse:
    """Say how long an answer may be kept, and answer 304 to who has it already."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = how
    return cast(HttpResponse, get_conditional_response(request, etag, None, response))
