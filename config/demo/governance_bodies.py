"""The networks' bodies, each by its own names; who sits there is made up.

That eight sat in Västernorrland's steering committee in 2021, and from which authorities, is
public; so are the names of both networks' working groups.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from config.demo.cast import VN
from config.demo.seeding import Demo
from governance.actions.follow_mandates import follow_mandates
from governance.models import (
    Body,
    BodyKind,
    Guest,
    GuestContact,
    Holder,
    HolderContact,
    Mandate,
    Office,
    RotationPlace,
    RotationRule,
)
from governance.rules import Duty, Nature, OpenTo, Rank
from members.models import Person
from network.months import months_later


@dataclass(frozen=True)
class Seat:
    """A seat: the member's key (or none), by which post, and who sits there.

    Who is a person's key, or a name of nobody; deputies likewise. `ends_in` days, else open.
    """

    member: str
    who: str = ""
    deputies: tuple[str, ...] = ()
    post: str = ""
    title: str = ""
    ends_in: int | None = None


@dataclass(frozen=True)
class Group:
    """A body and its seats."""

    kind: str
    name: str
    name_en: str
    purpose: str
    seats: tuple[Seat, ...]
    open_to: str = OpenTo.MEMBERS
    decides: bool = False
    chair: str = ""
    convener: str = ""
    secretary: str = ""


KINDS = {
    VN: (
        ("Styrgrupp", "Steering committee", Nature.STEERING),
        ("Utbildningsråd", "Educational council", Nature.COUNCIL),
        ("Utvecklingsgrupp", "Development group", Nature.DEVELOPMENT),
        ("Arbetsgrupp", "Working group", Nature.GROUP),
    ),
    "": (
        ("Creative board", "Creative board", Nature.BOARD),
        ("Arbetsgrupp", "Working group", Nature.GROUP),
    ),
}
GD = "generaldirektören"

VASTERNORRLAND = (
    Group(
        "Styrgrupp",
        "Styrgruppen",
        "The steering committee",
        "Beslutar om nätverkets inriktning, budget och avgifter. Möts fyra gånger om året.",
        (
            Seat("spv", "Gunilla Exempel", ("Göran Prov",), GD, "Generaldirektör"),
            Seat("", "Anders Påhitt", (), "Digg, generaldirektören", "Generaldirektör"),
            Seat("csn", "bo", ("hanna", "elin"), GD),
            Seat("", "", (), "MSB, generaldirektören"),
            Seat("miun", "Rutger Exempel", ("lovisa",), "rektor", "Rektor", ends_in=38),
            Seat("lansstyrelsen", "maria", (), "länsrådet"),
            Seat("harnosand", "Kerstin Påhitt", ("peter",), "kommundirektören", "Kommundirektör"),
            Seat(
                "", "Karin Tänkt", (), "Region Västernorrland, regiondirektören", "Regiondirektör"
            ),
        ),
        decides=True,
        chair="bo",
        secretary="karin",
    ),
    Group(
        "Utbildningsråd",
        "Utbildningsrådet",
        "The educational council",
        "Planerar årets kurser utifrån myndigheternas behov och följer upp dem.",
        (
            Seat("csn", "helena"),
            Seat("bolagsverket", "sara"),
            Seat("harnosand", "anna"),
            Seat("fk-it", "ingrid", ("tomas",)),
            Seat("skatteverket"),
        ),
        convener="jonas",
    ),
    Group(
        "Utvecklingsgrupp",
        "Utvecklingsgruppen",
        "The development group",
        "Utvecklar samarbetet mellan styrgruppens möten: nya idéer prövas här först.",
        (Seat("spv", "karin"), Seat("csn", "hanna"), Seat("lansstyrelsen", "lotta")),
        open_to=OpenTo.NETWORK,
        convener="hanna",
    ),
    *(
        Group("Arbetsgrupp", name, english, purpose, seats, OpenTo.NETWORK)
        for name, english, purpose, seats in (
            (
                "HR-chefer",
                "Heads of HR",
                "Delar arbetssätt kring bemanning, arbetsmiljö och personallån.",
                (Seat("csn", "helena"), Seat("harnosand", "peter"), Seat("spv")),
            ),
            (
                "HR-utvecklare",
                "HR developers",
                "Tar fram gemensamt stöd för chefer och nya medarbetare.",
                (Seat("lansstyrelsen", "lotta"), Seat("bolagsverket", "jonas")),
            ),
            (
                "IT-chefer",
                "Heads of IT",
                "Går igenom gemensamma behov av it-kompetens och upphandlingar.",
                (Seat("fk-it", "tomas"), Seat("bolagsverket", "oskar"), Seat("csn", "ali")),
            ),
            (
                "Kommunikation",
                "Communication",
                "Berättar om nätverket och samordnar gemensamma kampanjer.",
                (Seat("csn", "elin"), Seat("miun", "miriam")),
            ),
            (
                "Juridik",
                "Law",
                "Reder ut juridiska frågor om avtal, sekretess och personuppgifter.",
                (Seat("bolagsverket", "nils"), Seat("skatteverket", "mikael")),
            ),
        )
    ),
)
JAMTLAND = (
    Group(
        "Creative board",
        "Creative board",
        "Creative board",
        "Här sitter alla myndigheter i nätverket och beslutar tillsammans.",
        (
            Seat("lansstyrelsen", "josef", ("disa",)),
            Seat("ostersund", "olle"),
            Seat("fk", "signe"),
            Seat("ssc"),
            Seat("tillvaxtanalys", "malin"),
            Seat("miun", "miriam"),
            Seat("af", "Eva Påhittad", (), "", "Sektionschef"),
            Seat("fohm", "kalle"),
        ),
        open_to=OpenTo.NETWORK,
        decides=True,
        convener="josef",
    ),
    *(
        Group("Arbetsgrupp", name, english, purpose, seats, OpenTo.NETWORK)
        for name, english, purpose, seats in (
            (
                "Myndighetsfestivalen",
                "The festival of authorities",
                "Planerar veckan där varje myndighet bidrar med en programpunkt.",
                (Seat("lansstyrelsen", "disa"), Seat("ostersund", "olle"), Seat("fk", "signe")),
            ),
            (
                "Myndighetsspaningar",
                "Look-outs",
                "Håller ihop workshopparna som myndigheterna turas om att ordna.",
                (Seat("tillvaxtanalys", "malin"), Seat("fohm", "kalle")),
            ),
            (
                "Kommunikation",
                "Communication",
                "Berättar vad nätverket gör, inåt och utåt.",
                (Seat("ssc"), Seat("lansstyrelsen", "disa")),
            ),
            (
                "Kompetensutbyte",
                "Exchange of competence",
                "Ordnar så att medarbetare kan lånas mellan myndigheterna.",
                (Seat("lansstyrelsen", "josef"), Seat("fohm", "kalle")),
            ),
        )
    ),
)


def seed(demo: Demo) -> None:
    """Kinds, bodies and who sits there; the rotas and guests of those that have them."""
    kinds = {
        name: BodyKind.objects.create(name=name, name_en=name_en, nature=nature)
        for name, name_en, nature in KINDS[VN if demo.slug == VN else ""]
    }
    since = date(demo.today.year - 2, 1, 1)
    people: set[int | None] = set()
    for group in VASTERNORRLAND if demo.slug == VN else JAMTLAND:
        body = Body.objects.create(
            kind=kinds[group.kind],
            name=group.name,
            name_en=group.name_en,
            purpose=f"{group.purpose} Namnen är exempeldata.",
            open_to=group.open_to,
            decides=group.decides,
            since=since,
        )
        for seat in group.seats:
            people |= _fill(demo, body, seat, since)
        _officers(demo, body, group)
        _rotas(demo, body, group)
    if demo.slug == VN:
        _guests(demo)
    follow_mandates(people, demo.today)


def _person(demo: Demo, key: str) -> Person | None:
    return demo.people.get(key)


def _fill(demo: Demo, body: Body, seat: Seat, since: date) -> set[int | None]:
    member = demo.members[seat.member] if seat.member else None
    mandate = Mandate.objects.create(body=body, membership=member, post=seat.post, since=since)
    people: set[int | None] = set()
    until = demo.today + timedelta(days=seat.ends_in) if seat.ends_in else None
    named = [(seat.who, Rank.MEMBER)] if seat.who else []
    named += [(who, Rank.DEPUTY) for who in seat.deputies]
    for position, (who, rank) in enumerate(named):
        person = _person(demo, who)
        holder = Holder.objects.create(
            mandate=mandate,
            person=person,
            rank=rank,
            name=person.name if person else who,
            title=person.title if person else seat.title,
            position=max(position, 1),
            since=since,
            until=until,
        )
        mail = person.email if person else f"exempel.{holder.pk}@example.org"
        HolderContact.objects.create(holder=holder, email=mail)
        people.add(holder.person_id)
    return people


def _officers(demo: Demo, body: Body, group: Group) -> None:
    since = date(demo.today.year - 1, 1, 1)
    for duty, who in (
        (Duty.CHAIR, group.chair),
        (Duty.CONVENER, group.convener),
        (Duty.SECRETARY, group.secretary),
    ):
        if person := _person(demo, who):
            Office.objects.create(
                body=body, duty=duty, person=person, name=person.name, since=since
            )


def _rotas(demo: Demo, body: Body, group: Group) -> None:
    """The steering committee's meetings go round, and so does Jämtland's convening."""
    order = [seat.member for seat in group.seats if seat.member]
    if group.name == "Styrgruppen":
        duty, months = Duty.HOST, 3
    elif group.name == "Myndighetsfestivalen":
        duty, months = Duty.CONVENER, 12
    else:
        return
    starts = date(demo.today.year, 1, 1)
    rule = RotationRule.objects.create(body=body, duty=duty, months=months, starts=starts)
    for position, key in enumerate(order, 1):
        RotationPlace.objects.create(rule=rule, membership=demo.members[key], position=position)
    for turn, key in enumerate(order):
        first = months_later(starts, turn * months)
        if first > demo.today:
            break
        member = demo.members[key]
        Office.objects.create(
            body=body,
            duty=duty,
            membership=member,
            name=member.name,
            since=first,
            until=months_later(starts, (turn + 1) * months) - timedelta(days=1),
        )


def _guests(demo: Demo) -> None:
    board = Body.objects.get(name="Styrgruppen")
    eva = demo.person("eva")
    inside = Guest.objects.create(
        body=board,
        person=eva,
        name=eva.name,
        title=eva.title,
        organisation=demo.membership("spv").name,
        since=date(demo.today.year, 1, 1),
    )
    outside = Guest.objects.create(
        body=board,
        name="Frida Påhittad",
        title="Strateg",
        organisation="Sundsvalls kommun",
        since=demo.today - timedelta(days=100),
        until=demo.today + timedelta(days=200),
    )
    GuestContact.objects.create(guest=inside, email=eva.email)
    GuestContact.objects.create(guest=outside, email="frida.pahittad@example.org")
