"""What links in mail open of the needs assessment: an answer to write, one to approve."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from courses.actions.needs_approval import NotWaiting, decide
from courses.models import NeedsAnswer, WishCall
from courses.needs.approval_emails import PURPOSE as APPROVAL
from courses.needs.approval_page import about, decided_words, outcome, title
from courses.needs.desk import PARTS, Desk
from courses.needs.emails import PURPOSE as ANSWER
from courses.needs.page import total_words
from courses.needs.sheet import Sheet
from courses.needs.wish_emails import PURPOSE as WISH
from courses.needs.wish_page import wish_page
from network.links import Page, Purpose, Question, Settled, declare
from network.seat import Seat

WITH = ("campaign", "membership__authority", "approver")


def _show_answer(request: HttpRequest, pk: int, seat: Seat) -> HttpResponse | None:
    """The same sheet as with an account; its parts lie behind a word in the address."""
    found = (
        NeedsAnswer.objects.filter(membership__in=seat.scope.memberships)
        .select_related(*WITH)
        .filter(pk=pk)
        .first()
    )
    if found is None:
        return None
    show, methods = PARTS.get(request.GET.get("part", ""), PARTS[""])
    if request.method not in (*methods.split(), *(["HEAD"] if "GET" in methods else [])):
        return HttpResponseNotAllowed(methods.split())
    path = request.path
    return show(
        Desk(
            request,
            found,
            seat,
            "layouts/plain.html",
            lambda part: f"{path}?part={part}" if part else path,
        )
    )


def _to_approve(pk: int, seat: Seat) -> NeedsAnswer | None:
    answers = NeedsAnswer.objects.filter(approver__in=seat.scope.people)
    found: NeedsAnswer | None = answers.select_related(*WITH).filter(pk=pk).first()
    return found


def _ask_approval(pk: int, seat: Seat) -> Question | None:
    found = _to_approve(pk, seat)
    if found is None:
        return None
    sheet = Sheet.of(found)
    return Question(
        title(found),
        lead=" ".join((total_words(sheet), _("With a no it goes back to be changed."))),
        facts=about(sheet),
        yes=_("Yes, approve"),
        no=_("No, send it back"),
        reason=_("Why, if you say no"),
        must_say_why=True,
        settled=outcome(found),
    )


def _answer_approval(pk: int, seat: Seat, yes: bool, reason: str) -> str:
    found = _to_approve(pk, seat)
    if found is None:
        raise Settled(_("The answer is not yours to approve any more."))
    try:
        row = decide(found, yes=yes, reason=reason, by=seat)
    except NotWaiting:
        raise Settled(_("Somebody else was first. Nothing was changed.")) from None
    return decided_words(row, yes=yes)


def _show_wish(request: HttpRequest, pk: int, seat: Seat) -> HttpResponse | None:
    calls = WishCall.objects.select_related("campaign", "membership__authority")
    call = calls.filter(pk=pk).first()
    if call is None:
        return None
    return wish_page(request, call, seat, layout="layouts/plain.html", here=request.path)


declare(ANSWER, Page(_show_answer))
declare(APPROVAL, Purpose(_ask_approval, _answer_approval))
declare(WISH, Page(_show_wish))
