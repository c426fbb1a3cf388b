"""What became of an authority's needs, for those who answer for it and those who oversee them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Campaign
from courses.needs.outcome import Outcome, outcomes
from courses.views.campaign import found_campaign
from members.models import Membership, Person
from network.middleware import NetworkRequest
from network.permissions import policy
from network.seat import Seat
from network.sorting import swedish_key
from network.tables import table_file


@policy("see_needs")
def needs_outcome(request: NetworkRequest, pk: int) -> HttpResponse:
    """Each need of one authority: asked for, decided, planned, and the seats to name."""
    campaign = found_campaign(request, pk)
    seat = request.seat
    members = Membership.objects.on(timezone.localdate()).select_related("authority")
    if not seat.may("see_plans"):
        members = members.filter(pk__in=seat.scope.memberships)
    offered = list(members.order_by(swedish_key("authority__name"), "part"))
    asked = request.GET.get("member", "")
    member = next((one for one in offered if str(one.pk) == asked), None)
    own = {*seat.scope.memberships, _workplace(seat)}
    member = member or next((one for one in offered if one.pk in own), None)
    member = member or (offered[0] if offered else None)
    rows = outcomes(campaign, [member.pk])[member.pk] if member else []
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        return outcome_table(campaign, rows, kind)
    return render(
        request,
        "courses/council/outcome.html",
        {
            "campaign": campaign,
            "member": member,
            "members": offered,
            "theirs": member is not None and member.pk not in own,
            "rows": rows,
            "asked": sum(row.asked_for for row in rows),
            "got": sum(row.planned_seats for row in rows),
            "places": [(row, place) for row in rows for place in row.places],
            "names": seat.may("see_our_seats"),
        },
    )


def _workplace(seat: Seat) -> int:
    """The member that somebody works at."""
    return int(Person.objects.values_list("membership_id", flat=True).get(pk=seat.person_id))


def outcome_table(campaign: Campaign, rows: list[Outcome], kind: str) -> HttpResponse:
    """The needs and what became of them as a file."""
    headers = [
        _("Course"), _("Own words"), _("Asked for in spring"), _("Asked for in autumn"),
        _("Seats in spring"), _("Seats in autumn"), _("Decision"), _("Why"), _("What became of it"),
    ]  # fmt: skip
    cells = [
        [
            row.title,
            "; ".join(row.own_words),
            row.asked["spring"],
            row.asked["autumn"],
            row.got["spring"],
            row.got["autumn"],
            row.decided,
            row.reason,
            row.sentence,
        ]
        for row in rows
    ]
    return table_file(_("Needs %(year)s") % {"year": campaign.year}, headers, cells, kind)
