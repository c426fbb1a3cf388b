"""The pen that all charts share: class names for the screen, colours for paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from network.documents.look import NetworkLook
from network.figures import figure

TYPEFACE = "Natverk Inter"
Number = int | Decimal
MAX_SERIES = 6
PAPER_WIDTH = 482  # units, one a point: the 170 mm of the page
SCREEN_WIDTH = 372  # units: text of 13 is 12 px on a phone and 15 px on a desktop
SCREEN_SERIES = ("b1", "b4", "b3", "b2", "b5", "b6")
READABLE_ON = ("b1", "b4")  # series that carry white figures


@dataclass(frozen=True)
class Palette:
    """The colours of a drawing on paper, where no style sheet reaches: `#rrggbb` each."""

    series: tuple[str, ...]
    ink: str = "#1b1e23"
    soft: str = "#50545e"
    hair: str = "#cfd3dd"

    @classmethod
    def of(cls, look: NetworkLook) -> "Palette":
        """The network's hue in three lightnesses, then greys: safe in black and white."""
        return cls((look.accent, look.accent_2, look.accent_3, "#50545e", "#9a9eaa", "#cfd3dd"))


@dataclass(frozen=True)
class Table:
    """The figures behind a chart: the heads of the columns, then rows of written cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A drawing, the sentence that it proves, what is counted, and the table behind it."""

    svg: SafeString
    title: str
    unit: str
    table: Table


class Pen:
    """Writes SVG in Swedish or English figures, for paper (with a palette) or the screen."""

    def __init__(self, palette: Palette | None, language: str, decimals: int = 0) -> None:
        self.palette = palette
        self.language = language
        self.decimals = decimals
        self.parts: list[str] = []

    @property
    def on_paper(self) -> bool:
        """True when colours are written into the drawing."""
        return self.palette is not None

    def figure(self, value: Number, suffix: str = "") -> str:
        """The value as it is written beside its mark."""
        return figure(value, self.decimals, language=self.language) + suffix

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "start",
        weight: int = 400,
        tone: str = "ink",
        size: float = 8,
    ) -> None:
        """Words at a point; tone is "ink", "soft", "white" or "accent"."""
        at = f'x="{x:.1f}" y="{y:.1f}"'
        if self.palette:
            fill = {
                "ink": self.palette.ink,
                "soft": self.palette.soft,
                "white": "#ffffff",
                "accent": self.palette.series[0],
            }[tone]
            dress = (
                f'font-family="{TYPEFACE}" font-size="{size}" font-weight="{weight}"'
                f' text-anchor="{anchor}" fill="{fill}"'
            )
        else:
            names = {"soft": "t-soft", "white": "on-bar", "accent": "t1"}
            dressing = [
                names.get(tone, ""),
                {"end": "t-end", "middle": "t-mid"}.get(anchor, ""),
                "t-bold" if weight >= 600 else "",
            ]
            classes = " ".join(filter(None, dressing))
            dress = f'class="{classes}"' if classes else ""
        self.parts.append(f"<text {at} {dress}>{escape(words)}</text>".replace(" >", ">", 1))

    def bar(self, x: float, y: float, width: float, height: float, series: int = 0) -> None:
        """A filled bar of one series; -1 is the quiet one."""
        box = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}"'
        if self.palette:
            fill = self.palette.series[series] if series >= 0 else self.palette.hair
            self.parts.append(f'<rect {box} fill="{fill}"/>')
        else:
            name = SCREEN_SERIES[series] if series >= 0 else "bq"
            self.parts.append(f'<rect {box} class="{name}"/>')

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        kind: str = "axis",
        width: float = 0.8,
    ) -> None:
        """A straight line: "axis" (zero), "grid" (hair), "tick" (a second value), "gap" (white)."""
        ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        if self.palette:
            colours = {"grid": self.palette.hair, "gap": "#ffffff"}
            stroke = colours.get(kind, self.palette.ink)
            self.parts.append(f'<line {ends} stroke="{stroke}" stroke-width="{width}"/>')
        elif kind != "gap":
            name = "tick" if kind == "tick" else kind
            self.parts.append(f'<line {ends} class="{name}"/>')

    def path(self, points: Sequence[tuple[float, float]], *, main: bool) -> None:
        """A line through points: the main series solid, a quiet one dashed."""
        track = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        if self.palette:
            stroke = self.palette.series[0] if main else self.palette.soft
            dash = "" if main else ' stroke-dasharray="4 2.5"'
            width = 2.2 if main else 1.4
            dress = f'fill="none" stroke="{stroke}" stroke-width="{width}"{dash}'
        else:
            dress = 'class="l1"' if main else 'class="lq" stroke-dasharray="5 3"'
        self.parts.append(f'<polyline points="{track}" {dress} stroke-linejoin="round"/>')

    def dot(self, x: float, y: float, *, main: bool) -> None:
        """A point of a line: filled for the main series, hollow for a quiet one."""
        at = f'cx="{x:.1f}" cy="{y:.1f}" r="{3 if main else 2.2}"'
        if self.palette:
            stroke = self.palette.series[0] if main else self.palette.soft
            fill = stroke if main else "#ffffff"
            self.parts.append(f'<circle {at} fill="{fill}" stroke="{stroke}" stroke-width="1.1"/>')
        else:
            self.parts.append(f'<circle {at} class="{"b1" if main else "bq"}"/>')

    def drawing(self, alt: str, width: float, height: float) -> SafeString:
        """The finished SVG; alt says in whole sentences what it shows."""
        box = f'viewBox="0 0 {width:g} {height:.0f}" role="img"'
        body = "".join(self.parts)
        if self.palette:
            scale = 170 / PAPER_WIDTH
            size = f'width="{width * scale:.2f}mm" height="{height * scale:.2f}mm"'
            opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>'
            return finished(f"{opening}<title>{escape(alt)}</title>{body}</svg>")
        return finished(f'<svg {box} aria-label="{escape(alt)}">{body}</svg>')


def finished(svg: str) -> SafeString:
    """A drawing whose words were escaped when they were written."""
    return mark_safe(svg)  # noqa: S308 - the one place


def largest(values: Iterable[Number]) -> Number:
    """What the axis must reach, never zero; ValueError below zero: all charts begin at zero."""
    found = list(values)
    if found and min(found) < 0:
        raise ValueError("a chart that begins at zero cannot show a negative value")
    return max(found, default=0) or 1


def shorten(words: str, length: int) -> str:
    """A label that fits; the whole of it stands in the table."""
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
