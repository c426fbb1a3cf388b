"""A guest's way to a seat: name and mail address, the link in the letter, and the way back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from courses import words
from courses.actions import guest
from courses.guest_form import GuestForm
from courses.models import Run
from courses.views.open import open_runs, page_of, takes_guests
from network.floods import place_of, too_many
from network.openness import OpenRequest, in_the_open
from network.permissions import policy

# Asks an hour: from one address on the net, and for one mail address.
FROM_ONE_PLACE, TO_ONE_ADDRESS = 20, 4
HOUR = 3600


def _page(
    request: OpenRequest, template: str, name: str, context: dict[str, Any], **words_: Any
) -> HttpResponse:
    """A page with a form: it carries a key of its own, so no cache keeps it."""
    context["csrf_token"] = get_token(request)
    response = page_of(request, template, name, context, **words_)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@in_the_open
@policy(public=True, methods="GET POST")
def open_guest(request: OpenRequest, language: str, pk: int) -> HttpResponse:
    """Ask for a guest's seat; the same answer whoever asks, and however often."""
    run = get_object_or_404(open_runs().filter(guest_seats__gt=0).select_related("course"), pk=pk)
    form = GuestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_from_a_machine and _may_ask(request, form):
            guest.ask(
                run,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                language=language,
            )
        if not form.errors:
            answer = redirect("open_guest", language=language, pk=pk)
            answer["Location"] += "?asked=1"
            return answer
    context = {
        "run": run,
        "form": form,
        "asked": "asked" in request.GET and request.method != "POST",
        "left": run.guest_seats - run.guests_taken,
        "takes": takes_guests(run),
        "when": words.when_of(run),
        "where": words.where(run),
        "language": language,
    }
    return _page(
        request, "courses/open/guest.html", "open_guest", context, language=language, pk=pk
    )


def _may_ask(request: OpenRequest, form: GuestForm) -> bool:
    if too_many("guest-place", place_of(request), most=FROM_ONE_PLACE, seconds=HOUR):
        form.add_error(None, _("Too many have asked from your place. Try again in an hour."))
        return False
    # Whoever owns the address is spared the letters, and nobody is told of it.
    return not too_many(
        "guest-mail", form.cleaned_data["email"].lower(), most=TO_ONE_ADDRESS, seconds=HOUR
    )


@in_the_open
@policy(public=True, methods="GET POST")
def open_guest_seat(request: OpenRequest, language: str, secret: str) -> HttpResponse:
    """The page of the letter's link: take the seat by the button, see it, give it back.

    Looking takes nothing: mail programs open links before people do.
    """
    standing = guest.standing(secret)
    if standing is None:
        raise Http404
    if request.method == "POST":
        guest.confirm(secret)
        return redirect("open_guest_seat", language=language, secret=secret)
    run_id, state, late, full = standing
    run = get_object_or_404(open_runs().select_related("course"), pk=run_id)
    context = _seat_context(run, language, secret) | {"state": state, "late": late, "full": full}
    return _page(
        request,
        "courses/open/guest_seat.html",
        "open_guest_seat",
        context,
        language=language,
        secret=secret,
    )


def _seat_context(run: Run, language: str, secret: str) -> dict[str, Any]:
    return {
        "run": run,
        "secret": secret,
        "when": words.when_of(run),
        "where": words.where(run),
        "language": language,
    }


@in_the_open
@policy(public=True, methods="POST")
def open_guest_withdrawal(request: OpenRequest, language: str, secret: str) -> HttpResponse:
    """Give a guest's seat back."""
    if not guest.withdraw(secret):
        raise Http404
    return redirect("open_guest_seat", language=language, secret=secret)
