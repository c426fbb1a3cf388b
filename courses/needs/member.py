"""One member's page of a needs assessment: its own figures against the network's."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from courses.needs import sentences
from courses.needs.figures import Cell, CourseNeed, Figures, Words
from courses.needs.rules import Verdict
from network import charts
from network.charts import Chart, Palette
from network.documents import NetworkLook
from network.wording import in_language

TEMPLATE = "documents/needs_member.html"


@dataclass(frozen=True)
class PageRow:
    """One need: what the member asked, what all ask, the member's year before, the decision."""

    title: Words
    spring: int
    autumn: int
    importance: int
    network: int
    others: int  # other members that ask
    asked: int | None
    planned: int | None
    came: int | None
    verdict: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """The course in the reader's language, or the member's own words."""
        return in_language(*self.title)

    @property
    def total(self) -> int:
        """Both terms together."""
        return self.spring + self.autumn

    @property
    def decision(self) -> str:
        """The council's decision in words."""
        return str(Verdict(self.verdict).label).capitalize() if self.verdict else ""


@dataclass(frozen=True)
class PageArea:
    """An area: the member's seats and all members'."""

    title: Words
    own: int
    network: int

    @property
    def name(self) -> str:
        """The area in the reader's language."""
        return in_language(*self.title)


@dataclass(frozen=True)
class MemberPage:
    """What one member may know of the summary."""

    year: int
    before_year: int | None
    before_over: bool
    member: int
    name: str
    state: str
    own: int
    network: int
    answered: int
    asked: int  # members that were asked
    rows: tuple[PageRow, ...]
    areas: tuple[PageArea, ...]

    @property
    def told(self) -> list[PageRow]:
        """Needs of the coming year, then courses with something to tell of the year before."""
        return [row for row in self.rows if row.total or row.asked or row.planned or row.came]

    @property
    def wanted(self) -> list[PageRow]:
        """Needs of the coming year."""
        return [row for row in self.rows if row.total]

    @property
    def reasons(self) -> list[PageRow]:
        """Needs that the council has said why about."""
        return [row for row in self.wanted if row.reason]


def pages_of(figures: Figures) -> list[MemberPage]:
    """A page for every member that was asked, in the order of the summary."""
    courses = {course.key: course for course in figures.courses}
    cells: dict[int, list[Cell]] = {member.id: [] for member in figures.members}
    for cell in figures.cells:
        cells.get(cell.member, []).append(cell)
    own_words: dict[int, list[PageRow]] = {}
    for row in figures.rows:
        if courses[row.course].own_words:
            own_words.setdefault(row.member, []).append(
                PageRow(
                    (row.text, ""), row.spring, row.autumn, row.importance,
                    row.spring + row.autumn, 0, None, None, None,
                )
            )  # fmt: skip
    return [
        MemberPage(
            year=figures.year,
            before_year=figures.before_year,
            before_over=figures.before_over,
            member=member.id,
            name=member.name,
            state=member.state,
            own=member.seats.total,
            network=figures.seats.total,
            answered=len(figures.answered),
            asked=len(figures.members),
            rows=(
                *sorted(
                    (
                        _row(courses[cell.course], cell)
                        for cell in cells[member.id]
                        if not courses[cell.course].own_words
                    ),
                    key=lambda row: (-row.total, row.title),
                ),
                *own_words.get(member.id, ()),
            ),
            areas=tuple(
                PageArea(area.title, member.by_area.get(area.id, 0), area.seats.total)
                for area in figures.areas
                if area.seats.total
            ),
        )
        for member in figures.members
    ]


def _row(course: CourseNeed, cell: Cell) -> PageRow:
    asks = 1 if cell.seats.total else 0
    return PageRow(
        title=course.title,
        spring=cell.seats.spring,
        autumn=cell.seats.autumn,
        importance=cell.importance,
        network=course.seats.total,
        others=course.members - asks,
        asked=cell.before.asked,
        planned=cell.before.planned,
        came=cell.before.came,
        verdict=course.verdict,
        reason=course.reason,
    )


def freeze(page: MemberPage) -> dict[str, Any]:
    """The page as JSON keeps it."""
    return asdict(page)


def thaw(facts: Mapping[str, Any]) -> MemberPage:
    """The page out of its frozen facts."""
    rows = tuple(PageRow(**{**one, "title": tuple(one["title"])}) for one in facts["rows"])
    areas = tuple(PageArea(**{**one, "title": tuple(one["title"])}) for one in facts["areas"])
    return MemberPage(**{**facts, "rows": rows, "areas": areas})


def context(
    page: MemberPage, *, look: NetworkLook | None, language: str, demo: bool
) -> dict[str, Any]:
    """What the paper (with a look) or the page on the screen (without) shows, in a language."""
    with translation.override(language):
        return {
            "own": page,
            "lead": lead(page),
            "chart": chart(page, Palette.of(look) if look else None),
            "demo": demo,
        }


def lead(page: MemberPage) -> str:
    """How many seats the member asks for, of how many in the network."""
    if not page.state:
        return _("%(name)s has not sent an answer.") % {"name": page.name}
    if not page.own:
        return _("%(name)s asks for no seats in %(year)s.") % {
            "name": page.name,
            "year": page.year,
        }
    said = ngettext(
        "%(name)s asks for %(own)s course seat in %(year)s, %(share)s of all that the members"
        " ask for.",
        "%(name)s asks for %(own)s course seats in %(year)s, %(share)s of all that the members"
        " ask for.",
        page.own,
    )
    return said % {
        "name": page.name,
        "own": sentences.count(page.own),
        "year": page.year,
        "share": sentences.share(page.own, page.network),
    }


def chart(page: MemberPage, palette: Palette | None = None) -> Chart | None:
    """The member's share of each area's seats; nothing to draw without seats."""
    areas = [area for area in page.areas if area.own]
    if not areas:
        return None
    shares = [(area.name, round(100 * area.own / area.network)) for area in areas]
    most = max(share for _name, share in shares)
    top = [name for name, share in shares if share == most]
    title = (
        _("Your part is largest in %(area)s") % {"area": top[0]}
        if len(top) == 1 and len(areas) > 1
        else _("Your part of the seats in each area")
    )
    return charts.bars(
        title,
        sorted(shares, key=lambda one: -one[1]),
        head=_("Competence area"),
        unit=_("Your seats for each hundred that the members ask for in %(year)s")
        % {"year": page.year},
        alt=_("Bar chart: your part of the seats of each competence area. %(title)s.")
        % {"title": title},
        language=(get_language() or "sv")[:2],
        palette=palette,
        suffix="%" if get_language() == "en" else "\N{NO-BREAK SPACE}%",
    )
