"""What links in letters ask of the two of a pair: do you want to, do you want another, a check."""

from collections.abc import Callable

from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.actions.answer_pair import NotAsked, TooLate, answer, has_answered
from mentorship.actions.end_pair import EndedAlready, may_say_again, say_again
from mentorship.actions.evaluate import EvaluatedAlready, NotOpen, evaluate
from mentorship.models import Pair, PairEvaluation
from mentorship.pairs import emails
from mentorship.pairs.forms import EvaluationForm
from mentorship.pairs.partner import Partner, own_person, own_role, partners
from mentorship.pairs.standing import checks_of, state_of
from mentorship.rules import MENTEE, MENTOR, PairState
from network.links import Finished, Page, Purpose, Question, Settled, Shown, declare
from network.seat import Seat


def _own(pk: int, seat: Seat) -> Pair | None:
    found: Pair | None = Pair.objects.of(seat).with_standing().filter(pk=pk).first()
    return found


def facts_about(other: Partner) -> list[tuple[str, str]]:
    """Who the other is, for somebody who has not said yes."""
    facts = [
        (_("Name"), other.shown_name),
        (_("Title"), other.title),
        (_("Authority"), other.authority),
        (_("What you both named"), ", ".join(other.areas)),
        (_("In their own words"), other.words),
    ]
    return [(term, words) for term, words in facts if words]


def asked_of(other: Partner) -> str:
    """The question that a proposed pair is."""
    if other.role == MENTOR:
        return _("Do you want this mentor?")
    return _("Do you want to be the mentor of this mentee?")


def told(pair: Pair, *, yes: bool) -> str:
    """What happens after one's yes or no."""
    if not yes:
        return _("You have said no. The coordinator looks for another; nobody asks you why.")
    if state_of(Pair.objects.with_standing().get(pk=pair.pk)) == PairState.ACCEPTED:
        return _("Both have said yes. You get a letter with each other's mail addresses.")
    return _("You have said yes. You get a letter when the other has answered.")


def why_settled(pair: Pair, person_id: int) -> str:
    """Why there is nothing left to answer, in a sentence; empty when there is."""
    if state_of(pair) == PairState.ASKED and not has_answered(pair, person_id):
        if pair.answer_by is not None and pair.answer_by < timezone.localdate():
            return _("The last day to answer has passed. Write to the coordinator.")
        return ""
    if pair.ended_at is not None:
        return _("The proposal does not stand any more.")
    return _("You have said yes already.")


def _ask(pk: int, seat: Seat) -> Question | None:
    pair = _own(pk, seat)
    if pair is None:
        return None
    other = partners([pair], seat)[pair.pk]
    return Question(
        asked_of(other),
        lead=_("You become a pair when both have said yes. A no needs no reason."),
        facts=facts_about(other),
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


def wish_asked(role: str) -> str:
    """The question whether one wants another."""
    if role == MENTEE:
        return _("Do you want another mentor?")
    return _("Do you take another mentee?")


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
    if yes:
        return _("The coordinator looks for another, and you get a letter.")
    return _("The coordinator does not propose another in this round.")


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
            return Finished(_("Your answers are kept. The coordinator reads them."))
        if PairEvaluation.objects.filter(pair=pair, kind=kind, person__in=seat.scope.people):
            raise Settled(_("You have answered already."))
        context = {"form": form, "pair": pair, "kind": kind}
        return render(request, "mentorship/evaluation_link.html", context)

    return show


declare(emails.ANSWER, Purpose(_ask, _answer))
declare(emails.AGAIN, Purpose(_ask_again, _answer_again))
for _kind, _purpose in emails.CHECKS.items():
    declare(_purpose, Page(_check(_kind)))
