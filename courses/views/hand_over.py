"""Handing a seat to a colleague of the same authority."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import words
from courses.actions.enrol import NotPossible
from courses.actions.hand_over import colleague_of, hand_over
from courses.actions.withdraw import CourseBegun
from courses.answer_forms import HandOverForm
from courses.models import ApprovalRule, Enrolment
from courses.questions import clashes
from courses.rules import may_withdraw
from courses.seats import SeatRefused
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy

OFFERED = 500  # names in the type-ahead


@policy("withdraw", methods="GET POST")
def enrolment_hand_over(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say to whom, and what it means; then the seat is theirs."""
    seen = Enrolment.objects.seen_by(request.seat).select_related("run__course", "person__user")
    enrolment = get_object_or_404(seen, pk=pk)
    request.seat.require("withdraw", enrolment)
    own = enrolment.person_id in request.seat.scope.people
    back = redirect("my_courses") if own else redirect("run_participants", pk=enrolment.run_id)
    if enrolment.state not in (Enrolment.State.PENDING, Enrolment.State.ENROLLED):
        messages.info(request, _("There is no seat to hand over."))
        return back
    if not may_withdraw(enrolment.run.begins_at, now=timezone.now()):
        messages.info(request, _("The course has begun, so the seat stays with the person."))
        return back
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _handed_over(request, enrolment, form):
        told = {"email": form.cleaned_data["email"], "course": enrolment.run.course.title}
        messages.success(request, _("The seat on %(course)s is now with %(email)s.") % told)
        return back
    colleagues = (
        Person.objects.seen_by(request.seat)
        .on(timezone.localdate())
        .filter(membership=enrolment.membership_id)
        .exclude(pk=enrolment.person_id)
    )
    context = {
        "form": form,
        "enrolment": enrolment,
        "own": own,
        "days": words.when_of(enrolment.run),
        "asks": ApprovalRule.objects.on(timezone.localdate())
        .filter(membership=enrolment.membership_id)
        .exists(),
        "offered": colleagues.order_by("name").values_list("email", flat=True)[:OFFERED],
    }
    return render(request, "courses/enrolment_hand_over.html", context)


def _handed_over(request: NetworkRequest, enrolment: Enrolment, form: HandOverForm) -> bool:
    """Hand the seat over, or leave on the form why it did not work."""
    colleague = colleague_of(enrolment, form.cleaned_data["email"])
    if colleague is None:
        form.add_error("email", _("Nobody else at the authority has that address."))
        return False
    form.clashes = clashes(enrolment.run, [colleague.pk]).get(colleague.pk, [])
    if form.clashes and not form.cleaned_data["anyway"]:
        form.add_error("anyway", _("Tick the box if you mean it, or choose another colleague."))
        return False
    try:
        hand_over(enrolment, colleague, by=request.seat)
    except (NotPossible, SeatRefused) as refusal:
        form.add_error("email", refusal.sentence)
    except CourseBegun:
        form.add_error(None, _("The course has begun, so the seat stays with the person."))
    else:
        return True
    return False
