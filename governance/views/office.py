"""Offices in a body: given and ended."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.actions import office as acts
from governance.bodies.forms import EndForm
from governance.bodies.people_forms import OfficeForm
from governance.models import Office
from governance.views.body import seen_body
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("keep_body_offices", methods="GET POST")
def office_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give somebody who sits in the body an office, or an authority its turn as host."""
    body = seen_body(request, pk)
    form = OfficeForm(request.POST or None, instance=Office(), body=body)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            office = form.save(commit=False)
            acts.give_office(office, by=request.seat)
            facts = {"duty": capfirst(office.get_duty_display()), "name": office.name}
            messages.success(request, _("%(duty)s: %(name)s.") % facts)
            return redirect("body", pk=pk)
    return render(request, "governance/office_form.html", {"form": form, "body": body})


@policy("keep_body_offices", methods="GET POST")
def office_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """End an office after a day."""
    office: Office = get_object_or_404(Office.objects.select_related("body"), pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.end_office(office, form.cleaned_data["until"], by=request.seat)
            messages.success(request, _("The office ends."))
            return redirect("body", pk=office.body_id)
    context = {"form": form, "office": office, "body": office.body}
    return render(request, "governance/office_end.html", context)
