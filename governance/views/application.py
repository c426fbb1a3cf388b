"""Applications for membership: their list, each one's page, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from governance.actions import application as acts
from governance.actions.apply import enter
from governance.decisions.asking import DeciderForm
from governance.membership.exports import applications_table
from governance.membership.forms import (
    ApplicationFilter,
    DeclinationForm,
    EnteredApplicationForm,
    PreparationForm,
    TakenBackForm,
)
from governance.membership.page import front
from governance.models import MembershipApplication
from network.middleware import NetworkRequest
from network.models import JournalEntry
from network.permissions import policy
from network.refusals import refusals_in
from network.sentences import deed
from network.sorting import swedish_key

PAGE = 25
EVENTS = 20


@policy("see_applications")
def applications(request: NetworkRequest) -> HttpResponse:
    """Who would join and who leaves, with the terms that hold."""
    seat = request.seat
    filters = ApplicationFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    rows = MembershipApplication.objects.seen_by(seat).named_like(asked.get("q", ""))
    if asked.get("state"):
        rows = rows.filter(state=asked["state"])
    sort = request.GET.get("sort", "")
    if sort.removeprefix("-") == "name":
        key = swedish_key("name")
        rows = rows.order_by(key.desc() if sort.startswith("-") else key.asc(), "-pk")
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return applications_table(rows, kind)
    states = dict(filters.fields["state"].choices)  # type: ignore[attr-defined]
    context = front(seat) | {
        "page_obj": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "filtered": any(asked.values()),
        "state_words": states.get(asked.get("state", ""), "") if asked.get("state") else "",
    }
    return render(request, "governance/application_list.html", context)


def _found(request: NetworkRequest, pk: int) -> MembershipApplication:
    rows = MembershipApplication.objects.seen_by(request.seat)
    it: MembershipApplication = get_object_or_404(
        rows.select_related("decision", "item__body", "membership__authority"), pk=pk
    )
    return it


@policy("see_applications")
def application(request: NetworkRequest, pk: int) -> HttpResponse:
    """One application: what was said, what is proposed, what became of it."""
    it = _found(request, pk)
    entries = JournalEntry.objects.about(it)[:EVENTS]
    context = {
        "it": it,
        "keeps": request.seat.may("keep_applications"),
        "events": [(entry.at, deed(entry.verb, entry.facts)) for entry in entries],
    }
    return render(request, "governance/application.html", context)


@policy("keep_applications", methods="GET POST")
def application_new(request: NetworkRequest) -> HttpResponse:
    """Enter an application that came by letter or by word."""
    form = EnteredApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.save(commit=False)
        enter(made, by=request.seat)
        messages.success(request, _("The application is entered. Prepare it for the body."))
        return redirect("application", pk=made.pk)
    return render(request, "governance/application_form.html", {"form": form})


@policy("keep_applications", methods="GET POST")
def application_preparation(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write what the body should know, and what it is proposed to decide."""
    it = _found(request, pk)
    form = PreparationForm(request.POST or None, instance=it)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.prepare(form.save(commit=False), by=request.seat)
            messages.success(request, _("The application is prepared."))
            return redirect("application", pk=pk)
    return _asked(request, it, form, _("Prepare the application"), _("Save"))


@policy("keep_applications", methods="GET POST")
def application_agenda(request: NetworkRequest, pk: int) -> HttpResponse:
    """Put an application before a body; it decides at its next meeting."""
    it = _found(request, pk)
    form = DeciderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            body = form.bodies[form.cleaned_data["body"]]
            acts.put_on_agenda(it, body, by=request.seat)
            messages.success(request, _("It waits for the next meeting of %s.") % body.in_words)
            return redirect("application", pk=pk)
    return _asked(request, it, form, _("Put it on an agenda"), _("Put on the agenda"))


@policy("keep_applications", methods="GET POST")
def application_declination(request: NetworkRequest, pk: int) -> HttpResponse:
    """Say no by a decision; the letter says why."""
    it = _found(request, pk)
    form = DeclinationForm(request.POST or None, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form), transaction.atomic():
            decision = form.decided()
            assert decision is not None  # noqa: S101 - the form has asked for it
            acts.decline(it, decision, form.cleaned_data["reason"])
            messages.success(request, _("The application is declined. A letter tells why."))
            return redirect("application", pk=pk)
    return _asked(request, it, form, _("Decline the application"), _("Decline"))


@policy("keep_applications", methods="GET POST")
def application_withdrawal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Note that the authority has taken its application back."""
    it = _found(request, pk)
    form = TakenBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.take_back(it, form.cleaned_data["reason"], by=request.seat)
            messages.success(request, _("The application is taken back."))
            return redirect("application", pk=pk)
    return _asked(request, it, form, _("The authority takes it back"), _("Note it"))


def _asked(
    request: NetworkRequest, it: MembershipApplication, form: Any, title: str, verb: str
) -> HttpResponse:
    context = {"it": it, "form": form, "title": title, "verb": verb}
    return render(request, "governance/application_step.html", context)
