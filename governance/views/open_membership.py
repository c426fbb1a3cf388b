"""What lies open of memberships: the members on a day, and the form to join."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from governance.actions import apply
from governance.membership.forms import DayForm, OpenApplicationForm
from governance.membership.open_page import form_page, page_of
from members.models import Authority, Membership, Standing
from network.floods import place_of, too_many
from network.identifiers import show_organisation_number
from network.openness import OpenRequest, in_the_open
from network.permissions import policy
from network.sorting import swedish_order

# Asks an hour: from one address on the net, and for one mail address.
FROM_ONE_PLACE, TO_ONE_ADDRESS = 10, 3
HOUR = 3600


def _day(request: OpenRequest) -> date:
    """The day asked for; today for none, and for what is no day."""
    try:
        day = parse_date(request.GET.get("day", "")[:10])
    except ValueError:
        day = None
    return day or timezone.localdate()


def _members_on(day: date) -> list[Any]:
    rows = Membership.objects.on(day).with_standing(day).select_related("authority")
    return sorted(rows, key=lambda row: swedish_order(row.name))


@in_the_open
@policy(public=True)
def open_members(request: OpenRequest, language: str) -> HttpResponse:
    """The members on a day, for everybody."""
    day, kinds = _day(request), dict(Standing.Kind.choices)
    rows = [(row, kinds.get(row.kind, "")) for row in _members_on(day)]
    full = [row for row in rows if row[0].kind != Standing.Kind.ASSOCIATED]
    context = {
        "day": day,
        "form": DayForm(initial={"day": day}),
        "is_today": day == timezone.localdate(),
        "members": full,
        "associated": [row for row in rows if row[0].kind == Standing.Kind.ASSOCIATED],
    }
    return page_of(
        request, "governance/open/member_list.html", "open_members", context, language=language
    )


@in_the_open
@policy(public=True)
def open_members_feed(request: OpenRequest) -> HttpResponse:
    """The same as data."""
    day = _day(request)
    rows = [
        {
            "name": row.name,
            "organisation_number": show_organisation_number(row.authority.organisation_number),
            "authority_kind": Authority.Kind(row.authority.kind).value,
            "membership": row.kind or None,
            "since": row.since.isoformat() if row.since else None,
            "until": row.until.isoformat() if row.until else None,
        }
        for row in _members_on(day)
    ]
    body = {"network": request.network.name, "day": day.isoformat(), "members": rows}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})


@in_the_open
@policy(public=True, methods="GET POST")
def open_membership(request: OpenRequest, language: str) -> HttpResponse:
    """Apply for membership; the same answer whoever asks, and however often."""
    form = OpenApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_from_a_machine and _may_ask(request, form):
            apply.ask(form.said(), language=language)
        if not form.errors:
            answer = redirect("open_membership", language=language)
            answer["Location"] += "?asked=1"
            return answer
    asked = "asked" in request.GET and request.method != "POST"
    return form_page(
        request,
        "governance/open/application_form.html",
        "open_membership",
        {"form": form, "asked": asked},
        language=language,
    )


def _may_ask(request: OpenRequest, form: OpenApplicationForm) -> bool:
    if too_many("membership-place", place_of(request), most=FROM_ONE_PLACE, seconds=HOUR):
        form.add_error(None, _("Too many have asked from your place. Try again in an hour."))
        return False
    # Whoever owns the address is spared the letters, and nobody is told of it.
    address = form.cleaned_data["contact_email"].lower()
    return not too_many("membership-mail", address, most=TO_ONE_ADDRESS, seconds=HOUR)


@in_the_open
@policy(public=True, methods="GET POST")
def open_application(request: OpenRequest, language: str, secret: str) -> HttpResponse:
    """The page of the letter's link: confirm the application by the button.

    Looking confirms nothing: mail programs open links before people do.
    """
    standing = apply.standing(secret)
    if standing is None:
        raise Http404
    if request.method == "POST":
        apply.confirm(secret)
        return redirect("open_application", language=language, secret=secret)
    name, state = standing
    return form_page(
        request,
        "governance/open/application.html",
        "open_application",
        {"name": name, "state": state, "secret": secret},
        language=language,
        secret=secret,
    )
