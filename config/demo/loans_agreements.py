"""Agreements on staff loans at each step: drafted, half signed, signed, and outside the State."""

from datetime import timedelta

from django.utils import timezone

from config.demo.cast import VN
from config.demo.loans_drafting import Lent, agree, begin, comment, word
from config.demo.loans_signing import SIGNERS, at, give_role, seat_of, sign_as
from config.demo.seeding import Demo
from loans.actions.address import open_address
from loans.agreements.first import first_content
from loans.models import Comment, LoanPart, Notice, OutsideParty
from loans.rules import Legal

DRAFTED = Lent(
    *("hanna", "lansstyrelsen", "Utredare till länets strategi för artificiell intelligens"),
    "Samla kommunernas lägesbild, skriva förslag till strategi och hålla i två möten med länets"
    " digitaliseringsråd.",
    *(40, 190, "per"),
    place="Härnösand",
    facts={"lender_dnr": "2026-0311", "lender_contact": "Helena Brodin, helena@example.org"},
)
HALF = Lent(
    *("oskar", "csn", "Systemutvecklare till nytt ärendestöd"),
    "Bygga gränssnitt mot ärendehanteringen tillsammans med gruppen vid CSN.",
    *(20, 170, "ali"),
    percent=60,
    facts={"lender_dnr": "AD 2026/412", "borrower_dnr": "2026-113-4087", "reference": "4471 HB"},
)
BOTH = Lent(
    *("elin", "lansstyrelsen", "Kommunikatör till länets beredskapsvecka"),
    "Planera och skriva till webb, press och möten inför beredskapsveckan.",
    *(14, 104, "per"),
    percent=50,
    place="Härnösand",
    facts={"lender_dnr": "2026-0298", "borrower_dnr": "1184-2026", "reference": "2210 PW"},
)
MUNICIPAL = Lent(
    *("anna", "lansstyrelsen", "Handläggare av bidrag till kommunernas krisberedskap"),
    "Handlägga ansökningar och svara på kommunernas frågor.",
    *(40, 160, "per"),
    percent=50,
    place="Härnösand",
    legal=Legal.OTHERS,
)


def seed(demo: Demo) -> None:
    """Five agreements in Västernorrland, each at another step."""
    if demo.slug != VN:
        return
    for member, key in SIGNERS.items():
        give_role(demo, member, key)
    _draft_with_versions(demo)
    half = begin(demo, HALF)
    sign_as(demo, half, "lender", "sara", days_ago=1)
    both = begin(demo, BOTH)
    sign_as(demo, both, "lender", "helena", days_ago=3)
    sign_as(demo, both, "borrower", "lotta", days_ago=2)
    municipal = begin(demo, MUNICIPAL)
    comment(
        demo,
        municipal,
        ("insurance", "lender", "peter", "Vår försäkring gäller inte resor utanför länet."),
        days_ago=1,
    )
    _lend_outside(demo)


def _draft_with_versions(demo: Demo) -> None:
    loan = begin(demo, DRAFTED)
    first = loan.wordings.get().content
    comment(
        demo,
        loan,
        ("place", "lender", "helena", "Kan Hanna arbeta hemifrån två dagar i veckan?"),
        days_ago=6,
    )
    turn = loan.starts + timedelta(days=60)
    second = first | {
        "remote": "partly",
        "place": "Härnösand, hemifrån upp till två dagar i veckan",
        "borrower_dnr": "1203-2026",
        "borrower_contact": "Lotta Nyberg, lotta@example.org, 060-14 00 00",
        "overhead_percent": "48.5",
    }
    word(demo, loan, 2, second, "borrower", "lotta", days_ago=4)
    asked = Comment.objects.filter(wording__loan=loan)
    asked.update(settled_at=timezone.now() - timedelta(days=4))
    third = second | {
        "tasks": "Samla kommunernas lägesbild och skriva förslag till strategi. Hålla i ett möte"
        " med länets digitaliseringsråd.",
        "parts": [
            {
                "starts": str(loan.starts),
                "ends": str(turn - timedelta(days=1)),
                "percent": 100,
            },
            {"starts": str(turn), "ends": str(loan.ends), "percent": 60},
        ],
        "reference": "2210 PW",
    }
    word(demo, loan, 3, third, "lender", "helena", days_ago=2)
    loan.parts.all().delete()
    for one in third["parts"]:
        LoanPart.objects.create(loan=loan, **one)
    comment(
        demo,
        loan,
        ("parts", "borrower", "lotta", "Går det att vara kvar på heltid till mars?"),
        days_ago=1,
    )
    comment(
        demo,
        loan,
        ("salary_basis", "lender", "helena", "Vi räknar med ordinarie lönerevision i januari."),
        days_ago=1,
    )


def _lend_outside(demo: Demo) -> None:
    """Crisis support to a region outside the network, whose contact has an address by letter."""
    party, _new = OutsideParty.objects.get_or_create(
        organisation_number="2321000198",
        name="Region Gävleborg",
        defaults={
            "kind": "region",
            "contact": "Greta Gräns",
            "email": "greta.grans@example.org",
            "why": "Krisstöd efter höststormen",
        },
    )
    lent = Lent(
        *("ali", "", "Samordnare av lägesbilder efter höststormen"),
        "Samordna lägesbilder och utbildningsinsatser i krisstaben.",
        *(10, 70),
        legal=Legal.OTHERS,
    )
    days = {
        "starts": demo.today + timedelta(days=lent.starts),
        "ends": demo.today + timedelta(days=lent.ends),
    }
    notice = Notice.objects.create(
        party=party,
        occasion="crisis",
        kind="need",
        title=lent.title,
        tasks=lent.tasks,
        place="Gävle",
        answer_by=demo.today - timedelta(days=2),
        published_at=at(demo, 8, 8),
        closed_at=at(demo, 2, 8),
        **days,
    )
    _interest, loan = agree(demo, demo.person(lent.who), notice, lent)
    loan.borrower_party = party
    loan.save(force_insert=True)
    LoanPart.objects.create(loan=loan, percent=100, **days)
    content = first_content(loan, None) | {"lender_dnr": "2026-0345"}
    word(demo, loan, 1, content, "lender", "helena", days_ago=1)
    open_address(loan, by=seat_of(demo, "helena"))
