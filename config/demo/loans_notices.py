"""What hangs on the notice boards of the demo: needs, idle staff and placements."""

from dataclasses import dataclass

from config.demo.cast import JL, VN


@dataclass(frozen=True)
class Sheet:
    """A notice of the demo: days are counted from today."""

    member: str
    kind: str
    title: str
    tasks: str
    competences: tuple[str, ...]
    starts: int
    ends: int
    contact: str
    percent: int = 100
    people: int = 1
    place: str = "Sundsvall"
    remote: str = "no"
    occasion: str = "ordinary"
    reach: str = "own"
    secrecy: str = ""
    answer_in: int = 20
    published: int | None = 5
    asked: bool = False
    closed: bool = False


SHEETS = {
    VN: (
        Sheet(
            "lansstyrelsen",
            "need",
            "Utredare till länets digitaliseringsstrategi",
            "Samla kommunernas lägesbild, skriva förslag till strategi och hålla i två möten med"
            " länets digitaliseringsråd.\n\nDu arbetar i en grupp om fyra.",
            ("utredning", "strategy"),
            60,
            235,
            "lotta",
            place="Härnösand",
            remote="partly",
            reach="sisters",
            published=3,
        ),
        Sheet(
            "csn",
            "idle",
            "Två testledare mellan två projekt",
            "Erfarna av testledning i agila team och av tillgänglighetstester. Kan börja genast.",
            ("it", "projekt"),
            10,
            190,
            "helena",
            people=2,
            percent=80,
            remote="wholly",
            published=8,
        ),
        Sheet(
            "fk-it",
            "need",
            "Testledare till införandet av nytt ärendesystem",
            "Planera och leda systemtest och acceptanstest. Stötta verksamhetens testare.",
            ("it", "projekt"),
            20,
            195,
            "tomas",
            people=1,
            remote="partly",
            secrecy="Placering i säkerhetsklass 3.",
        ),
        Sheet(
            "lansstyrelsen",
            "need",
            "Förstärkning av krisledningsstaben efter höststormen",
            "Lägesbilder, samverkanskonferenser och kommunikation till kommunerna. Schema med"
            " kvällar och helger.",
            ("kris", "komm"),
            3,
            60,
            "lotta",
            people=4,
            occasion="crisis",
            place="Härnösand",
            answer_in=4,
            reach="sisters",
            published=1,
        ),
        Sheet(
            "harnosand",
            "need",
            "Registrator på halvtid under föräldraledighet",
            "Registrera och expediera allmänna handlingar, svara på utlämnanden, förbereda"
            " leverans till arkivet.",
            ("arkiv",),
            45,
            220,
            "peter",
            percent=50,
            place="Härnösand",
            published=12,
        ),
        Sheet(
            "bolagsverket",
            "idle",
            "Registrator med tid över på deltid",
            "Van vid ärendehantering, gallring och e-arkiv. Kan arbeta i Sundsvall och Härnösand.",
            ("arkiv", "role"),
            30,
            300,
            "nils",
            percent=40,
            published=15,
        ),
        Sheet(
            "skatteverket",
            "placement",
            "Prova på skattejurist i sex veckor",
            "Följ en erfaren skattejurist, skriv förslag till beslut och delta i rättsfallsmöten.",
            ("juridik",),
            90,
            132,
            "mikael",
            secrecy="Sekretess enligt 27 kap. offentlighets- och sekretesslagen.",
            answer_in=45,
            published=6,
        ),
        Sheet(
            "spv",
            "need",
            "Controller till bokslutet",
            "Avstämningar, periodiseringar och årsredovisningens tabeller.",
            ("ekonomi",),
            35,
            110,
            "karin",
            percent=60,
            remote="partly",
            published=9,
        ),
        Sheet(
            "miun",
            "placement",
            "Utvecklingstjänst i samverkan och innovation",
            "Hälften av tiden i ett projekt med länets myndigheter, hälften i egen fördjupning.",
            ("projekt", "change"),
            70,
            190,
            "lovisa",
            percent=50,
            remote="partly",
            answer_in=40,
            published=14,
        ),
        Sheet(
            "csn",
            "idle",
            "Kommunikatör under våren",
            "Webb, klarspråk och krisinformation.",
            ("komm",),
            40,
            160,
            "helena",
            remote="partly",
            published=2,
        ),
        Sheet(
            "lansstyrelsen",
            "need",
            "Jurist till tillståndsprövningen",
            "Bereda ansökningar och skriva beslut i enklare ärenden.",
            ("juridik",),
            50,
            200,
            "per",
            place="Härnösand",
            published=None,
            asked=True,
        ),
        Sheet(
            "spv",
            "need",
            "Projektledare till flytten",
            "Tidplan, avtal och information till personalen inför nya lokaler.",
            ("projekt",),
            -200,
            -60,
            "karin",
            published=260,
            answer_in=-220,
            closed=True,
        ),
    ),
    JL: (
        Sheet(
            "fohm",
            "need",
            "Analytiker till vinterns lägesbilder",
            "Sammanställa data varje vecka och skriva korta rapporter.",
            ("utredning",),
            25,
            150,
            "kalle",
            place="Östersund",
            remote="wholly",
            reach="sisters",
            published=4,
        ),
        Sheet(
            "lansstyrelsen",
            "idle",
            "Strateg på halvtid",
            "Van vid regional samverkan och uppföljning.",
            ("strategy", "utredning"),
            15,
            180,
            "disa",
            percent=50,
            place="Östersund",
            remote="partly",
            reach="sisters",
        ),
        Sheet(
            "ostersund",
            "need",
            "Klarspråksstöd till socialtjänstens brev",
            "Skriva om trettio mallar tillsammans med handläggarna.",
            ("komm",),
            30,
            120,
            "olle",
            percent=40,
            place="Östersund",
        ),
    ),
}
