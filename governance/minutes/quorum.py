"""Whether enough of a body take part in an item, and how many are missing; and whose votes count.

The database refuses by the same rule (`app.item_is_quorate`); this one says it in words.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import AgendaItem, Attendance, Disqualification, Mandate, Meeting
from governance.rules import Presence
from members.querysets import covering


@dataclass(frozen=True)
class Quorum:
    """Mandates that count, those of them who take part, and those who are disqualified."""

    mandates: int
    present: int
    percent: int
    disqualified: int = 0

    @property
    def needed(self) -> int:
        """How many must take part: more than the share."""
        return self.mandates * self.percent // 100 + 1

    @property
    def missing(self) -> int:
        """How many more must take part."""
        return max(self.needed - self.present, 0)

    @property
    def holds(self) -> bool:
        """Whether the body may decide."""
        return self.missing == 0

    @property
    def sentence(self) -> str:
        """How it stands, in words."""
        words = _("%(present)s of %(mandates)s mandates take part, and %(needed)s are needed.") % {
            "present": self.present,
            "mandates": self.mandates,
            "needed": self.needed,
        }
        if self.holds:
            return words
        missing = ngettext(
            "The meeting is not quorate: %(missing)s more mandate is needed.",
            "The meeting is not quorate: %(missing)s more mandates are needed.",
            self.missing,
        ) % {"missing": self.missing}
        return f"{missing} {words}"


def voting_mandates(meeting: Meeting) -> list[Mandate]:
    """The mandates that vote in the meeting's body on its day."""
    day = timezone.localdate(meeting.starts)
    rows = Mandate.objects.filter(covering(day), body_id=meeting.body_id, votes=True)
    return list(rows.select_related("membership__authority").order_by("pk"))


def present_at(meeting: Meeting, paragraph: int | None = None) -> dict[int, Attendance]:
    """Who takes part for each mandate; in one paragraph, where one is given."""
    rows = Attendance.objects.filter(meeting=meeting, mandate__isnull=False).exclude(
        presence=Presence.ABSENT
    )
    if paragraph is not None:
        rows = rows.filter(
            Q(from_paragraph=None) | Q(from_paragraph__lte=paragraph),
            Q(to_paragraph=None) | Q(to_paragraph__gte=paragraph),
        )
    return {row.mandate_id: row for row in rows}


def quorum_of(meeting: Meeting, item: AgendaItem | None = None) -> Quorum:
    """How it stands with the quorum of a meeting, or of one of its items."""
    mandates = {mandate.pk for mandate in voting_mandates(meeting)}
    out: set[int] = set()
    if item is not None:
        rows = Disqualification.objects.filter(item=item, mandate__isnull=False)
        out = set(rows.values_list("mandate_id", flat=True)) & mandates
    present = present_at(meeting, item.paragraph if item is not None else None)
    return reckon(mandates, set(present), out, meeting.body.quorum_percent)


def reckon(
    mandates: Collection[int], present: Collection[int], out: Collection[int], percent: int
) -> Quorum:
    """The quorum of mandates when some are present and some are disqualified."""
    left = set(mandates) - set(out)
    return Quorum(len(left), len(left & set(present)), percent, len(set(out)))
