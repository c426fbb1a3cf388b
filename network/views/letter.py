"""Letters as the coordinators follow them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.actions import letter as actions
from network.forms import LetterFilter
from network.middleware import NetworkRequest
from network.models import Letter
from network.models.journal import note
from network.permissions import policy

PAGE = 50


@policy("see_letters")
def letters(request: NetworkRequest) -> HttpResponse:
    """Every letter, last first, with what became of it."""
    filters = LetterFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    found = Letter.objects.seen_by(request.seat).matching(chosen.get("q", ""))
    if chosen.get("state"):
        found = found.filter(state=chosen["state"])
    slim = found.defer("text", "html", "calendar")
    context = {
        "page_obj": Paginator(slim, PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "state": Letter.State(chosen["state"]).label if chosen.get("state") else "",
        "failed": Letter.objects.seen_by(request.seat).failed().count(),
    }
    return render(request, "network/letter_list.html", context)


@policy("see_letters")
def letter(request: NetworkRequest, pk: int) -> HttpResponse:
    """A letter as it was written, and what became of it."""
    found = get_object_or_404(Letter.objects.seen_by(request.seat), pk=pk)
    return render(request, "network/letter.html", {"letter": found})


@policy("send_letter_again", methods="POST")
def letter_sending(request: NetworkRequest, pk: int) -> HttpResponse:
    """Have a letter that failed sent again."""
    seen = Letter.objects.seen_by(request.seat).select_for_update()
    found = get_object_or_404(seen, pk=pk)
    if found.state == Letter.State.FAILED:
        _send_again(found)
        messages.success(request, _("The letter is sent again."))
    else:
        messages.info(request, _("The letter has not failed."))
    return redirect("letter", pk=pk)


@policy("send_letter_again", methods="POST")
def letter_sendings(request: NetworkRequest) -> HttpResponse:
    """Have every letter that failed sent again."""
    failed = list(Letter.objects.seen_by(request.seat).failed().select_for_update())
    for found in failed:
        _send_again(found)
    sent = len(failed)
    words = ngettext("One letter is sent again.", "%(n)s letters are sent again.", sent)
    messages.success(request, words % {"n": sent})
    return redirect("letters")


def _send_again(found: Letter) -> None:
    actions.retry(found)
    note(
        "send_letter_again",
        found,
        person_id=found.person_id,
        membership_id=found.membership_id,
        name=found.name,
    )
