"""What the county board is told, each figure with how it was counted; counts of persons, kronor.

Made of the annual report's own facts, so that the two never tell different figures.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from members.models import Authority
from network.money import ZERO
from network.small_groups import FEW, Shown
from reports.annual.facts import MemberYear, YearFacts
from reports.annual.paper import sums_of


@dataclass(frozen=True)
class Figure:
    """One figure: in which part it stands, what it is, its value and decimals, and its method."""

    part: str
    label: str
    value: Decimal | int | None
    method: str
    decimals: int = 0
    unit: str = ""


@dataclass(frozen=True)
class KindYear:
    """The members of one kind of authority; participants are a number, or how it is hidden."""

    label: str
    members: int
    employees: int
    participants: int
    shown: Shown


def kinds_of(facts: YearFacts) -> list[KindYear]:
    """The members by kind, in the order of the kinds; small groups protected.

    Beside the annual report, which tells the members' own numbers, the sum of a kind would give a
    single hidden member away: such a kind is not told either.
    """
    by_kind: dict[str, list[MemberYear]] = defaultdict(list)
    for member in facts.members:
        by_kind[member.authority_kind].append(member)
    order = [kind for kind in Authority.Kind.values if kind in by_kind]
    shown: dict[str, Shown] = {}
    for kind in order:
        people = sum(member.participants for member in by_kind[kind])
        hidden = sum(member.few or member.withheld for member in by_kind[kind])
        if people < FEW:
            shown[kind] = Shown.FEW
        else:
            shown[kind] = Shown.WITHHELD if hidden == 1 else Shown.FIGURE
    if list(shown.values()).count(Shown.FIGURE) == len(shown) - 1 and len(shown) > 1:
        told = [kind for kind in order if shown[kind] is Shown.FIGURE]
        fewest = min(told, key=lambda kind: sum(one.participants for one in by_kind[kind]))
        shown[fewest] = Shown.WITHHELD
    labels = dict(Authority.Kind.choices)
    return [
        KindYear(
            label=str(labels[kind]),
            members=len(by_kind[kind]),
            employees=sum(member.head_count or 0 for member in by_kind[kind]),
            participants=sum(member.participants for member in by_kind[kind]),
            shown=shown[kind],
        )
        for kind in order
    ]


def figures_of(facts: YearFacts) -> list[Figure]:
    """Every figure of the pack, in its order."""
    return [*_cooperation(facts), *_training(facts), *_people(facts), *_cost(facts)]


def _cooperation(facts: YearFacts) -> Sequence[Figure]:
    part = _("Authorities that cooperate")
    full = [member for member in facts.members if not member.associated]
    counted = [member for member in facts.members if member.head_count is not None]
    return [
        Figure(
            part,
            _("Members"),
            len(full),
            _("Memberships that hold on the day that is counted on. Parts of an authority that "
              "are members by themselves count each. Associated parties are told apart."),
        ),
        Figure(
            part,
            _("Associated parties"),
            len(facts.members) - len(full),
            _("Parties that take part without being members, on the same day."),
        ),
        Figure(
            part,
            _("Employees covered"),
            sum(member.head_count or 0 for member in facts.members),
            _("The latest number of employees that each member has declared, at the latest on the "
              "day that is counted on. %(known)s of %(all)s have declared one.")
            % {"known": len(counted), "all": len(facts.members)},
        ),
    ]  # fmt: skip


def _training(facts: YearFacts) -> Sequence[Figure]:
    part, sums = _("Joint training"), sums_of(facts.courses)
    return [
        Figure(
            part,
            _("Courses and events"),
            len(facts.courses),
            _("Courses, seminars, lunches, lookouts and festival items with a run that begins in "
              "the year and was not cancelled."),
        ),
        Figure(
            part,
            _("Course runs"),
            sums["runs"],
            _("Runs that begin in the year, whatever course; cancelled ones are left out."),
        ),
        Figure(
            part,
            _("Participants"),
            sums["participants"],
            _("Seats held by a person on those runs. Who took part twice counts twice."),
        ),
        Figure(
            part,
            _("Filled seats, per cent"),
            _share(sums["participants"] * 100, sums["seats"]),
            _("Participants divided by the seats of the runs."),
            1,
        ),
    ]  # fmt: skip


def _people(facts: YearFacts) -> Sequence[Figure]:
    part = _("Staff and competence across authorities")
    return [
        Figure(
            part,
            _("Mentor pairs"),
            facts.mentoring.started,
            _("Pairs of mentor and mentee from different authorities that started in the year."),
        ),
        Figure(
            part,
            _("Authorities that gave mentors"),
            facts.mentoring.given_by,
            _("Members with a mentor in one of those pairs."),
        ),
        Figure(
            part,
            _("Staff loans"),
            facts.lending.loans,
            _("Loans between authorities that ran on some day of the year."),
        ),
        Figure(
            part,
            _("Days lent"),
            facts.lending.days,
            _("Calendar days of those loans in the year, up to the day that is counted on, "
              "weighed by their extent: ten days at half time are five."),
            1,
        ),
        Figure(
            part,
            _("Hours contributed"),
            sum((one.hours for one in facts.given), ZERO),
            _("Hours that members have given to the network and that were accepted. Time that is "
              "reported in days stands below."),
            1,
        ),
        Figure(
            part,
            _("Days contributed"),
            sum((one.days for one in facts.given), ZERO),
            _("Days that members have given and that were accepted; not among the hours."),
            1,
        ),
    ]  # fmt: skip


def _cost(facts: YearFacts) -> Sequence[Figure]:
    part, economy = _("What it cost"), facts.economy
    people = sums_of(facts.courses)["participants"]
    costs = economy.expenses.outcome or ZERO
    return [
        Figure(
            part,
            _("Membership fees, SEK"),
            sum((group.amount for group in facts.fees), ZERO),
            _("Invoices for membership dated in the year, without VAT, less what was credited."),
            2,
        ),
        Figure(
            part,
            _("Income, SEK"),
            economy.incomes.outcome,
            _("All that is billed in the year without VAT, credit notes taken off, what a host "
              "settled inside it, and what is written by hand in the budget."),
            2,
        ),
        Figure(
            part,
            _("Costs, SEK"),
            costs,
            _("Actual costs of the runs that begin in the year, and costs written by hand in the "
              "budget. Time that members gave is not among them."),
            2,
        ),
        Figure(
            part,
            _("Cost per participant, SEK"),
            _share(costs, people),
            _("All costs divided by the participants."),
            0,
        ),
        Figure(
            part,
            _("Agreed value of contributed time, SEK"),
            sum((one.value for one in facts.given), ZERO),
            _("Hours and days times the rate that the members agreed on when they were reported."),
            2,
        ),
    ]  # fmt: skip


def _share(part: Decimal | int, whole: int) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
