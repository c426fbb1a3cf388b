"""What the page of a pair shows: to the two themselves, and to the coordinators."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from mentorship.actions.agree import newest
from mentorship.actions.end_pair import ENDS, may_say_again
from mentorship.board.waiting import ended_and_wanting
from mentorship.models import AgreementAssent, Contact, JointMeeting, Pair, PairEvaluation
from mentorship.pairs.desk import Desk
from mentorship.pairs.forms import ContactForm
from mentorship.pairs.partner import own_person, own_role, partner_days, partners
from mentorship.pairs.rules import CLOSING, MIDWAY
from mentorship.pairs.standing import checks_of, colour_of, kept_until, state_of, words_of
from mentorship.pairs.told import evaluated
from mentorship.rules import MENTOR, PairState


@dataclass(frozen=True)
class Met:
    """A day on which the two met, with one's own tick and the address that undoes it."""

    day: date
    own: Contact | None
    other: bool
    undo: str


def show_pair(desk: Desk, form: ContactForm | None = None) -> HttpResponse:
    """The page for one of the two: the other, the next step, agreement, meetings, ticks."""
    return desk.page("mentorship/pair.html", **_own_page(desk, form))


def _own_page(desk: Desk, form: ContactForm | None) -> dict[str, Any]:
    pair, seat = desk.pair, desk.seat
    state = state_of(pair)
    person, role = own_person(pair, seat), own_role(pair, seat)
    running = state == PairState.RUNNING
    readable = state in ENDS or (state == PairState.COMPLETED and not desk.by_link)
    wording = newest(pair) if readable else None
    assents = list(AgreementAssent.objects.filter(agreement=wording)) if wording else []
    check = _open_check(pair, person, state)
    return {
        "state": state.value,
        "state_in_words": words_of(state),
        "colour": colour_of(state),
        "role": role,
        "other": partners([pair], seat)[pair.pk],
        "answered": state == PairState.ASKED and _has_said_yes(pair, person),
        "wording": wording,
        "agreed": len(assents) == 2,
        "agreed_at": max((one.at for one in assents), default=None),
        "own_assent": any(one.person_id == person for one in assents),
        "check": check,
        "check_at": desk.to(check) if check else "",
        "closed": evaluated(CLOSING, role) if _has_closed(pair, person) else "",
        "next_check": _next_check(pair),
        "met": _met(desk, person),
        "form": (form or ContactForm(since=since_of(pair))) if running else None,
        "meetings": _meetings(pair) if state in ENDS else [],
        "may_end": state in ENDS,
        "may_say_again": may_say_again(pair, role),
        "certificate": state == PairState.COMPLETED and role == MENTOR,
        "kept_until": kept_until(pair.round),
    }


def since_of(pair: Pair) -> date:
    """The day both had said yes."""
    said = getattr(pair, "accepted_at", None) or pair.started_at or pair.asked_at
    return timezone.localdate(said)


def _has_said_yes(pair: Pair, person: int) -> bool:
    return bool(pair.answers.filter(person_id=person).exists())


def _open_check(pair: Pair, person: int, state: PairState) -> str:
    """The check that waits for one's answer, empty for none."""
    today, checks = timezone.localdate(), checks_of(pair.round)
    open_ = [kind for kind in (CLOSING, MIDWAY) if checks.is_open(kind, state, today)]
    if not open_:
        return ""
    mine = PairEvaluation.objects.filter(pair=pair, person_id=person)
    said = set(mine.values_list("kind", flat=True))
    return next((kind for kind in open_ if kind not in said), "")


def _has_closed(pair: Pair, person: int) -> bool:
    said = PairEvaluation.objects.filter(pair=pair, kind=CLOSING, person_id=person)
    return bool(said.exists())


def _next_check(pair: Pair) -> date | None:
    """The day on which the two are asked next; None for none."""
    checks, today = checks_of(pair.round), timezone.localdate()
    days = [day for day in (checks.midway, checks.closing) if day is not None and day > today]
    return min(days, default=None)


def _met(desk: Desk, person: int) -> list[Met]:
    """The days, newest first; whether it goes well only of one's own."""
    own = {one.day: one for one in Contact.objects.filter(pair=desk.pair, person_id=person)}
    undo = {day: desk.to("removal", one.pk) for day, one in own.items()}
    theirs = partner_days(desk.pair)
    days = sorted(own.keys() | theirs, reverse=True)
    return [Met(day, own.get(day), day in theirs, undo.get(day, "")) for day in days]


def _meetings(pair: Pair) -> list[JointMeeting]:
    found = JointMeeting.objects.standing().filter(round=pair.round_id)
    return list(found.filter(ends_at__gte=timezone.now()))


def coordinators_page(pair: Pair) -> dict[str, Any]:
    """The page for a coordinator: dates and ticks, and never the agreement."""
    state = state_of(pair)
    ticks = list(Contact.objects.filter(pair=pair))
    calls = list(pair.calls.all())
    noes = [one.at for one in ticks if not one.goes_well]
    answers = list(PairEvaluation.objects.filter(pair=pair))
    return {
        "pair": pair,
        "state": state.value,
        "state_in_words": words_of(state),
        "colour": colour_of(state),
        "days": sorted({one.day for one in ticks}, reverse=True),
        "calls": calls,
        "asks_call": bool(noes) and (not calls or max(noes) > calls[0].at),
        "midway_answers": sum(one.kind == MIDWAY for one in answers),
        "closing_answers": sum(one.kind == CLOSING for one in answers),
        "may_end": state in ENDS,
        "end": getattr(pair, "end", None),
        "waits": ended_and_wanting().filter(pk=pair.pk).exists(),
        "agreed": pair.started_at is not None,
        "said": list(pair.answers.all()),
        "certificate": state == PairState.COMPLETED,
    }
