"""An authority's approach to an offer of staff, and the lender's no."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from loans.actions import approach as acts
from loans.board.forms import ApproachForm, DeclineForm
from loans.board.writing import authorities_of, writer
from loans.models import Approach, Notice
from loans.rules import NoticeKind
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("approach_offer", methods="GET POST")
def approach_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say that your authority would like to borrow what is offered."""
    seen = Notice.objects.seen_by(request.seat).filter(published_at__isnull=False).with_owner()
    notice = get_object_or_404(seen, pk=pk, kind=NoticeKind.IDLE)
    person = writer(request.seat)
    authorities = [
        row
        for row in authorities_of(request.seat, person)
        if row.pk != notice.membership_id
        and (request.seat.scope.whole or row.pk in request.seat.scope.memberships)
    ]
    if not authorities:
        messages.error(request, _("It is your own authority's offer."))
        return redirect("notice", pk=pk)
    form = ApproachForm(
        request.POST or None,
        instance=Approach(notice=notice, person=person, membership_id=person.membership_id),
        authorities=authorities,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.approach(form.save(commit=False), by=request.seat)
            messages.success(request, _("HR of the lending authority is told by mail."))
            return redirect("notice", pk=pk)
    return render(request, "loans/approach_form.html", {"form": form, "notice": notice})


@policy("answer_approach", methods="GET POST")
def approach_declination(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say no to an authority that would like to borrow, and why."""
    seen = Approach.objects.seen_by(request.seat)
    with_all = seen.select_related("notice", "membership__authority", "party")
    row: Approach = get_object_or_404(with_all, pk=pk)
    request.seat.require("answer_approach", row.notice)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            if acts.decline(row, form.cleaned_data["why"], by=request.seat):
                messages.success(request, _("Your no is sent, with your words."))
            else:
                messages.info(request, _("It was declined already."))
            return redirect("notice", pk=row.notice_id)
    name = (row.membership or row.party).name
    context = {"form": form, "approach": row, "notice": row.notice, "name": name}
    return render(request, "loans/approach_declination.html", context)
