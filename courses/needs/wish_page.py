"""The page to wish on, the same by account and by the link in a letter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from courses.actions import wish as actions
from courses.models import Candidate, Wish, WishCall
from courses.needs.wish_form import WishForm
from members.models import Person
from network.seat import Seat

MOST_EACH = 30  # wishes of one person


def wish_page(
    request: HttpRequest, call: WishCall, seat: Seat, *, layout: str, here: str
) -> HttpResponse:
    """One's own wishes, and a form for one more while the collection is open."""
    person = Person.objects.filter(pk__in=seat.scope.people, membership=call.membership_id).first()
    mine = list(Wish.objects.of(seat).filter(call=call).select_related("candidate").order_by("pk"))
    if request.method == "POST" and "removal" in request.POST:
        return _removed(request, mine, here)
    candidates = [
        (one.pk, one.title)
        for one in Candidate.objects.standing().filter(campaign=call.campaign_id)
    ]
    is_open = actions.is_open(call) and person is not None and len(mine) < MOST_EACH
    form = WishForm(
        request.POST or None,
        candidates=candidates,
        initial={"unit": person.unit if person else ""},
    )
    if request.method == "POST" and is_open and person and form.is_valid():
        actions.wish(call, person, **form.wish())
        messages.success(request, _("Your wish is kept. You can make one more."))
        return HttpResponseRedirect(here)
    return render(
        request,
        "courses/needs/wish.html",
        {
            "layout": layout,
            "call": call,
            "authority": call.membership,
            "year": call.campaign.year,
            "form": form,
            "open": is_open,
            "here": here,
            "mine": mine,
        },
    )


def _removed(request: HttpRequest, mine: list[Wish], here: str) -> HttpResponse:
    chosen = [one for one in mine if str(one.pk) == request.POST["removal"]]
    for one in chosen:
        one.delete()
        messages.success(request, _("Your wish is taken back."))
    return HttpResponseRedirect(here)
