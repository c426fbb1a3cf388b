"""Open pages as the coordinator edits them: the list, a page, its text and its versions."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import open_page as acts
from governance.models import OpenPage, OpenPart, PageVersion
from governance.open_web import path_of
from governance.pages.forms import BeginForm, MoveForm, PageFilter, PublishForm, VersionForm
from governance.pages.listing import pages_asked_for, standing_of
from governance.pages.markdown import shown
from governance.pages.rules import MARKS, TONGUES, Language, PageKind, Part, Standing
from network.addresses import network_path
from network.middleware import NetworkRequest
from network.permissions import policy
from network.refusals import Refused, refusals_in, refusals_said
from network.tables import table_file

PAGE = 25
VERSIONS = 50


def found_page(pk: int) -> Any:
    """A page with where it is on its way to everybody."""
    rows = OpenPage.objects.with_standing(timezone.localdate())
    return get_object_or_404(rows, pk=pk)


@policy("keep_pages")
def pages(request: NetworkRequest) -> HttpResponse:
    """Every open page, to search and filter, and what else lies open."""
    filters, today = PageFilter(request.GET), timezone.localdate()
    asked = filters.cleaned_data if filters.is_valid() else {}
    rows = pages_asked_for(asked, request.GET.get("sort", ""), today)
    if (kind := request.GET.get("format", "")) in ("csv", "xlsx"):
        return _table(request, rows, kind)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    standings = dict(Standing.choices)
    opened = set(OpenPart.objects.on(today).values_list("part", flat=True))
    context = {
        "page_obj": page,
        "rows": [(row, standings[said], MARKS[said]) for row, said in _stood(page)],
        "filters": filters,
        "filtered": any(asked.values()),
        "said": {
            "kind": dict(PageKind.choices).get(asked.get("kind", ""), ""),
            "language": dict(Language.choices).get(asked.get("language", ""), ""),
            "standing": standings.get(asked.get("standing", ""), ""),
        },
        "parts": [(part, part.label, part in opened) for part in Part],
        "open_url": network_path(request.network, "open_home"),
    }
    return render(request, "governance/page_list.html", context)


def _stood(rows: Any) -> list[tuple[Any, str]]:
    today = timezone.localdate()
    return [(row, standing_of(row, today)) for row in rows]


def _table(request: NetworkRequest, rows: Any, kind: str) -> HttpResponse:
    headers = [_("What it is"), _("Title"), _("Language"), _("Address"), _("State"), _("Changed")]
    standings = dict(Standing.choices)
    cells = [
        [
            str(row.get_kind_display()),
            row.title,
            str(row.get_language_display()),
            path_of(request.network, row),
            str(standings[said]),
            row.changed_at,
        ]
        for row, said in _stood(rows)
    ]
    name = _("Open pages")
    return table_file(name, headers, cells, kind)


def _preview(said: Any, language: str) -> dict[str, Any]:
    tongue = TONGUES.get(language, TONGUES["sv"])
    return {
        "title": str(said.get("title", ""))[:120],
        "lead": str(said.get("lead", ""))[:300],
        "text": shown(str(said.get("text", ""))[:40_000], first=4),
        "tongue": tongue,
    }


@policy("keep_pages", methods="POST")
def page_preview(request: NetworkRequest) -> HttpResponse:
    """How a text will look, while it is written; nothing is kept."""
    preview = _preview(request.POST, request.POST.get("language", "sv"))
    return render(request, "governance/page_preview.html", {"preview": preview})


@policy("keep_pages", methods="GET POST")
def page_new(request: NetworkRequest) -> HttpResponse:
    """Begin a page; it is a draft until it is published."""
    first = {name: request.GET.get(name, "") for name in ("kind", "language", "subject")}
    form = BeginForm(request.POST or None, initial={k: v for k, v in first.items() if v})
    previewed = "preview" in request.POST
    if request.method == "POST" and form.is_valid() and not previewed:
        with refusals_in(form):
            begun = acts.begin(form.page(), form.save(commit=False), by=request.seat)
            messages.success(request, _("The page is kept as a draft. Publish it when it is done."))
            return redirect("page", pk=begun.pk)
    language = request.POST.get("language") or first["language"] or "sv"
    context = {"form": form, "preview": _preview(request.POST, language)}
    return render(request, "governance/page_form.html", context)


@policy("keep_pages")
def page(request: NetworkRequest, pk: int) -> HttpResponse:
    """A page as it is now, its versions, and what may be done with it."""
    it = found_page(pk)
    today = timezone.localdate()
    versions = list(it.versions.all()[:VERSIONS])
    said = standing_of(it, today)
    context = {
        "it": it,
        "version": versions[0],
        "versions": versions,
        "text": shown(versions[0].text, first=3),
        "tongue": TONGUES[it.language],
        "standing": dict(Standing.choices)[said],
        "mark": MARKS[said],
        "planned_on": it.last_on if said == Standing.SCHEDULED else None,
        "path": path_of(request.network, it) if it.shown else "",
        "may_publish": said not in (Standing.PUBLISHED,),
        "may_take_down": bool(it.shown or it.last_version),
        "twins": OpenPage.objects.filter(kind=it.kind, subject=it.subject).exclude(pk=it.pk),
    }
    return render(request, "governance/page.html", context)


def _on_top_of(request: NetworkRequest, newest: PageVersion, words: str) -> VersionForm:
    """What was typed, to be saved on top of what another wrote meanwhile."""
    typed = request.POST.copy()
    typed["base"] = str(newest.number)
    form = VersionForm(typed)
    form.add_error(None, words)
    return form


@policy("keep_pages", methods="GET POST")
def page_text(request: NetworkRequest, pk: int) -> HttpResponse:
    """Write the next version; what another wrote meanwhile stands beside, and nothing is lost."""
    it = found_page(pk)
    newest = it.versions.first()
    form = VersionForm(
        request.POST or None,
        initial={
            "title": newest.title,
            "lead": newest.lead,
            "text": newest.text,
            "base": newest.number,
        },
    )
    meanwhile = None
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            base = form.cleaned_data["base"] or 0
            acts.write(it, form.save(commit=False), base=base, by=request.seat)
        except Refused as refusal:
            meanwhile = it.versions.first()
            form = _on_top_of(request, meanwhile, str(refusal))
        else:
            messages.success(request, _("The text is kept. Publish it to let everybody read it."))
            return redirect("page", pk=pk)
    shown_words = request.POST or form.initial
    context = {
        "it": it,
        "form": form,
        "preview": _preview(shown_words, it.language),
        "meanwhile": meanwhile,
    }
    return render(request, "governance/page_form.html", context)


@policy("keep_pages", methods="POST")
def version_restoring(request: NetworkRequest, pk: int) -> HttpResponse:
    """Let an older version be the newest."""
    version = get_object_or_404(PageVersion.objects.select_related("page"), pk=pk)
    with refusals_said(request):
        acts.restore(version, by=request.seat)
        messages.success(request, _("The older words are the newest version now."))
    return redirect("page", pk=version.page_id)


@policy("keep_pages", methods="GET POST")
def page_publishing(request: NetworkRequest, pk: int) -> HttpResponse:
    """Publish the newest version today or on a later day; what came meanwhile is not read yet."""
    it = found_page(pk)
    newest = it.versions.select_related("page").first()
    form = PublishForm(request.POST or None, initial={"number": newest.number})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form, "since"):
            since, number = form.cleaned_data["since"], form.cleaned_data["number"]
            version = get_object_or_404(it.versions.select_related("page"), number=number)
            acts.publish(version, since, by=request.seat)
            messages.success(
                request,
                _("Everybody can read the page from %(day)s.") % {"day": since.isoformat()},
            )
            return redirect("page", pk=pk)
    context = {"it": it, "form": form, "version": newest}
    return render(request, "governance/page_publishing.html", context)


@policy("keep_pages", methods="GET POST")
def page_taking_down(request: NetworkRequest, pk: int) -> HttpResponse:
    """Show a page to nobody any more; its versions stay."""
    it = found_page(pk)
    if request.method == "POST":
        acts.take_down(it, by=request.seat)
        messages.success(request, _("The page is taken down."))
        return redirect("page", pk=pk)
    return render(request, "governance/page_taking_down.html", {"it": it})


@policy("keep_pages", methods="GET POST")
def page_address(request: NetworkRequest, pk: int) -> HttpResponse:
    """Give a page another address or place."""
    it = found_page(pk)
    form = MoveForm(request.POST or None, instance=OpenPage.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            acts.move(it, said["slug"], said["position"], by=request.seat)
            messages.success(request, _("The page has moved. Its old address leads to it."))
            return redirect("page", pk=pk)
    return render(request, "governance/page_address.html", {"it": it, "form": form})
