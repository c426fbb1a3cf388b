"""How far a round of head counts has come, in a constant number of questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from members.head_counts import change_in_percent, is_jump
from members.models import HeadCount, HeadCountRequest, HeadCountRound, Membership
from members.receivers import receivers
from network.charts import Chart, bars_and_ticks
from network.sorting import swedish_order

DRAWN = 12  # members in the chart: those that changed most


@dataclass(frozen=True)
class Row:
    """One member of a round: what it answered, and what it said the time before."""

    member: Membership
    now: HeadCount | None
    before: HeadCount | None
    jumps: bool

    @property
    def change(self) -> int | None:
        """The change in per cent."""
        if self.before is None or self.now is None:
            return None
        return change_in_percent(self.before.count, self.now.count)


@dataclass(frozen=True)
class Progress:
    """A round as the coordinator sees it: the silent first."""

    of: HeadCountRound
    rows: Sequence[Row]

    @property
    def asked(self) -> int:
        """How many members are asked."""
        return len(self.rows)

    @property
    def answered(self) -> int:
        """How many have a head count for the day."""
        return sum(row.now is not None for row in self.rows)

    @property
    def silent(self) -> list[Row]:
        """Those that have none."""
        return [row for row in self.rows if row.now is None]

    @property
    def percent(self) -> int:
        """Whole per cent, downwards: 100 means everybody."""
        return 100 * self.answered // self.asked if self.asked else 0

    @property
    def people(self) -> int:
        """How many employees have been declared."""
        return sum(row.now.count for row in self.rows if row.now)

    def chart(self) -> Chart | None:
        """Now beside the time before, for those that changed most."""
        both = [row for row in self.rows if row.now and row.before]
        both.sort(key=lambda row: -abs(row.change or 0))
        if not both:
            return None
        jumps = sum(row.jumps for row in both)
        title = (
            ngettext(
                "%(count)s member has changed a lot since last time",
                "%(count)s members have changed a lot since last time",
                jumps,
            )
            % {"count": jumps}
            if jumps
            else _("Nobody has changed much since last time")
        )
        return bars_and_ticks(
            title,
            [(r.member.short_name, r.now.count, r.before.count)  # type: ignore[union-attr]
             for r in both[:DRAWN]],
            head=_("Member"),
            heads=(_("now"), _("last time")),
            unit=_("Employees now (bar) and last time (tick)"),
            alt=title,
            language=get_language() or "sv",
        )  # fmt: skip


def progress_of(of: HeadCountRound) -> Progress:
    """Everybody who is asked, the silent first, each group in Swedish order."""
    requests = HeadCountRequest.objects.filter(round=of).select_related("membership__authority")
    now: dict[int, Any] = {}
    before: dict[int, Any] = {}
    for count in HeadCount.objects.filter(day__lte=of.day).order_by("day"):
        (now if count.day == of.day else before)[count.membership_id] = count
    rows = [
        _row(of, one.membership, now.get(one.membership_id), before.get(one.membership_id))
        for one in requests
    ]
    rows.sort(key=lambda row: (row.now is not None, swedish_order(row.member.name)))
    return Progress(of, rows)


def _row(
    of: HeadCountRound, member: Membership, now: HeadCount | None, before: HeadCount | None
) -> Row:
    jumps = bool(now and before) and is_jump(
        before.count if before else None,
        now.count if now else 0,
        percent=of.jump_percent,
        people=of.jump_people,
    )
    return Row(member, now, before, jumps)


def reached(members: Sequence[Membership]) -> dict[str, Any]:
    """Whom letters to these members go to, and the members that no letter reaches."""
    found = receivers([member.pk for member in members])
    return {
        "receivers": [
            {"authority": one.name, "people": ", ".join(to.name for to in found[one.pk])}
            for one in members[:60]
            if found[one.pk]
        ],
        "more": max(0, sum(bool(people) for people in found.values()) - 60),
        "letters": sum(len(people) for people in found.values()),
        "unread": [one.name for one in members if not found[one.pk]],
    }
