"""Lines over time, and the small line of a card."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from network.charts.drawing import (
    MAX_SERIES,
    PAPER_WIDTH,
    SCREEN_WIDTH,
    Chart,
    Number,
    Palette,
    Pen,
    Table,
    largest,
)


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
    """
    if not 0 < len(series) <= MAX_SERIES:
        raise ValueError(f"a chart has one to {MAX_SERIES} series, not {len(series)}")
    if any(len(values) != len(points) for _name, values in series):
        raise ValueError("every series has one value for each point")
    pen = Pen(palette, language, decimals)
    wide = width or (PAPER_WIDTH if pen.on_paper else SCREEN_WIDTH)
    tall, size = (132, 8) if pen.on_paper else (200, 13)
    top, bottom = 2.0 * size, tall - 2.4 * size
    ends = [
        pen.figure(values[-1], suffix) + (f" {name}" if name else "")
        for name, values in series
    ]
    left = size * 1.8
    right = max(len(end) for end in ends) * size * 0.58 + 14
    reach = float(largest(value for _name, values in series for value in values)) * 1.05

    def x(i: int) -> float:
        return left + i * (wide - right - left) / max(len(points) - 1, 1)

    def y(value: Number) -> float:
        return bottom - float(value) / reach * (bottom - top)

    pen.rule(0, bottom, x(len(points) - 1) + left, bottom)
    every = -(-len(points) // max(int((wide - right) // (size * 3.2)), 1))
    for i, point in enumerate(points):
        if i % every == 0:
            pen.text(x(i), tall - 0.8 * size, point, anchor="middle", tone="soft")
    for name, values in reversed(series):
        main = name == series[0][0]
        pen.path([(x(i), y(value)) for i, value in enumerate(values)], main=main)
        for i, value in enumerate(values):
            pen.dot(x(i), y(value), main=main)
            if main and i < len(values) - 1 and i % every == 0:
                pen.text(
                    x(i),
                    y(value) - 0.9 * size,
                    pen.figure(value, suffix),
                    anchor="middle",
                )
    last = -1e9
    for height, end, main in sorted(
        (y(values[-1]), end, name == series[0][0])
        for (name, values), end in zip(series, ends, strict=True)
    ):
        last = max(height, last + 1.4 * size)
        pen.text(
            x(len(points) - 1) + 9,
            last + 0.35 * size,
            end,
            weight=600 if main else 400,
            tone="accent" if main else "soft",
        )
    rows = tuple(
        (point, *(pen.figure(values[i], suffix) for _name, values in series))
        for i, point in enumerate(points)
    )
    table = Table((head, *(name or unit for name, _values in series)), rows)
    return Chart(pen.drawing(alt, wide, tall), title, unit, table)


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
    return mark_safe("".join([*parts, "</svg>"]))
