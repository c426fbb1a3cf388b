"""Forms for cost statements: what the lender states, and the borrower's answer."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from loans.costs.counting import Price, Span
from loans.costs.rules import StatementState
from loans.costs.said import Extra, Said
from loans.models import Loan
from loans.rules import LineKind
from network.forms import OnceForm

EMPTY_ROWS, MOST_ROWS = 2, 30
EXTRAS = [(LineKind.TRAVEL, LineKind.TRAVEL.label), (LineKind.OTHER, LineKind.OTHER.label)]
FEWEST_PERCENT, MOST_OVERHEAD, MOST_KR = 0, 200, 10_000_000
ROW = re.compile(r"^(absence|cost)(\d{1,2})_")


class StatementForm(OnceForm):
    """Days, salary, overhead and share, absence taken off, travel and other costs.

    Rows that are left empty say nothing; there are always some more than are filled.
    """

    since = forms.DateField(label=_("From"))
    until = forms.DateField(label=_("Until"), help_text=_("That day included."))
    salary = forms.DecimalField(
        label=_("Monthly salary, full time"),
        min_value=0,
        max_value=MOST_KR,
        max_digits=10,
        decimal_places=2,
        localize=True,
        help_text=_(
            "From your own payroll: the portal does not know it. If the salary changes within"
            " the days, make one statement before the change and one after."
        ),
    )
    overhead_percent = forms.DecimalField(
        label=_("Overhead on salary"),
        min_value=FEWEST_PERCENT,
        max_value=MOST_OVERHEAD,
        max_digits=5,
        decimal_places=2,
        localize=True,
        help_text=_("Employer contributions and what else the agreement says."),
    )
    share_percent = forms.DecimalField(
        label=_("Share that the borrower pays"),
        min_value=FEWEST_PERCENT,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        localize=True,
        help_text=_("Of salary and overhead. Travel and other costs are stated as they are paid."),
    )
    reference = forms.CharField(label=_("The borrower's reference"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(self._rows("absence")):
            self.fields[f"absence{place}_since"] = _day(_("Absent from"))
            self.fields[f"absence{place}_until"] = _day(_("Absent until"))
        for place in range(self._rows("cost")):
            self.fields |= {
                f"cost{place}_kind": forms.ChoiceField(label=_("Kind"), choices=EXTRAS),
                f"cost{place}_text": forms.CharField(
                    label=_("Concerns"), max_length=200, required=False
                ),
                f"cost{place}_amount": forms.DecimalField(
                    label=_("Amount"),
                    required=False,
                    min_value=-MOST_KR,
                    max_value=MOST_KR,
                    max_digits=12,
                    decimal_places=2,
                    localize=True,
                ),
            }
            self.fields[f"cost{place}_kind"].required = False

    def _rows(self, name: str) -> int:
        """As many as stood in the form that was sent; else those that are there and some more."""
        source = self.data if self.is_bound else self.initial
        places = [
            int(found[2]) + 1 for key in source if (found := ROW.match(key)) and found[1] == name
        ]
        more = 0 if self.is_bound and places else EMPTY_ROWS
        return min(max([0, *places]) + more, MOST_ROWS)

    @property
    def absences(self) -> list[tuple[BoundField, BoundField]]:
        """The rows of absence."""
        return [
            (self[f"absence{place}_since"], self[f"absence{place}_until"])
            for place in range(self._rows("absence"))
        ]

    @property
    def costs(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """The rows of other costs."""
        return [
            (self[f"cost{place}_kind"], self[f"cost{place}_text"], self[f"cost{place}_amount"])
            for place in range(self._rows("cost"))
        ]

    def clean(self) -> dict[str, Any]:
        """Each begun row is whole, and no span ends before it begins."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", _("The statement ends before it begins."))
        for place in range(self._rows("absence")):
            self._check_absence(said, f"absence{place}_since", f"absence{place}_until")
        for place in range(self._rows("cost")):
            self._check_cost(said, f"cost{place}_text", f"cost{place}_amount")
        return said

    def _check_absence(self, said: dict[str, Any], first: str, last: str) -> None:
        if self.has_error(first) or self.has_error(last):
            return
        since, until = said.get(first), said.get(last)
        if since and not until:
            self.add_error(last, _("Write the last day of the absence, the same for one day."))
        elif until and not since:
            self.add_error(first, _("Write the first day of the absence."))
        elif since and until and until < since:
            self.add_error(last, _("The absence ends before it begins."))
        elif since and until and not self._within(said, since, until):
            self.add_error(first, _("The absence lies outside the days of the statement."))

    def _within(self, said: dict[str, Any], since: date, until: date) -> bool:
        first, last = said.get("since"), said.get("until")
        return not first or not last or (first <= since and until <= last)

    def _check_cost(self, said: dict[str, Any], text: str, amount: str) -> None:
        if self.has_error(amount):
            return
        if said.get(amount) is not None and not said.get(text):
            self.add_error(text, _("Write what the amount is for."))
        elif said.get(text) and said.get(amount) is None:
            self.add_error(amount, _("Write the amount, or leave the row empty."))

    @property
    def said(self) -> Said:
        """What a form that holds says."""
        row = self.cleaned_data
        spans = (
            (row.get(f"absence{n}_since"), row.get(f"absence{n}_until"))
            for n in range(self._rows("absence"))
        )
        extras = (
            (row.get(f"cost{n}_kind"), row.get(f"cost{n}_text"), row.get(f"cost{n}_amount"))
            for n in range(self._rows("cost"))
        )
        return Said(
            Span(row["since"], row["until"]),
            Price(row["salary"], row["overhead_percent"], row["share_percent"]),
            tuple(Span(since, until) for since, until in spans if since and until),
            tuple(
                Extra(LineKind(kind or LineKind.OTHER), text, amount)
                for kind, text, amount in extras
                if text and amount is not None
            ),
            row["reference"],
        )


def initial_of(
    span: Span | None, price: dict[str, Any], absences: Sequence[Span], extras: Sequence[Extra]
) -> dict[str, Any]:
    """What a form begins with, in its own names."""
    found: dict[str, Any] = dict(price)
    if span is not None:
        found |= {"since": span.since, "until": span.until}
    for place, one in enumerate(absences):
        found |= {f"absence{place}_since": one.since, f"absence{place}_until": one.until}
    for place, extra in enumerate(extras):
        found |= {
            f"cost{place}_kind": extra.kind,
            f"cost{place}_text": extra.text,
            f"cost{place}_amount": extra.amount,
        }
    return found


class AnswerForm(OnceForm):
    """The borrower's answer; for a party outside the network, who gave it there."""

    said_by = forms.CharField(
        label=_("Who answered at the borrowing authority"),
        max_length=120,
        help_text=_("Name and title, and how: by mail or telephone."),
    )

    def __init__(self, *args: Any, loan: Loan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if loan.borrower_id is not None:
            del self.fields["said_by"]


class ReturnForm(AnswerForm):
    """Why a statement is sent back."""

    why = forms.CharField(
        label=_("What is wrong"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Goes to the lending authority. Do not write about anybody's health."),
    )


class StatementFilter(forms.Form):
    """Search, state and order of the list of statements; all of it lives in the address."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *StatementState.choices]
    )
    sort = forms.CharField(required=False, max_length=20)

    def apply(self, seen: Any) -> Any:
        """The statements that fit; what cannot be understood filters nothing."""
        self.is_valid()
        said = self.cleaned_data
        return (
            seen.in_state(said.get("state") or "")
            .matching(said.get("q") or "")
            .in_order(said.get("sort") or "")
        )

    @property
    def is_used(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.cleaned_data.get("q") or self.cleaned_data.get("state"))

    @property
    def state_words(self) -> str:
        """The chosen state, for its chip."""
        chosen = self.cleaned_data.get("state")
        return str(StatementState(chosen).label) if chosen else ""


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False)
