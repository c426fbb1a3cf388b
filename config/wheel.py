"""The network's year as a wheel and as a list of steps."""

from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from django.utils.dates import MONTHS_3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network import wording

CENTRE, STEPS_RADIUS, TERMS_RADIUS, MONTHS_RADIUS, RING = 150, 112, 92, 138, 122
GAP = 0.012  # of the year, so that two steps beside each other are seen as two


@dataclass(frozen=True)
class Step:
    """A recurring step of the network's year; months are whole, the last one included."""

    first: int
    last: int
    when: object
    what: object


# The usual year of a network, until it keeps its own.
STEPS = (
    Step(1, 1, pgettext_lazy("step of the year", "January"), _("Membership fees and kick-off")),
    Step(2, 3, _("February–March"), _("Annual report")),
    Step(4, 5, _("April–May"), _("Steering committee: state and economy")),
    Step(8, 10, _("August–October"), _("Needs assessment for next year")),
    Step(10, 11, _("October–November"), _("The educational council sets priorities")),
    Step(11, 12, _("November–December"), _("Steering committee: plan, budget and fees")),
)
TERMS = ((1, 6), (8, 12))


@dataclass(frozen=True)
class StepNow:
    """A step as seen on a day."""

    when: object
    what: object
    past: bool
    now: bool


def year_steps(today: date) -> list[StepNow]:
    """The year's steps, with those that are over and those we are in."""
    return [
        StepNow(
            step.when,
            step.what,
            past=today.month > step.last,
            now=step.first <= today.month <= step.last,
        )
        for step in STEPS
    ]


def _point(share: float, radius: float) -> tuple[str, str]:
    """Where a share of the year lies on a circle; the year begins at the top."""
    angle = 2 * pi * share - pi / 2
    return f"{CENTRE + radius * cos(angle):.1f}", f"{CENTRE + radius * sin(angle):.1f}"


def _arc(first: int, last: int, radius: int, name: str) -> SafeString:
    begin, end = (first - 1) / 12 + GAP, last / 12 - GAP
    (x1, y1), (x2, y2) = _point(begin, radius), _point(end, radius)
    large = 1 if end - begin > 0.5 else 0
    return format_html(
        '<path class="{}" d="M{} {}A{} {} 0 {} 1 {} {}"/>',
        name,
        x1,
        y1,
        radius,
        radius,
        large,
        x2,
        y2,
    )


def draw_wheel(today: date) -> SafeString:
    """The marks of the wheel, 300 by 300, for `c-wheel`."""
    share = (today.timetuple().tm_yday - 1) / 366
    arcs = [_arc(a, b, TERMS_RADIUS, "wheel__seg wheel__seg--term") for a, b in TERMS]
    for index, step in enumerate(STEPS):
        # Steps share months; the later one is drawn from where the former ends.
        former = STEPS[index - 1].last if index else 0
        first = max(step.first, former + 1) if former < step.last else step.first
        now = step.first <= today.month <= step.last and first <= today.month
        name = "wheel__seg wheel__seg--now" if now else "wheel__seg"
        arcs.append(_arc(first, step.last, STEPS_RADIUS, name))
    months = [
        (
            "wheel__now" if month == today.month else "wheel__month",
            *_point((month - 0.5) / 12, MONTHS_RADIUS),
            str(MONTHS_3[month]).lower(),
        )
        for month in range(1, 13)
    ]
    (x1, y1), (x2, y2) = _point(share, 66), _point(share, STEPS_RADIUS - 8)
    dot = _point(share, STEPS_RADIUS)
    return format_html(
        '<circle class="wheel__track" cx="150" cy="150" r="112"/>{}{}'
        '<path class="wheel__hand" d="M{} {}L{} {}"/>'
        '<circle class="wheel__dot" cx="{}" cy="{}" r="8"/>'
        '<text class="wheel__week" x="150" y="145">{}</text><text x="150" y="168">{}</text>',
        format_html_join("", "{}", ((arc,) for arc in arcs)),
        format_html_join("", '<text class="{}" x="{}" y="{}">{}</text>', months),
        x1, y1, x2, y2, *dot,
        wording.week(today),
        f"{today.day} {str(MONTHS_3[today.month]).lower()}",
    )  # fmt: skip
