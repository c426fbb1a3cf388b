"""Loans of three years that are over, a crisis of last spring, and a party outside the network."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from config.demo.cast import VN
from config.demo.loans_signing import SIGNERS, as_user
from config.demo.seeding import Demo
from loans.agreements.first import first_content
from loans.models import (
    CanLend,
    Consent,
    Crisis,
    CrisisCall,
    Interest,
    Loan,
    LoanPart,
    Notice,
    OutsideParty,
    Signature,
    Wording,
)
from loans.rules import Legal, Stage
from members.models import Person


@dataclass(frozen=True)
class Past:
    """A loan that is over: it began so many days ago, and lasted so many days."""

    lender: str
    borrower: str
    title: str
    began: int
    days: int
    percent: int = 100


PAST = (
    Past("csn", "spv", "Testledare till nytt pensionssystem", 1000, 150),
    Past("bolagsverket", "lansstyrelsen", "Jurist till tillsynen", 930, 120, 50),
    Past("spv", "harnosand", "Controller till bokslutet", 800, 90, 80),
    Past("csn", "lansstyrelsen", "Utredare till regional risk- och sårbarhetsanalys", 690, 170, 60),
    Past("lansstyrelsen", "csn", "Kommunikatör till nya beslutsbrev", 600, 100),
    Past("harnosand", "lansstyrelsen", "Handläggare av stöd till landsbygden", 520, 150, 50),
    Past("bolagsverket", "csn", "Utvecklare till e-tjänsten", 430, 170, 80),
    Past("csn", "bolagsverket", "Registrator under flytten", 380, 60),
    Past("spv", "bolagsverket", "Upphandlare till ramavtal", 300, 160, 40),
    Past("lansstyrelsen", "harnosand", "Krissamordnare efter vårfloden", 225, 60),
    Past("csn", "harnosand", "Kommunikatör efter vårfloden", 222, 45, 75),
    Past("bolagsverket", "spv", "Analytiker till årsredovisningen", 140, 90),
)

# Member, competence, people, extent, days from the crisis until, from a distance, remark.
LENT_IN_SPRING = (
    ("csn", "komm", 2, 75, 45, True, "Vana vid webb och press i kris."),
    ("csn", "it", 3, 50, 30, True, ""),
    ("bolagsverket", "juridik", 1, 40, 30, True, ""),
    ("lansstyrelsen", "kris", 2, 100, 60, False, "Har lett samverkan i flera händelser."),
    ("spv", "ekonomi", 1, 50, 30, True, ""),
    ("miun", "utredning", 2, 30, 45, True, "Hydrologi och geografiska data."),
)
SILENT = ("fk-it",)


def seed(demo: Demo) -> None:
    """What the balance, the skills pool and crisis mode have to show in Västernorrland."""
    if demo.slug != VN:
        return
    for place, past in enumerate(PAST):
        _lend(demo, past, place)
    _spring(demo)
    _outside(demo)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 20), tzinfo=UTC)


def _lend(demo: Demo, past: Past, place: int) -> None:
    people = Person.objects.filter(membership=demo.membership(past.lender), protected=False)
    starts = demo.today - timedelta(days=past.began)
    ends, asked = starts + timedelta(days=past.days - 1), starts - timedelta(days=40)
    away = LoanPart.objects.filter(starts__lte=ends, ends__gte=starts).values("loan__person")
    free = people.exclude(pk=demo.person(SIGNERS[past.lender]).pk).exclude(pk__in=away)
    there = list(free.order_by("pk")[:3])
    person, borrower = there[place % len(there)], demo.membership(past.borrower)
    days = {"starts": starts, "ends": ends}
    outside = "harnosand" in (past.lender, past.borrower)
    legal = Legal.OTHERS if outside else Legal.STATE
    notice = Notice.objects.create(
        membership=borrower,
        kind="need",
        title=past.title,
        tasks=f"{past.title}.",
        percent=past.percent,
        answer_by=asked + timedelta(days=20),
        published_at=_at(asked),
        closed_at=_at(asked + timedelta(days=20)),
        **days,
    )
    interest = Interest.objects.create(
        notice=notice,
        person=person,
        membership_id=person.membership_id,
        percent=past.percent,
        asked_at=_at(asked),
        agreed_at=_at(asked),
        own_consent=outside,
        **days,
    )
    Consent.objects.create(
        interest=interest,
        person=person,
        given=True,
        legal=legal,
        employee_agrees=outside,
        by_name=person.manager.name if person.manager else "Chefen",
        at=_at(asked + timedelta(days=5)),
    )
    loan = Loan.objects.create(
        notice=notice,
        interest=interest,
        person=person,
        name=person.name,
        title=person.title,
        lender_id=person.membership_id,
        borrower=borrower,
        legal=legal,
        made_at=_at(asked + timedelta(days=21)),
        **days,
    )
    LoanPart.objects.create(loan=loan, percent=past.percent, **days)
    _sign(demo, loan, past, starts - timedelta(days=9))
    _let_it_pass(loan)


def _sign(demo: Demo, loan: Loan, past: Past, day: date) -> None:
    drawn = demo.person(SIGNERS[past.borrower])
    wording = Wording.objects.create(
        loan=loan,
        number=1,
        content=first_content(loan, None),
        side="borrower",
        by_name=drawn.name,
        user_id=drawn.user_id,
        at=_at(day),
    )
    wording.refresh_from_db()  # the database works out its hash
    for side, member in (("lender", past.lender), ("borrower", past.borrower)):
        signer = demo.person(SIGNERS[member])
        with as_user(demo, signer.user_id or 0):
            Signature.objects.create(
                wording=wording,
                side=side,
                how="portal",
                digest=wording.digest,
                by_name=signer.name,
                by_title=signer.title,
                user_id=signer.user_id,
                at=_at(day),
            )


def _let_it_pass(loan: Loan) -> None:
    """From stage to stage with the days of then: letters about loans long over help nobody."""
    for stage, facts in (
        (Stage.SIGNED, {"signed_at": _at(loan.starts - timedelta(days=9))}),
        (Stage.RUNNING, {"started_at": _at(loan.starts)}),
        (Stage.ENDED, {"ended_on": loan.ends}),
        (Stage.EVALUATED, {}),
    ):
        Loan.objects.filter(pk=loan.pk).update(stage=stage, **facts)


def _spring(demo: Demo) -> None:
    since = demo.today - timedelta(days=232)
    crisis = Crisis.objects.create(
        title="Vårfloden i Indalsälven och Ljungan",
        about="Vägar är avstängda och kommunernas krisstaber behöver avlösning i flera veckor."
        " Mest behövs krisledning, kommunikation och stöd till lägesbilder.",
        since=since,
        ended_on=since + timedelta(days=41),
        opened_by=demo.person("karin").user_id,
        opened_at=_at(since),
    )
    CrisisCall.objects.bulk_create(
        [
            CrisisCall(
                crisis=crisis,
                membership=member,
                asked_at=_at(since),
                reminded_at=_at(since + timedelta(days=2)) if key in SILENT else None,
                answered_at=None if key in SILENT else _at(since + timedelta(days=1)),
            )
            for key, member in demo.members.items()
        ]
    )
    CanLend.objects.bulk_create(
        [
            CanLend(
                crisis=crisis,
                membership=demo.membership(member),
                competence=competence,
                people=people,
                percent=percent,
                since=since + timedelta(days=3),
                until=since + timedelta(days=3 + days),
                remote=remote,
                words=words,
                said_at=_at(since + timedelta(days=1)),
            )
            for member, competence, people, percent, days, remote, words in LENT_IN_SPRING
        ]
    )


def _outside(demo: Demo) -> None:
    karin = demo.person("karin")
    party = OutsideParty.objects.create(
        organisation_number="2321000214",
        name="Region Jämtland Härjedalen",
        kind="region",
        contact="Jon Fjällner",
        email="jon.fjallner@example.org",
        phone="063-14 00 00",
        why="Krisstöd efter höststormen",
        until=demo.today + timedelta(days=120),
    )
    Notice.objects.create(
        party=party,
        occasion="crisis",
        kind="need",
        title="Avlösning i regionens krisledning",
        tasks="Leda dagliga samverkansmöten och sammanställa lägesbilder.",
        competences=["kris", "utredning"],
        people=2,
        place="Östersund",
        remote="partly",
        contact=karin,
        written_by=karin,
        starts=demo.today + timedelta(days=4),
        ends=demo.today + timedelta(days=60),
        answer_by=demo.today + timedelta(days=10),
        written_at=_at(demo.today - timedelta(days=1)),
        published_at=_at(demo.today - timedelta(days=1)),
        published_by=karin.user_id,
    )
