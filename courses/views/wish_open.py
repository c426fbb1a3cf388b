"""Wishing by an authority's shared address: no account, no name, one form."""

import json
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from courses.actions import wish as actions
from courses.needs.wish_form import WishForm
from network.floods import count, counted, place_of, too_many
from network.models import Network
from network.permissions import policy
from network.secret_addresses import digest_of
from network.wording import in_language

# Addresses that are none, a minute, and wishes, an hour; from one address on the net.
MISSED, MISSES = "missed-wishes", 30
FROM_ONE_PLACE, HOUR = 60, 3600


# As behind a link in mail: the secret in the address is what a forged form would lack.
@csrf_exempt
@policy(public=True, methods="GET POST")
def wish_open(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """The form, and a thank you; the same address for all at the authority."""
    answer = _answered(request, slug, secret)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Language"] = translation.get_language() or "sv"
    return answer


def _answered(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    if counted(MISSED, place_of(request)) >= MISSES:
        return _page(request, "many", status=429)
    network = Network.objects.filter(slug=slug).first()
    call = _call(network.pk, secret) if network else None
    if network is None or call is None:
        count(MISSED, place_of(request), seconds=60)
        return _page(request, "none", status=404)
    if not call["is_open"]:
        return _page(request, "over", call=call)
    candidates = [(one["id"], in_language(one["sv"], one["en"])) for one in call["candidates"]]
    form = WishForm(request.POST or None, candidates=candidates)
    if request.method == "POST" and form.is_valid():
        if too_many("wishes", place_of(request), most=FROM_ONE_PLACE, seconds=HOUR):
            form.add_error(None, _("Too many have wished from your place. Try in an hour."))
            return _page(request, "open", call=call, form=form, status=429)
        became = actions.leave(network.pk, secret, **form.wish())
        return _page(request, became, call=call)
    return _page(request, "open", call=call, form=form)


def _call(network_id: int, secret: str) -> dict[str, Any] | None:
    names = ("authority", "words", "closes_on", "is_open", "year", "candidates")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM app.wish_call(%s, %s)", [network_id, digest_of(secret)])
        row = cursor.fetchone()
    if row is None:
        return None
    found = dict(zip(names, row, strict=True))
    if isinstance(found["candidates"], str):
        found["candidates"] = json.loads(found["candidates"])
    return found


def _page(request: HttpRequest, state: str, *, status: int = 200, **facts: Any) -> HttpResponse:
    return render(request, "courses/needs/wish_open.html", {"state": state, **facts}, status=status)
