"""What links in letters open for the two of a pair: do you want to, the pair itself, a check."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions.answer_pair import NotAsked, TooLate, answer
from mentorship.actions.end_pair import EndedAlready, may_say_again, say_again
from mentorship.actions.evaluate import EvaluatedAlready, NotOpen, evaluate
from mentorship.models import Agreement, Contact, Pair, PairEvaluation
from mentorship.pairs import emails
from mentorship.pairs.agreeing import (
    agreement_document,
    say_yes,
    show_agreement,
    write_agreement,
)
from mentorship.pairs.certificate import certificate_document
from mentorship.pairs.desk import Desk, Done, desk_behind_link
from mentorship.pairs.forms import EvaluationForm
from mentorship.pairs.meeting import tick_day, undo_day
from mentorship.pairs.page import show_pair
from mentorship.pairs.parting import answer_check, end, want_another
from mentorship.pairs.partner import own_person, own_role, partners
from mentorship.pairs.rules import CLOSING, MIDWAY
from mentorship.pairs.standing import checks_of, state_of
from mentorship.pairs.told import (
    asked_of,
    ended,
    evaluated,
    facts_about,
    round_told,
    told,
    why_settled,
    wish_asked,
    wish_told,
)
from mentorship.rules import MENTOR, PairState
from network.links import Finished, Page, Purpose, Question, Settled, Shown, declare
from network.seat import Seat


def _own(pk: int, seat: Seat) -> Pair | None:
    found: Pair | None = Pair.objects.of(seat).with_standing().filter(pk=pk).first()
    return found


def _ask(pk: int, seat: Seat) -> Question | None:
    pair = _own(pk, seat)
    if pair is None:
        return None
    other = partners([pair], seat)[pair.pk]
    return Question(
        asked_of(other),
        lead=_("You become a pair when both have said yes. A no needs no reason."),
        facts=[*facts_about(other), (_("Round"), round_told(pair.round))],
        yes=_("Yes, I want to"),
        no=_("No"),
        settled=why_settled(pair, own_person(pair, seat)),
    )


def _answer(pk: int, seat: Seat, yes: bool, reason: str) -> str:
    pair = _own(pk, seat)
    if pair is None:
        raise Settled(_("The proposal does not stand any more."))
    try:
        answer(pair, yes=yes, by=seat)
    except (NotAsked, TooLate):
        raise Settled(why_settled(pair, own_person(pair, seat))) from None
    return told(pair, yes=yes)


def _ask_again(pk: int, seat: Seat) -> Question | None:
    pair = _own(pk, seat)
    if pair is None:
        return None
    role = own_role(pair, seat)
    return Question(
        wish_asked(role),
        lead=_("Your pair has ended. You may say yes or no as you like; nobody asks you why."),
        facts=[(_("Round"), pair.round.title)],
        yes=_("Yes"),
        no=_("No, not this time"),
        settled="" if may_say_again(pair, role) else _("You have said it already."),
    )


def _answer_again(pk: int, seat: Seat, yes: bool, reason: str) -> str:
    pair = _own(pk, seat)
    if pair is None:
        raise Settled(_("There is nothing left to answer."))
    try:
        say_again(pair, again=yes, by=seat)
    except EndedAlready:
        raise Settled(_("You have said it already.")) from None
    return wish_told(own_role(pair, seat), again=yes)


def _check(kind: str) -> Callable[[HttpRequest, int, Seat], Shown]:
    def show(request: HttpRequest, pk: int, seat: Seat) -> Shown:
        pair = _own(pk, seat)
        if pair is None:
            return None
        if not checks_of(pair.round).is_open(kind, state_of(pair), timezone.localdate()):
            raise Settled(_("The questions are closed."))
        answers = PairEvaluation(pair=pair, kind=kind)
        form = EvaluationForm(request.POST or None, instance=answers)
        if request.method == "POST" and form.is_valid():
            try:
                evaluate(form.save(commit=False), by=seat)
            except (EvaluatedAlready, NotOpen):
                raise Settled(_("You have answered already.")) from None
            return Finished(evaluated(kind, own_role(pair, seat)))
        if PairEvaluation.objects.filter(pair=pair, kind=kind, person__in=seat.scope.people):
            raise Settled(_("You have answered already."))
        desk = desk_behind_link(request, pair, seat)
        return desk.page("mentorship/evaluation.html", form=form, kind=kind)

    return show


def _agreement(desk: Desk) -> Agreement:
    row = desk.request.GET.get("row", "")
    mine = Agreement.objects.filter(pair=desk.pair).select_related("pair__round")
    found: Agreement = get_object_or_404(mine, pk=int(row) if row.isdecimal() else 0)
    return found


def _contact(desk: Desk) -> Contact:
    row = desk.request.GET.get("row", "")
    mine = Contact.objects.filter(pair=desk.pair, person__in=desk.seat.scope.people)
    found: Contact = get_object_or_404(
        mine.select_related("pair__round"), pk=int(row) if row.isdecimal() else 0
    )
    return found


# The parts of the page behind the link, and how each is asked for.
PARTS: dict[str, tuple[Callable[[Desk], HttpResponse], str]] = {
    "": (show_pair, "GET"),
    "agreement": (show_agreement, "GET"),
    "writing": (write_agreement, "GET POST"),
    "assent": (lambda desk: say_yes(desk, _agreement(desk)), "POST"),
    "paper": (agreement_document, "GET"),
    "contact": (tick_day, "POST"),
    "removal": (lambda desk: undo_day(desk, _contact(desk)), "POST"),
    MIDWAY: (lambda desk: answer_check(desk, MIDWAY), "GET POST"),
    CLOSING: (lambda desk: answer_check(desk, CLOSING), "GET POST"),
    "ending": (end, "GET POST"),
}


def _together(request: HttpRequest, pk: int, seat: Seat) -> Shown:
    """The pair as one has it with an account, until it is over; then what is left to do."""
    pair = _own(pk, seat)
    if pair is None:
        return None
    desk = desk_behind_link(request, pair, seat)
    parts = PARTS if pair.ended_at is None else _left(desk)
    if not parts:
        raise Settled(ended(pair))
    part = request.GET.get("part", "")
    show, methods = parts.get(part, parts[""])
    allowed = methods.split()
    if request.method in ("GET", "HEAD") and "GET" not in allowed:
        return desk.back()  # as when the language is changed on a form that was refused
    if request.method == "POST" and "POST" not in allowed:
        return HttpResponseNotAllowed(allowed)
    try:
        return show(desk)
    except Done as done:
        return Finished(str(done))


def _left(desk: Desk) -> dict[str, tuple[Callable[[Desk], HttpResponse], str]]:
    """What is left to do of a pair that has ended; the agreement is not shown by a link then."""
    pair, state = desk.pair, state_of(desk.pair)
    if may_say_again(pair, own_role(pair, desk.seat)):
        return {"": (want_another, "GET POST")}
    if state != PairState.COMPLETED:
        return {}
    asked = PairEvaluation.objects.filter(pair=pair, kind=CLOSING)
    said = asked.filter(person__in=desk.seat.scope.people).exists()
    left: dict[str, tuple[Callable[[Desk], HttpResponse], str]] = {}
    if own_role(pair, desk.seat) == MENTOR:
        left |= {
            "": (show_pair, "GET"),
            "certificate": (lambda desk: certificate_document(pair, desk.seat.network), "GET"),
        }
    if not said and checks_of(pair.round).is_open(CLOSING, state, timezone.localdate()):
        left[CLOSING] = PARTS[CLOSING]
        left.setdefault("", PARTS[CLOSING])
    return left


declare(emails.TOGETHER, Page(_together))
declare(emails.ANSWER, Purpose(_ask, _answer))
declare(emails.AGAIN, Purpose(_ask_again, _answer_again))
for _kind, _purpose in emails.CHECKS.items():
    declare(_purpose, Page(_check(_kind)))
