"""What the front page of mentorship shows beside one's requests: one's pairs, rounds, figures."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.models import MentorRound, Pair
from mentorship.summary.counted import Counted, count
from mentorship.summary.figures import facts_of
from network.seat import Seat
from network.wording import date_long

ROUNDS = 12


@dataclass(frozen=True)
class RoundLine:
    """A round and where it stands, in a few words."""

    round: MentorRound
    where: str


@dataclass(frozen=True)
class Front:
    """How many pairs of one's own there are, and for those who read reports the rounds."""

    pairs: int = 0
    rounds: tuple[RoundLine, ...] = ()
    newest: MentorRound | None = None  # the last that has started
    now: Counted | None = None


def front_of(seat: Seat, today: date | None = None) -> Front:
    """The front as somebody may see it, in at most four questions."""
    day = today or timezone.localdate()
    pairs = Pair.objects.of(seat).standing().count()
    if not seat.may("see_round_report"):
        return Front(pairs)
    latest = MentorRound.objects.seen_by(seat).order_by("-starts", "-pk")
    rounds = list(latest[:ROUNDS])
    newest = latest.filter(starts__lte=day).first()
    return Front(
        pairs,
        tuple(RoundLine(one, where_it_stands(one, day)) for one in rounds),
        newest,
        count(facts_of(newest), {}) if newest else None,
    )


def where_it_stands(found: MentorRound, day: date) -> str:
    """Where a round stands on a day: before, open, being matched, under way or finished."""
    if day < found.opens:
        return _("Opens on %(day)s") % {"day": date_long(found.opens)}
    if day <= found.closes:
        return _("Open for interest until %(day)s") % {"day": date_long(found.closes)}
    if day < found.starts:
        return _("Being matched, starts on %(day)s") % {"day": date_long(found.starts)}
    if day <= found.ends:
        return _("Under way until %(day)s") % {"day": date_long(found.ends)}
    return _("Finished on %(day)s") % {"day": date_long(found.ends)}
