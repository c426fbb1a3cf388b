"""Counterparties: by which code the host's ledger knows each member."""

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.account_rule import give_code
from fees.ledger.forms import CounterpartyForm, HostChoice
from fees.models import Counterparty
from members.models import Membership
from network.middleware import NetworkRequest
from network.permissions import policy
from network.sorting import swedish_key


@policy("see_ledger")
def counterparties(request: NetworkRequest) -> HttpResponse:
    """The members with the code that holds today at a host."""
    choice = HostChoice(request.GET)
    today = timezone.localdate()
    held = Counterparty.objects.on(today).filter(host=choice.chosen, membership=OuterRef("pk"))
    members = (
        Membership.objects.seen_by(request.seat)
        .on(today)
        .select_related("authority__legal_person")
        .annotate(
            code=Subquery(held.values("code")[:1]), since_day=Subquery(held.values("since")[:1])
        )
        .order_by(swedish_key("authority__name"), "part")
    )
    return render(
        request,
        "fees/counterparty_list.html",
        {
            "host": choice.chosen,
            "hosts": choice,
            "members": members,
            "keeps": request.seat.may("keep_ledger"),
        },
    )


@policy("keep_ledger", methods="GET POST")
def counterparty(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give a member a code from a day on."""
    seen = Membership.objects.seen_by(request.seat).select_related("authority")
    member = get_object_or_404(seen, pk=pk)
    host = HostChoice(request.GET).chosen
    history = Counterparty.objects.filter(host=host, membership=member).order_by("-since")
    last = history.first()
    form = CounterpartyForm(
        request.POST or None,
        initial={"code": last.code if last else "", "since": timezone.localdate()},
    )
    if request.method == "POST" and host and form.is_valid():
        give_code(host, member, form.cleaned_data["code"], form.cleaned_data["since"])
        messages.success(request, _("The counterparty is saved."))
        return redirect("counterparties")
    return render(
        request,
        "fees/counterparty_form.html",
        {"form": form, "member": member, "history": history, "host": host},
    )
