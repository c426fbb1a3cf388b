"""The network's year as a wheel; the list of its steps stands beside it."""

from collections.abc import Sequence
from datetime import date
from math import cos, pi, sin

from django.utils.dates import MONTHS_3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from governance.wheel.rules import Dated, is_now, turns_the_year
from network import wording

CENTRE, STEPS_RADIUS, TERMS_RADIUS, MONTHS_RADIUS = 150, 112, 92, 138
GAP = 0.012  # of the year, so that two steps beside each other are seen as two
TERMS = ((1, 6), (8, 12))
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _share(month: int, day: int) -> float:
    """How much of the year has gone when so many days of a month have; each month is a twelfth."""
    return (month - 1 + min(day / DAYS[month - 1], 1)) / 12


def _span(step: Dated) -> tuple[float, float]:
    """From where to where in the year a step lies; past 1 where it ends in the next."""
    end = _share(step.last_month, step.last_day) + turns_the_year(step)
    return _share(step.first_month, step.first_day - 1), end


def _point(share: float, radius: float) -> tuple[str, str]:
    """Where a share of the year lies on a circle; the year begins at the top."""
    angle = 2 * pi * share - pi / 2
    return f"{CENTRE + radius * cos(angle):.1f}", f"{CENTRE + radius * sin(angle):.1f}"


def _arc(begin: float, end: float, radius: int, name: str) -> SafeString:
    gap = min(GAP, (end - begin) / 4)
    (x1, y1), (x2, y2) = _point(begin + gap, radius), _point(end - gap, radius)
    large = 1 if end - begin - 2 * gap > 0.5 else 0
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


def _arcs(steps: Sequence[Dated], today: date) -> list[SafeString]:
    """An arc for each step; where two share days, the later one begins where the former ends."""
    now = _share(today.month, today.day - 1)
    arcs, former = [], 0.0
    for step in steps:
        begin, end = _span(step)
        begin = max(begin, former) if former < end else begin
        inside = is_now(step, today) and (begin <= now < end or begin <= now + 1 < end)
        name = "wheel__seg wheel__seg--now" if inside else "wheel__seg"
        arcs.append(_arc(begin, end, STEPS_RADIUS, name))
        former = end
    return arcs


def draw_wheel(steps: Sequence[Dated], today: date) -> SafeString:
    """The marks of the wheel, 300 by 300, for `c-wheel`; the steps in their order of the year."""
    share = (today.timetuple().tm_yday - 1) / 366
    terms = [
        _arc((first - 1) / 12, last / 12, TERMS_RADIUS, "wheel__seg wheel__seg--term")
        for first, last in TERMS
    ]
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
        format_html_join("", "{}", ((arc,) for arc in [*terms, *_arcs(steps, today)])),
        format_html_join("", '<text class="{}" x="{}" y="{}">{}</text>', months),
        x1, y1, x2, y2, *dot,
        wording.week(today),
        f"{today.day} {str(MONTHS_3[today.month]).lower()}",
    )  # fmt: skip
