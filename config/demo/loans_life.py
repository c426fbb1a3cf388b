"""Loans at every stage of their life: about to begin, near its end, reviewed, ended, evaluated."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from config.demo.cast import VN
from config.demo.seeding import Demo
from loans.agreements.first import first_content
from loans.models import (
    Consent,
    EarlyEnd,
    Evaluation,
    Interest,
    Loan,
    LoanPart,
    Notice,
    Review,
    Signature,
    Wording,
)
from loans.rules import Legal, Side, Stage
from loans.signing.errands import WITH
from members.models import Person, Role

SIGNERS = {"csn": "helena", "lansstyrelsen": "lotta", "harnosand": "peter"}


@dataclass(frozen=True)
class Life:
    """One loan: days are counted from today."""

    who: str
    borrower: str
    leader: str
    title: str
    tasks: str
    starts: int
    ends: int
    percent: int = 100
    signs: bool = True


LIVES = {
    "near": Life(
        *("hanna", "lansstyrelsen", "per", "Utredare till länets klimatanpassning"),
        "Samla kommunernas lägesbild, skriva förslag till plan och hålla i två möten.",
        *(-150, 31),
    ),
    "reviewed": Life(
        *("anna", "lansstyrelsen", "maria", "Handläggare till vattenprövningen"),
        "Bereda ärenden om vattenverksamhet och svara i telefon två förmiddagar i veckan.",
        *(-120, 24),
        percent=60,
    ),
    "ahead": Life(
        *("amina", "csn", "bo", "Handläggare i omprövningar"),
        "Pröva om beslut om återbetalning, och dela med dig av hur ni kommunicerar beslut.",
        *(21, 140),
        percent=80,
    ),
    "noticed": Life(
        *("elin", "harnosand", "peter", "Kommunikatör till översiktsplanen"),
        "Skriva om planen i klarspråk och leda samrådets webb.",
        *(-40, 100),
        percent=50,
    ),
    "over": Life(
        *("ali", "lansstyrelsen", "per", "Testledare för e-tjänsten om lantbruksstöd"),
        "Leda acceptanstesterna och lämna över ett testbart underlag.",
        *(-100, -6),
    ),
    "evaluated": Life(
        *("hanna", "harnosand", "peter", "Utredare till näringslivsprogrammet"),
        "Skriva nulägesbeskrivning och hålla i fyra intervjuer.",
        *(-420, -300),
        percent=50,
    ),
    "dropped": Life(
        *("elin", "lansstyrelsen", "per", "Kommunikatör till länsutredningen"),
        "Skriva sammanfattningar i klarspråk.",
        *(10, 60),
        percent=20,
        signs=False,
    ),
}


def seed(demo: Demo) -> None:
    """Only the first network lends so far."""
    if demo.slug != VN:
        return
    for key, who in SIGNERS.items():
        Role.objects.get_or_create(
            person=demo.person(who),
            membership=demo.membership(key),
            kind=Role.Kind.HR_SIGNER,
            defaults={"since": date(demo.today.year - 3, 1, 1)},
        )
    loans = {name: live(demo, life) for name, life in LIVES.items()}
    Loan.objects.filter(pk=loans["near"].pk).update(warned_at=at(demo, -1))
    _review(demo, loans["reviewed"])
    _notice(demo, loans["noticed"])
    _over(demo, loans["over"], Stage.ENDED)
    _over(demo, loans["evaluated"], Stage.ENDED)
    _evaluate(demo, loans["over"], {Evaluation.Who.EMPLOYEE: (4, 5, "")})
    _evaluate(
        demo,
        loans["evaluated"],
        {
            Evaluation.Who.EMPLOYEE: (5, 4, "Mer tid för överlämning på slutet."),
            Evaluation.Who.LENDER: (4, 4, ""),
            Evaluation.Who.BORROWER: (5, 3, "Behörigheterna borde vara klara första dagen."),
        },
    )
    Loan.objects.filter(pk=loans["evaluated"].pk).update(stage=Stage.EVALUATED)
    Loan.objects.filter(pk=loans["dropped"].pk).update(
        stage=Stage.BROKEN,
        broken_by=Side.BORROWER,
        broken_why="Uppdraget flyttades till nästa år.",
    )


def at(demo: Demo, days: int, hour: int = 9) -> datetime:
    """So many days from today, at twenty past an hour."""
    return timezone.make_aware(datetime.combine(demo.today + timedelta(days=days), time(hour, 20)))


def live(demo: Demo, life: Life) -> Loan:
    """A loan with all that came before it, signed and running as its days say."""
    person, leader = demo.person(life.who), demo.person(life.leader)
    borrower = demo.membership(life.borrower)
    lender = person.membership
    state = lender.authority.legal_person.is_state and borrower.authority.legal_person.is_state
    legal = Legal.STATE if state else Legal.OTHERS
    days = {
        "starts": demo.today + timedelta(days=life.starts),
        "ends": demo.today + timedelta(days=life.ends),
    }
    begun = min(life.starts, 0) - 30
    notice = Notice.objects.create(
        membership=borrower,
        kind="need",
        title=life.title,
        tasks=life.tasks,
        competences=[],
        percent=life.percent,
        place="Härnösand",
        contact=leader,
        written_by=leader,
        written_at=at(demo, begun),
        published_at=at(demo, begun + 1),
        closed_at=at(demo, begun + 12),
        answer_by=demo.today + timedelta(days=begun + 10),
        **days,
    )
    interest = Interest.objects.create(
        notice=notice,
        person=person,
        membership=lender,
        words="Jag har arbetat med liknande frågor hemma och vill lära mig mer.",
        percent=life.percent,
        asked_at=at(demo, begun + 4),
        agreed_at=at(demo, begun + 4),
        own_consent=legal == Legal.OTHERS,
        **days,
    )
    manager = person.manager or demo.person(SIGNERS[_key(demo, person)])
    Consent.objects.create(
        interest=interest,
        person=person,
        given=True,
        legal=legal,
        employee_agrees=legal == Legal.OTHERS,
        by_name=manager.name,
        user_id=manager.user_id,
        at=at(demo, begun + 6, 15),
    )
    made = Loan.objects.create(
        notice=notice,
        interest=interest,
        person=person,
        name=person.name,
        title=person.title,
        lender=lender,
        borrower=borrower,
        leader=leader,
        legal=legal,
        made_at=at(demo, begun + 12),
        **days,
    )
    LoanPart.objects.create(loan=made, percent=life.percent, **days)
    loan: Loan = Loan.objects.select_related(*WITH, "notice").get(pk=made.pk)
    wording = _word(demo, loan, begun + 13)
    if life.signs:
        _sign(demo, loan, wording, begun + 16)
        if life.starts <= 0:
            started = at(demo, life.starts, 0)
            Loan.objects.filter(pk=loan.pk).update(stage=Stage.RUNNING, started_at=started)
    return loan


def _key(demo: Demo, person: Person) -> str:
    return next(key for key, one in demo.members.items() if one.pk == person.membership_id)


def _word(demo: Demo, loan: Loan, day: int, number: int = 1, **changes: Any) -> Wording:
    content = first_content(loan, None) | {
        "lender_dnr": f"2.4.1-{3100 + loan.pk}",
        "borrower_dnr": f"{1180 + loan.pk}-{loan.starts.year}",
        "place": "Härnösand",
        "overhead_percent": "42.00",
        "leader": f"{loan.leader.name}, {loan.leader.title}" if loan.leader else "",
    }
    made: Wording = Wording.objects.create(
        loan=loan,
        number=number,
        content=content | changes,
        side=Side.BORROWER,
        by_name=demo.person(SIGNERS[_of(demo, loan.borrower_id)]).name,
        at=at(demo, day, 10),
    )
    made.refresh_from_db()
    return made


def _of(demo: Demo, membership: int | None) -> str:
    return next(key for key, one in demo.members.items() if one.pk == membership)


def _sign(demo: Demo, loan: Loan, wording: Wording, day: int) -> None:
    for offset, (side, member) in enumerate(
        ((Side.LENDER, loan.lender_id), (Side.BORROWER, loan.borrower_id))
    ):
        signer = demo.person(SIGNERS[_of(demo, member)])
        with connection.cursor() as cursor:  # the database asks whose signature it is
            cursor.execute("SELECT set_config('app.user_id', %s, true)", [str(signer.user_id)])
        Signature.objects.create(
            wording=wording,
            side=side,
            how="portal",
            digest=wording.digest,
            by_name=signer.name,
            by_title=signer.title,
            user_id=signer.user_id,
            at=at(demo, day + offset, 14),
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user_id', '', true)")
    Loan.objects.filter(pk=loan.pk).update(stage=Stage.SIGNED, signed_at=at(demo, day + 1, 14))


def _review(demo: Demo, loan: Loan) -> None:
    writer = demo.person("lotta")
    Review.objects.create(
        loan=loan,
        needed_until=loan.ends + timedelta(days=75),
        assessment="Två av ärendena blev större än väntat när vårfloden kom sent. De är klara till"
        " sommaren, och ingen annan hos oss kan domstolens praxis.",
        written_by=writer.user_id,
        by_name=writer.name,
        at=at(demo, -2),
    )
    Loan.objects.filter(pk=loan.pk).update(stage=Stage.REVIEW, warned_at=at(demo, -6))


def _notice(demo: Demo, loan: Loan) -> None:
    early = EarlyEnd.objects.create(
        loan=loan,
        side=Side.BORROWER,
        last_day=demo.today + timedelta(days=40),
        why="Samrådet om översiktsplanen skjuts upp till hösten.",
        by_name=demo.person("peter").name,
        user_id=demo.person("peter").user_id,
        at=at(demo, -1),
    )
    Loan.objects.filter(pk=loan.pk).update(
        ended_on=early.last_day, broken_by=early.side, broken_why=early.why
    )


def _over(demo: Demo, loan: Loan, stage: str) -> None:
    Loan.objects.filter(pk=loan.pk).update(stage=stage, ended_on=loan.ends)


def _evaluate(demo: Demo, loan: Loan, answers: dict[Evaluation.Who, tuple[int, int, str]]) -> None:
    for who, (content, learnt, words) in answers.items():
        Evaluation.objects.create(
            loan=loan,
            who=who,
            satisfaction=content,
            learnt=learnt,
            again=True,
            words=words,
            at=timezone.make_aware(datetime.combine(loan.ends + timedelta(days=4), time(13))),
        )
