"""Who is in the demo. Authorities are real; every person is invented."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

VN, JL = "vasternorrland", "jamtland"


@dataclass(frozen=True)
class Persona:
    """Somebody to sign in as, and what there is to try."""

    key: str
    name: str
    title: str
    member: str
    try_this: object
    network: str = VN
    roles: tuple[str, ...] = ()
    manager: str = ""
    manager_since: date | None = None
    unit: str = ""
    also: tuple[tuple[str, str], ...] = field(default=())
    joins_last: bool = False  # after the courses are filled

    @property
    def email(self) -> str:
        """The address that the persona signs in with."""
        return f"{self.key}@example.org"


# The members that the networks begin with; the import brings the others.
MEMBERS = {
    VN: (
        "bolagsverket",
        "csn",
        "spv",
        "lansstyrelsen",
        "fk-it",
        "miun",
        "skatteverket",
        "harnosand",
    ),
    JL: ("lansstyrelsen", "ostersund", "fk", "ssc", "tillvaxtanalys", "miun", "af", "fohm"),
}

# key -> (name, short name, kind, organisation number, part)
AUTHORITIES: dict[str, dict[str, tuple[str, str, str, str, str]]] = {
    VN: {
        "bolagsverket": ("Bolagsverket", "Bolagsverket", "state_agency", "2021005489", ""),
        "csn": ("Centrala studiestödsnämnden", "CSN", "state_agency", "2021001819", ""),
        "spv": ("Statens tjänstepensionsverk", "SPV", "state_agency", "2021000928", ""),
        "lansstyrelsen": (
            "Länsstyrelsen Västernorrland",
            "Länsstyrelsen",
            "county_board",
            "2021002445",
            "",
        ),
        "fk-it": ("Försäkringskassan", "Försäkringskassan", "state_agency", "2021005521", "it"),
        "miun": ("Mittuniversitetet", "Miun", "university", "2021004524", ""),
        "skatteverket": ("Skatteverket", "Skatteverket", "state_agency", "2021005448", ""),
        "harnosand": ("Härnösands kommun", "Härnösand", "municipality", "2120002403", ""),
    },
    JL: {
        "lansstyrelsen": (
            "Länsstyrelsen i Jämtlands län",
            "Länsstyrelsen Jämtland",
            "county_board",
            "2021002452",
            "",
        ),
        "ostersund": ("Östersunds kommun", "Östersund", "municipality", "2120002528", ""),
        "fk": ("Försäkringskassan", "Försäkringskassan", "state_agency", "2021005521", ""),
        "ssc": ("Statens servicecenter", "Statens servicecenter", "state_agency", "", ""),
        "tillvaxtanalys": ("Tillväxtanalys", "Tillväxtanalys", "state_agency", "", ""),
        "miun": ("Mittuniversitetet", "Miun", "university", "2021004524", ""),
        "af": ("Arbetsförmedlingen", "Arbetsförmedlingen", "state_agency", "", ""),
        "fohm": ("Folkhälsomyndigheten", "Folkhälsomyndigheten", "state_agency", "", ""),
    },
}

# Example head counts: nobody's real figures.
HEAD_COUNTS = {
    VN: {
        "bolagsverket": 560,
        "csn": 540,
        "spv": 310,
        "lansstyrelsen": 215,
        "fk-it": 430,
        "miun": 620,
        "skatteverket": 260,
        "harnosand": 1900,
    },
    JL: {
        "lansstyrelsen": 240,
        "ostersund": 5200,
        "fk": 210,
        "ssc": 130,
        "tillvaxtanalys": 35,
        "miun": 410,
        "af": 120,
        "fohm": 190,
    },
}

PERSONAS = (
    Persona(
        "karin",
        "Karin Öberg",
        "Nätverkskoordinator",
        "spv",
        _("Import the member list, with a preview of every change."),
        roles=("network_coordinator",),
        manager_since=date(2016, 2, 1),
    ),
    Persona(
        "jonas",
        "Jonas Lindqvist",
        "Utbildningskoordinator",
        "bolagsverket",
        _("Publish a course with two course days a month apart."),
        roles=("education_coordinator",),
    ),
    Persona(
        "amina",
        "Amina Hassan",
        "Handläggare",
        "lansstyrelsen",
        _("Find a course on the phone and enrol in two clicks."),
        manager="per",
        unit="Samhällsskydd",
    ),
    Persona(
        "per",
        "Per Wikström",
        "Enhetschef",
        "lansstyrelsen",
        _("Ask for a mentor and see the request wait."),
        manager="maria",
        manager_since=date(2025, 9, 1),
        unit="Samhällsskydd",
    ),
    Persona(
        "eva",
        "Eva Sandin",
        "Ekonom",
        "spv",
        _("Start the year's membership invoices and follow them."),
        roles=("economist",),
        manager="karin",
    ),
    Persona(
        "sigrid",
        "Sigrid Melin",
        "Ekonom",
        "spv",
        _("Approve the invoice run that Eva asks you to look through."),
        roles=("economist",),
        manager="karin",
    ),
    Persona(
        "bo",
        "Bo Hedlund",
        "Generaldirektör",
        "csn",
        _("Download the year report."),
        roles=("steering_member",),
        manager_since=date(2012, 1, 1),
    ),
    Persona(
        "lotta",
        "Lotta Nyberg",
        "HR-utvecklare",
        "lansstyrelsen",
        _("See your own authority's people, seats and head count."),
        roles=("local_coordinator",),
        manager="maria",
    ),
    Persona(
        "helena",
        "Helena Brodin",
        "HR-chef",
        "csn",
        _("Approve your authority's needs, and read the network's on the educational council."),
        roles=("council_member",),
        manager="bo",
        manager_since=date(2019, 8, 1),
        joins_last=True,
    ),
    Persona(
        "sofia",
        "Sofia Lundgren",
        "Enhetschef",
        "spv",
        _("Meet your mentor: tick the day, and read when all pairs meet."),
        manager="karin",
        joins_last=True,
    ),
    Persona(
        "miriam",
        "Miriam Ekdahl",
        "Universitetsadjunkt",
        "miun",
        _("See both networks' catalogues with one sign-in."),
        also=((JL, "miun"),),
    ),
    Persona(
        "josef",
        "Josef Jonsson",
        "Nätverkskoordinator",
        "lansstyrelsen",
        _("Coordinate the other network, and see nothing of this one."),
        network=JL,
        roles=("network_coordinator",),
    ),
)

# Colleagues who fill the pages: key, name, title, member, manager.
EXTRAS: dict[str, tuple[tuple[str, str, str, str, str], ...]] = {
    VN: (
        ("maria", "Maria Lundin", "Länsråd", "lansstyrelsen", ""),
        ("nils", "Nils Åström", "Jurist", "bolagsverket", ""),
        ("sara", "Sara Bergman", "Registrator", "bolagsverket", ""),
        ("oskar", "Oskar Nordin", "Systemutvecklare", "bolagsverket", ""),
        ("hanna", "Hanna Sjödin", "Utredare", "csn", "bo"),
        ("ali", "Ali Rahimi", "Testledare", "csn", "bo"),
        ("elin", "Elin Forsberg", "Kommunikatör", "csn", "bo"),
        ("gustav", "Gustav Englund", "Controller", "spv", "karin"),
        ("yasmin", "Yasmin Haddad", "Pensionshandläggare", "spv", "karin"),
        ("tomas", "Tomas Öhman", "Driftledare", "fk-it", ""),
        ("ingrid", "Ingrid Söderlund", "Kravanalytiker", "fk-it", ""),
        ("mikael", "Mikael Dahl", "Skattejurist", "skatteverket", ""),
        ("lovisa", "Lovisa Ek", "Lektor", "miun", ""),
        ("peter", "Peter Åkesson", "HR-chef", "harnosand", ""),
        ("anna", "Anna Viklund", "Handläggare", "harnosand", "peter"),
    ),
    JL: (
        ("disa", "Disa Mårtensson", "Strateg", "lansstyrelsen", ""),
        ("olle", "Olle Persson", "Utredare", "ostersund", ""),
        ("signe", "Signe Larsson", "Handläggare", "fk", ""),
        ("malin", "Malin Olsson", "Analytiker", "tillvaxtanalys", ""),
        ("kalle", "Karl Hansson", "Epidemiolog", "fohm", ""),
    ),
}
MANAGERS_SINCE = {
    "maria": date(2018, 5, 1),
    "peter": date(2020, 1, 1),
    "nils": date(2015, 3, 1),
    "tomas": date(2014, 9, 1),
}
