"""The network map as a picture: members to the left, circles to the right, lines between."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.map.layout import ordered
from network.charts.drawing import SCREEN_WIDTH, Chart, Pen, Table, shorten

LEFT, RIGHT = 118, 222  # units: where the lines begin and end
LINE, GAP, ABOVE = 20, 12, 6  # units: a row, more before the next cluster, room above
LEFT_LENGTH, RIGHT_LENGTH = 16, 20  # characters that fit
MOST = 60  # rows that can be read in one picture


@dataclass(frozen=True)
class Node:
    """A member or a circle in the picture; `group` is a circle's cluster, 0 for none."""

    key: int
    name: str
    group: int = 0


def picture(
    members: Sequence[Node],
    circles: Sequence[Node],
    lines: frozenset[tuple[int, int]],
    language: str,
) -> Chart | None:
    """The drawing and its table; None where there is nothing to draw, or too much to read."""
    if not members or not circles or max(len(members), len(circles)) > MOST:
        return None
    pen = Pen(None, language)
    left_keys, right_keys = ordered(
        [node.key for node in members],
        [node.key for node in circles],
        lines,
        {node.key: node.group for node in circles},
    )
    names = {node.key: node.name for node in members}
    rows = {node.key: node for node in circles}
    right_tops = _tops([rows[key].group for key in right_keys])
    height = max(len(left_keys) * LINE, right_tops[-1] + LINE)
    stretch = (height - LINE) / max(len(left_keys) - 1, 1)
    left = {key: ABOVE + place * stretch + LINE / 2 for place, key in enumerate(left_keys)}
    right = {key: ABOVE + top + LINE / 2 for key, top in zip(right_keys, right_tops, strict=True)}
    for member, circle in sorted(lines):
        if member in left and circle in right:
            pen.rule(LEFT, left[member], RIGHT, right[circle], kind="axis")
    for key, y in left.items():
        pen.text(LEFT - 8, y + 4, shorten(names[key], LEFT_LENGTH), anchor="end")
        pen.dot(LEFT, y, main=True)
    for key, y in right.items():
        pen.dot(RIGHT, y, main=rows[key].group != 0)
        pen.text(RIGHT + 8, y + 4, shorten(rows[key].name, RIGHT_LENGTH))
    svg = pen.drawing(_alt(members, circles, lines), SCREEN_WIDTH, height + 2 * ABOVE)
    table = Table(
        (_("Network, group or contact path"), _("Members")),
        tuple(
            (rows[key].name, ", ".join(names[m] for m in left_keys if (m, key) in lines) or "–")
            for key in right_keys
        ),
    )
    unit = _("A line: the authority is there. A small grey mark: no competence cluster.")
    return Chart(svg, _title(members, circles, lines), unit, table)


def _tops(groups: Sequence[int]) -> list[float]:
    """Where each circle begins from above; a new cluster has more room before it."""
    tops: list[float] = []
    top = 0.0
    for place, group in enumerate(groups):
        if place and group != groups[place - 1]:
            top += GAP
        tops.append(top)
        top += LINE
    return tops


def _title(
    members: Sequence[Node], circles: Sequence[Node], lines: frozenset[tuple[int, int]]
) -> str:
    joined = len({member for member, _circle in lines})
    return ngettext(
        "%(joined)s of %(all)s members are in %(n)s network, group or contact path",
        "%(joined)s of %(all)s members are in %(n)s networks, groups and contact paths",
        len(circles),
    ) % {"joined": joined, "all": len(members), "n": len(circles)}


def _alt(
    members: Sequence[Node], circles: Sequence[Node], lines: frozenset[tuple[int, int]]
) -> str:
    counts = sorted(
        ((sum((m.key, c.key) in lines for m in members), c.name) for c in circles),
        key=lambda row: (-row[0], row[1]),
    )
    return " ".join(
        [
            _title(members, circles, lines) + ".",
            *(_("%(name)s: %(n)s.") % {"name": name, "n": n} for n, name in counts),
        ]
    )
