"""What a request's page shows, by who looks."""

from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.models import Authority
from mentorship.intake.avoiding import avoided_by
from mentorship.intake.line import line_place
from mentorship.models import Avoided, Interest
from mentorship.rules import MENTEE, MENTOR, State, months_between, span
from network.models import JournalEntry
from network.seat import Seat
from network.sentences import deed

KNOWN = 20  # lines of history on the page


def written(interest: Interest, *, kinds: bool = True) -> list[tuple[str, str]]:
    """What a request says, as a list of terms and words; never whom it avoids."""
    mentee = interest.role == MENTEE
    rows = [
        (_("Wants to grow in") if mentee else _("Can help with"), _areas(interest)),
        (_("Goals") if mentee else _("As a leader"), interest.goals),
        (_("Leads staff since"), _since(interest)),
        (_("Leads"), _leads(interest)),
        (_("Place of work"), interest.town),
        (_("How to meet"), _meeting(interest)),
        (_("Language"), capfirst(interest.get_language_display())),
        (_("How often"), capfirst(interest.get_rhythm_display())),
    ]
    if kinds and interest.wished_kinds:
        named = dict(Authority.Kind.choices)
        words = ", ".join(str(named.get(kind, kind)) for kind in interest.wished_kinds)
        rows.append((_("Would like to get to know"), capfirst(words)))
    if interest.role == MENTOR:
        rows.append((_("Mentees at the same time"), str(interest.capacity)))
        stays = _("Yes, is asked before the next round") if interest.stays else _("No")
        rows.append((_("Stays in the pool"), stays))
    rows.append((_("About themselves, to the other"), interest.words))
    return [(term, said) for term, said in rows if said]


def _areas(interest: Interest) -> str:
    return ", ".join(interest.areas_in_words)


def _since(interest: Interest) -> str:
    if interest.manager_since is None:
        return ""
    day = date_format(interest.manager_since, "j F Y")
    starts = interest.round.starts
    return _("%(day)s, %(span)s when the round starts") % {
        "day": day,
        "span": span(months_between(interest.manager_since, starts)),
    }


def _leads(interest: Interest) -> str:
    words = capfirst(interest.get_level_display())
    if interest.staff:
        return _("%(what)s, %(n)s people") % {"what": words, "n": interest.staff}
    return words


def _meeting(interest: Interest) -> str:
    words = capfirst(interest.get_meeting_display())
    if interest.reach_km is not None and interest.meeting != Interest.Meeting.ONLINE:
        return _("%(how)s, at most %(km)s km away") % {"how": words, "km": interest.reach_km}
    return words


def interest_page(interest: Interest, seat: Seat) -> dict[str, Any]:
    """The context of the page; the lock decides whether whom it avoids is there at all."""
    active = interest.withdrawn_at is None
    own = interest.person_id in seat.scope.people
    waiting = interest.state == State.WAITING
    may_read = own or seat.scope.whole
    avoided = avoided_by(interest) if may_read else None
    entries = JournalEntry.objects.seen_by(seat).about(interest)[:KNOWN]
    return {
        "interest": interest,
        "own": own,
        "rows": written(interest),
        "line": line_place(interest.round, interest) if active else 0,
        "avoided": avoided,
        "authorities": _avoided_authorities(interest) if may_read else [],
        "may_withdraw": active and seat.may("withdraw_interest", interest),
        "may_answer": waiting and seat.may("answer_interest", interest),
        "may_change": active and seat.may("change_interest", interest),
        "may_leave": interest.stays and seat.may("leave_pool", interest),
        "register_since": interest.person.manager_since,
        "history": [{"at": entry.at, "words": deed(entry.verb, entry.facts)} for entry in entries],
    }


def _avoided_authorities(interest: Interest) -> list[str]:
    rows = Avoided.objects.filter(interest=interest, authority__isnull=False)
    return [row.authority.name for row in rows.select_related("authority__authority")]
