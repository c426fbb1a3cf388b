"""The clauses of an agreement on a staff loan, as data: group, label, kind of field, for whom.

Source: Arbetsgivarverket's text on staff loans between state agencies, and the checklist of what
such agreements hold. A wording's `content` has one key for each clause by its code, and besides
them `parts` [{starts, ends, percent}], and `title`, `legal` and `source` of the template that it
began from. Days are ISO, percentages whole numbers or, in the costs, decimals written as text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loans.rules import CostModel, Interval, Legal, Remote

Words = str | Promise


class Shape(Enum):
    """How a clause is filled in."""

    FIXED = "fixed"  # by the portal, from the registers
    LINE = "line"
    TEXT = "text"
    STANDARD = "standard"  # a text that the network's template gives
    DAY = "day"
    PARTS = "parts"
    PERCENT = "percent"
    MONTHS = "months"
    CHOICE = "choice"


WRITTEN = frozenset({Shape.LINE, Shape.TEXT, Shape.STANDARD})
ALL = frozenset(Legal)
NUMBER_LENGTH, LINE_LENGTH, TEXT_LENGTH = 64, 200, 3000  # characters


@dataclass(frozen=True)
class Clause:
    """One clause; `most` is how many characters it may hold, `needed` that nobody signs without."""

    code: str
    label: Words
    shape: Shape
    help: Words = ""
    needed: bool = False
    legal: frozenset[Legal] = ALL
    most: int = TEXT_LENGTH
    choices: tuple[tuple[str, Words], ...] = ()


@dataclass(frozen=True)
class Group:
    """Clauses that stand under one heading."""

    code: str
    title: Words
    lead: Words = ""
    clauses: tuple[Clause, ...] = field(default=())


def _fixed(code: str, label: Words) -> Clause:
    return Clause(code, label, Shape.FIXED, most=LINE_LENGTH)


def _number(code: str, label: Words) -> Clause:
    return Clause(
        code,
        label,
        Shape.LINE,
        _("The number of the matter in that authority's own register."),
        most=NUMBER_LENGTH,
    )


def _line(code: str, label: Words, help: Words = "", *, needed: bool = False) -> Clause:  # noqa: A002 - as in Django
    return Clause(code, label, Shape.LINE, help, needed, most=LINE_LENGTH)


def _standard(code: str, label: Words, *, legal: frozenset[Legal] = ALL) -> Clause:
    return Clause(code, label, Shape.STANDARD, needed=True, legal=legal)


OTHERS = frozenset({Legal.OTHERS})
GROUPS: tuple[Group, ...] = (
    Group(
        "parties",
        _("The parties"),
        _("Names and organisation numbers come from the register."),
        (
            _fixed("lender_name", _("Lending authority")),
            _fixed("lender_number", _("The lender's organisation number")),
            _number("lender_dnr", _("The lender's registry number")),
            _fixed("borrower_name", _("Borrowing authority")),
            _fixed("borrower_number", _("The borrower's organisation number")),
            _number("borrower_dnr", _("The borrower's registry number")),
        ),
    ),
    Group(
        "employee",
        _("The employee"),
        _("Name and title are enough. Never write a personal identity number."),
        (
            _fixed("person_name", _("Name")),
            _fixed("person_title", _("Title")),
        ),
    ),
    Group(
        "work",
        _("The work"),
        "",
        (
            _line("purpose", _("Purpose"), _("Why the borrower needs the employee.")),
            Clause("tasks", _("Tasks"), Shape.TEXT, needed=True),
            _standard("duty", _("Duty to work")),
            _line("place", _("Place of work"), needed=True),
            Clause(
                "remote",
                _("Work from elsewhere"),
                Shape.CHOICE,
                choices=tuple((one.value, one.label) for one in Remote),
            ),
        ),
    ),
    Group(
        "time",
        _("Time and extent"),
        "",
        (
            Clause("starts", _("From"), Shape.DAY, needed=True),
            Clause("ends", _("Until"), Shape.DAY, _("That day included."), needed=True),
            Clause("parts", _("Extent"), Shape.PARTS, needed=True),
            _standard("extension", _("Extension")),
        ),
    ),
    Group(
        "leading",
        _("Leadership and contacts"),
        "",
        (
            _line("leader", _("Leads the work at the borrower"), _("Name and title.")),
            _line(
                "lender_contact",
                _("Contact at the lender"),
                _("Name, mail address, telephone. Write 070-123 45 67 with its hyphen."),
            ),
            _line("borrower_contact", _("Contact at the borrower")),
            _standard("leading", _("Leadership of the work")),
            _standard("environment", _("Work environment")),
        ),
    ),
    Group(
        "hours",
        _("Working time and absence"),
        "",
        (
            _standard("working_time", _("Working time")),
            _standard("time_reporting", _("Time reporting")),
            _standard("holiday", _("Holiday")),
            _standard("sickness", _("Sickness")),
        ),
    ),
    Group(
        "cost",
        _("Salary and compensation"),
        "",
        (
            Clause(
                "cost_model",
                _("The borrower pays"),
                Shape.CHOICE,
                _("Compensation is usual, not compulsory."),
                needed=True,
                choices=tuple((one.value, one.label) for one in CostModel),
            ),
            Clause(
                "share_percent",
                _("Share of the cost, per cent"),
                Shape.PERCENT,
                _("When the borrower pays a part."),
            ),
            Clause(
                "overhead_percent",
                _("Overhead on salary, per cent"),
                Shape.PERCENT,
                _("Employer's contributions and what else is laid on the salary."),
            ),
            _standard("salary_basis", _("Salary and what the cost is counted from")),
            Clause(
                "interval",
                _("Cost statement"),
                Shape.CHOICE,
                choices=tuple((one.value, one.label) for one in Interval),
            ),
            _line("reference", _("The borrower's reference"), _("Stands on each invoice.")),
            _fixed("vat", _("VAT")),
            _standard("travel", _("Travel and allowances")),
        ),
    ),
    Group(
        "terms",
        _("Equipment, secrecy and rights"),
        "",
        (
            _standard("equipment", _("Equipment and access")),
            _standard("secrecy", _("Secrecy")),
            _line(
                "security_class",
                _("Security class and checks"),
                _("Empty where the work is in no security class."),
            ),
            _standard("conflicts", _("Conflicts of interest and second jobs")),
            _standard("rights", _("Rights to results")),
            _standard("insurance", _("Insurance"), legal=OTHERS),
            _standard("consent", _("The employee's own consent"), legal=OTHERS),
        ),
    ),
    Group(
        "ending",
        _("Notice and early end"),
        "",
        (
            Clause("notice_months", _("Notice, months"), Shape.MONTHS, needed=True),
            _standard("notice", _("Ending it with notice")),
            _standard("early_end", _("Early end")),
        ),
    ),
)
EVERY: dict[str, Clause] = {one.code: one for group in GROUPS for one in group.clauses}


def clauses_of(legal: str) -> Iterable[Clause]:
    """The clauses that hold under a set of rules, in their order."""
    return (one for one in EVERY.values() if legal in one.legal)


def standard_of(legal: str) -> list[Clause]:
    """The clauses whose text a template gives."""
    return [one for one in clauses_of(legal) if one.shape is Shape.STANDARD]
