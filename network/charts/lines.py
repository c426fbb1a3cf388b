"""Lines over time, and the small line of a card."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from network.charts.drawing import (
    MAX_SERIES,
    PAPER_WIDTH,
    SCREEN_WIDTH,
    Chart,
    Number,
    Palette,
    Pen,
    Table,
    finished,
    largest,
)


@dataclass(frozen=True)
class Field:
    """Where the lines run: from left to right of the points, from bottom (zero) up to the reach."""

    size: float
    left: float
    right: float
    top: float
    bottom: float
    steps: int
    reach: float

    def x(self, i: int) -> float:
        """The place of the i:th point."""
        return self.left + i * (self.right - self.left) / max(self.steps, 1)

    def y(self, value: Number) -> float:
        """The height of a value."""
        return self.bottom - float(value) / self.reach * (self.bottom - self.top)

    @property
    def every(self) -> int:
        """How many points share one label, so that labels never touch."""
        room = max(int(self.right // (self.size * 3.2)), 1)
        return -(-(self.steps + 1) // room)


def lines(
    title: str,
    points: Sequence[str],
    series: Sequence[tuple[str, Sequence[Number]]],
    *,
    head: str,
    unit: str,
    alt: str,
    language: str,
    palette: Palette | None = None,
    suffix: str = "",
    decimals: int = 0,
    width: int | None = None,
) -> Chart:
    """The first series solid, the others dashed; name and last value at the line's end.

    points name the places on the axis (years, months); width is in units of paper, 482 at most.
    A series may end early, as a year does that is not over; its name then stands above its end.
    """
    if not 0 < len(series) <= MAX_SERIES:
        raise ValueError(f"a chart has one to {MAX_SERIES} series, not {len(series)}")
    if not points or any(not 0 < len(values) <= len(points) for _name, values in series):
        raise ValueError("every series has one value for each point, or ends early")
    pen = Pen(palette, language, decimals)
    wide = width or (PAPER_WIDTH if pen.on_paper else SCREEN_WIDTH)
    tall, size = (132, 8.0) if pen.on_paper else (200, 13.0)
    ends = [f"{pen.figure(values[-1], suffix)} {name}".strip() for name, values in series]
    whole = [len(values) == len(points) for _name, values in series]
    field = Field(
        size=size,
        left=1.8 * size,
        right=wide
        - max((len(end) for end, to_end in zip(ends, whole, strict=True) if to_end), default=0)
        * size
        * 0.58
        - 14,
        top=2.0 * size,
        bottom=tall - 2.4 * size,
        steps=len(points) - 1,
        reach=float(largest(value for _name, values in series for value in values)) * 1.05,
    )
    pen.rule(0, field.bottom, field.right + field.left, field.bottom)
    for i in range(0, len(points), field.every):
        pen.text(field.x(i), tall - 0.8 * size, points[i], anchor="middle", tone="soft")
    for j in reversed(range(len(series))):
        _line(pen, field, series[j][1], suffix, main=j == 0)
    _line_ends(
        pen,
        field,
        [(field.y(s[1][-1]), end) for s, end, to_end in zip(series, ends, whole, strict=True)
         if to_end],
        main=whole[0],
    )  # fmt: skip
    for (_name, values), end, to_end in zip(series, ends, whole, strict=True):
        if not to_end:
            x, y = field.x(len(values) - 1), field.y(values[-1])
            anchor = "end" if x > (field.left + field.right) / 2 else "start"
            pen.text(x, y - 0.9 * size, end, anchor=anchor, weight=600, tone="accent")
    rows = tuple(
        (
            point,
            *(
                pen.figure(values[i], suffix) if i < len(values) else "–"
                for _name, values in series
            ),
        )
        for i, point in enumerate(points)
    )
    table = Table((head, *(name or unit for name, _values in series)), rows)
    return Chart(pen.drawing(alt, wide, tall), title, unit, table)


def _line(pen: Pen, field: Field, values: Sequence[Number], suffix: str, *, main: bool) -> None:
    places = [(field.x(i), field.y(value)) for i, value in enumerate(values)]
    pen.path(places, main=main)
    for i, (x, y) in enumerate(places):
        pen.dot(x, y, main=main)
        if main and len(values) > field.steps > i and i % field.every == 0:
            pen.text(x, y - 0.9 * field.size, pen.figure(values[i], suffix), anchor="middle")


def _line_ends(
    pen: Pen, field: Field, ends: Sequence[tuple[float, str]], *, main: bool = True
) -> None:
    """Names and last values, pushed down where they would touch."""
    last = -field.bottom
    for height, j in sorted((height, j) for j, (height, _end) in enumerate(ends)):
        last = max(height, last + 1.4 * field.size)
        tone, weight = ("accent", 600) if main and j == 0 else ("soft", 400)
        where = last + 0.35 * field.size
        pen.text(field.right + 9, where, ends[j][1], weight=weight, tone=tone)


def sparkline(now: Sequence[Number], before: Sequence[Number] = ()) -> SafeString:
    """The year so far over last year's line, for a card whose figure says it in words."""
    reach = float(largest([*now, *before])) * 1.05
    steps = max(len(now), len(before), 2) - 1

    def track(values: Sequence[Number]) -> str:
        return " ".join(
            f"{200 * i / steps:.1f},{48 - float(value) / reach * 44:.1f}"
            for i, value in enumerate(values)
        )

    parts = ['<svg class="spark" viewBox="0 0 200 48" preserveAspectRatio="none"']
    parts.append(' aria-hidden="true" focusable="false">')
    if now:
        end = 200 * (len(now) - 1) / steps
        area = f"0,48 {track(now)} {end:.1f},48"
        parts.append(f'<polygon class="spark__area" points="{area}"/>')
    if before:
        parts.append(f'<polyline class="spark__was" points="{track(before)}"/>')
    if now:
        parts.append(f'<polyline class="spark__now" points="{track(now)}"/>')
    return finished("".join([*parts, "</svg>"]))
