"""Who asks and who offers in the open round, so that there is something to match."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from config.demo.seeding import Demo
from members.models import Membership, Person
from mentorship.models import Avoided, Interest, ManagerAnswer, MentorRound
from mentorship.rules import MENTEE, MENTOR


@dataclass(frozen=True)
class Ask:
    """An expression of interest as it is filled in; `answer` None while the manager thinks."""

    who: str
    areas: str
    town: str
    goals: str
    meeting: str = "either"
    reach: int | None = None
    language: str = "sv"
    rhythm: str = "either"
    level: str = "first"
    staff: int = 12
    capacity: int = 1
    kinds: str = ""
    answer: bool | None = True
    stays: bool = False


NEW = "frida.rask"  # leads staff for one month less than the round asks for
MENTEES = (
    Ask("hedvig.nylen", "change strategy", "Sundsvall", "Leda en omorganisation.", "place", 30),
    Ask("mikael.strand", "talks law", "Härnösand", "Bli tryggare i svåra samtal.", "place", 60),
    Ask("nadia.karimi", "distance group", "Sundsvall", "Få en spridd grupp att hålla ihop."),
    Ask("johan.edlund", "role strategy", "Härnösand", "Förstå kommunerna.", answer=None),
    Ask("linda.forsberg", "law", "Sundsvall", "Arbetsmiljöansvaret i praktiken.", "place", 25),
    Ask("oskar.hedman", "self balance", "Härnösand", "Hinna både leda och göra.", staff=7),
    Ask("emma.ribbing", "group talks", "Sundsvall", "Få ett nytt lag att fungera.", rhythm="often"),
    Ask("david.lindh", "money change", "Sundsvall", "Driva en besparing utan att tappa folk."),
    Ask("asa.wik", "self role", "Timrå", "Hitta min stil som chef.", "place", 40),
    Ask("fatima.osman", "strategy self", "Sundsvall", "Nästa steg.", kinds="municipality region"),
    Ask("joel.stenman", "distance", "Östersund", "Leda dem som jag sällan ser.", "online"),
    Ask("jenny.norberg", "money strategy", "Sundsvall", "Läsa en budget.", language="en"),
    Ask("malin.brun", "change group", "Sundsvall", "Slå ihop två avdelningar.", staff=35),
    Ask("patrik.hell", "talks", "Sundsvall", "Säga det svåra i tid.", rhythm="often", staff=8),
    Ask("samuel.tesfaye", "group distance", "Sundsvall", "Lead across offices.", language="en"),
    Ask("sanna.moberg", "balance self", "Sundsvall", "Hålla i längden.", "online", staff=9),
    Ask("viktor.as", "law money", "Härnösand", "Schema, avtal och pengar.", "place", 50),
    Ask("karolina.dahlin", "role talks", "Kramfors", "Politik och tjänst.", "place", 60),
    Ask("ida.selin", "strategy change", "Härnösand", "Leda andra chefer.", level="managers"),
    # One more than there are places; one only meets in person far away; one has just begun.
    Ask("alva.lund", "self balance", "Sundsvall", "Säga nej ibland."),
    Ask("ella.wiklund", "talks group", "Östersund", "Stå kvar i det svåra.", "place", 20),
    Ask(NEW, "self talks", "Sundsvall", "Komma in i rollen.", staff=6),
    Ask("robert.kallin", "change", "Härnösand", "Digitalisera ett arbetssätt.", answer=False),
)
MENTORS = (
    Ask("anders.nyberg", "change strategy group", "Sundsvall", "Har lett tre omorganisationer.",
        level="managers", staff=70, capacity=2, stays=True),
    Ask("eva.holmgren", "talks law", "Härnösand", "Lugn i svåra lägen.", reach=60, staff=24),
    Ask("bjorn.agren", "group distance", "Härnösand", "Driver it på fyra orter.", staff=40),
    Ask("kerstin.westin", "role money talks", "Härnösand", "Trettio år i kommunen.", "place", 50,
        level="managers", staff=210),
    Ask("lars.backman", "strategy money change", "Sundsvall", "Frågar mest.", level="managers",
        staff=85, capacity=2, stays=True),
    Ask("birgitta.ros", "self talks balance", "Sundsvall", "Har gjort felen redan.", "place", 25,
        level="managers", staff=60),
    Ask("magnus.thelin", "self role", "Sundsvall", "Leder forskare.", language="either", staff=55),
    Ask("camilla.sund", "distance group balance", "Sundsvall", "Allt på distans.", "online",
        language="either", staff=18, capacity=2),
    Ask("stefan.ahl", "strategy role", "Härnösand", "Länets hela bredd.", staff=48,
        level="managers"),
    Ask("agneta.fors", "law talks", "Härnösand", "Vana vid kris.", "place", 30, staff=300,
        level="managers", rhythm="monthly"),
    Ask("ulf.hamrin", "money change", "Sundsvall", "Siffror utan krångel.", staff=15),
    Ask("pernilla.stark", "distance self", "Sundsvall", "Växte in i rollen.", language="either"),
    Ask("henrik.lov", "strategy change", "Sundsvall", "Gärna på engelska.", language="en",
        staff=30),
    Ask("monica.bylund", "balance group", "Härnösand", "Håller i.", staff=16, answer=None),
)  # fmt: skip
# who -> whom: the reason is nobody's business
AVOIDED_PEOPLE = {"emma.ribbing": "Birgitta Ros", "viktor.as": "Eva Holmgren"}
AVOIDED_AUTHORITIES = {"linda.forsberg": "bolagsverket", "fatima.osman": "skatteverket"}


def ask_in_open_round(demo: Demo, found: MentorRound) -> None:
    """Fill the open round: most are approved, some wait, one manager said no."""
    began: Person = demo.person(NEW)
    began.manager_since = found.starts - timedelta(days=155)
    began.save(update_fields=["manager_since"])
    for role, asks in ((MENTEE, MENTEES), (MENTOR, MENTORS)):
        for place, one in enumerate(asks):
            at = demo.today - timedelta(days=20 - place)
            write(demo, found, role, one, timezone.make_aware(datetime.combine(at, time(9, place))))
    asked = {row.person_id: row for row in Interest.objects.filter(round=found)}
    for who, name in AVOIDED_PEOPLE.items():
        mentor = next(one for one in MENTORS if demo.person(one.who).name == name)
        interest = asked[demo.person(who).pk]
        Avoided.objects.create(
            interest=interest,
            person_id=interest.person_id,
            name=name,
            who=demo.person(mentor.who),
        )
    for who, key in AVOIDED_AUTHORITIES.items():
        interest = asked[demo.person(who).pk]
        member: Membership = demo.membership(key)
        Avoided.objects.create(interest=interest, person_id=interest.person_id, authority=member)


def write(demo: Demo, found: MentorRound, role: str, one: Ask, at: datetime) -> Interest:
    """The rows of one expression of interest and of its answer."""
    person = demo.person(one.who)
    asked: Interest = Interest.objects.create(
        round=found,
        person=person,
        membership_id=person.membership_id,
        role=role,
        areas=one.areas.split(),
        goals=one.goals if role == MENTEE else "",
        words="" if role == MENTEE else one.goals,
        meeting=one.meeting,
        language=one.language,
        rhythm=one.rhythm,
        level=one.level,
        staff=one.staff,
        town=one.town,
        reach_km=one.reach,
        manager_since=person.manager_since,
        wished_kinds=one.kinds.split(),
        capacity=one.capacity,
        stays=one.stays,
        asked_at=at,
    )
    if one.answer is not None:
        ManagerAnswer.objects.create(
            interest=asked,
            person=person,
            approved=one.answer,
            why="" if one.answer else "Vi börjar med vårt eget program.",
            user_id=person.manager.user_id if person.manager else demo.person("karin").user_id,
            at=at + timedelta(days=2),
        )
    return asked
