"""The pages that anyone may read: about, the network's own, contact, news, bodies."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone

from governance.models import Body, Mandate, OpenPage, PageAddress, PageVersion
from governance.open_web import open_parts, path_of
from governance.pages.frame import in_both, page_of
from governance.pages.markdown import plain, shown
from governance.pages.rules import ABOUT, CONTACT, TONGUES, PageKind, Part
from network.addresses import network_url
from network.openness import WHOLE, OpenRequest, in_the_open
from network.permissions import policy

NEWS_ON_A_PAGE = 20
IN_THE_FEED = 30


def _found(code: str, kind: str, **words: Any) -> OpenPage | None:
    rows = OpenPage.objects.filter(kind=kind, language=code, **words)
    found: OpenPage | None = rows.shown_on(timezone.localdate()).first()
    return found


def _moved(request: OpenRequest, code: str, kind: str, slug: str) -> HttpResponse:
    """Lead from an address that a page had to the one it has; 404 where there is none."""
    old = get_object_or_404(
        PageAddress.objects.select_related("page"), language=code, kind=kind, slug=slug
    )
    if old.page.slug == slug:
        raise Http404
    return HttpResponsePermanentRedirect(path_of(request.network, old.page))


def _twins(request: OpenRequest, page: OpenPage) -> dict[str, str]:
    """The page's path in each language in which everybody may read it."""
    alike = OpenPage.objects.filter(kind=page.kind, subject=page.subject)
    rows = {row.language: row for row in alike.shown_on(timezone.localdate())}
    return {code: path_of(request.network, rows[code]) for code in TONGUES if code in rows}


def _drawn(request: OpenRequest, page: Any) -> HttpResponse:
    """A page in its language; what is around a minority language is in Swedish."""
    version = PageVersion.objects.get(pk=page.shown)
    language = page.language if page.language in WHOLE else WHOLE[0]
    context = {
        "it": page,
        "version": version,
        "text": shown(version.text),
        "summary": version.lead or plain(version.text),
        "tongue": TONGUES[page.language],
        "foreign": page.language not in WHOLE,
        "contact": page.subject == CONTACT and page.kind == PageKind.PAGE,
    }
    return page_of(
        request,
        "governance/open/page.html",
        context,
        language=language,
        here=_twins(request, page),
        code=page.language,
    )


@in_the_open
@policy(public=True)
def open_about(request: OpenRequest, language: str) -> HttpResponse:
    """What the network is."""
    page = _found(language, PageKind.PAGE, subject=ABOUT)
    if page is None:
        raise Http404
    return _drawn(request, page)


@in_the_open
@policy(public=True)
def open_contact(request: OpenRequest, language: str) -> HttpResponse:
    """How to reach the network: its own words, or its address alone."""
    page = _found(language, PageKind.PAGE, subject=CONTACT)
    if page is not None:
        return _drawn(request, page)
    rows = OpenPage.objects.shown_on(timezone.localdate())
    spoken = set(WHOLE) if open_parts() else set(rows.values_list("language", flat=True))
    if language not in spoken:
        raise Http404
    both = in_both(request.network, "open_contact")
    here = {code: where for code, where in both.items() if code in spoken}
    template = "governance/open/contact.html"
    return page_of(request, template, {}, language=language, here=here)


@in_the_open
@policy(public=True)
def open_page(request: OpenRequest, code: str, slug: str) -> HttpResponse:
    """A page of the network's own, in any of the languages."""
    page = _found(code, PageKind.PAGE, slug=slug)
    if page is None:
        return _moved(request, code, PageKind.PAGE, slug)
    path = path_of(request.network, page)
    if not path.endswith(f"/pages/{slug}/"):
        return HttpResponsePermanentRedirect(path)
    return _drawn(request, page)


@in_the_open
@policy(public=True)
def open_news(request: OpenRequest, language: str, slug: str) -> HttpResponse:
    """A piece of news."""
    page = _found(language, PageKind.NEWS, slug=slug)
    if page is None:
        return _moved(request, language, PageKind.NEWS, slug)
    return _drawn(request, page)


def _news(request: OpenRequest, language: str) -> Any:
    rows = OpenPage.objects.news().filter(language=language).shown_on(timezone.localdate())
    if not rows.exists():
        raise Http404
    return rows.newest_first()


@in_the_open
@policy(public=True)
def open_news_list(request: OpenRequest, language: str) -> HttpResponse:
    """The news, newest first."""
    rows = _news(request, language)
    page = Paginator(rows, NEWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [(row, path_of(request.network, row)) for row in page],
        "request": request,
    }
    today = timezone.localdate()
    spoken = set(OpenPage.objects.news().shown_on(today).values_list("language", flat=True))
    both = in_both(request.network, "open_news_list")
    here = {code: where for code, where in both.items() if code in spoken}
    template = "governance/open/news_list.html"
    return page_of(request, template, context, language=language, here=here)


@in_the_open
@policy(public=True)
def open_news_feed(request: OpenRequest, language: str) -> HttpResponse:
    """The news as an Atom feed (RFC 4287)."""
    rows = list(_news(request, language)[:IN_THE_FEED])
    versions = PageVersion.objects.in_bulk([row.shown for row in rows])
    site = network_url(request.network, "open_news_list", language=language)
    context = {
        "network": request.network,
        "language": language,
        "site": site,
        "here": network_url(request.network, "open_news_feed", language=language),
        "updated": max(version.at for version in versions.values()),
        "rows": [
            {
                "id": f"{network_url(request.network, 'open_home')}news/{row.pk}",
                "url": network_url(request.network, "open_news", language=language, slug=row.slug),
                "page": row,
                "version": versions[row.shown],
                "html": shown(versions[row.shown].text),
            }
            for row in rows
        ],
    }
    body = render_to_string("governance/open/news.xml", context)
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


@in_the_open
@policy(public=True)
def open_bodies(request: OpenRequest, language: str) -> HttpResponse:
    """The bodies, what they do, and which authorities have mandates there; nobody's name."""
    if Part.BODIES not in open_parts():
        raise Http404
    today = timezone.localdate()
    mandates = Mandate.objects.on(today).select_related("membership__authority").order_by("pk")
    rows = Body.objects.on(today).select_related("kind")
    context = {
        "bodies": rows.prefetch_related(Prefetch("mandates", mandates)).order_by("kind_id", "name")
    }
    here = in_both(request.network, "open_bodies")
    template = "governance/open/body_list.html"
    return page_of(request, template, context, language=language, here=here)
