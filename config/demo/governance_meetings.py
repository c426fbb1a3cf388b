"""Meetings of the steering committee and of a working group: held, over, called and planned.

What is decided there is made up, as are the people; the items are such as the networks have.
"""

import hashlib
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from config.demo.cast import VN
from config.demo.governance_minutes import approve, choose
from config.demo.seeding import Demo
from governance.actions.agenda import bring_back, lay_standing
from governance.meetings.who import chairs_of
from governance.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Body,
    BodyKind,
    Holder,
    HolderContact,
    Mandate,
    Meeting,
    NoticeAnswer,
    Office,
    Paper,
    PaperVersion,
    Resolution,
)
from governance.rules import Coming, Duty, ItemKind, MeetingState, Nature, Outcome, Presence
from members.models import Person

INFORMATION, DISCUSSION, DECISION = ItemKind
HELD = (
    ("Behovsinventering inför nästa år", DECISION, "21 av 23 medlemmar svarade.",
     "Styrgruppen ställer sig bakom rådets prioritering.", Outcome.CARRIED),
    ("Kursplan för nästa år", DECISION,
     "Rådet föreslår tio kurser i egen regi eller på gällande avtal, tre som upphandlas och två"
     " som väntar.",
     "Kursplanen fastställs enligt bilaga 1.", Outcome.CARRIED),
    ("Avgifter för nästa år", DECISION, "",
     "Medlemsavgifterna är oförändrade. De räknas på antalet anställda i länet den 31 december.",
     Outcome.CARRIED),
    ("Budget för nästa år", DECISION, "Underskottet täcks av överskott från tidigare år.",
     "Budgeten fastställs.", Outcome.CARRIED),
    ("Gemensam introduktionsdag för nya chefer", DECISION,
     "Tre myndigheter har frågat. Kostnaden är inte utredd.",
     "Frågan bordläggs till nästa möte.", Outcome.DEFERRED),
)  # fmt: skip
SUMMER = (
    ("Värdskap för avgifterna", DECISION, "Centrala studiestödsnämnden erbjuder sig att ta över.",
     "Centrala studiestödsnämnden är värdmyndighet för avgifter från och med nästa årsskifte.",
     Outcome.CARRIED),
    ("Läget efter våren", INFORMATION, "421 personer har gått kurs hittills i år.", "",
     Outcome.NOTED),
)  # fmt: skip
COMING = (
    ("Verksamhetsplan för nästa år", DECISION, "Utkastet har varit på remiss hos medlemmarna.",
     "Verksamhetsplanen fastställs."),
    ("Ansökan om medlemskap", DECISION, "En kommun i länet vill bli medlem från årsskiftet.",
     "Kommunen antas som medlem från och med den 1 januari."),
    ("Val av ny utbildare i förändringsledning", DISCUSSION, "Tre anbud har kommit in.", ""),
)  # fmt: skip
PLAIN_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF\n"
)


def seed(demo: Demo) -> None:
    """Meetings at every stage in Västernorrland; in Jämtland one that is called."""
    steering = _steering(demo)
    if demo.slug != VN:
        _called(demo, steering, 21)
        return
    first = _held(demo, steering, demo.today - timedelta(days=88), SUMMER)
    choose(first)
    approve(first)
    second = _held(demo, steering, demo.today - timedelta(days=10), HELD)
    bring_back(second)
    _actions(demo, first, second)
    called = _called(demo, steering, 14)
    _papers(demo, called)
    AgendaItem.objects.create(
        body=steering,
        kind=DECISION,
        title="Gemensam annonsering av mentorsprogrammet",
        background="Förslag från utvecklingsgruppen.",
        proposal="Annonseringen bekostas av överskottet.",
        raised_by="Bo Lindgren",
    )
    _planned(steering, demo.today + timedelta(days=100))
    group = Body.objects.filter(kind__nature=Nature.GROUP).order_by("pk").first()
    if group is not None:
        _called(demo, group, 5)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _workday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def _steering(demo: Demo) -> Body:
    """The steering body of the network; a small one where nobody has made any."""
    wanted = Q(kind__nature=Nature.STEERING) | Q(kind__nature=Nature.BOARD)
    found: Body | None = Body.objects.filter(wanted).order_by("pk").first()
    if found is not None:
        return found
    kind = BodyKind.objects.create(name="Styrgrupp", nature=Nature.STEERING)
    since = date(demo.today.year - 2, 1, 1)
    body: Body = Body.objects.create(
        kind=kind, name="Styrgruppen", decides=True, open_to="members", since=since
    )
    for key, member in demo.members.items():
        mandate = Mandate.objects.create(body=body, membership=member, since=since)
        person = Person.objects.filter(membership=member).order_by("pk").first()
        if person is not None:
            holder = Holder.objects.create(
                mandate=mandate, person=person, name=person.name, title=person.title, since=since
            )
            HolderContact.objects.create(holder=holder, email=f"{key}@example.org")
    karin = demo.people.get("karin") or Person.objects.order_by("pk").first()
    if karin is not None:
        Office.objects.create(
            body=body, duty=Duty.CONVENER, person=karin, name=karin.name, since=since
        )
    return body


def _meeting(body: Body, day: date, hour: int = 13) -> Meeting:
    day = _workday(day)
    made: Meeting = Meeting.objects.create(
        body=body,
        starts=_at(day, hour),
        ends=_at(day, hour + 2),
        place="Statens tjänstepensionsverk, Sundsvall",
        online="https://mote.example.org/styrgruppen",
    )
    lay_standing(made)
    return made


def _go(meeting: Meeting, state: str, **facts: datetime | str) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=state, **facts)
    meeting.refresh_from_db()


def _held(demo: Demo, body: Body, day: date, items: tuple[tuple[str, ...], ...]) -> Meeting:
    """A meeting that is over, with what it decided; everybody was there."""
    meeting = _meeting(body, day)
    rows = []
    last = AgendaItem.objects.filter(meeting=meeting).order_by("-position").first()
    if last is not None:
        AgendaItem.objects.filter(pk=last.pk).update(position=99)
    for place, (title, kind, background, proposal, outcome) in enumerate(items, 20):
        rows.append(
            AgendaItem.objects.create(
                body=body, meeting=meeting, position=place, kind=kind, title=title,
                background=background, minutes_planned=10,
                proposal="" if outcome == Outcome.DEFERRED else proposal,
            )
        )  # fmt: skip
    _go(meeting, MeetingState.CALLED, called_at=meeting.starts - timedelta(days=14))
    _go(
        meeting,
        MeetingState.OPEN,
        opened_at=meeting.starts,
        chair_name="Generaldirektören, SPV",
        secretary_name="Karin Öberg",
    )
    for place, chair in enumerate(chairs_of(meeting)):
        if not chair.members and not chair.deputies:
            continue
        holder = (chair.members or chair.deputies)[0]
        membership = chair.mandate.membership
        Attendance.objects.create(
            meeting=meeting,
            mandate=chair.mandate,
            holder=holder,
            name=holder.name,
            organisation=membership.name if membership else chair.mandate.post,
            presence=Presence.DIGITAL if place % 3 == 2 else Presence.IN_PLACE,
        )
    Attendance.objects.create(
        meeting=meeting, name="Ekonomen vid värdmyndigheten", organisation="SPV"
    )
    for row, (_title, _kind, _background, text, outcome) in zip(rows, items, strict=True):
        Resolution.objects.create(item=row, meeting=meeting, outcome=outcome, text=text)
    _go(meeting, MeetingState.CLOSED, closed_at=meeting.ends)
    return meeting


def _called(demo: Demo, body: Body, days: int) -> Meeting:
    """A meeting to come: some have answered the notice, one cannot come, one has not said."""
    meeting = _meeting(body, demo.today + timedelta(days=days), 9)
    last = AgendaItem.objects.filter(meeting=meeting).order_by("-position").first()
    if last is not None:
        AgendaItem.objects.filter(pk=last.pk).update(position=99)
    if body.kind.nature in (Nature.STEERING, Nature.BOARD):
        for place, (title, kind, background, proposal) in enumerate(COMING, 20):
            AgendaItem.objects.create(
                body=body, meeting=meeting, position=place, kind=kind, title=title,
                background=background, proposal=proposal, minutes_planned=20,
                raised_by="Karin Öberg",
            )  # fmt: skip
    _go(meeting, MeetingState.CALLED, called_at=timezone.now() - timedelta(days=1))
    said = (Coming.IN_PLACE, Coming.DIGITAL, Coming.IN_PLACE, Coming.DEPUTY, "")
    for place, chair in enumerate(chairs_of(meeting)):
        for holder in chair.members:
            _answer(meeting, chair.mandate, holder, said[place % len(said)])
    return meeting


def _answer(meeting: Meeting, mandate: Mandate, holder: Holder, coming: str) -> None:
    NoticeAnswer.objects.create(
        meeting=meeting,
        mandate=mandate,
        holder=holder,
        person_id=holder.person_id,
        name=holder.name,
        coming=coming,
        answered_at=timezone.now() if coming else None,
    )


def _planned(body: Body, day: date) -> None:
    _meeting(body, day)


def _actions(demo: Demo, first: Meeting, second: Meeting) -> None:
    """Actions of both meetings: done, overdue, and to come."""
    karin, jonas = demo.person("karin"), demo.person("jonas")
    today = demo.today
    rows: list[tuple[Meeting, str, Person | None, str, date, bool]] = [
        (first, "Be om bekräftelse av värdskapet", karin, "", today - timedelta(days=60), True),
        (first, "Avtal med ny utbildare i förändringsledning", jonas, "",
         today - timedelta(days=4), False),
        (second, "Publicera kursplanen och öppna anmälan för våren", jonas, "",
         today + timedelta(days=5), False),
        (second, "Be medlemmarna bekräfta antalet anställda", karin, "",
         today + timedelta(days=47), False),
        (second, "Plan för att flytta reskontra och bankgiro", None, "SPV och CSN, ekonomer",
         today + timedelta(days=190), False),
    ]  # fmt: skip
    for meeting, what, person, name, due, done in rows:
        item = AgendaItem.objects.filter(meeting=meeting, kind=DECISION).order_by("position")
        ActionPoint.objects.create(
            body_id=meeting.body_id,
            meeting=meeting,
            item=item.first(),
            what=what,
            person=person,
            name=person.name if person else name,
            due=due,
            done_at=timezone.now() - timedelta(days=30) if done else None,
            done_words="Bekräftat i brev." if done else "",
        )


def _papers(demo: Demo, meeting: Meeting) -> None:
    """A paper in two versions, and one for those alone who sit in the body."""
    item = AgendaItem.objects.filter(meeting=meeting, kind=DECISION).order_by("position").first()
    plan = Paper.objects.create(
        body_id=meeting.body_id,
        meeting=meeting,
        item=item,
        title="Utkast till verksamhetsplan",
        made_by_name="Karin Öberg",
    )
    _version(plan, 1, "utkast.pdf", "pdf", PLAIN_PDF)
    _version(plan, 2, "utkast efter remiss.pdf", "pdf", PLAIN_PDF + b"%% 2\nstartxref\n0\n%%EOF\n")
    bids = Paper.objects.create(
        body_id=meeting.body_id,
        meeting=meeting,
        title="Sammanställning av anbud",
        confidential=True,
        made_by_name="Jonas Lindqvist",
    )
    _version(bids, 1, "anbud.txt", "txt", b"Exempel: tre anbud, inga riktiga.\n")


def _version(paper: Paper, number: int, name: str, kind: str, content: bytes) -> None:
    PaperVersion.objects.create(
        paper=paper,
        number=number,
        name=name,
        kind=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        made_by_name=paper.made_by_name,
    )
