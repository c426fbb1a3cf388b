"""Market prices: what a seat on a like course costs elsewhere, with the source."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from network.middleware import NetworkRequest
from network.models.journal import note
from network.permissions import policy
from network.refusals import refusals_in
from network.sorting import swedish_key
from network.sought import holding
from network.tables import table_file
from reports.benefit.forms import MarketPriceForm
from reports.models import MarketPrice

PAGE = 50


@policy("see_benefit")
def market_prices(request: NetworkRequest) -> HttpResponse:
    """Every course's market price, and where it was read."""
    found = MarketPrice.objects.select_related("course")
    typed = request.GET.get("q", "").strip()
    found = holding(found, typed, "course__title_sv", "course__title_en", "source")
    found = found.order_by(swedish_key("course__title_sv"), "-since", "pk")
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        heads = [_("Course"), _("Market price of a seat, SEK"), _("Source"), _("From"), _("Until")]
        rows = [[r.course.title, r.amount, r.source, r.since, r.until] for r in found]
        name = _("Market prices")
        return table_file(name, heads, rows, kind)
    facts = {
        "page_obj": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "filtered": bool(typed),
        "keeps": request.seat.may("keep_market_prices"),
    }
    return render(request, "reports/market_price_list.html", facts)


@policy("keep_market_prices", methods="GET POST")
def market_price_new(request: NetworkRequest) -> HttpResponse:
    """Write the market price of a course."""
    today = timezone.localdate()
    initial: dict[str, Any] = {"since": today.replace(month=1, day=1)}
    return _form(request, MarketPrice(), initial)


@policy("keep_market_prices", methods="GET POST")
def market_price(request: NetworkRequest, pk: int) -> HttpResponse:
    """Change a market price, or let it end."""
    return _form(request, _found(pk), {})


@policy("keep_market_prices", methods="POST")
def market_price_removal(request: NetworkRequest, pk: int) -> HttpResponse:
    """Take away a market price that was written by mistake."""
    found = _found(pk)
    note("remove_market_price", found, course=found.course.title_sv, amount=str(found.amount))
    found.delete()
    messages.success(request, _("The market price is taken away."))
    return redirect("market_prices")


def _found(pk: int) -> MarketPrice:
    found: MarketPrice = get_object_or_404(MarketPrice.objects.select_related("course"), pk=pk)
    return found


def _form(request: NetworkRequest, it: MarketPrice, initial: dict[str, Any]) -> HttpResponse:
    new = it.pk is None
    form = MarketPriceForm(request.POST or None, instance=it, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form), transaction.atomic():
            kept = form.save()
            verb = "add_market_price" if new else "change_market_price"
            note(verb, kept, course=kept.course.title_sv, amount=str(kept.amount))
            messages.success(request, _("The market price is kept."))
            return redirect("market_prices")
    return render(request, "reports/market_price_form.html", {"form": form, "price": it})
