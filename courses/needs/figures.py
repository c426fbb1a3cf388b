"""The figures of a needs assessment, as plain facts that can be frozen and read again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from network.wording import in_language

Words = tuple[str, str]  # Swedish, English
NOBODY: Words = ("", "")


@dataclass(frozen=True)
class Seats:
    """Seats that were asked for; `by_importance` are those of priority 1, 2 and 3."""

    spring: int = 0
    autumn: int = 0
    by_importance: tuple[int, int, int] = (0, 0, 0)

    @property
    def total(self) -> int:
        """Both terms together."""
        return self.spring + self.autumn

    def __add__(self, other: "Seats") -> "Seats":
        ours, theirs = self.by_importance, other.by_importance
        return Seats(
            self.spring + other.spring,
            self.autumn + other.autumn,
            (ours[0] + theirs[0], ours[1] + theirs[1], ours[2] + theirs[2]),
        )


@dataclass(frozen=True)
class Before:
    """What was asked, planned and came the year before, in seats; None where nobody knows."""

    asked: int | None = None
    planned: int | None = None
    came: int | None = None

    @property
    def difference(self) -> int | None:
        """How many more came than were planned."""
        if self.planned is None or self.came is None:
            return None
        return self.came - self.planned


@dataclass(frozen=True)
class CourseNeed:
    """One course or idea: who asked for it, and how the year before went.

    `key` is the same in both years; own words that nobody has put to a course have one for each
    area. `members` and `must` count authorities, the latter those that cannot do without.
    """

    key: str
    candidate: int | None
    title: Words
    area: int
    new: bool
    seats: Seats
    members: int
    must: int
    before: Before
    verdict: str = ""
    reason: str = ""
    big: bool = False  # enough for a programme of higher vocational education

    @property
    def own_words(self) -> bool:
        """Whether these are needs in own words that are not put together yet."""
        return self.key.startswith("own:")

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return in_language(*self.title)


@dataclass(frozen=True)
class AreaNeed:
    """A competence area; number 0 gathers what has none."""

    id: int
    title: Words
    seats: Seats
    before: Before

    @property
    def name(self) -> str:
        """The area in the reader's language."""
        return in_language(*self.title)


@dataclass(frozen=True)
class MemberNeed:
    """One member that was asked; `state` is empty where it has not sent an answer."""

    id: int
    name: str
    short: str
    state: str
    seats: Seats
    areas: tuple[tuple[int, int], ...]  # area, seats
    before: Before

    @property
    def answered(self) -> bool:
        """Whether its answer was sent."""
        return bool(self.state)

    @cached_property
    def by_area(self) -> dict[int, int]:
        """Seats of each area that it asked for."""
        return dict(self.areas)


@dataclass(frozen=True)
class Cell:
    """One member's need of one course, and what became of last year's."""

    member: int
    course: str
    seats: Seats = Seats()
    before: Before = Before()

    @property
    def importance(self) -> int:
        """The highest priority that the member gave it, 1 to 3; 0 where it asked for nothing."""
        return next((i for i, seats in enumerate(self.seats.by_importance, 1) if seats), 0)


@dataclass(frozen=True)
class Row:
    """A need as the member wrote it."""

    member: int
    course: str
    text: str
    audience: str
    spring: int
    autumn: int
    importance: int
    way: str
    place: str
    comment: str


@dataclass(frozen=True)
class Figures:
    """Everything that the summary of a needs assessment says, in the order that it is shown."""

    year: int
    before_year: int | None
    before_over: bool  # whether the year before has ended: else its figures are so far
    opens_on: str
    closed_on: str
    courses: tuple[CourseNeed, ...]
    areas: tuple[AreaNeed, ...]
    members: tuple[MemberNeed, ...]
    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    big_rule: tuple[int, int] | None = None  # seats from so many members

    @cached_property
    def seats(self) -> Seats:
        """All seats."""
        return sum((course.seats for course in self.courses), Seats())

    @cached_property
    def before(self) -> Before:
        """All of the year before."""
        return total_before(course.before for course in self.courses)

    @cached_property
    def asked_for(self) -> list[CourseNeed]:
        """Courses that somebody asks for, most seats first."""
        return [course for course in self.courses if course.seats.total]

    @cached_property
    def answered(self) -> list[MemberNeed]:
        """Members whose answer was sent."""
        return [member for member in self.members if member.answered]

    @cached_property
    def silent(self) -> list[MemberNeed]:
        """Members that were asked and have sent nothing."""
        return [member for member in self.members if not member.answered]

    @cached_property
    def waiting(self) -> list[MemberNeed]:
        """Members whose answer is sent and not approved yet."""
        return [member for member in self.members if member.state == "sent"]

    @cached_property
    def new(self) -> list[CourseNeed]:
        """Courses that the network does not have and nobody asked for last year."""
        return [course for course in self.asked_for if course.new]

    @cached_property
    def shared(self) -> list[CourseNeed]:
        """Needs that at least two members have."""
        return [course for course in self.asked_for if course.members > 1 and not course.own_words]

    @cached_property
    def reckoned(self) -> list[CourseNeed]:
        """Courses whose plan of the year before can be laid beside who came."""
        return [
            course
            for course in self.courses
            if course.before.difference is not None
            and (course.before.asked or course.before.planned or course.before.came)
        ]

    @cached_property
    def candidates(self) -> list[CourseNeed]:
        """Courses of this year's list: what the council decides on."""
        return [course for course in self.courses if course.candidate is not None]

    @cached_property
    def decided(self) -> list[CourseNeed]:
        """Courses that the council has decided on."""
        return [course for course in self.courses if course.verdict]

    def in_area(self, area: int) -> "Figures":
        """Only the courses of one area."""
        courses = tuple(course for course in self.courses if course.area == area)
        kept = {course.key for course in courses}
        return self._of(courses, tuple(cell for cell in self.cells if cell.course in kept))

    def of_member(self, member: int) -> "Figures":
        """Only what one member asked for."""
        cells = tuple(cell for cell in self.cells if cell.member == member)
        mine = {cell.course: cell for cell in cells}
        courses = tuple(
            replace(
                course,
                seats=mine[course.key].seats,
                members=1 if mine[course.key].seats.total else 0,
                must=1 if mine[course.key].importance == 1 else 0,
                before=mine[course.key].before,
            )
            for course in self.courses
            if course.key in mine
        )
        return self._of(courses, cells)

    def _of(self, courses: tuple[CourseNeed, ...], cells: tuple[Cell, ...]) -> "Figures":
        ordered = tuple(sorted(courses, key=lambda course: -course.seats.total))
        kept = {(cell.member, cell.course) for cell in cells}
        return replace(
            self,
            courses=ordered,
            cells=cells,
            rows=tuple(row for row in self.rows if (row.member, row.course) in kept),
            areas=tuple(
                replace(area, seats=_sum(its), before=total_before(one.before for one in its))
                for area in self.areas
                if (its := [course for course in ordered if course.area == area.id])
            ),
            members=tuple(self._narrowed(member, ordered, cells) for member in self.members),
        )

    def _narrowed(
        self, member: MemberNeed, courses: tuple[CourseNeed, ...], cells: tuple[Cell, ...]
    ) -> MemberNeed:
        areas = {course.key: course.area for course in courses}
        its = [cell for cell in cells if cell.member == member.id]
        by_area: dict[int, int] = {}
        for cell in its:
            by_area[areas[cell.course]] = by_area.get(areas[cell.course], 0) + cell.seats.total
        return replace(
            member,
            seats=sum((cell.seats for cell in its), Seats()),
            areas=tuple(sorted(by_area.items())),
            before=total_before(cell.before for cell in its),
        )


def total_before(parts: Iterable[Before]) -> Before:
    """The sums of what is known; None where nothing is."""
    found = list(parts)

    def whole(name: str) -> int | None:
        known = [value for one in found if (value := getattr(one, name)) is not None]
        return sum(known) if known else None

    return Before(whole("asked"), whole("planned"), whole("came"))


def _sum(courses: Iterable[CourseNeed]) -> Seats:
    return sum((course.seats for course in courses), Seats())
