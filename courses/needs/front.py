"""What the front page of the needs assessments shows, read in a constant number of questions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from courses.actions.campaign import members_to_ask
from courses.models import Campaign, CampaignQuestion, Candidate, NeedLine, NeedsAnswer
from courses.needs.campaigns import may_answer
from courses.needs.receivers import receivers
from courses.needs.rules import AnswerState, CampaignState
from courses.needs.words import KINDS, NOT_BEGUN, STANDINGS, standing_of
from members.models import Membership
from network.seat import Seat
from network.sorting import swedish_order


@dataclass(frozen=True)
class AnswerRow:
    """One authority's answer as lists show it."""

    answer: Any
    name: str
    standing: str
    may_write: bool

    @property
    def words(self) -> str:
        """Where it stands."""
        return str(STANDINGS[self.standing])

    @property
    def kind(self) -> str:
        """The sign beside the words."""
        return KINDS[self.standing]

    @property
    def answered(self) -> bool:
        """Whether it is sent."""
        return self.standing in (AnswerState.SENT, AnswerState.APPROVED)


def answer_rows(answers: Iterable[NeedsAnswer], campaign: Campaign) -> list[AnswerRow]:
    """Answers with their authorities' names, in Swedish order."""
    now = timezone.now()
    rows = [
        AnswerRow(
            one,
            one.membership.name,
            standing_of(one),
            may_answer(campaign, one, now) is None,
        )
        for one in answers
    ]
    return sorted(rows, key=lambda row: swedish_order(row.name))


@dataclass
class Front:
    """A needs assessment as those who oversee it see it."""

    campaign: Campaign
    rows: list[AnswerRow]
    candidates: int = 0
    questions: int = 0
    costed: int = 0
    seats: int = 0
    seats_before: int = 0
    unread: list[str] = field(default_factory=list)  # members whom no letter reaches
    newcomers: list[Membership] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many authorities are asked."""
        return len(self.rows)

    @property
    def answered(self) -> int:
        """How many have sent their answer."""
        return sum(row.answered for row in self.rows)

    @property
    def percent(self) -> int:
        """The response rate, whole percent, downwards: 100 means everybody."""
        return 100 * self.answered // self.asked if self.asked else 0

    @property
    def silent(self) -> list[AnswerRow]:
        """Those who have sent nothing."""
        return [row for row in self.rows if not row.answered]

    @property
    def to_remind(self) -> list[AnswerRow]:
        """Those who have sent nothing and still may."""
        return [row for row in self.silent if row.may_write]

    @property
    def waiting(self) -> list[AnswerRow]:
        """Those whose answer nobody has approved yet."""
        return [row for row in self.rows if row.standing == AnswerState.SENT]

    @property
    def counts(self) -> dict[str, int]:
        """How many stand where, the furthest first."""
        found = Counter(row.standing for row in self.rows)
        return {name: found[name] for name in (*KINDS,)}

    @property
    def begun(self) -> int:
        """How many have begun without sending."""
        return sum(row.standing == AnswerState.DRAFT for row in self.rows)

    @property
    def not_begun(self) -> int:
        """How many have not begun."""
        return sum(row.standing == NOT_BEGUN for row in self.rows)


def front_of(campaign: Campaign, seat: Seat) -> Front:
    """The front page of a needs assessment, for those who oversee it."""
    answers = NeedsAnswer.objects.seen_by(seat).filter(campaign=campaign)
    front = Front(
        campaign,
        answer_rows(answers.select_related("membership__authority"), campaign),
    )
    listed = Candidate.objects.filter(campaign=campaign).standing()
    front.candidates, front.costed = listed.aggregate(
        all=Count("pk", distinct=True),
        costed=Count("pk", distinct=True, filter=Q(costings__isnull=False)),
    ).values()
    front.questions = CampaignQuestion.objects.filter(campaign=campaign).count()
    years = [pk for pk in (campaign.pk, campaign.previous_id) if pk]
    seats = dict(
        NeedLine.objects.seen_by(seat)
        .filter(answer__campaign__in=years)
        .exclude(answer__state=AnswerState.DRAFT)
        .order_by()
        .values_list("answer__campaign")
        .annotate(n=Sum(F("spring") + F("autumn")))
    )
    front.seats = seats.get(campaign.pk, 0)
    front.seats_before = seats.get(campaign.previous_id, 0)
    if seat.may("keep_campaign") and campaign.state != CampaignState.CLOSED:
        front.newcomers = sorted(
            members_to_ask(campaign), key=lambda member: swedish_order(member.name)
        )
        wanted = {row.answer.membership_id: row.name for row in front.to_remind}
        if campaign.state == CampaignState.DRAFT:
            wanted = {member.pk: member.name for member in front.newcomers}
        reached = receivers(wanted)
        front.unread = [name for pk, name in wanted.items() if not reached[pk]]
    return front
