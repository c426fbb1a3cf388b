"""Naming people for an authority's own seats by the link in a letter alone, without an account.

And what became of its needs, by the link in the letter about the published plan.
"""

from dataclasses import replace

from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import words
from courses.actions import names as lists
from courses.actions.enrol_many import Overtaken
from courses.models import Allotment, Campaign, Enrolment, NameList
from courses.name_link_forms import LinkNamesForm
from courses.naming import NAMES
from courses.needs.outcome import outcomes
from courses.plans.emails import OUTCOME
from courses.recognition import Looked
from courses.rules import RunState
from members.models import Membership, Role
from network import links
from network.links import Finished, Page, Settled, Shown
from network.seat import Seat


def show_names(request: HttpRequest, subject_id: int, seat: Seat) -> Shown:
    """The authority's seats on a run, those named, and fields for those without a name."""
    found = Allotment.objects.filter(membership__in=seat.scope.memberships, pk=subject_id)
    lot = found.select_related("run__course", "membership__authority").first()
    if lot is None:
        return None
    if why := _over(lot):
        raise Settled(why)
    form = LinkNamesForm(request.POST or None, first=lot.used + 1, seats=lot.unnamed)
    if request.method == "POST" and form.is_valid() and _named(lot, form, _answering(seat)):
        lot.refresh_from_db()
        if not lot.unnamed:
            told = _("All %(n)s seats on %(course)s have names. They get letters with the days.")
            return Finished(told % {"n": lot.seats, "course": lot.run.course.title})
        return redirect(request.path)
    return render(
        request,
        "courses/council/name_link.html",
        {
            "lot": lot,
            "run": lot.run,
            "form": form,
            "when": words.when_of(lot.run),
            "where": words.where(lot.run),
            "named": _names(lot),
        },
    )


def _answering(seat: Seat) -> Seat:
    """The addressee as who answers for the authority: the link's scope holds those alone."""
    roles = frozenset({str(Role.Kind.LOCAL_COORDINATOR)})
    return replace(seat, scope=replace(seat.scope, roles=roles))


def _over(lot: Allotment) -> str:
    """Why nobody can be named any more, in a sentence; empty when somebody can."""
    run = lot.run
    if lot.released_at is not None:
        return _("The seats without a name have gone to all.")
    if run.state != RunState.OPEN:
        return _("The run is not open for enrolment.")
    if run.begins_at is not None and run.begins_at <= timezone.now():
        return _("The course has begun.")
    if not lot.unnamed:
        return _("All your seats have names.")
    return ""


def _named(lot: Allotment, form: LinkNamesForm, seat: Seat) -> bool:
    """Enrol those named if all of them can be; else say of each why not, and enrol nobody."""
    rows = form.rows()
    kept = NameList(
        run=lot.run, membership_id=lot.membership_id, rows=[row.as_data() for row in rows]
    )
    looked = lists.look(kept, by=seat)
    for one in looked:
        if not one.makes:
            form.add_error(f"name-{one.row.number}", _why(one))
    if form.errors:
        return False
    try:
        lists.enrol_looked(kept, looked, by=seat)
    except Overtaken:
        form.add_error(None, _("Somebody changed the run or its seats meanwhile. Try once more."))
        return False
    return True


def _why(one: Looked) -> str:
    if one.likely:
        return _("%(why)s Did you mean %(name)s?") % {"why": one.sentence, "name": one.likely}
    return one.sentence


def _names(lot: Allotment) -> list[str]:
    """Those of the authority who have a seat on the run."""
    held = Enrolment.objects.holding().filter(run=lot.run_id, membership=lot.membership_id)
    return list(held.order_by("number").values_list("person__name", flat=True))


def show_outcome(request: HttpRequest, subject_id: int, seat: Seat) -> Shown:
    """What became of the needs of the authorities that the addressee answers for."""
    campaign = Campaign.objects.filter(pk=subject_id).first()
    members = Membership.objects.filter(pk__in=seat.scope.memberships).select_related("authority")
    if campaign is None or not members:
        return None
    found = outcomes(campaign, [one.pk for one in members])
    parts = [
        {
            "member": one,
            "rows": found[one.pk],
            "asked": sum(row.asked_for for row in found[one.pk]),
            "got": sum(row.planned_seats for row in found[one.pk]),
        }
        for one in members
    ]
    context = {"campaign": campaign, "parts": parts}
    return render(request, "courses/council/outcome_link.html", context)


links.declare(NAMES, Page(show_names))
links.declare(OUTCOME, Page(show_outcome))
