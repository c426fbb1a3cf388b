"""Made-up texts of the annual report in the demo: last year's whole, this year's begun."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.utils import timezone

from config.demo.cast import VN
from config.demo.seeding import Demo
from reports.models import ReportText

LAST: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("foreword", "sv"): {
        "lead": "Kurserna kom igång igen, och mentorerna räckte till alla som frågade.",
        "byline": "Ordförande i styrgruppen",
        "body": "Vi ville två saker med året: att varje medlem skulle ha nytta av nätverket, "
        "oavsett storlek, och att det skulle gå att se.\n\n"
        "Det mest efterfrågade var det mest grundläggande: att arbeta i staten och att leda utan "
        "att vara chef. Många börjar, många byter uppgift, och alla behöver samma grund.\n\n"
        "Allt gick inte som planerat. Några kurser fyllde inte sina platser, och några avbokade "
        "sent. Vi har sänkt antalet platser och ändrat påminnelserna.",
    },
    ("foreword", "en"): {
        "lead": "The courses are running again, and everybody who asked for a mentor got one.",
        "byline": "Chair of the steering committee",
        "body": "We wanted two things of the year: that every member should gain from the network, "
        "whatever its size, and that it should show.\n\n"
        "Not everything went as planned. Some courses did not fill their seats. We have lowered "
        "the number of seats and changed the reminders.",
    },
    ("brief", "sv"): {
        "body": "Januari: medlemsavgiften faktureras\nMars: nya kurser i katalogen\n"
        "September: mentorsprogrammet startar\nOktober: medlemmarna svarar på behovsinventeringen\n"
        "December: styrgruppen beslutar plan, budget och avgifter",
    },
    ("about", "sv"): {
        "body": "I nätverket arbetar medlemmarna tillsammans med kompetens: gemensamma kurser, "
        "mentorer för nya chefer och lån av personal.\n\nNätverket är inte en egen juridisk "
        "person. Två av medlemmarna är värdar, en för avgifterna och en för kurserna.",
    },
    ("training", "sv"): {
        "lead": "",
        "body": "De grundläggande kurserna fylldes fort. Kurserna i it hade tomma platser, och "
        "till dem söks deltagare även i grannlänets nätverk.",
    },
    ("mentoring", "sv"): {
        "lead": "Adept och mentor kommer alltid från olika myndigheter.",
        "body": "Paren träffades ungefär en gång i månaden. Ett par avslutade i förtid.",
    },
    ("lending", "sv"): {
        "lead": "",
        "body": "Den vanligaste omfattningen var halvtid. Inget lån på heltid var längre än sex "
        "månader.",
    },
    ("economy", "sv"): {
        "lead": "",
        "body": "Medlemsavgifterna bar kostnaderna för samordningen och nätverksdagarna. "
        "Styrgruppen har beslutat att överskottet förs över till nästa år.",
    },
    ("recruiting", "sv"): {
        "lead": "Medlemmarna stod tillsammans på en rekryteringsmässa.",
        "body": "Varje myndighet anställer för sig. Tillsammans mötte vi studenter i Sundsvall.",
    },
    ("particulars", "sv"): {"registry": "SPV 2026/0088 (exempel)", "decided": "2026-02-12"},
}
THIS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("training", "sv"): {
        "lead": "Fler omgångar än förra året.",
        "body": "Statstjänstemannarollen i fokus är fortfarande den mest sökta kursen.",
    },
    ("brief", "sv"): {"body": "September: nya omgångar av de mest sökta kurserna"},
}


def seed(demo: Demo) -> None:
    """Two versions of last year's foreword, one of the rest; a beginning this year."""
    if demo.slug != VN:
        return
    for year, texts in ((demo.today.year - 1, LAST), (demo.today.year, THIS)):
        for (section, language), content in texts.items():
            drafts = [content]
            if section == "foreword":
                drafts.insert(0, {**content, "lead": ""})
            for number, draft in enumerate(drafts, start=1):
                day = demo.today - timedelta(days=30 - number)
                ReportText.objects.create(
                    year=year,
                    section=section,
                    language=language,
                    number=number,
                    content=draft,
                    by_name="Bo Hedlund" if section == "foreword" else "Karin Öberg",
                    at=timezone.make_aware(datetime.combine(day, time(9, number))),
                )
