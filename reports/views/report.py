"""The front of the reports, and ordering them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from network.middleware import NetworkRequest
from network.models import Document
from network.permissions import policy
from network.sought import holding
from reports import front, rules
from reports.actions import order_regional_pack, order_year_report
from reports.forms import YearReportForm
from reports.models import Edition
from reports.years import years_with_data

PAGE = 25
SORTS = {
    "made": ("created_at", "pk"),
    "-made": ("-created_at", "-pk"),
    "name": ("name", "-pk"),
    "-name": ("-name", "-pk"),
}


@policy("see_reports")
def reports(request: NetworkRequest) -> HttpResponse:
    """Which reports there are, an order form for each, and what was made before."""
    return _page(request)


@policy("order_report", methods="POST")
def year_report(request: NetworkRequest) -> HttpResponse:
    """Order the annual report of a year; its job's page shows how far it has come."""
    form = YearReportForm(request.POST, years=years_with_data(timezone.localdate()))
    if not form.is_valid():
        return _page(request, {Edition.Kind.ANNUAL: form})
    chosen = form.cleaned_data
    job = order_year_report(chosen["year"], chosen["language"], by=request.seat)
    return redirect("job", pk=job.pk)


@policy("order_regional_pack", methods="POST")
def regional_pack(request: NetworkRequest) -> HttpResponse:
    """Order the regional pack of a year; its job's page shows how far it has come."""
    form = YearReportForm(request.POST, years=years_with_data(timezone.localdate()))
    if not form.is_valid():
        return _page(request, {Edition.Kind.REGIONAL: form})
    chosen = form.cleaned_data
    job = order_regional_pack(chosen["year"], chosen["language"], by=request.seat)
    return redirect("job", pk=job.pk)


def _page(
    request: NetworkRequest, faulty: dict[Edition.Kind, YearReportForm] | None = None
) -> HttpResponse:
    today = timezone.localdate()
    years = years_with_data(today)
    usual = rules.usual_year(today)
    asked = usual if usual in years else (years[0] if years else usual)
    editions = Edition.objects.seen_by(request.seat).with_papers()
    newest = front.newest_of(list(editions.order_by("kind", "-made_at", "-pk").distinct("kind")))
    made = Document.objects.seen_by(request.seat).filter(kind=Document.Kind.REPORT)
    words = request.GET.get("q", "").strip()[:100]
    order = SORTS.get(request.GET.get("sort", ""), SORTS["-made"])
    page = Paginator(holding(made, words, "name").defer("content").order_by(*order), PAGE)
    forms = {
        one.kind: (faulty or {}).get(Edition.Kind(one.kind))
        or YearReportForm(
            years=years,
            initial={"year": asked, "language": get_language()},
            auto_id=f"id_{one.kind}_%s",
        )
        for one in front.ORDERED
    }
    context = {
        "rows": [
            {
                "report": one,
                "form": forms[one.kind],
                "may_order": request.seat.may(one.verb),
                "newest": newest.get(one.kind),
            }
            for one in front.ORDERED
        ],
        "years": years,
        "year": asked,
        "ways": front.ways_of(request.seat),
        "words": words,
        "page_obj": page.get_page(request.GET.get("page")),
    }
    return render(request, "reports/report_list.html", context)
