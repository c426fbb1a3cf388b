"""The report of a round: its counts beside those of the round before, and what it cost."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from members.models import Membership
from mentorship.models import JointMeeting, MentorRound, RuleException
from mentorship.summary.counted import Counted, count
from mentorship.summary.figures import charged_for, facts_of
from network.money import ZERO


@dataclass(frozen=True)
class Report:
    """A round as steering committee, auditor and economist read it: no person in it."""

    round: MentorRound
    now: Counted
    charged: Decimal
    meetings: tuple[JointMeeting, ...]
    before_round: MentorRound | None = None
    before: Counted | None = None
    before_charged: Decimal = ZERO
    exceptions: tuple[RuleException, ...] = ()

    @property
    def agreed(self) -> Decimal | None:
        """What the round's price comes to for the mentees whose pairs started; None without one."""
        price = self.round.mentee_price
        return None if price is None else price * self.now.mentee.started

    @property
    def held(self) -> int:
        """Joint meetings that have been held."""
        now = timezone.now()
        return sum(one.ends_at <= now for one in self.meetings)


def report_of(found: MentorRound) -> Report:
    """The report of a round, in a constant number of questions, in a scope that may read it."""
    earlier = MentorRound.objects.filter(programme=found.programme, starts__lt=found.starts)
    before = earlier.order_by("-starts", "-pk").first()
    facts, facts_before = facts_of(found), facts_of(before) if before else None
    members = Membership.objects.select_related("authority")
    names = {one.pk: (one.name, one.short_name or one.name) for one in members}
    return Report(
        round=found,
        now=count(facts, names),
        charged=charged_for(found),
        meetings=tuple(JointMeeting.objects.filter(round=found).standing().order_by("starts_at")),
        before_round=before,
        before=count(facts_before, names) if before else None,
        before_charged=charged_for(before) if before else ZERO,
        exceptions=tuple(RuleException.objects.standing().filter(round=found)),
    )
