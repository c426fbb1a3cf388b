"""Mandates of a body: one for each member, one more, changed, and ended."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.actions import mandate as acts
from governance.bodies.forms import EachForm, EndForm, MandateForm
from governance.models import Mandate
from governance.views.body import seen_body
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


def seen_mandate(pk: int) -> Mandate:
    """A mandate with its body and authority."""
    rows = Mandate.objects.select_related("body__kind", "membership__authority")
    found: Mandate = get_object_or_404(rows, pk=pk)
    return found


@policy("keep_bodies", methods="GET POST")
def mandates_each(request: NetworkRequest, pk: int) -> HttpResponse:
    """A mandate for each of the members in one act, shown before it is done."""
    body = seen_body(request, pk)
    since = _day(request.POST.get("since")) or max(body.since, timezone.localdate())
    lacking = acts.without_mandate(body, since)
    form = EachForm(request.POST or None, members=lacking, since=since)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            given = acts.give_mandates(
                body,
                list(said["members"]),
                since=said["since"],
                post=said["post"],
                votes=said["votes"],
                by=request.seat,
            )
            words = ngettext(
                "%(n)s mandate is given. Now say who holds it.",
                "%(n)s mandates are given. Now say who holds them.",
                given,
            )
            messages.success(request, words % {"n": given})
            return redirect("body", pk=pk)
    there = body.mandates.on(since).exclude(membership=None)
    context = {
        "form": form,
        "body": body,
        "lacking": len(lacking),
        "there": there.select_related("membership__authority").order_by(
            "membership__authority__name"
        ),
    }
    return render(request, "governance/mandate_each.html", context)


def _day(words: str | None) -> date | None:
    try:
        return parse_date(words or "")
    except ValueError:
        return None


@policy("keep_bodies", methods="GET POST")
def mandate_new(request: NetworkRequest, pk: int) -> HttpResponse:
    """One mandate more, of an authority or a person's own."""
    return _form(request, Mandate(body=seen_body(request, pk)))


@policy("keep_bodies", methods="GET POST")
def mandate_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change by which post it is held, and whether it votes."""
    return _form(request, seen_mandate(pk))


def _form(request: NetworkRequest, mandate: Mandate) -> HttpResponse:
    new = mandate.pk is None
    form = MandateForm(request.POST or None, instance=mandate)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.save_mandate(form.save(commit=False), by=request.seat)
            messages.success(request, _("The mandate is kept."))
            return redirect("body", pk=mandate.body_id)
    context = {"form": form, "mandate": mandate, "body": mandate.body, "new": new}
    return render(request, "governance/mandate_form.html", context)


@policy("keep_bodies", methods="GET POST")
def mandate_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """End a mandate, with the terms in it; the page says whose they are."""
    mandate = seen_mandate(pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            acts.end_mandate(mandate, form.cleaned_data["until"], by=request.seat)
            messages.success(request, _("The mandate ends, and the terms in it."))
            return redirect("body", pk=mandate.body_id)
    today = timezone.localdate()
    holders = mandate.holders.exclude(until__lt=today).order_by("rank", "position", "since")
    context = {"form": form, "mandate": mandate, "body": mandate.body, "holders": holders}
    return render(request, "governance/mandate_end.html", context)
