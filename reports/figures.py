"""The year's figures, read from every room in five questions whatever the size of the network."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext as _

from courses.models import Enrolment, Run
from courses.models.course import in_language
from courses.rules import RunState
from fees.models import Invoice
from fees.rules import FeeKind
from members.models import Authority, Membership, Standing
from network.figures import figure
from network.money import ZERO
from network.small_groups import Shown, small_cells
from network.sorting import swedish_order
from reports.papers import CourseYear, FeeGroup, MemberYear, YearFacts
from reports.rules import last_day

# Runs that people could take part in: announced ones and those called off are left out.
COUNTED = (
    RunState.OPEN,
    RunState.PAUSED,
    RunState.CLOSED,
    RunState.CONFIRMED,
    RunState.HELD,
    RunState.SETTLED,
)
YEARS_BACK = 5


@dataclass(frozen=True)
class _Taken:
    """How many took part, by course and by member."""

    by_course: Mapping[int, int]
    by_member: Mapping[int, int]


def gather(year: int, *, today: date, language: str) -> YearFacts:
    """The facts of a year in the open scope, which must see the whole network.

    A run belongs to the year in which it begins; a participant has a seat on one. Members and
    their employees are those of the year's last day, or of today while the year runs. Fees are
    the membership invoices dated in the year, without VAT and less what was credited.
    """
    taken = _taken(year)
    invoices = _invoices(year)
    return YearFacts(
        year=year,
        day=last_day(year, today),
        courses=_courses(year, taken.by_course),
        members=_members(last_day(year, today), invoices, taken.by_member),
        fees=_groups(invoices, language),
        history=_history(year),
    )


def _taken(year: int) -> _Taken:
    by_course: dict[int, int] = defaultdict(int)
    by_member: dict[int, int] = defaultdict(int)
    rows = (
        _seats()
        .filter(run__begins_at__year=year)
        .values_list("run__course_id", "membership_id")
        .annotate(people=Count("pk"))
    )
    for course_id, membership_id, people in rows:
        by_course[course_id] += people
        by_member[membership_id] += people
    return _Taken(by_course, by_member)


def _seats() -> Any:
    return Enrolment.objects.filter(
        state=Enrolment.State.ENROLLED, run__state__in=COUNTED
    ).order_by()


def _courses(year: int, participants: Mapping[int, int]) -> list[CourseYear]:
    capacities: dict[int, list[int]] = defaultdict(list)
    names: dict[int, str] = {}
    runs = Run.objects.filter(begins_at__year=year, state__in=COUNTED)
    for pk, swedish, english, capacity in runs.values_list(
        "course_id", "course__title_sv", "course__title_en", "capacity"
    ):
        names[pk] = in_language(swedish, english)
        capacities[pk].append(capacity)
    return [
        CourseYear(names[pk], len(seats), sum(seats), participants.get(pk, 0))
        for pk, seats in sorted(capacities.items(), key=lambda item: swedish_order(names[item[0]]))
    ]


def _invoices(year: int) -> list[dict[str, Any]]:
    billed = Invoice.objects.filter(kind=FeeKind.MEMBERSHIP, day__year=year, is_credit=False)
    kept = billed.annotate(kept=F("net") + Coalesce(Sum("credits__net"), ZERO)).exclude(kept=0)
    return list(kept.order_by("number").values("membership_id", "kept", "basis"))


def _members(
    day: date, invoices: Sequence[dict[str, Any]], participants: Mapping[int, int]
) -> list[MemberYear]:
    paid: dict[int, Decimal] = defaultdict(Decimal)
    for invoice in invoices:
        paid[invoice["membership_id"]] += invoice["kept"]
    found = list(Membership.objects.on(day).with_standing(day).select_related("authority"))
    # Those who left during the year count in the sum, and so in what a sum may give away.
    everybody = {member.pk for member in found} | set(participants)
    shown = small_cells({pk: participants.get(pk, 0) for pk in everybody})
    kinds = dict(Authority.Kind.choices)
    return [
        MemberYear(
            name=member.name,
            kind=str(kinds[member.authority.kind]),
            head_count=member.employees,
            fee=paid[member.pk],
            participants=participants.get(member.pk, 0),
            associated=member.kind == Standing.Kind.ASSOCIATED,
            few=shown[member.pk] is Shown.FEW,
            withheld=shown[member.pk] is Shown.WITHHELD,
        )
        for member in sorted(found, key=lambda member: swedish_order(member.name))
    ]


def _groups(invoices: Sequence[dict[str, Any]], language: str) -> list[FeeGroup]:
    """Members by the step or level that their fee came from, the smallest step first."""
    payers: dict[tuple[int, str], set[int]] = defaultdict(set)
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for invoice in invoices:
        basis = invoice["basis"] or {}
        step = (basis.get("lower") or 0, _step(basis, language))
        payers[step].add(invoice["membership_id"])
        sums[step] += invoice["kept"]
    return [FeeGroup(step[1], len(payers[step]), sums[step]) for step in sorted(payers)]


def _step(basis: Mapping[str, Any], language: str) -> str:
    """A step as the report names it, from what was frozen on the invoice."""
    if basis.get("level"):
        return str(basis["level"])
    lower, upper = basis.get("lower"), basis.get("upper")
    if lower is None:
        return _("Membership fee")
    facts = {"lower": figure(lower, language=language)}
    if upper is None:
        return _("%(lower)s employees or more") % facts
    return _("%(lower)s–%(upper)s employees") % {
        **facts,
        "upper": figure(upper, language=language),
    }


def _history(year: int) -> list[tuple[int, int]]:
    """Participants of the year and up to four before it, oldest first, from the first with any."""
    rows = (
        _seats()
        .filter(run__begins_at__year__gt=year - YEARS_BACK, run__begins_at__year__lte=year)
        .annotate(begun=ExtractYear("run__begins_at"))
        .values_list("begun")
        .annotate(people=Count("pk"))
    )
    counts = dict(rows)
    if not counts:
        return []
    return [(one, counts.get(one, 0)) for one in range(min(counts), year + 1)]
