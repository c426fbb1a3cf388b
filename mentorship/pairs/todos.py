"""What pairs ask of people on their start page."""

from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.board.waiting import ended_and_wanting
from mentorship.models import Agreement, Pair, PairAnswer, PairEnd, PairEvaluation
from mentorship.pairs.partner import own_person, own_role
from mentorship.pairs.rules import CLOSING, MIDWAY
from mentorship.pairs.standing import checks_of, state_of
from mentorship.rules import MENTEE, PairState
from network.seat import Seat
from network.start import ToDo


def todos(seat: Seat) -> list[ToDo]:
    """One's own pairs' next steps, and for coordinators what they must look at."""
    return own_steps(seat) + (coordinators_steps(seat) if seat.may("see_pairs") else [])


def own_steps(seat: Seat) -> list[ToDo]:
    """Answer a proposal, write or read the agreement, answer a check, want another or not."""
    ended_lately = Q(end__kind=PairEnd.Kind.EARLY) | Q(end__kind=PairEnd.Kind.COMPLETED)
    live = Pair.objects.of(seat).filter(Q(ended_at=None) | ended_lately)
    pairs = list(live.with_standing())
    if not pairs:
        return []
    mine = {"person__in": seat.scope.people, "pair__in": pairs}
    answered = set(PairAnswer.objects.filter(**mine).values_list("pair_id", flat=True))
    checked = set(PairEvaluation.objects.filter(**mine).values_list("pair_id", "kind"))
    wordings = Agreement.objects.filter(pair__in=pairs).prefetch_related("assents")
    newest = {row.pair_id: row for row in reversed(list(wordings))}
    found = []
    for pair in pairs:
        wording = newest.get(pair.pk)
        assents = {one.person_id for one in wording.assents.all()} if wording else set()
        step = _step(
            pair,
            seat,
            answered=pair.pk in answered,
            checked={kind for pk, kind in checked if pk == pair.pk},
            written=wording is not None,
            agreed=own_person(pair, seat) in assents,
        )
        if step is not None:
            found.append(step)
    return found


def _step(
    pair: Pair, seat: Seat, *, answered: bool, checked: set[str], written: bool, agreed: bool
) -> ToDo | None:
    """The one step that a pair waits for from the seat; None for none."""
    why, state = pair.round.title, state_of(pair)
    is_mentee = own_role(pair, seat) == MENTEE
    today, checks = timezone.localdate(), checks_of(pair.round)
    if state == PairState.ASKED and not answered:
        what = _("A mentor is proposed for you") if is_mentee else _("A mentee is proposed for you")
        url = reverse("pair_answer", args=[pair.pk])
        return ToDo(what, why, _("Answer"), url, pair.answer_by)
    if state == PairState.ACCEPTED and not written and is_mentee:
        url = reverse("agreement_new", args=[pair.pk])
        return ToDo(_("Write the agreement with your mentor"), why, _("Write"), url)
    if state in (PairState.ACCEPTED, PairState.RUNNING) and written and not agreed:
        url = reverse("agreement", args=[pair.pk])
        return ToDo(_("Your agreement waits for your yes"), why, _("Read"), url)
    for kind in (CLOSING, MIDWAY):
        if checks.is_open(kind, state, today) and kind not in checked:
            url = reverse("pair_evaluation", args=[pair.pk, kind])
            return ToDo(_("Three questions about your pair"), why, _("Answer"), url)
    column = "mentee_again" if is_mentee else "mentor_again"
    goes_on = pair.round.ends >= today
    if state == PairState.ENDED_EARLY and goes_on and getattr(pair.end, column) is None:
        url = reverse("pair_again", args=[pair.pk])
        return ToDo(_("Your pair has ended: do you want another?"), why, _("Answer"), url)
    return None


def coordinators_steps(seat: Seat) -> list[ToDo]:
    """Pairs that ask for a call, and mentees who want another mentor."""
    lately = Pair.objects.seen_by(seat).filter(started_at__isnull=False, ended_at=None)
    noes = lately.annotate(
        no=Max("contacts__at", filter=Q(contacts__goes_well=False)), call=Max("calls__at")
    ).filter(Q(no__isnull=False) & (Q(call=None) | Q(no__gt=F("call"))))
    found = [
        ToDo(
            _("Call %(mentee)s and %(mentor)s")
            % {"mentee": pair.mentee_person.name, "mentor": pair.mentor_person.name},
            _("One of the two has ticked that it does not go well."),
            _("Open the pair"),
            reverse("pair", args=[pair.pk]),
        )
        for pair in noes.select_related("mentee_person", "mentor_person")[:20]
    ]
    return found + _without(seat)


def _without(seat: Seat) -> list[ToDo]:
    """Those whose pair ended early and who want another: straight to the repair that finds it."""
    ended = ended_and_wanting().filter(
        pk__in=Pair.objects.seen_by(seat), round__ends__gte=timezone.localdate()
    )
    found = []
    for pair in ended.select_related("mentee_person", "mentor_person", "round")[:20]:
        wishes = (
            (pair.mentee_waits, _("%(name)s wants another mentor"), pair.mentee_person.name),
            (pair.mentor_waits, _("%(name)s takes another mentee"), pair.mentor_person.name),
        )
        found += [
            ToDo(
                what % {"name": name},
                pair.round.title,
                _("Find another"),
                reverse("repair", args=[pair.round_id]),
            )
            for waits, what, name in wishes
            if waits
        ]
    return found
