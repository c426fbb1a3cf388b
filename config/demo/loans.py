"""The notice board: needs, staff to lend, placements, and what sister networks show each other."""

from datetime import UTC, datetime, time, timedelta

from config.demo.cast import JL, VN
from config.demo.loans_notices import SHEETS, Sheet
from config.demo.seeding import Demo
from loans.models import Approach, Notice, NoticeDraft, SavedSearch, SisterNetwork
from members.models import Competence
from network.models import Network

# What loans are about, besides the competences that networks begin with.
COMPETENCES = (
    ("it", "It och systemutveckling", "IT and system development"),
    ("juridik", "Juridik", "Law"),
    ("ekonomi", "Ekonomi och controlling", "Finance and control"),
    ("komm", "Kommunikation", "Communication"),
    ("arkiv", "Arkiv och registratur", "Archives and registry"),
    ("kris", "Krisledning", "Crisis management"),
    ("utredning", "Utredning och analys", "Inquiry and analysis"),
    ("projekt", "Projektledning", "Project management"),
)


def seed(demo: Demo) -> None:
    """Hang the notices up, and let the two networks look at each other's."""
    for code, name, name_en in COMPETENCES:
        Competence.objects.get_or_create(code=code, defaults={"name": name, "name_en": name_en})
    hung = {sheet.title: _hang(demo, sheet) for sheet in SHEETS[demo.slug]}
    if demo.slug == VN:
        _sisters(demo)
        _asked(demo, hung)


def _at(demo: Demo, days_ago: int) -> datetime:
    day = demo.today - timedelta(days=days_ago)
    return datetime.combine(day, time(8, 30), tzinfo=UTC)


def _hang(demo: Demo, sheet: Sheet) -> Notice:
    published = None if sheet.published is None else _at(demo, sheet.published)
    person = demo.person(sheet.contact)
    made: Notice = Notice.objects.create(
        membership=demo.membership(sheet.member),
        kind=sheet.kind,
        occasion=sheet.occasion,
        reach=sheet.reach,
        title=sheet.title,
        tasks=sheet.tasks,
        competences=list(sheet.competences),
        people=sheet.people,
        starts=demo.today + timedelta(days=sheet.starts),
        ends=demo.today + timedelta(days=sheet.ends),
        percent=sheet.percent,
        place=sheet.place,
        remote=sheet.remote,
        secrecy=sheet.secrecy,
        contact=person,
        written_by=person,
        written_at=published or _at(demo, 2),
        answer_by=demo.today + timedelta(days=sheet.answer_in),
        asked_at=_at(demo, 1) if sheet.asked else None,
        published_at=published,
        published_by=person.user_id if published else None,
        closed_at=_at(demo, 215) if sheet.closed else None,
    )
    return made


def _sisters(demo: Demo) -> None:
    other = Network.objects.get(slug=JL)
    since = demo.today.replace(month=1, day=1)
    SisterNetwork.objects.bulk_create(
        [
            SisterNetwork(network=demo.network, sister=other, since=since),
            SisterNetwork(network=other, sister=demo.network, since=since),
        ],
        ignore_conflicts=True,
    )


def _asked(demo: Demo, hung: dict[str, Notice]) -> None:
    """An authority that would borrow, searches that are kept, and a notice half written."""
    Approach.objects.create(
        notice=hung["Kommunikatör under våren"],
        membership=demo.membership("lansstyrelsen"),
        person=demo.person("lotta"),
        words="Vi behöver klarspråk i beslut och webbtexter på 60 procent från mitten av januari.",
        at=_at(demo, 1),
    )
    SavedSearch.objects.create(
        person=demo.person("amina"), name="Utredning", query={"competence": "utredning"}
    )
    SavedSearch.objects.create(
        person=demo.person("amina"), name="Kris", query={"occasion": "crisis"}, weekly=False
    )
    NoticeDraft.objects.create(
        person=demo.person("per"),
        answers={"kind": ["need"], "title": ["Handläggare till vattenprövningen"]},
    )
