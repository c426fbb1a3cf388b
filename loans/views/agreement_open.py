"""An agreement by the address of an outside party: no account; reading, comments, the paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from loans.agreements.content import legal_of, read
from loans.agreements.forms import OutsideCommentForm, SignedPaperForm
from loans.agreements.outside import agreement_at, comment_at, paper_at, sign_at
from loans.agreements.page import named
from loans.agreements.paper import draw
from loans.rules import Side, Stage
from network.floods import count, counted, place_of, too_many
from network.models import Network
from network.permissions import policy
from network.tables import download

# Addresses that are none, a minute, and papers drawn, an hour; from one address on the net.
MISSED, MISSES = "missed-agreements", 30
DRAWN, MOST_DRAWN, HOUR = "agreement-papers", 60, 3600
WRITABLE = (Stage.DRAFT, Stage.REVIEW)


# As behind a link in mail: the secret in the address is what a forged form would lack.
@csrf_exempt
@policy(public=True, methods="GET POST")
def agreement_open(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """The newest version, comments from both sides, and laying in the signed paper."""
    return _quiet(_answered(request, slug, secret))


@policy(public=True)
def agreement_open_paper(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """The newest version as a document to print and sign."""
    network, found = _find(request, slug, secret)
    if network is None or found is None:
        return _quiet(_missed(request))
    if not found["is_open"]:
        return _quiet(_page(request, "over", found=found))
    if too_many(DRAWN, place_of(request), most=MOST_DRAWN, seconds=HOUR):
        return _quiet(_page(request, "many", status=429))
    title = _("Staff loan %(loan)s, version %(number)s") % {
        "loan": found["loan"],
        "number": found["number"],
    }
    return _quiet(download(title, draw(paper_at(found), network), "pdf"))


def _quiet(answer: HttpResponse) -> HttpResponse:
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Language"] = translation.get_language() or "sv"
    return answer


def _find(
    request: HttpRequest, slug: str, secret: str
) -> tuple[Network | None, dict[str, Any] | None]:
    if counted(MISSED, place_of(request)) >= MISSES:
        return None, None
    network = Network.objects.filter(slug=slug).first()
    return network, agreement_at(network, secret) if network else None


def _missed(request: HttpRequest) -> HttpResponse:
    if counted(MISSED, place_of(request)) >= MISSES:
        return _page(request, "many", status=429)
    count(MISSED, place_of(request), seconds=60)
    return _page(request, "none", status=404)


def _answered(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    network, found = _find(request, slug, secret)
    if network is None or found is None:
        return _missed(request)
    if not found["is_open"]:
        return _page(request, "over", found=found)
    signed = any(one["side"] == found["side"] for one in found["signatures"])
    writable = found["stage"] in WRITABLE
    legal = legal_of(found["content"])
    comments = papers = None
    if writable:
        comments = OutsideCommentForm(
            request.POST if "text" in request.POST else None,
            legal=legal,
            initial={"by_name": found["contact"]},
        )
    if writable and not signed:
        papers = SignedPaperForm(
            request.POST if "digest" in request.POST else None,
            request.FILES if "digest" in request.POST else None,
            initial={"digest": found["digest"], "by_name": ""},
        )
    if comments is not None and comments.is_bound and comments.is_valid():
        said = comments.cleaned_data
        became = comment_at(
            network, secret, clause=said["clause"], text=said["text"], name=said["by_name"]
        )
        return _became(request, became, slug, secret)
    if papers is not None and papers.is_bound and papers.is_valid():
        said = papers.cleaned_data
        became = sign_at(
            network,
            secret,
            said["digest"],
            said["paper"],
            name=said["by_name"],
            title=said["by_title"],
        )
        if became == "newer":
            papers.add_error(
                None, _("A newer version has been written meanwhile. Read that one, and sign it.")
            )
        else:
            return _became(request, became, slug, secret)
    paper = reverse("agreement_open_paper", kwargs={"slug": slug, "secret": secret})
    return _page(request, "open", paper=paper, **_shown(found, comments, papers, signed=signed))


def _shown(found: dict[str, Any], comments: Any, papers: Any, *, signed: bool) -> dict[str, Any]:
    content = found["content"]
    hands = {one["side"]: one for one in found["signatures"]}
    return {
        "found": found,
        "groups": read(content),
        "signed": signed,
        "sides": [
            {"party": content.get(f"{side}_name", ""), "hand": hands.get(side)} for side in Side
        ],
        "said": [
            one | {"about": named(one["clause"]), "party": content.get(f"{one['side']}_name", "")}
            for one in found["comments"]
        ],
        "comments": comments,
        "papers": papers,
    }


def _became(request: HttpRequest, became: str, slug: str, secret: str) -> HttpResponse:
    if became == "kept":
        return redirect("agreement_open", slug=slug, secret=secret)
    return _page(request, became)


def _page(request: HttpRequest, state: str, *, status: int = 200, **facts: Any) -> HttpResponse:
    context = {"state": state, **facts}
    return render(request, "loans/agreement_open.html", context, status=status)
