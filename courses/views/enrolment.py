"""Taking a seat and giving it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import emails, words
from courses.actions.enrol import NotPossible, enrol, why_not
from courses.actions.late_fee import consequence
from courses.actions.withdraw import AlreadyWithdrawn, withdraw
from courses.forms import WithdrawalForm
from courses.hiding import shown_name
from courses.models import Enrolment, Run, SeatCount
from courses.querysets import places_in_line
from courses.questions import EnrolmentForm
from courses.rules import may_withdraw
from courses.views import enrolment_json
from members.models import Person
from network.middleware import NetworkRequest
from network.permissions import policy


@policy("enrol", methods="GET POST")
def run_enrolment(request: NetworkRequest, pk: int) -> HttpResponse:
    """Enrol oneself; full runs give a place on the waiting list.

    What the authority wants to know, or what clashes, is asked on a page of its own. Answers
    JSON where asked.
    """
    run = get_object_or_404(Run.objects.seen_by(request.seat).select_related("course"), pk=pk)
    oneself = get_object_or_404(Person.objects.seen_by(request.seat), pk=request.seat.person_id)
    in_json = enrolment_json.is_asked(request)
    if in_json and request.method != "POST":
        return enrolment_json.asked(run, oneself)
    form = EnrolmentForm.for_oneself(request, run, oneself)
    if in_json:
        return enrolment_json.taken(run, oneself, form, by=request.seat)
    if request.method != "POST" and not form.asks:
        return redirect("run", pk=run.pk)
    if not form.is_valid():
        if reasons := why_not(run, oneself.pk):
            messages.error(request, NotPossible(reasons).sentence)
            return redirect("run", pk=run.pk)
        context = {"form": form, "run": run, "days": words.when_of(run)}
        return render(request, "courses/run_enrolment.html", context)
    try:
        enrolment = enrol(run, oneself, by=request.seat, reference=form.reference_given)
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("run", pk=run.pk)
    _tell(request, enrolment, oneself)
    return redirect("my_courses")


def _tell(request: NetworkRequest, enrolment: Enrolment, oneself: Person) -> None:
    """What the enrolment became, in one sentence."""
    told = {"course": enrolment.run.course.title, "email": oneself.email}
    if enrolment.state == Enrolment.State.ENROLLED:
        messages.success(
            request,
            _("You have a seat on %(course)s. A letter with the days is on its way to %(email)s.")
            % told,
        )
    elif enrolment.state == Enrolment.State.PENDING:
        messages.info(
            request,
            _("A seat on %(course)s is kept for you until your authority has approved it.") % told,
        )
    elif enrolment.state == Enrolment.State.APPLIED:
        messages.success(
            request,
            _("You have applied for %(course)s. You get a letter when the seats are given out.")
            % told,
        )
    else:
        told["place"] = str(places_in_line([enrolment.pk]).get(enrolment.pk))
        messages.info(
            request,
            _("%(course)s is full. You are number %(place)s in line, and get a letter as soon"
              " as a seat is yours.")
            % told,
        )  # fmt: skip


@policy("withdraw", methods="GET POST")
def enrolment_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say what a withdrawal costs and who gets the seat; then withdraw."""
    seen = Enrolment.objects.seen_by(request.seat).select_related(
        "run__course", "run__network", "person__user"
    )
    enrolment = get_object_or_404(seen, pk=pk)
    request.seat.require("withdraw", enrolment)
    own = enrolment.person_id in request.seat.scope.people
    who = shown_name(enrolment.person, request.seat)
    back = redirect("my_courses") if own else redirect("run_participants", pk=enrolment.run_id)
    if not enrolment.is_active:
        messages.info(request, _("The enrolment is withdrawn already."))
        return back
    if not may_withdraw(enrolment.run.begins_at, now=timezone.now()):
        messages.info(request, _("The course has begun, so nobody withdraws from it any more."))
        return back
    cost = consequence(enrolment)
    form = WithdrawalForm(request.POST or None, may_be_sick=bool(cost.fee and cost.sickness_free))
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            laid = withdraw(
                enrolment, by=request.seat, reason=told["reason"], sick=told.get("sick", False)
            )
        except AlreadyWithdrawn:
            messages.info(request, _("The enrolment is withdrawn already."))
        else:
            messages.success(request, _told(enrolment, laid.was_waiting, "" if own else who))
        return back
    fee = words.fee(cost.fee) if cost.fee else ""
    return render(
        request,
        "courses/enrolment_withdrawal.html",
        {
            "form": form,
            "enrolment": enrolment,
            "own": own,
            "who": who,
            "waiting": enrolment.state == Enrolment.State.WAITING,
            "applied": enrolment.state == Enrolment.State.APPLIED,
            "offered": enrolment.state == Enrolment.State.OFFERED,
            "fee": fee,
            "until": cost.until,
            "by": cost.by,
            "waivable": cost.waivable,
            "sickness_free": cost.sickness_free,
            "in_line": SeatCount.objects.get(run=enrolment.run_id).waiting,
            "days": words.when_of(enrolment.run),
            "letter": emails.withdrawal_shown(enrolment, fee, own=own),
        },
    )


def _told(enrolment: Enrolment, was_waiting: bool, who: str) -> str:
    course = enrolment.run.course.title
    if who:
        return _("%(who)s is withdrawn from %(course)s.") % {
            "who": who,
            "course": course,
        }
    if enrolment.state == Enrolment.State.APPLIED:
        return _("You have taken back your application for %(course)s.") % {"course": course}
    if was_waiting:
        return _("You have left the waiting list for %(course)s.") % {"course": course}
    return _("You have withdrawn from %(course)s.") % {"course": course}
