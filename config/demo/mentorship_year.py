"""A year of mentorship: a round that is finished, one under way, and many in the open one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from config.demo.cast import VN
from config.demo.mentorship import title_of
from config.demo.mentorship_open import Ask, ask_in_open_round, write
from config.demo.mentorship_people import add_managers
from config.demo.seeding import Demo
from mentorship.models import (
    Agreement,
    AgreementAssent,
    Contact,
    Interest,
    JointMeeting,
    MentorRound,
    Pair,
    PairAnswer,
    PairEnd,
    PairEvaluation,
)
from mentorship.rules import MENTEE, MENTOR

LASTS = 310  # days
# mentee, mentor, area, what became of it
FINISHED = (
    ("simon.eklund", "lars.backman", "change", "completed"),
    ("noah.berglund", "stefan.ahl", "strategy", "completed"),
    ("elsa.norrman", "camilla.sund", "distance", "early"),
    ("elsa.norrman", "eva.holmgren", "talks", "completed"),
    ("tove.astrand", "kerstin.westin", "money", "completed"),
    ("isak.domeij", "magnus.thelin", "self", "completed"),
    ("ture.malm", "anders.nyberg", "group", "completed"),
    ("adam.sjoblom", "birgitta.ros", "balance", "completed"),
    ("rebecka.holm", "bjorn.agren", "distance", "completed"),
    ("kent.viberg", "henrik.lov", "strategy", "completed"),
    ("moa.lidman", "agneta.fors", "law", "declined"),
    ("moa.lidman", "anders.nyberg", "change", "completed"),
    ("jon.aspell", "monica.bylund", "group", "completed"),
)
UNDER_WAY = (
    ("sofia", "bo", "strategy", "well"),
    ("greta.sandell", "stefan.ahl", "role", "well"),
    ("cecilia.wallin", "anders.nyberg", "group", "well"),
    ("petra.noren", "camilla.sund", "distance", "well"),
    ("marcus.thun", "lars.backman", "change", "rare"),
    ("veronica.lager", "birgitta.ros", "self", "rare"),
    ("klara.vest", "kerstin.westin", "talks", "worry"),
    ("liv.hogberg", "henrik.lov", "strategy", "early"),
    ("hugo.lext", "eva.holmgren", "law", "accepted"),
)
# In the rounds without a pair: who, role, area, the manager's answer
FINISHED_ALONE = (("wilma.stahl", MENTEE, "talks", True), ("ulf.hamrin", MENTOR, "money", True))
UNDER_WAY_ALONE = (
    ("inga.holst", MENTEE, "balance", False),
    ("pernilla.stark", MENTOR, "self", True),
    ("nils", MENTOR, "law", True),
)
MEETINGS = (
    (JointMeeting.Kind.KICK_OFF, "Start för alla par", 5, "Sundsvall, Bolagsverket"),
    (JointMeeting.Kind.MEETING, "Att ge och ta emot återkoppling", 55, "Härnösand, Länsstyrelsen"),
    (JointMeeting.Kind.MEETING, "Leda i förändring", 115, ""),
    (JointMeeting.Kind.MEETING, "Halvvägs: vad har vi lärt oss?", 160, "Sundsvall, CSN"),
    (JointMeeting.Kind.MEETING, "Etik och tjänstemannaroll", 225, ""),
    (JointMeeting.Kind.CLOSING, "Avslutning", 303, "Sundsvall, SPV"),
)
GOALS = "Kunna leda med tydligare mål, och pröva något nytt varje månad."
TOWNS = {"lansstyrelsen": "Härnösand", "skatteverket": "Härnösand", "harnosand": "Härnösand"}


@dataclass
class _Year:
    """A round while it is filled, with who asked in it."""

    demo: Demo
    round: MentorRound
    asked: dict[tuple[str, str], Interest]

    def tuesday(self, day: int, hour: int) -> datetime:
        """A Tuesday about so many days after the round's start."""
        found = self.at(day, hour)
        return found + timedelta(days=1 - found.weekday())

    def at(self, day: int, hour: int = 10) -> datetime:
        """So many days after the round's start."""
        found = self.round.starts + timedelta(days=day)
        return timezone.make_aware(datetime.combine(found, time(hour)))


def seed(demo: Demo) -> None:
    """The finished round in both networks; pairs, and those who ask now, in Västernorrland."""
    under_way = demo.today - timedelta(days=95)
    before = date(under_way.year - 1, under_way.month, min(under_way.day, 28))
    finished = _round(before)
    if demo.slug != VN:
        return
    add_managers(demo)
    year = _Year(demo, finished, {})
    _ask(year, FINISHED, FINISHED_ALONE)
    _meet_all(year)
    for place, pair in enumerate(FINISHED):
        _live(year, place, *pair)
    year = _Year(demo, _round(under_way), {})
    _ask(year, UNDER_WAY, UNDER_WAY_ALONE)
    _meet_all(year)
    for place, pair in enumerate(UNDER_WAY):
        _live(year, place, *pair)
    ask_in_open_round(demo, MentorRound.objects.open_on(demo.today).get())


def _round(starts: date) -> MentorRound:
    found: MentorRound = MentorRound.objects.create(
        title=title_of(starts),
        opens=starts - timedelta(days=150),
        closes=starts - timedelta(days=90),
        starts=starts,
        ends=starts + timedelta(days=LASTS),
        midway=starts + timedelta(days=150),
        places=20,
        mentee_price=1500,
        costs="Varje myndighet betalar egna resor och måltider.",
        about="Exempeldata.",
    )
    return found


def _ask(
    year: _Year,
    pairs: tuple[tuple[str, str, str, str], ...],
    alone: tuple[tuple[str, str, str, bool], ...],
) -> None:
    mentors = [mentor for _mentee, mentor, _area, _fate in pairs]
    asks = [(mentee, MENTEE, area, True) for mentee, _mentor, area, _fate in pairs]
    asks += [(mentor, MENTOR, area, True) for _mentee, mentor, area, _fate in pairs]
    for place, (who, role, area, answer) in enumerate([*asks, *alone]):
        if (who, role) in year.asked:
            continue
        member = _member(year.demo, who)
        one = Ask(
            who,
            area,
            TOWNS.get(member, "Sundsvall"),
            GOALS,
            answer=answer,
            capacity=max(1, mentors.count(who)) if role == MENTOR else 1,
            stays=role == MENTOR,
        )
        asked = write(year.demo, year.round, role, one, year.at(-140 + place * 2))
        year.asked[who, role] = asked


def _member(demo: Demo, who: str) -> str:
    held = demo.person(who).membership_id
    return next(key for key, member in demo.members.items() if member.pk == held)


def _meet_all(year: _Year) -> None:
    for kind, title, day, place in MEETINGS:
        JointMeeting.objects.create(
            round=year.round,
            kind=kind,
            title=title,
            starts_at=year.tuesday(day, 13),
            ends_at=year.tuesday(day, 16),
            place=place or "Digitalt",
            link="" if place else "https://example.org/mote",
        )


def _live(year: _Year, place: int, mentee: str, mentor: str, area: str, fate: str) -> None:
    """A pair from the proposal to where it stands now."""
    late = any(pair[0] == mentee for pair in FINISHED[:place]) and year.round.ends < year.demo.today
    begins = 75 if late else 0
    asking, offering = year.asked[mentee, MENTEE], year.asked[mentor, MENTOR]
    pair: Pair = Pair.objects.create(
        round=year.round,
        mentee=asking,
        mentor=offering,
        mentee_person_id=asking.person_id,
        mentor_person_id=offering.person_id,
        mentee_membership_id=asking.membership_id,
        mentor_membership_id=offering.membership_id,
        laid_at=year.at(begins - 60),
        asked_at=year.at(begins - 55),
        answer_by=year.round.starts + timedelta(days=begins - 41),
    )
    two = (asking.person_id, offering.person_id)
    for days, person_id in zip((53, 50), two, strict=True):
        no = fate == "declined" and person_id == offering.person_id
        PairAnswer.objects.create(
            pair=pair, person_id=person_id, accepted=not no, at=year.at(begins - days)
        )
    if fate == "declined":
        _end(year, pair, PairEnd.Kind.DECLINED, begins - 50)
        return
    if fate == "accepted":
        return
    _agree(year, pair, two, begins)
    pair.started_at = year.at(begins + 9, 15)
    pair.save(update_fields=["started_at"])
    _tick(year, pair, two, place, begins, fate)
    if fate == "completed":
        _evaluate(year, pair, two, place)
        _end(year, pair, PairEnd.Kind.COMPLETED, LASTS)
    elif fate == "early":
        _end(year, pair, PairEnd.Kind.EARLY, 60)


def _agree(year: _Year, pair: Pair, two: tuple[int, int], begins: int) -> None:
    made = Agreement.objects.create(
        pair=pair,
        goals=GOALS,
        rhythm="En gång i månaden, varannan gång hos mentorn.",
        trust="Vi berättar inte för andra vad vi talar om, om vi inte har kommit överens om det.",
        ending="Den som vill sluta säger det. Ingen behöver säga varför.",
        written_by_id=two[0],
        written_at=year.at(begins + 8),
    )
    for hour, person_id in zip((10, 15), two, strict=True):
        AgreementAssent.objects.create(
            agreement=made, person_id=person_id, at=year.at(begins + 9, hour)
        )


def _tick(
    year: _Year, pair: Pair, two: tuple[int, int], place: int, begins: int, fate: str
) -> None:
    """They meet about once a month; two pairs have not for six weeks."""
    last = {"early": 55, "rare": 40}.get(fate, LASTS)
    for day in range(begins + 14 + place, last, 27 + place % 4):
        at = year.at(day, 16)
        if at.date() > year.demo.today:
            break
        for number, person_id in enumerate(two):
            if number and (day + place) % 3 == 0:
                continue
            Contact.objects.create(
                pair=pair,
                person_id=person_id,
                day=at.date(),
                goes_well=not (fate == "worry" and not number and day > 60),
                at=at,
            )


def _evaluate(year: _Year, pair: Pair, two: tuple[int, int], place: int) -> None:
    """Nearly everybody answers; content, and a little more so at the end."""
    for number, person_id in enumerate(two):
        for kind, day in ((PairEvaluation.Kind.MIDWAY, 152), (PairEvaluation.Kind.CLOSING, 305)):
            closing = kind == PairEvaluation.Kind.CLOSING
            if (place + number * 2 + closing) % 8 == 5:
                continue
            PairEvaluation.objects.create(
                pair=pair,
                person_id=person_id,
                kind=kind,
                satisfaction=min(5, 4 + (place + number) % 2 - (place == 7) + closing * (number)),
                effect=min(5, 3 + (place * 3 + number) % 3 + closing * (place % 2)),
                goals=min(5, 3 + (place + number) % 2 + closing * (place % 3 > 0)),
                again=(place % 6 != 4) if closing else None,
                words="Fler träffar där alla par ses." if closing and place == 4 else "",
                at=year.at(day + place % 5),
            )


def _end(year: _Year, pair: Pair, kind: str, day: int) -> None:
    at = year.at(day, 16)
    PairEnd.objects.create(
        pair=pair, kind=kind, on=at.date(), mentee_again=kind == PairEnd.Kind.EARLY, at=at
    )
