"""Procurements: the list, one of them, writing it down with its sum of the same kind."""

from decimal import Decimal
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.procure import save_procurement
from courses.models import Procurement, SameKind, Supplier
from courses.procurements.buying import Limits, others_of, standings, sum_in_words
from courses.procurements.exports import procurements_table
from courses.procurements.forms import (
    BaseOptionFormSet,
    OptionFormSet,
    ProcurementFilter,
    ProcurementForm,
)
from courses.procurements.page import procurement_page
from courses.procurements.purchasing import (
    BuyingForm,
    BuyingState,
    Level,
    LimitKind,
    Purchase,
    Weighing,
    weigh,
)
from network.middleware import NetworkRequest
from network.permissions import policy

PAGE = 25


@policy("see_procurements")
def procurements(request: NetworkRequest) -> HttpResponse:
    """How courses are bought: every procurement, to search, filter, sort and take away."""
    seen = Procurement.objects.seen_by(request.seat).with_last_day()
    filters = ProcurementFilter(request.GET, seen=seen)
    found = filters.apply(seen).with_facts()
    limits = Limits.read()
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return procurements_table(standings(found, limits), kind)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "courses/procurement_list.html",
        {
            "page_obj": page,
            "rows": standings(page, limits),
            "filters": filters,
            "filtered": filters.is_used,
            "keeps": request.seat.may("keep_procurements"),
            "limited": bool(limits.rows),
        },
    )


@policy("see_procurements")
def procurement(request: NetworkRequest, pk: int) -> HttpResponse:
    """One procurement: facts, what it lacks, sum, options, prices, and who draws on it."""
    found = Procurement.objects.seen_by(request.seat).with_facts().prefetch_related("prices")
    it = get_object_or_404(found, pk=pk)
    return render(request, "courses/procurement_detail.html", procurement_page(it, request.seat))


@policy("keep_procurements", methods="GET POST")
def procurement_new(request: NetworkRequest) -> HttpResponse:
    """Write down a procurement; near the limit its sum is shown before it is kept."""
    fresh = Procurement(starts=timezone.localdate())
    kinds = SameKind.objects.exists()
    if not kinds:
        messages.info(request, _("Name the kinds that you sum purchases by first."))
        return redirect("same_kind_new")
    return _page(request, fresh)


@policy("keep_procurements", methods="GET POST")
def procurement_change(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a procurement."""
    found = Procurement.objects.seen_by(request.seat).with_facts()
    return _page(request, get_object_or_404(found, pk=pk))


@policy("keep_procurements")
def procurement_sum(request: NetworkRequest) -> HttpResponse:
    """What the sum of the same kind becomes with what stands in the form now."""
    number = request.GET.get("pk", "")
    there = Procurement.objects.seen_by(request.seat).filter(
        pk=int(number) if number.isdecimal() and len(number) < 18 else 0
    )
    form = ProcurementForm(request.GET, instance=there.first() or Procurement())
    options = cast(BaseOptionFormSet, OptionFormSet(request.GET, prefix="options"))
    form.is_valid()
    return render(request, "courses/procurement_sum.html", _sum(form, options))


def _purchase(form: ProcurementForm, options: BaseOptionFormSet) -> Purchase | None:
    """What stands in the form, as the sums read it; None while too little stands there."""
    said = form.cleaned_data
    if not (said.get("buyer") and said.get("same_kind") and said.get("starts")):
        return None
    it = form.instance
    rows = options.options() if options.is_valid() else []
    used = [one.value for one in it.options.all() if one.used_on] if it.pk else []
    value = said.get("actual")
    return Purchase(
        buyer=said["buyer"].pk,
        kind=said["same_kind"].pk,
        year=said["starts"].year,
        form=said.get("form") or "",
        value=(said.get("estimated") if value is None else value) or Decimal(0),
        options=(*used, *(one for _until, one in rows)),
        stopped=it.state == BuyingState.STOPPED,
        pk=it.pk,
    )


def _sum(form: ProcurementForm, options: BaseOptionFormSet) -> dict[str, Any]:
    """The weighing of what stands in the form, in words."""
    purchase = _purchase(form, options)
    if purchase is None or purchase.form != BuyingForm.DIRECT:
        return {"purchase": purchase, "weighing": None}
    limits, day = Limits.read(), form.cleaned_data["starts"]
    weighing = weigh(purchase, others_of(purchase), limits.amount(LimitKind.DIRECT_AWARD, day))
    documents = limits.amount(LimitKind.DOCUMENTATION, day)
    return {
        "purchase": purchase,
        "weighing": weighing,
        "sum": sum_in_words(weighing),
        "level": weighing.level.value,
        "buyer": form.cleaned_data["buyer"],
        "same_kind": form.cleaned_data["same_kind"],
        "year": day.year,
        "documents": documents is not None and purchase.total >= documents,
        "source": limits.on(LimitKind.DIRECT_AWARD, day),
    }


def _key(weighing: Weighing) -> str:
    return f"{weighing.after:.2f}/{weighing.limit or 0:.2f}"


def _warns(form: ProcurementForm, told: dict[str, Any]) -> bool:
    """Whether the sum must be looked at before the form is kept."""
    weighing: Weighing | None = told["weighing"]
    if weighing is None or weighing.level in (Level.OK, Level.UNKNOWN):
        return False
    if weighing.level == Level.OVER and not form.cleaned_data["over_reason"].strip():
        form.add_error(
            "form",
            _("Over the limit: %(sum)s Choose another form, or write why the limit is passed.")
            % {"sum": told["sum"]},
        )
        return True
    return bool(form.cleaned_data["shown"] != _key(weighing))


def _page(request: NetworkRequest, it: Procurement) -> HttpResponse:
    new = it.pk is None
    unused = [one for one in it.options.all() if one.used_on is None] if not new else []
    initial = [{"until": one.until, "value": one.value} for one in unused]
    data = request.POST if request.method == "POST" else None
    form = ProcurementForm(data, instance=it)
    options = cast(BaseOptionFormSet, OptionFormSet(data, initial=initial, prefix="options"))
    told: dict[str, Any] = {"weighing": None, "purchase": None}
    asks = False
    if request.method == "POST":
        sound = form.is_valid() and options.is_valid()
        told = _sum(form, options)
        asks = "preview" in request.POST or (sound and _warns(form, told))
        if sound and not asks:
            kept = save_procurement(form.save(commit=False), options.options(), by=request.seat)
            messages.success(request, _("The procurement is saved."))
            return redirect("procurement", pk=kept.pk)
        if told["weighing"] is not None:
            form.has_shown(_key(told["weighing"]))
    return render(
        request,
        "courses/procurement_form.html",
        {
            **told,
            "form": form,
            "options": options,
            "it": it,
            "new": new,
            "asks": asks and not form.errors,
            "used": [one for one in it.options.all() if one.used_on] if not new else [],
            "suppliers": Supplier.objects.exists(),
        },
    )
