"""Reports to order, and those made before."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from network.middleware import NetworkRequest
from network.models import Document
from network.permissions import policy
from reports import rules
from reports.actions import order_year_report
from reports.forms import YearReportForm

PAGE = 25


@policy("see_reports")
def reports(request: NetworkRequest) -> HttpResponse:
    """The reports made before, and the order form."""
    today = timezone.localdate()
    # In the first months of a year people want the report of the one that has ended.
    asked = today.year - 1 if today.month < 7 else today.year
    form = YearReportForm(
        years=rules.years(today), initial={"year": asked, "language": get_language()}
    )
    return _page(request, form)


@policy("order_report", methods="POST")
def year_report(request: NetworkRequest) -> HttpResponse:
    """Order the annual report of a year; its job's page shows how far it has come."""
    form = YearReportForm(request.POST, years=rules.years(timezone.localdate()))
    if not form.is_valid():
        return _page(request, form)
    chosen = form.cleaned_data
    job = order_year_report(chosen["year"], chosen["language"], by=request.seat)
    return redirect("job", pk=job.pk)


def _page(request: NetworkRequest, form: YearReportForm) -> HttpResponse:
    made = Document.objects.seen_by(request.seat).filter(kind=Document.Kind.REPORT)
    page = Paginator(made.defer("content").order_by("-created_at", "-pk"), PAGE)
    context = {
        "form": form,
        "page_obj": page.get_page(request.GET.get("page")),
        "may_order": request.seat.may("order_report"),
        "sees_evaluations": request.seat.may("see_evaluations"),
    }
    return render(request, "reports/report_list.html", context)
