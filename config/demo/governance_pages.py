"""Västernorrland's open pages and network map.

The network's history is public and told in our own words; news, events, circles and who is in
them are made up. No page is in a minority language: a translation is written by somebody who
speaks it, so what the demo has of them is one draft in Finnish that says in Swedish that it waits.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from config.demo.cast import VN
from config.demo.seeding import Demo
from governance.map.rules import CLUSTERS, CircleKind
from governance.models import (
    Circle,
    CircleMember,
    Cluster,
    OpenEvent,
    OpenPage,
    OpenPart,
    PageAddress,
    PageVersion,
    Publishing,
)
from governance.pages.rules import PageKind, Part

ABOUT_SV = """\
Myndighetsnätverket är en mötesplats för offentliga arbetsgivare i Västernorrland. Det en av oss \
kan ska fler få del av.

## Vad vi gör tillsammans

* ordnar kurser i länet, efter de behov som medlemmarna anmäler varje år
* matchar mentorer och adepter över myndighetsgränserna
* lånar ut och lånar in personal
* möts i nätverk och arbetsgrupper

## Så växte nätverket fram

- **2008** började arbetet.
- **2009** enades Bolagsverket, CSN och Statens tjänstepensionsverk om att samarbeta om utbildning \
och kompetens.
- **2011** blev samarbetet ett projekt med nio myndigheter, hos Länsstyrelsen.
- **2014** gick projektet över i förvaltning, med en egen förvaltningsmodell.
- **2020** sågs samverkan och finansieringen över, och modellen gjordes om.

## Så betalas det

Medlemmarna betalar en årsavgift efter hur många anställda de har, och delar på det kurserna kostar.
"""
ABOUT_EN = """\
The authority network is where public employers in Västernorrland meet. What one of us knows, \
more of us should gain from.

## What we do together

* arrange courses in the county, from the needs that the members state each year
* bring mentors and mentees together across authorities
* lend staff to each other
* meet in networks and working groups

## How it came about

- **2008**: the work began.
- **2009**: Bolagsverket, CSN and SPV agreed to work together on education and competence.
- **2011**: a project with nine authorities, under the County Administrative Board.
- **2014**: ordinary operations, with a management model of their own.
- **2020**: collaboration and financing were reviewed and remade.
"""
CONTACT = {
    "sv": ("Kontakt", "Skriv till koordinatorn, som cirkulerar mellan medlemmarna.",
           "Vill din myndighet vara med? Läs om "
           "[medlemskap](/vasternorrland/open/sv/membership/)."),
    "en": ("Contact", "Write to the coordinator, a task that goes round among the members.",
           "Would your authority like to join? Read about "
           "[membership](/vasternorrland/open/en/membership/)."),
}  # fmt: skip
# days ago, slug, title, lead, text
NEWS = (
    (70, "host", "Höstens kurser är öppna", "Anmälan är öppen för alla medlemmar.",
     "Kurserna bygger på vårens behovsinventering. "
     "Se [kurserna](/vasternorrland/open/sv/courses/)."),
    (31, "mentorer", "Nya mentorspar har börjat", "Adepterna kommer från åtta myndigheter.",
     "Paren träffas fram till våren. **Halvtidsavstämningen** är i januari."),
    (6, "spaning", "Följ med på myndighetsspaning", "Se hur en annan myndighet arbetar.",
     "Spaningen är öppen också för gäster utanför nätverket."),
)  # fmt: skip
# name, kind, what for, cluster (place, 0 none), members by key
CIRCLES = (
    ("It-chefsnätverket", CircleKind.NETWORK, "Drift, säkerhet och inköp av it", 1,
     ("bolagsverket", "csn", "spv", "fk-it", "skatteverket")),
    ("Informationssäkerhet i länet", CircleKind.NETWORK, "Dela hot och rutiner", 1,
     ("bolagsverket", "csn", "spv", "fk-it")),
    ("Juristfrukosten", CircleKind.GROUP, "Förvaltningsrätt i praktiken", 2,
     ("csn", "lansstyrelsen", "skatteverket", "bolagsverket")),
    ("Arkivarier i Västernorrland", CircleKind.NETWORK, "E-arkiv och gallring", 3,
     ("lansstyrelsen", "miun", "harnosand")),
    ("Kontaktväg: skyddade personuppgifter", CircleKind.PATH, "Vem man ringer hos vem", 0,
     ("skatteverket", "csn", "fk-it")),
    ("HR-gruppen", CircleKind.GROUP, "Personallån och rekrytering", 0,
     ("spv", "bolagsverket", "csn")),
)  # fmt: skip


def seed(demo: Demo) -> None:
    """The open pages, three pieces of news, an open event, and the map."""
    if demo.slug != VN:
        return
    _pages(demo)
    _events(demo)
    _map(demo)


def _pages(demo: Demo) -> None:
    long_ago = demo.today - timedelta(days=180)
    _page("about", "sv", "Om nätverket", "Tillsammans blir vi bättre arbetsgivare.", ABOUT_SV,
          long_ago, slug="om")  # fmt: skip
    _page("about", "en", "About the network", "Together we are better employers.", ABOUT_EN,
          long_ago, slug="about")  # fmt: skip
    for language, (title, lead, text) in CONTACT.items():
        slug = "kontakt" if language == "sv" else "contact"
        _page("contact", language, title, lead, text, long_ago, slug=slug)
    for days, slug, title, lead, text in NEWS:
        since = demo.today - timedelta(days=days)
        _page(slug, "sv", title, lead, text, since, kind=PageKind.NEWS, slug=slug)
    first = demo.today - timedelta(days=6)
    _page("spaning", "en", "Come along on a lookout", "See how another authority works.",
          "The lookout takes guests from outside the network too.", first, kind=PageKind.NEWS,
          slug="lookout")  # fmt: skip
    later = demo.today + timedelta(days=20)
    _page("behov", "sv", "Dags för behovsinventeringen", "Svara senast i mars.",
          "Varje myndighet anmäler vad dess medarbetare behöver lära sig.", later,
          kind=PageKind.NEWS, slug="behov")  # fmt: skip
    _page("information", "fi", "Informationssida på finska",
          "Utkast: översättningen är beställd och publiceras när den har kommit.", "", None,
          slug="information")  # fmt: skip


def _page(
    subject: str,
    language: str,
    title: str,
    lead: str,
    text: str,
    since: date | None,
    *,
    slug: str,
    kind: str = PageKind.PAGE,
) -> None:
    """A page with its first version, shown from a day; a draft without one."""
    page = OpenPage.objects.create(kind=kind, subject=subject, language=language, slug=slug)
    PageAddress.objects.create(page=page, kind=kind, language=language, slug=slug)
    version = PageVersion.objects.create(page=page, number=1, title=title, lead=lead, text=text)
    if since:
        Publishing.objects.create(page=page, version=version, since=since)


def _events(demo: Demo) -> None:
    for part in Part:
        OpenPart.objects.create(part=part, since=demo.today - timedelta(days=180))
    day = demo.today + timedelta(days=38)
    starts = timezone.make_aware(datetime.combine(day, time(8, 30)))
    OpenEvent.objects.create(
        title="Öppen frukost om kompetens i länet",
        title_en="Open breakfast on competence in the county",
        starts=starts,
        ends=starts + timedelta(hours=1, minutes=30),
        place="Sundsvall",
    )


def _map(demo: Demo) -> None:
    clusters = {
        place: Cluster.objects.create(name=name, name_en=name_en, position=place)
        for place, (name, name_en) in enumerate(CLUSTERS, 1)
    }
    for name, kind, purpose, cluster, members in CIRCLES:
        circle = Circle.objects.create(
            name=name,
            kind=kind,
            purpose=purpose,
            cluster=clusters.get(cluster),
            since=date(2019, 1, 1),
        )
        for place, key in enumerate(members):
            CircleMember.objects.create(
                circle=circle,
                membership=demo.membership(key),
                role="Sammankallande" if not place else "",
                since=date(2019 + place, 1, 1),
            )
