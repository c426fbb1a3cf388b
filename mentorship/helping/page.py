"""The questions and exceptions of a round as the coordinator reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Membership
from mentorship.helping.offers import Offer
from mentorship.helping.words import EXCEPTIONS, TO_ASK
from mentorship.models import HelpQuestion, Interest, MentorRound, RuleException
from network.seat import Seat

SHOWN = 50  # of each, on one page


@dataclass(frozen=True)
class Asked:
    """A question, of whom, and how it stands."""

    it: HelpQuestion
    words: str
    state: str


@dataclass(frozen=True)
class Excepted:
    """An exception that holds, and from what."""

    it: RuleException
    words: str


def asked_rows(seat: Seat, found: MentorRound, mentee: Interest | None = None) -> list[Asked]:
    """What was asked in a round, or for one mentee; the last first."""
    rows = HelpQuestion.objects.seen_by(seat).filter(round=found, taken_back_at=None).with_all()
    if mentee is not None:
        rows = rows.filter(mentee=mentee)
    return [Asked(one, str(TO_ASK[one.kind]), _state(one)) for one in rows[:SHOWN]]


def exception_rows(
    seat: Seat, found: MentorRound, mentee: Interest | None = None
) -> list[Excepted]:
    """The exceptions that hold in a round; for one mentee's page those of mentors with them."""
    rows = RuleException.objects.seen_by(seat).filter(round=found, interest__isnull=False)
    if mentee is not None:
        rows = rows.filter(Q(interest=mentee) | Q(role=Interest.Role.MENTOR))
    held = rows.standing().with_all()[:SHOWN]
    return [Excepted(one, str(EXCEPTIONS[one.kind])) for one in held]


def authorities_with(known: Mapping[int, str], offers: Sequence[Offer]) -> dict[int, str]:
    """The short names of the authorities, with those of mentors from outside the round."""
    new = {one.who.membership_id for one in offers} - set(known)
    members = Membership.objects.filter(pk__in=new).select_related("authority")
    return {**known, **{one.pk: one.short_name for one in members}}


def _state(one: HelpQuestion) -> str:
    if one.answered_at is None:
        words = _("Asked on %(day)s, answers at the latest %(last)s")
        return words % {
            "day": date_format(one.asked_at, "j F"),
            "last": date_format(one.answer_by, "j F"),
        }
    words = _("Said yes on %(day)s") if one.accepted else _("Said no on %(day)s")
    return words % {"day": date_format(one.answered_at, "j F")}
