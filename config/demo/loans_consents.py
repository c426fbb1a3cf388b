"""Interests in loans at each step before an agreement, and jobs that the members advertise."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from config.demo.cast import VN
from config.demo.seeding import Demo
from loans.actions.interest import name_for, show
from loans.models import Approach, Consent, Interest, JobAdvertisement, Notice
from loans.rules import Legal
from network.models import User
from network.scope import Scope
from network.seat import Seat


@dataclass(frozen=True)
class Shown:
    """Somebody's interest in a notice of the demo; `said` is the manager's answer."""

    who: str
    title: str
    words: str
    days_ago: int = 4
    said: str = "yes"
    why: str = ""
    percent: int | None = None
    outside: bool = False
    declined: bool = False
    withdrawn: bool = False


STRATEGY = "Utredare till länets digitaliseringsstrategi"
SHOWN = (
    Shown(
        "hanna",
        STRATEGY,
        "Jag har samordnat två regionala utredningar och vill gärna arbeta närmare kommunerna.",
        why="Roligt! Två dagar i veckan behöver vi dig kvar.",
        percent=60,
    ),
    Shown("ali", STRATEGY, "Kan teknik och standarder, och har lett möten med kommuner.", 2),
    Shown(
        "yasmin",
        "Registrator på halvtid under föräldraledighet",
        "Arkiv är det jag är utbildad i. Jag bor i Härnösand.",
        6,
        outside=True,
    ),
    Shown(
        "elin",
        "Förstärkning av krisledningsstaben efter höststormen",
        "Jag var med i staben vid skogsbränderna 2018.",
        3,
        said="no",
        why="Vi har själva en kampanj de veckorna. Fråga gärna igen i januari.",
    ),
    Shown(
        "gustav",
        "Testledare till införandet av nytt ärendesystem",
        "Jag testade ekonomisystemet förra året.",
        8,
        declined=True,
    ),
    Shown(
        "amina",
        "Prova på skattejurist i sex veckor",
        "Jag läser juridik på kvällstid och vill se hur besluten skrivs.",
        7,
    ),
    Shown("anna", "Controller till bokslutet", "Vill lära mig bokslut.", 9, withdrawn=True),
)
JOBS = (
    ("bolagsverket", "Registrator till diariet", "Sundsvall", 12),
    ("skatteverket", "Skattejurist med inriktning mot moms", "Sundsvall", 24),
    ("lansstyrelsen", "Handläggare till enheten för samhällsskydd", "Härnösand", 18),
    ("miun", "Utbildningsledare", "Sundsvall", 31),
    ("csn", "Chef för kundservice", "Sundsvall", 9),
)


def seed(demo: Demo) -> None:
    """Let people be interested, their managers answer, and HR name somebody."""
    if demo.slug != VN:
        return
    for shown in SHOWN:
        _show(demo, shown)
    _wait(demo)
    _name(demo)
    for key, title, place, days in JOBS:
        JobAdvertisement.objects.create(
            membership=demo.membership(key),
            title=title,
            place=place,
            url="https://www.arbetsformedlingen.se/platsbanken/",
            apply_by=demo.today + timedelta(days=days),
        )


def _at(demo: Demo, days_ago: int) -> datetime:
    day = demo.today - timedelta(days=days_ago)
    return datetime.combine(day, time(9, 12), tzinfo=UTC)


def _interest(demo: Demo, who: str, notice: Notice, words: str) -> Interest:
    person = demo.person(who)
    return Interest(
        notice=notice,
        person=person,
        membership_id=person.membership_id,
        words=words,
        starts=notice.starts,
        ends=notice.ends,
        percent=notice.percent,
    )


def _show(demo: Demo, shown: Shown) -> None:
    notice = Notice.objects.get(title=shown.title)
    made = _interest(demo, shown.who, notice, shown.words)
    made.asked_at = made.agreed_at = _at(demo, shown.days_ago)
    made.own_consent = shown.outside
    made.declined_at = _at(demo, 1) if shown.declined else None
    made.save()
    manager = demo.person(shown.who).manager or demo.person("karin")
    Consent.objects.create(
        interest=made,
        person_id=made.person_id,
        given=shown.said == "yes",
        legal=Legal.OTHERS if shown.outside else Legal.STATE,
        employee_agrees=shown.outside,
        percent=shown.percent,
        why=shown.why,
        by_name=manager.name,
        user_id=manager.user_id,
        at=_at(demo, shown.days_ago - 1),
    )
    if shown.withdrawn:
        Interest.objects.filter(pk=made.pk).update(withdrawn_at=_at(demo, 2))


def _seat(demo: Demo, who: str) -> Seat:
    """Somebody's seat, with the grants that the acts of the demo ask for."""
    person = demo.person(who)
    user = User.objects.get(pk=person.user_id) if person.user_id else User()
    granted = Scope(
        network_id=demo.network.pk,
        user_id=person.user_id,
        memberships=frozenset({person.membership_id}),
        people=frozenset({person.pk}),
        roles=frozenset({"hr_signer"}),
    )
    return Seat(user, demo.network, granted)


def _wait(demo: Demo) -> None:
    """Amina's manager is asked, by the letter that goes out."""
    notice = Notice.objects.get(title="Controller till bokslutet")
    words = "Jag har arbetat med uppföljning i tre år och vill se ett helt bokslut."
    show(_interest(demo, "amina", notice, words), by=_seat(demo, "amina"))


def _name(demo: Demo) -> None:
    """HR of CSN has named its communicator for the first that asked."""
    asked = Approach.objects.filter(declined_at=None).order_by("pk").first()
    if asked is None or asked.notice.membership_id is None:
        return
    named = _interest(demo, "elin", asked.notice, "")
    named.approach = asked
    if named.membership_id == asked.notice.membership_id:
        name_for(named, by=_seat(demo, "helena"))
