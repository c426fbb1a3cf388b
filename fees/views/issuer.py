"""Who bills what: the host authorities by kind and date."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fees.actions.keep_issuer import end_issuer, invoiced_until, lay_issuer, particulars
from fees.models import Issuer
from fees.rulebook.forms import IssuerForm
from fees.rulebook.history import told_of
from fees.rulebook.model_forms import EndForm
from fees.rulebook.standing import standing_of
from fees.rules import FeeKind, RuleRefused
from network.identifiers import show_organisation_number
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import refusals_in


@policy("see_fee_rules")
def issuers(request: NetworkRequest) -> HttpResponse:
    """The issuers of each kind of fee: who bills today, who will, who did."""
    today = timezone.localdate()
    found = Issuer.objects.seen_by(request.seat).select_related("membership__authority")
    by_kind: dict[str, list[dict[str, Any]]] = {kind: [] for kind in FeeKind.values}
    for it in found.order_by("-since"):
        by_kind[it.kind].append({"it": it, **standing_of(it, today)})
    kinds = [
        {
            "label": FeeKind(kind).label,
            "kind": kind,
            "rows": rows,
            "nobody": all(row["state"] != "holds" for row in rows),
        }
        for kind, rows in by_kind.items()
    ]
    return render(
        request,
        "fees/issuer_list.html",
        {"kinds": kinds, "keeps": request.seat.may("keep_issuers")},
    )


@policy("see_fee_rules")
def issuer(request: NetworkRequest, pk: int) -> HttpResponse:
    """One issuer: accounts, numbers, address, habits, and what happened to it."""
    it = _found(request, pk)
    return render(
        request,
        "fees/issuer_detail.html",
        {
            "it": it,
            **standing_of(it, timezone.localdate()),
            "example": it.payment_reference(f"{it.series}{it.since.year}-0001"),
            "number": show_organisation_number(it.membership.authority.organisation_number),
            "reach": invoiced_until([it]),
            "history": told_of(it),
            "keeps": request.seat.may("keep_issuers"),
        },
    )


@policy("keep_issuers", methods="GET POST")
def issuer_new(request: NetworkRequest) -> HttpResponse:
    """Register a host for one kind of fee or several."""
    kind = request.GET.get("kind", "")
    kinds = [kind] if kind in FeeKind.values else []
    return _form(request, Issuer(two_people=True), kinds, None)


@policy("keep_issuers", methods="GET POST")
def issuer_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a host from a day: the row before ends the day before."""
    it = _found(request, pk)
    twins = Issuer.objects.seen_by(request.seat).filter(since=it.since, until=it.until)
    alike = [row.kind for row in twins if _particulars(row) == _particulars(it)]
    return _form(request, it, alike, it)


@policy("keep_issuers", methods="GET POST")
def issuer_end(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let a host stop billing a kind of fee."""
    it = _found(request, pk)
    form = EndForm(request.POST or None, initial={"until": it.until})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "until"):
            end_issuer(it, form.cleaned_data["until"], by=request.seat)
            messages.success(request, _("The host stops billing that kind of fee that day."))
            return redirect("issuer", pk=pk)
    return render(request, "fees/issuer_end.html", {"it": it, "form": form})


def _particulars(row: Issuer) -> list[Any]:
    return [getattr(row, field.attname) for field in particulars()]


def _found(request: NetworkRequest, pk: int) -> Issuer:
    found = Issuer.objects.seen_by(request.seat).select_related("membership__authority")
    it: Issuer = get_object_or_404(found, pk=pk)
    return it


def _form(
    request: NetworkRequest, it: Issuer, kinds: list[str], former: Issuer | None
) -> HttpResponse:
    today = timezone.localdate()
    initial = {"kinds": kinds, "since": today}
    if former is not None and former.since >= today:
        initial["since"] = former.since
    form = IssuerForm(request.POST or None, instance=it, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            laid = lay_issuer(
                form.save(commit=False), said["kinds"], said["since"], by=request.seat
            )
        except RuleRefused as refusal:
            form.add_error("series" if "OCR" in str(refusal) else "since", str(refusal))
        else:
            messages.success(
                request, _("It is registered from %(day)s.") % {"day": said["since"].isoformat()}
            )
            return redirect("issuer", pk=laid[0].pk)
    return render(request, "fees/issuer_form.html", {"form": form, "former": former})
