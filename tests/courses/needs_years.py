"""Two years of needs for the tests: one that was answered, planned and held, and the next."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from courses.models import (
    Area,
    Campaign,
    Candidate,
    Decision,
    Enrolment,
    Plan,
    PlannedRun,
    PlannedSeats,
)
from courses.needs.rules import AnswerState, CampaignState, Importance, Term, Verdict
from courses.rules import RunState
from tests.cast import VN, Cast
from tests.courses.makers import make_course, make_people, make_run
from tests.courses.needs import bring, make_answer, make_campaign, make_candidate, make_line
from tests.deciding import a_decision

YEAR = 2028
CANARY = "kanariefågel"


@dataclass
class Years:
    """What a test asks of the two years."""

    before: Campaign
    now: Campaign
    staten: Candidate
    ai: Candidate
    today: date = date(2028, 1, 10)


def two_years(cast: Cast) -> Years:
    """Needs of 2027 and 2028 at SPV, CSN, Mittuniversitetet; Timrå only has a draft."""
    spv, csn, miun, timra = (cast.memberships[VN, key] for key in ("spv", "csn", "miun", "timra"))
    law = Area.objects.create(name_sv="Förvaltning och juridik", name_en="Administration and law")
    tech = Area.objects.create(name_sv="It och digitalisering", name_en="IT")
    staten = make_course("Att arbeta i staten")
    staten.area = law
    staten.save()
    before = make_campaign(YEAR - 1, CampaignState.CLOSED)
    old = make_candidate(before, "Att arbeta i staten", course=staten, area=law)
    for member, seats in ((spv, (6, 4)), (csn, (5, 0))):
        make_answer(before, member, {old: seats}, AnswerState.APPROVED)
    _plan(before, old, {spv: 8, csn: 4})
    _held(staten, {spv: 7, csn: 2})
    now = make_campaign(
        YEAR,
        CampaignState.OPEN,
        previous=before,
        opens_on=date(2027, 8, 24),
        closes_at=datetime(2027, 10, 2, 15, tzinfo=UTC),
    )
    again = make_candidate(now, "Att arbeta i staten", course=staten, area=law)
    twin = make_candidate(now, "Arbeta i staten", area=law, merged_into=again)
    ai = make_candidate(now, "AI i handläggningen", title_en="AI in casework", area=tech)
    first = make_answer(now, spv)
    make_line(first, again, spring=8, autumn=4, importance=Importance.MUST)
    make_line(first, ai, spring=2, autumn=2, importance=Importance.SHOULD)
    bring(first, AnswerState.APPROVED)
    second = make_answer(now, csn)
    make_line(second, twin, spring=3, autumn=0, importance=Importance.CAN_WAIT)
    make_line(second, ai, spring=0, autumn=6, importance=Importance.MUST)
    make_line(second, text="Skriva klarspråk", spring=5, autumn=0, area=law)
    bring(second, AnswerState.SENT)
    third = make_answer(now, timra, {ai: (90, 9)})
    make_line(third, text=CANARY)
    bring(make_answer(now, miun), AnswerState.APPROVED)
    Decision.objects.create(
        candidate=ai,
        verdict=Verdict.PROCURE,
        reason="Nytt behov",
        meeting="Utbildningsrådet, punkt 4",
        met_on=date(2027, 10, 22),
    )
    return Years(before, now, again, ai)


def _plan(campaign: Campaign, candidate: Candidate, seats: dict[int, int]) -> None:
    plan = Plan.objects.create(campaign=campaign, name="Plan")
    run = PlannedRun.objects.create(
        plan=plan, candidate=candidate, term=Term.SPRING, number=1, seats=20
    )
    for member, many in seats.items():
        PlannedSeats.objects.create(planned_run=run, membership_id=member, seats=many)
    plan.state, plan.version = Plan.State.PUBLISHED, 1
    plan.by_decision = a_decision()
    plan.decided_at = plan.published_at = timezone.now()
    plan.save()


def _held(course: object, people: dict[int, int]) -> None:
    run = make_run(capacity=40, course=course)
    for member, many in people.items():
        for person in make_people(many, member):
            Enrolment.objects.create(run=run, person=person, membership_id=member)
    begins = datetime(YEAR - 1, 3, 2, 8, tzinfo=UTC)
    for place, session in enumerate(run.sessions.all()):
        session.starts_at = begins + timedelta(days=place)
        session.ends_at = session.starts_at + timedelta(hours=7)
        session.save()
    type(run).objects.filter(pk=run.pk).update(state=RunState.HELD)
