"""The year's figures, read from every room in as many questions for any size of network."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from fees.models import Charge, Invoice
from fees.rules import FeeKind
from members.models import Authority, Membership, Standing
from network.figures import figure
from network.money import ZERO
from network.small_groups import Shown, small_cells
from network.sorting import swedish_order
from reports.annual.bodies import bodies
from reports.annual.economy import economy, given
from reports.annual.facts import FeeGroup, MemberYear, YearFacts
from reports.annual.operational_plan import goals_of_the_plan
from reports.annual.rooms import lending, mentoring
from reports.annual.texts import particulars, texts_of
from reports.annual.training import spread, training
from reports.rules import last_day
from reports.survey.told import survey_year


def gather(year: int, *, today: date, language: str) -> YearFacts:
    """The facts of a year in the open scope, which must see the whole network.

    A run belongs to the year in which it begins; a participant has a seat on one. Members and
    their employees are those of the year's last day, or of today while the year runs. Fees are
    the membership invoices dated in the year, without VAT and less what was credited, and what
    the host settled inside itself in it.
    """
    day = last_day(year, today)
    taught = training(year)
    invoices = _invoices(year)
    members, totals = _members(day, invoices, taught.by_member)
    joined, left = _moved(year)
    texts = texts_of(year, language)
    registry, decided = particulars(texts)
    return YearFacts(
        year=year,
        day=None if day == date(year, 12, 31) else day,
        courses=taught.courses,
        members=members,
        fees=_groups(invoices, language),
        history=taught.history,
        registry=registry,
        decided=decided,
        called_off=taught.called_off,
        waited=taught.waited,
        moved_up=taught.moved_up,
        grade=taught.grade,
        answers=taught.answers,
        joined=joined,
        left=left,
        spread=spread(
            taught.courses,
            taught.by_place,
            [(member.pk, member.name) for member in members],
            totals,
        ),
        mentoring=mentoring(year),
        lending=lending(year),
        economy=economy(year),
        given=given(year),
        goals=goals_of_the_plan(year),
        bodies=bodies(year, day),
        survey=survey_year(year),
        texts=texts,
    )


def _invoices(year: int) -> list[dict[str, Any]]:
    billed = Invoice.objects.filter(kind=FeeKind.MEMBERSHIP, day__year=year, is_credit=False)
    kept = billed.annotate(kept=F("net") + Coalesce(Sum("credits__net"), ZERO)).exclude(kept=0)
    own = Charge.objects.inside().filter(kind=FeeKind.MEMBERSHIP, settled_on__year=year)
    return [
        *kept.order_by("number", "pk").values("membership_id", "kept", "basis"),
        *own.annotate(kept=F("net")).order_by("pk").values("membership_id", "kept", "basis"),
    ]


def _members(
    day: date, invoices: Sequence[dict[str, Any]], participants: Mapping[int, int]
) -> tuple[list[MemberYear], dict[int | None, Shown]]:
    paid: dict[int, Decimal] = defaultdict(Decimal)
    for invoice in invoices:
        paid[invoice["membership_id"]] += invoice["kept"]
    found = list(Membership.objects.on(day).with_standing(day).select_related("authority"))
    # Those who left during the year count in the sum, and so in what a sum may give away.
    everybody = {member.pk for member in found} | set(participants)
    shown = small_cells({pk: participants.get(pk, 0) for pk in sorted(everybody)})
    kinds = dict(Authority.Kind.choices)
    named = sorted(found, key=lambda member: (swedish_order(member.name), member.pk))
    members = [
        MemberYear(
            name=member.name,
            kind=str(kinds[member.authority.kind]),
            head_count=member.employees,
            fee=paid[member.pk],
            participants=participants.get(member.pk, 0),
            associated=member.kind == Standing.Kind.ASSOCIATED,
            few=shown[member.pk] is Shown.FEW,
            withheld=shown[member.pk] is Shown.WITHHELD,
            pk=member.pk,
            authority_kind=member.authority.kind,
        )
        for member in named
    ]
    return members, dict(shown)


def _moved(year: int) -> tuple[list[str], list[str]]:
    """Members that came in a year, and those whose last day was in it."""
    moved = Membership.objects.filter(Q(since__year=year) | Q(until__year=year))
    named = sorted(moved.select_related("authority"), key=lambda one: swedish_order(one.name))
    return (
        [one.name for one in named if one.since and one.since.year == year],
        [one.name for one in named if one.until and one.until.year == year],
    )


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
