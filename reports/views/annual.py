"""The annual report of a year: its texts, what is missing, its editions."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from network.middleware import NetworkRequest
from network.permissions import policy
from reports import rules
from reports.annual.outline import outline
from reports.annual.sections import SECTIONS
from reports.annual.texts import language_of
from reports.forms import YearReportForm
from reports.models import Edition, ReportText
from reports.years import years_with_data


@policy("see_reports")
def annual_report(request: NetworkRequest, year: int) -> HttpResponse:
    """Each section in each language, who wrote it last, and the editions made."""
    if not rules.OLDEST <= year <= rules.NEWEST:
        raise Http404
    years = years_with_data(timezone.localdate())
    texts = {
        (text.section, text.language): text
        for text in ReportText.objects.seen_by(request.seat).filter(year=year).newest()
    }
    wanted = outline(year)
    rows = [
        {
            "section": section,
            "may_write": request.seat.may(section.verb),
            "wanted": section.code in wanted,
            "texts": [
                (language, _written(texts.get((section.code, language))))
                for language in dict.fromkeys(
                    language_of(section.code, code) for code in ("sv", "en")
                )
            ],
        }
        for section in SECTIONS.values()
    ]
    context = {
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "rows": rows,
        "lacking": {
            language: [
                section.title
                for section in SECTIONS.values()
                if section.code in wanted
                and not _written(texts.get((section.code, language_of(section.code, language))))
            ]
            for language in ("sv", "en")
        },
        "has_data": year in years,
        "may_order": request.seat.may("order_report"),
        "form": YearReportForm(
            years=[year], fixed=True, initial={"year": year, "language": get_language()}
        ),
        "editions": Edition.objects.seen_by(request.seat)
        .filter(kind=Edition.Kind.ANNUAL, year=year)
        .with_papers(),
    }
    return render(request, "reports/annual_report.html", context)


def _written(text: ReportText | None) -> ReportText | None:
    """A text in which something stands; one that was emptied counts as none."""
    return text if text and any(text.content.values()) else None
