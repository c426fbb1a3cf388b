"""The page where needs are put together: proposals, what is left, and what was done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Campaign, Candidate, Merger, NeedLine, SetApart
from courses.needs.likeness import Group, Need, groups
from courses.needs.querysets import ANSWERED
from courses.needs.rules import CampaignState, Importance
from network.seat import Seat
from network.sorting import swedish_order
from network.start import ToDo

LINE, CANDIDATE = "line", "candidate"


@dataclass(frozen=True)
class Row:
    """A need as it is laid beside others: a line in own words, or a candidate with its seats."""

    kind: str
    pk: int
    text: str
    who: str
    spring: int
    autumn: int
    audience: str
    audience_key: str
    importance: str
    comment: str
    area_id: int | None
    course_id: int | None
    members: int = 1

    @property
    def key(self) -> str:
        """What its tick box sends."""
        return f"{self.kind}-{self.pk}"

    @property
    def need(self) -> Need:
        """What is compared."""
        return Need(self.key, self.text, self.audience_key, self.course_id)


@dataclass(frozen=True)
class Proposal:
    """Rows that look like one course, and why."""

    rows: Sequence[Row]
    certain: int
    reason: str

    @property
    def candidates(self) -> list[Row]:
        """Those of the list, the one with most seats first; a new one is needed where none is."""
        return [row for row in self.rows if row.kind == CANDIDATE]

    @property
    def title(self) -> str:
        """What a new candidate may be called: the shortest of the wordings."""
        return min((row.text for row in self.rows), key=lambda text: (len(text), text))[:120]


def loose_lines(campaign: Campaign, seat: Seat) -> list[Row]:
    """The needs in own words, of answers that were sent, that are not put to a candidate yet."""
    lines = (
        NeedLine.objects.seen_by(seat)
        .asking()
        .filter(answer__campaign=campaign, answer__state__in=ANSWERED, candidate=None)
        .select_related("membership__authority")
        .order_by("pk")
    )
    rows = [
        Row(
            LINE,
            line.pk,
            line.text,
            line.membership.short_name,
            line.spring,
            line.autumn,
            str(line.get_audience_display()),
            line.audience,
            str(line.get_importance_display()),
            line.comment,
            line.area_id,
            None,
        )
        for line in lines
    ]
    return sorted(rows, key=lambda row: (swedish_order(row.text), row.pk))


def standing_candidates(campaign: Campaign, seat: Seat) -> list[Row]:
    """The candidates that are part of no other, with the seats asked of them and of their parts."""
    found = Candidate.objects.seen_by(seat).filter(campaign=campaign)
    seats = seats_by_candidate(campaign, seat)
    return [
        Row(
            CANDIDATE,
            one.pk,
            one.title_sv,
            "",
            seats[one.pk].spring,
            seats[one.pk].autumn,
            str(one.get_audience_display()),
            one.audience,
            seats[one.pk].importance,
            one.proposed_by,
            one.area_id,
            one.course_id,
            seats[one.pk].members,
        )
        for one in found.standing().order_by("position", "pk")
    ]


@dataclass
class Sums:
    """What is asked of a candidate."""

    spring: int = 0
    autumn: int = 0
    members: int = 0
    must: int = 0

    @property
    def importance(self) -> str:
        """The weightiest that somebody gave it."""
        return str(Importance.MUST.label) if self.must else ""


def seats_by_candidate(campaign: Campaign, seat: Seat) -> Mapping[int, Sums]:
    """Seats and members that asked, by standing candidate; of sent answers that one sees."""
    rows = (
        NeedLine.objects.seen_by(seat)
        .asking()
        .filter(answer__campaign=campaign, answer__state__in=ANSWERED, candidate__isnull=False)
        .values("candidate", "candidate__merged_into", "membership", "importance")
        .annotate(s=Sum("spring"), a=Sum("autumn"), n=Count("pk"))
        .order_by()
    )
    found: dict[int, Sums] = defaultdict(Sums)
    members: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        pk = row["candidate__merged_into"] or row["candidate"]
        sums = found[pk]
        sums.spring += row["s"]
        sums.autumn += row["a"]
        sums.must += row["s"] + row["a"] if row["importance"] == Importance.MUST else 0
        members[pk].add(row["membership"])
    for pk, those in members.items():
        found[pk].members = len(those)
    return found


def proposals(campaign: Campaign, rows: Iterable[Row]) -> list[Proposal]:
    """What looks like one course in other words, most certain first."""
    by_key = {row.key: row for row in rows}
    apart = frozenset(SetApart.objects.filter(campaign=campaign).values_list("one", "other"))
    found = groups([row.need for row in by_key.values()], apart)
    return [_proposal(group, by_key) for group in found]


def _proposal(group: Group, by_key: Mapping[str, Row]) -> Proposal:
    rows = [by_key[need.key] for need in group.needs]
    rows.sort(key=lambda row: (row.kind != CANDIDATE, -row.spring - row.autumn, row.pk))
    return Proposal(rows, round(group.score * 100), group.reason)


def done(campaign: Campaign, seat: Seat) -> list[dict[str, Any]]:
    """The mergers that stand, last first, each with how many needs it moved."""
    found = Merger.objects.seen_by(seat).standing().filter(campaign=campaign)
    return [
        {"merger": one, "parts": one.n, "out": one.kind == Merger.Kind.OUT}
        for one in found.annotate(n=Count("parts")).order_by("-pk")
    ]


def merging_todos(seat: Seat) -> list[ToDo]:
    """Needs in own words that nobody put to a candidate before the answers were in."""
    if not seat.may("merge_needs"):
        return []
    left = (
        NeedLine.objects.asking()
        .filter(
            candidate=None,
            answer__state__in=ANSWERED,
            answer__campaign__state=CampaignState.CLOSED,
        )
        .values_list("answer__campaign", "answer__campaign__year")
        .annotate(n=Count("pk"))
        .order_by("answer__campaign__year")
    )
    return [
        ToDo(
            _("Put the needs of %(year)s together") % {"year": year},
            ngettext(
                "%(n)s need in own words has no candidate yet.",
                "%(n)s needs in own words have no candidate yet.",
                n,
            )
            % {"n": n},
            _("Put together"),
            reverse("needs_merging", args=[campaign]),
        )
        for campaign, year, n in left
    ]
