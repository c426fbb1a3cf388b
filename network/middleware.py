"""From an address to a scope: which network, who, in which language, and within which walls."""

import hashlib
import time
import uuid
from collections.abc import Callable
from typing import cast

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import resolve, set_script_prefix, set_urlconf
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from network import scope
from network.addresses import portal_path
from network.models import Network, Submission, User
from network.rules import OPEN_PATH, RESERVED_SLUGS
from network.seat import Seat
from network.sign_in import lacks_second_factor

Answer = Callable[[HttpRequest], HttpResponse]


class NetworkRequest(HttpRequest):
    """A request inside a network, as views see it."""

    network: Network
    seat: Seat
    user: User


class AddressMiddleware:
    """Move the network's slug from the path to the script name, so that no link repeats it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        slug, slash, rest = request.path_info.lstrip("/").partition("/")
        request.network_slug = None  # type: ignore[attr-defined]
        if slug and slug not in RESERVED_SLUGS:
            if not slash and request.method in ("GET", "HEAD"):
                return HttpResponseRedirect(f"/{slug}/")
            request.network_slug = slug  # type: ignore[attr-defined]
            request.path_info = f"/{rest}"
            request.urlconf = settings.NETWORK_URLCONF
            set_script_prefix(f"/{slug}/")
            set_urlconf(settings.NETWORK_URLCONF)  # also for pages answered before the view
        return self.get_response(request)


class PrivacyHeadersMiddleware:
    """Pages with somebody's data are kept by no cache, and browsers get no extra powers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        if "public" in response["Cache-Control"] and not response.cookies:
            # The same to everybody: caches on the way may keep one copy for all visitors.
            response["Vary"] = "Accept-Encoding"
        else:
            if "public" in response["Cache-Control"]:
                response["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["Cookie", "HX-Request"])
        if request.method == "POST" and request.path == portal_path("account_logout"):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class LanguageMiddleware:
    """The chosen language, else the user's, else Swedish; never guessed from the browser."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.known = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if language not in self.known:
            language = getattr(request.user, "language", settings.LANGUAGE_CODE)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response


class IdleMiddleware:
    """A session ends after an hour without use, and after eight hours in any case.

    The list of one's sessions learns once a minute that this one is used, and at once when
    another browser or address uses it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            since = request.session.setdefault("signed_in_at", now)
            seen = request.session.get("seen_at", now)
            idle = now - seen > settings.SESSION_IDLE_SECONDS
            if idle or now - since > settings.SESSION_COOKIE_AGE or not request.user.is_active:
                logout(request)
                messages.info(request, _("You were signed out because you had been away."))
                return HttpResponseRedirect(settings.LOGIN_URL)
            client = _client(request)
            if (
                now - request.session.get("seen_at", 0) > 60
                or request.session.get("client") != client
            ):
                request.session["seen_at"] = now
                request.session["client"] = client
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _client(request: HttpRequest) -> str:
    """Tell one session's browser and address from another's, without keeping them here."""
    marks = ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_USER_AGENT")
    said = [request.session.session_key or "", *(request.META.get(mark, "") for mark in marks)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


class ScopeMiddleware:
    """Find the network, open the scope, and run the view and its templates inside it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        slug = request.network_slug  # type: ignore[attr-defined]
        if slug is None:
            return self.get_response(request)
        # On open paths, whoever comes, the view enters what all may see.
        if request.path_info.startswith(OPEN_PATH) or not request.user.is_authenticated:
            request.network = get_object_or_404(Network, slug=slug)  # type: ignore[attr-defined]
            return self.get_response(request)
        try:
            with scope.enter_by_slug(request.user.pk, slug) as (network, granted):
                request.network = network  # type: ignore[attr-defined]
                request.seat = Seat(request.user, network, granted)  # type: ignore[attr-defined]
                return self._answer(cast(NetworkRequest, request))
        except Network.DoesNotExist:
            raise Http404 from None
        except scope.NotAMember as stranger:
            request.network = stranger.args[0]  # type: ignore[attr-defined]
            return self._answer_stranger(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Whatever a view wrote before it failed must not stay."""
        request.failed = True  # type: ignore[attr-defined]

    def _answer(self, request: NetworkRequest) -> HttpResponse:
        if lacks_second_factor(request, request.seat.roles):
            messages.warning(request, _("Your role needs a second factor. Add one to go on."))
            return HttpResponseRedirect(portal_path("mfa_index"))
        submission, repeated = _register_submission(request)
        if repeated is not None:
            return repeated
        response = self.get_response(request)
        if response.streaming:
            raise RuntimeError("A streamed answer would outlive its scope; make a document.")
        if response.status_code >= 500 or getattr(request, "failed", False):
            transaction.set_rollback(True)
        elif submission is not None:
            _settle_submission(submission, response)
        return response

    def _answer_stranger(self, request: HttpRequest) -> HttpResponse:
        """To a stranger the network does not exist, but for its public pages."""
        view = resolve(request.path_info, settings.NETWORK_URLCONF).func
        declared = getattr(view, "policy", None)
        if declared is None or not declared.public:
            raise Http404
        return self.get_response(request)


def _register_submission(
    request: NetworkRequest,
) -> tuple[Submission | None, HttpResponse | None]:
    """Note a form that carries a key; the same form again gets the first one's answer."""
    if request.method != "POST" or "once" not in request.POST:
        return None, None
    try:
        key = uuid.UUID(request.POST["once"])
    except ValueError:
        return None, None
    fields = sorted((name, request.POST.getlist(name)) for name in request.POST)
    said = repr([request.path, [f for f in fields if f[0] != "csrfmiddlewaretoken"]])
    files = [(f.name, f.size) for _name, group in request.FILES.lists() for f in group]
    body_hash = hashlib.sha256((said + repr(files)).encode()).hexdigest()
    submission = Submission.claim(request.user.pk, key, body_hash)
    if submission.location and submission.body_hash == body_hash:
        return None, HttpResponseRedirect(submission.location)
    if submission.location:
        return None, render(request, "errors/used_form.html", status=422)
    submission.body_hash = body_hash
    return submission, None


def _settle_submission(submission: Submission, response: HttpResponse) -> None:
    """Only an answer that led on counts: a form with errors may be sent again."""
    if 300 <= response.status_code < 400:
        submission.settle(response["Location"])
    else:
        submission.delete()
