"""Two to four plans of a year side by side; the address can be sent to the council."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from courses.models import Plan
from courses.plans.beside import MOST, beside
from courses.plans.exports import beside_table
from courses.plans.page import titles_of
from network.middleware import NetworkRequest
from network.permissions import policy

LONGEST = 15  # digits of a number that may be a plan's


@policy("see_plans")
def plans_beside(request: NetworkRequest) -> HttpResponse:
    """The plans that the address names, by the same measures."""
    words = [word for word in request.GET.getlist("plan") if word.isdecimal()]
    asked = list(dict.fromkeys(int(word) for word in words[:20] if len(word) <= LONGEST))
    seen = Plan.objects.seen_by(request.seat).filter(pk__in=asked).select_related("campaign")
    by_pk = {one.pk: one for one in seen}
    plans = [by_pk[pk] for pk in asked if pk in by_pk]
    plans = [one for one in plans if one.campaign_id == plans[0].campaign_id]
    if not 2 <= len(plans) <= MOST:
        why = _("Choose two to four plans of the same year.")
        return render(request, "courses/plans/beside.html", {"why": why})
    found = beside(plans, titles_of(plans[0].campaign_id))
    kind = request.GET.get("format")
    if kind in ("csv", "xlsx"):
        names = [one.name for one in plans]
        return beside_table(names, found["measures"], found["rows"], kind)
    campaign = plans[0].campaign
    return render(
        request, "courses/plans/beside.html", {"plans": plans, "campaign": campaign, **found}
    )
