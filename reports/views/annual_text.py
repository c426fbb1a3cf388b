"""Writing a section of the annual report; nobody's words are lost when two write at once."""

from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from loans.agreements.differing import stretches
from network.documents import DocumentProblem, render_pdf_bounded
from network.looks import look_of
from network.middleware import NetworkRequest
from network.permissions import policy
from reports import rules
from reports.annual.paper import laid
from reports.annual.sections import SECTIONS, Section
from reports.annual.texts import Overtaken, language_of, newest, save_text
from reports.annual.together import together
from reports.forms import TextForm
from reports.models import ReportText

LANGUAGES = dict(settings.LANGUAGES)
PREVIEW_SECONDS = 20


@policy("see_reports", methods="GET POST")
def annual_text(request: NetworkRequest, year: int, section: str, language: str) -> HttpResponse:
    """Write a version of a section; who was overtaken sees both texts, and may save again."""
    found = _section(request, year, section, language)
    before = newest(year, section, language)
    number, content = (before.number, before.content) if before else (0, {})
    if request.method != "POST":
        form = TextForm(section=found, content=content, number=number)
        return _page(request, year, found, language, form, before)
    form = TextForm(request.POST, section=found, content=content, number=number)
    if not form.is_valid():
        return _page(request, year, found, language, form, before)
    mine, base = form.content(), form.cleaned_data["base"]
    if mine == {name: content.get(name) or "" for name in found.fields}:
        messages.info(request, _("Nothing differs from the newest version, so none was saved."))
        return redirect("annual_report", year=year)
    try:
        text = save_text(year, section, language, mine, base_number=base, by=request.seat)
    except Overtaken as overtaken:
        return _met(request, year, found, language, base, overtaken.newest, mine)
    messages.success(
        request,
        _("Version %(number)s of %(section)s is saved.")
        % {"number": text.number, "section": found.title},
    )
    return redirect("annual_report", year=year)


@policy("see_reports", methods="POST")
def annual_text_preview(
    request: NetworkRequest, year: int, section: str, language: str
) -> HttpResponse:
    """What stands in the form as a PDF, saved or not."""
    found = _section(request, year, section, language)
    form = TextForm(request.POST, section=found, content={}, number=0)
    before = newest(year, section, language)
    if not form.is_valid():
        return _page(request, year, found, language, form, before)
    try:
        with translation.override(language):
            paper = render_pdf_bounded(
                "documents/annual_section.html",
                {
                    "year": year,
                    "section": found,
                    "said": laid(form.content()),
                    "demo": request.network.example_data,
                },
                language=language,
                network=look_of(request.network),
                created=timezone.now(),
                wall=PREVIEW_SECONDS,
            )
    except DocumentProblem as problem:
        form.add_error(None, str(problem.sentence))
        return _page(request, year, found, language, form, before)
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    return response


@policy("see_reports")
def annual_text_versions(
    request: NetworkRequest, year: int, section: str, language: str
) -> HttpResponse:
    """Every version of a section, newest first, each with what it changed."""
    found = _known(year, section, language)
    versions = list(
        ReportText.objects.seen_by(request.seat).filter(
            year=year, section=section, language=language
        )
    )
    rows = [
        {"version": version, "changes": _changes(found, before.content if before else {}, version)}
        for version, before in zip_longest(versions, versions[1:])
    ]
    context = {"year": year, "section": found, "language": language, "rows": rows}
    context |= {"language_name": LANGUAGES[language], "may_write": request.seat.may(found.verb)}
    return render(request, "reports/annual_text_versions.html", context)


def _known(year: int, section: str, language: str) -> Section:
    """The section; 404 for a year, section or language that there is none of."""
    known = section in SECTIONS and language in LANGUAGES
    if not known or language_of(section, language) != language:
        raise Http404
    if not rules.OLDEST <= year <= rules.NEWEST:
        raise Http404
    return SECTIONS[section]


def _section(request: NetworkRequest, year: int, section: str, language: str) -> Section:
    found = _known(year, section, language)
    request.seat.require(found.verb)
    return found


def _changes(section: Section, before: dict[str, Any], after: ReportText) -> list[Any]:
    """The fields that a version changed, each as stretches the same, added or removed."""
    return [
        stretches(str(before.get(name) or ""), str(after.content.get(name) or ""))
        for name in section.fields
        if (before.get(name) or "") != (after.content.get(name) or "")
    ]


def _met(
    request: NetworkRequest,
    year: int,
    section: Section,
    language: str,
    base: int,
    theirs: ReportText,
    mine: dict[str, str],
) -> HttpResponse:
    """Somebody was first: both changes together; mine, with theirs beside, where they meet."""
    read = ReportText.objects.filter(
        year=year, section=section.code, language=language, number=base
    ).first()
    was = read.content if read else {}
    merged, contested = {}, []
    for name in section.fields:
        old, other, own = (str(one.get(name) or "") for one in (was, theirs.content, mine))
        both = together(old, other, own)
        merged[name] = own if both is None else both
        if both is None:
            contested.append({"label": TextForm.base_fields[name].label, "theirs": other})
    form = TextForm(section=section, content=merged, number=theirs.number)
    more = {"overtaken": theirs, "changes": _changes(section, was, theirs), "contested": contested}
    return _page(request, year, section, language, form, theirs, **more)


def _page(
    request: NetworkRequest,
    year: int,
    section: Section,
    language: str,
    form: TextForm,
    before: ReportText | None,
    **more: Any,
) -> HttpResponse:
    context = {
        "year": year,
        "section": section,
        "language": language,
        "language_name": LANGUAGES[language],
        "form": form,
        "before": before,
    }
    return render(request, "reports/annual_text_form.html", context | more)
