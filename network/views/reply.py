"""The page behind a link in mail: what is asked, two buttons, and what was answered.

A purpose with a page of its own shows that instead, in the same scope and behind the same walls.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt

from network import links, scope
from network.floods import count, counted, place_of
from network.forms import ReplyForm
from network.models import MailLink, Network, User
from network.models.journal import note, note_privately
from network.permissions import policy
from network.seat import Seat

MISSED = "missed-links"
MISSES = 30  # tries of links that are none, a minute and address


# The link's own secret is what a forged form would lack; no cookie takes part in the answer.
# Besides, a page that sends no referrer sends no origin that a token check could read.
@csrf_exempt
@policy(public=True, methods="GET POST")
def reply(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """Ask what the link asks; looking changes nothing, and sending answers once.

    A link to a page shows it, and lets its addressee work on it until it is finished.
    """
    answer = _answered(request, slug, secret)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _answered(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    if counted(MISSED, place_of(request)) >= MISSES:
        return _page(request, "many", status=429)
    network = Network.objects.filter(slug=slug).first()
    if network is None:
        return _missed(request)
    to_answer = request.method == "POST"
    opened = scope.enter_link(network.pk, links.hash_of(secret), to_answer=to_answer)
    with opened as (facts, granted):
        if facts is None:
            return _missed(request)
        if request.user.is_authenticated and request.user.pk != facts.user_id:
            return _page(request, "other", reader=request.user, status=403)
        with translation.override(_language(request, facts.language)):
            if granted is None:
                return _page(request, _ended(facts), link=facts, was_page=_is_page(facts))
            return _ask(request, network, facts, granted)


def _ask(
    request: HttpRequest, network: Network, facts: scope.LinkFacts, granted: scope.Scope
) -> HttpResponse:
    user = User.objects.get(pk=facts.user_id) if facts.user_id else User()
    seat = Seat(user, network, granted)
    purpose = links.purposes()[facts.purpose]
    if isinstance(purpose, links.Page):
        return _show(request, purpose, facts, seat)
    question = purpose.ask(facts.subject_id, seat)
    if question is None:
        return _page(request, "gone")
    if question.settled:
        return _page(request, "settled", network=network, sentence=question.settled)
    form = ReplyForm(
        request.POST or None, reason=question.reason, must_say_why=question.must_say_why
    )
    if request.method == "POST" and form.is_valid():
        said: str = form.cleaned_data["answer"]
        reason = form.cleaned_data.get("reason", "")
        try:
            sentence = purpose.answer(facts.subject_id, seat, said == "yes", reason)
        except links.Settled as settled:
            return _page(request, "settled", network=network, sentence=str(settled))
        _use(facts, network, said)
        return _page(request, "done", network=network, sentence=sentence)
    return _page(request, "open", network=network, question=question, form=form, link=facts)


def _show(
    request: HttpRequest, page: links.Page, facts: scope.LinkFacts, seat: Seat
) -> HttpResponse:
    try:
        shown = page.show(request, facts.subject_id, seat)
    except links.Settled as settled:
        return _page(request, "settled", network=seat.network, sentence=str(settled))
    if shown is None:
        return _page(request, "gone")
    if isinstance(shown, links.Finished):
        _use(facts, seat.network, shown.answer)
        return _page(request, "done", network=seat.network, sentence=shown.sentence)
    shown["Content-Language"] = translation.get_language() or "sv"
    return shown


def _use(facts: scope.LinkFacts, network: Network, said: str) -> None:
    scope.use_link(facts.pk, said)
    link = MailLink(pk=facts.pk, network=network)
    told = note_privately if links.purposes()[facts.purpose].private else note
    told("answer_by_link", link, person_id=facts.person_id, question=facts.purpose, answer=said)


def _ended(facts: scope.LinkFacts) -> str:
    """Why a link opens nothing any more."""
    if facts.used_at is None:
        return "over"
    return "finished" if _is_page(facts) else "used"


def _is_page(facts: scope.LinkFacts) -> bool:
    """Whether the link opened a page to work on, so that nobody knows if one did."""
    return isinstance(links.purposes().get(facts.purpose), links.Page)


def _language(request: HttpRequest, theirs: str) -> str:
    """The language chosen in this browser, else the one of the addressee's letters."""
    chosen = translation.get_language() or theirs
    return chosen if settings.LANGUAGE_COOKIE_NAME in request.COOKIES else theirs


def _missed(request: HttpRequest) -> HttpResponse:
    count(MISSED, place_of(request), seconds=60)
    return _page(request, "none", status=404)


def _page(request: HttpRequest, state: str, *, status: int = 200, **facts: Any) -> HttpResponse:
    context = {"state": state, "now": timezone.now(), **facts}
    answer = render(request, "network/reply.html", context, status=status)
    answer["Content-Language"] = translation.get_language() or "sv"
    return answer
