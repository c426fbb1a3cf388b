"""Example needs assessments: last year's is over, next year's is open and half answered."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from config.demo.cast import PERSONAS, VN
from config.demo.courses import AREAS
from config.demo.deciding import decided
from config.demo.needs_data import (
    BEFORE,
    IDEAS,
    INTRO_EN,
    INTRO_SV,
    MUST,
    NOW,
    QUESTIONS,
    REPLIES,
    THEN,
    WORDS,
    Idea,
    Seats,
)
from config.demo.seeding import add_person
from courses.models import (
    Area,
    Campaign,
    CampaignQuestion,
    Candidate,
    Costing,
    Course,
    NeedLine,
    NeedsAnswer,
    NeedsReply,
)
from courses.needs.rules import AnswerState, CampaignState, Importance
from members.models import Authority, HeadCount, LegalPerson, Membership, Person, Role, Standing

if TYPE_CHECKING:
    from config.demo.seeding import Demo

# Who has come how far with next year's; the others have not begun.
STATES = {
    "bolagsverket": AnswerState.APPROVED,
    "spv": AnswerState.APPROVED,
    "miun": AnswerState.APPROVED,
    "csn": AnswerState.SENT,
    "fk-it": AnswerState.DRAFT,
    "lansstyrelsen": AnswerState.DRAFT,
}


def seed(demo: "Demo") -> None:
    """Both years in Västernorrland; the other network has not begun with needs."""
    if demo.slug != VN:
        return
    _add_people(demo)
    year = demo.today.year
    before = _add_campaign(demo, year, _at(date(year - 1, 10, 2)), CampaignState.CLOSED, None)
    _add_candidates(before, [idea for idea in IDEAS if idea.title in BEFORE])
    for key in demo.members:
        if key != "tingsratten":
            state = AnswerState.APPROVED if key in THEN else AnswerState.DRAFT
            _add_answer(demo, before, key, THEN.get(key, {}), state)
    closes = _at(demo.today + timedelta(days=12))
    now = _add_campaign(demo, year + 1, closes, CampaignState.OPEN, before)
    _add_candidates(now, IDEAS)
    for key in demo.members:
        _add_answer(demo, now, key, NOW.get(key, {}), STATES.get(key, AnswerState.DRAFT))


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def _add_people(demo: "Demo") -> None:
    """The HR manager who approves, and a small court whose contact has no sign-in."""
    helena = next(persona for persona in PERSONAS if persona.key == "helena")
    person = add_person(demo, helena.key, helena.name, helena.title, helena.member, helena.manager)
    person.manager_since = helena.manager_since
    person.save(update_fields=["manager_since"])
    since = date(demo.today.year - 1, 1, 1)
    Role.objects.create(
        person=person,
        membership_id=person.membership_id,
        kind=Role.Kind.COUNCIL_MEMBER,
        since=since,
    )
    court = Authority.objects.create(
        name="Sundsvalls tingsrätt",
        short_name="Tingsrätten",
        kind=Authority.Kind.COURT,
        legal_person=LegalPerson.objects.get(is_state=True),
    )
    begun = date(2013, 1, 1)
    member: Membership = Membership.objects.create(authority=court, since=begun)
    Standing.objects.create(
        membership=member,
        kind=Standing.Kind.MEMBER,
        since=begun,
        by_decision=decided("En ny medlem (exempel)", begun),
    )
    HeadCount.objects.create(
        membership=member, day=date(demo.today.year - 1, 12, 31), count=12, source="Exempeldata"
    )
    demo.members["tingsratten"] = member
    contact: Person = Person.objects.create(
        membership=member,
        name="Birgitta Sahlin",
        title="Administrativ chef",
        email="birgitta@example.org",
    )
    demo.people["birgitta"] = contact
    Role.objects.create(
        person=contact, membership=member, kind=Role.Kind.LOCAL_COORDINATOR, since=since
    )


def _add_campaign(
    demo: "Demo", year: int, closes: datetime, state: str, previous: Campaign | None
) -> Campaign:
    opened = closes - timedelta(days=33)
    made: Campaign = Campaign.objects.create(
        year=year,
        state=state,
        previous=previous,
        opens_on=timezone.localdate(opened),
        closes_at=closes,
        intro_sv=INTRO_SV,
        intro_en=INTRO_EN,
        opened_at=opened,
        closed_at=closes if state == CampaignState.CLOSED else None,
        created_at=opened - timedelta(days=14),
    )
    for number, (swedish, english, required) in enumerate(QUESTIONS, start=1):
        CampaignQuestion.objects.create(
            campaign=made, number=number, text_sv=swedish, text_en=english, required=required
        )
    return made


def _add_candidates(campaign: Campaign, ideas: "list[Idea] | tuple[Idea, ...]") -> None:
    areas = {area.name_sv: area for area in Area.objects.all()}
    courses = {course.title_sv: course for course in Course.objects.all()}
    for position, idea in enumerate(ideas, start=1):
        made = Candidate.objects.create(
            campaign=campaign,
            course=courses.get(idea.title),
            title_sv=idea.title,
            title_en=idea.english,
            area=areas[AREAS[idea.area][0]],
            audience=idea.audience,
            source=idea.source,
            proposed_by=idea.by,
            note=idea.note,
            position=position,
        )
        smallest, largest = idea.group
        Costing.objects.create(
            candidate=made,
            smallest=smallest,
            largest=largest,
            days=Decimal(idea.days),
            run_cost=idea.supplier,
            own_cost=idea.own,
            seat_cost=Decimal(250),
            hours=Decimal(idea.hours),
            source="Exempel: påhittad kalkyl",
        )


def _add_answer(
    demo: "Demo", campaign: Campaign, key: str, seats: dict[str, Seats], state: str
) -> None:
    member = demo.membership(key)
    assert campaign.closes_at is not None  # noqa: S101 - for the type checker
    place = list(demo.members).index(key)
    saved = campaign.closes_at - timedelta(days=14 + place * 2, hours=5 + place)
    begun = bool(seats)
    answer: NeedsAnswer = NeedsAnswer.objects.create(
        campaign=campaign,
        membership=member,
        version=len(seats) + 2 if begun else 1,
        saved_at=saved if begun else campaign.opened_at,
        approver=demo.person("helena") if key == "csn" else None,
    )
    candidates = {row.title_sv: row for row in Candidate.objects.filter(campaign=campaign)}
    areas = {area.name_sv: area for area in Area.objects.all()}
    lines: list[dict[str, Any]] = [
        {
            "candidate": candidates[title],
            "spring": spring,
            "autumn": autumn,
            "area_id": candidates[title].area_id,
            "audience": candidates[title].audience,
            "importance": Importance.MUST if title in MUST else Importance.SHOULD,
        }
        for title, (spring, autumn) in seats.items()
    ]
    own = WORDS.get(key, ()) if campaign.previous_id else ()
    lines += [
        {
            "text": text,
            "spring": spring,
            "autumn": autumn,
            "area": areas[AREAS[area][0]],
            "audience": audience,
            "importance": importance,
        }
        for text, audience, area, (spring, autumn), importance in own
    ]
    for number, line in enumerate(lines, start=1):
        NeedLine.objects.create(answer=answer, membership=member, number=number, **line)
    if begun and campaign.previous_id:
        questions = CampaignQuestion.objects.filter(campaign=campaign)
        for question, text in zip(questions, REPLIES.get(key, ()), strict=False):
            NeedsReply.objects.create(
                answer=answer, membership=member, question=question, text=text
            )
    if state == AnswerState.DRAFT:
        return
    answer.state = state
    answer.sent_at = saved
    if state == AnswerState.APPROVED:
        answer.approved_at = saved + timedelta(days=2)
        answer.approved_by = answer.approver
    answer.save()
