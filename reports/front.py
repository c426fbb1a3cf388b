"""The front of the reports: which there are, who may order them, and what was made last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network.seat import Seat
from reports.models import Edition


@dataclass(frozen=True)
class Ordered:
    """A report that is ordered: what it is, who orders it, its verb, and where it is ordered."""

    kind: str
    title: str | Promise
    what: str | Promise
    who: str | Promise
    verb: str
    order: str


@dataclass(frozen=True)
class Way:
    """A report that is read as a page: its title, what it tells, its address's name, its verb."""

    title: str | Promise
    what: str | Promise
    page: str
    verb: str


ORDERED: Sequence[Ordered] = (
    Ordered(
        Edition.Kind.ANNUAL,
        _("Annual report"),
        _("The year for the steering committee and the members: foreword, figures, each area, "
          "the plan, the economy, the members."),
        _("coordinators, steering committee, auditors, economists"),
        "order_report",
        "year_report",
    ),
    Ordered(
        Edition.Kind.REGIONAL,
        _("Regional pack"),
        _("Facts for the county administrative board on how the authorities cooperate, each with "
          "how it was counted."),
        _("coordinators, steering committee"),
        "order_regional_pack",
        "regional_pack",
    ),
)  # fmt: skip
WAYS: tuple[Way, ...] = (
    Way(
        _("How the network stands"),
        _("members, courses, economy, loans and mentors over the years"),
        "dashboard",
        "see_dashboard",
    ),
    Way(
        _("Benefit statements"),
        _("what each member got, gave and paid in a year"),
        "benefits",
        "see_benefits",
    ),
    Way(
        _("Benefit surveys"),
        _("what the members say that the network gave them"),
        "surveys",
        "see_surveys",
    ),
    Way(
        _("Courses: cost and income"),
        _("what each run of a year cost and brought in"),
        "course_outcome",
        "see_reports",
    ),
    Way(
        _("What the participants say"),
        _("evaluations of the courses, by year, course and teacher"),
        "evaluations",
        "see_evaluations",
    ),
    Way(
        _("Budget and outcome"),
        _("of the network, courses and members"),
        "budget",
        "see_budget",
    ),
    Way(
        _("Loans given and taken"),
        _("days lent and borrowed, by authority and year"),
        "loan_balance",
        "see_loan_balance",
    ),
)


def ways_of(seat: Seat) -> list[Way]:
    """The pages that one may open."""
    return [way for way in WAYS if seat.may(way.verb)]


def newest_of(editions: Sequence[Edition]) -> Mapping[str, Edition]:
    """By report, its newest edition."""
    found: dict[str, Edition] = {}
    for one in editions:
        found.setdefault(one.kind, one)
    return found
