"""A measured line: what, how much, the target, and whether it was met."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`met` is None for a figure that only tells, without a target."""

    what: str
    figure: str
    target: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        """In one word."""
        return {True: "met", False: "MISSED", None: ""}[self.met]


def table(lines: list[Line]) -> str:
    """All lines under each other, readable in a terminal and in a letter."""
    rows = [("measured", "figure", "target", "verdict")]
    rows += [(line.what, line.figure, line.target, line.verdict) for line in lines]
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    rows.insert(1, tuple("-" * width for width in widths))  # type: ignore[arg-type]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
