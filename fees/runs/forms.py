"""Forms of the invoice runs: prepare, narrow the list, give a reason, approve."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fees.actions.gather import kinds_together
from fees.actions.review import Row
from fees.models import Issuer
from fees.rules import BILLED_TOGETHER, FeeKind, RowState
from network.forms import OnceForm
from network.sorting import swedish_order

# What each kind of run bills, when its whole group has one host.
TOGETHER = {
    FeeKind.MEMBERSHIP: _("Membership fees of the year"),
    FeeKind.COURSE_SEAT: _("Course fees and late fees that wait"),
    FeeKind.OTHER: _("Other fees that wait"),
}


def kinds_to_bill() -> list[tuple[str, Any]]:
    """What a run may bill today: a group of kinds, or each part of it that has its own host.

    Staff loans are billed lender by lender.
    """
    today = timezone.localdate()
    found = list(Issuer.objects.on(today).select_related("membership__authority"))
    lenders = [issuer for issuer in found if issuer.kind == FeeKind.STAFF_LOAN]
    issuers = {issuer.kind: issuer for issuer in found if issuer.kind != FeeKind.STAFF_LOAN}
    choices: list[tuple[str, Any]] = []
    for head, whole_words in TOGETHER.items():
        group = BILLED_TOGETHER[head]
        taken: set[str] = set()
        for kind in group:
            if kind not in issuers or kind in taken:
                continue
            together = kinds_together(issuers[kind], today)
            taken.update(together)
            whole = kind == head and len(together) == len(group)
            choices.append((kind, whole_words if whole else FeeKind(kind).label.capitalize()))
    lenders.sort(key=lambda issuer: swedish_order(issuer.membership.name))
    sold = _("Staff loans that %(lender)s sells")
    for lender in lenders:
        words = sold % {"lender": lender.membership.short_name}
        choices.append((f"{FeeKind.STAFF_LOAN}/{lender.membership_id}", words))
    return choices or list(TOGETHER.items())


class PrepareForm(forms.Form):
    """Which fees of which year to prepare, and up to which day they were charged."""

    kind = forms.ChoiceField(label=_("What to bill"), required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2010, max_value=2100)
    charged_until = forms.DateField(
        label=_("Charges until"),
        required=False,
        help_text=_("What was charged later waits for another run; empty takes all that waits."),
    )

    lender_id: int | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_to_bill()  # type: ignore[attr-defined]
        self.initial.setdefault("year", timezone.localdate().year)

    def clean_kind(self) -> str:
        """Membership fees where nothing else was chosen; a lender stands after its kind."""
        chosen = self.cleaned_data["kind"] or FeeKind.MEMBERSHIP
        kind, _slash, lender = chosen.partition("/")
        self.lender_id = int(lender) if lender else None
        return kind


class ApprovalForm(forms.Form):
    """The end of looking through a run."""

    looked = forms.BooleanField(
        label=_("I have looked through amounts, references and VAT"),
        error_messages={"required": _("Tick the box when you have looked through the list.")},
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(OnceForm):
    """Why a member is left out, a run sent back, cancelled or its approval taken back."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays in the history of the run."),
    )


class RowFilter(forms.Form):
    """Search, state and order of the payers of a run; all of it lives in the address."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *RowState.choices]
    )
    sort = forms.CharField(required=False, max_length=20)

    def apply(self, rows: Sequence[Row]) -> list[Row]:
        """The payers that fit; what cannot be understood filters nothing."""
        self.is_valid()
        words = self.cleaned_data.get("q", "").casefold().split()
        state = self.cleaned_data.get("state")
        found = [
            row
            for row in rows
            if (not state or row.state == state)
            and all(word in f"{row.member.name} {row.found.reference}".casefold() for word in words)
        ]
        name = self.cleaned_data.get("sort", "")
        if name.removeprefix("-") == "name":
            found.sort(key=lambda row: swedish_order(row.member.name), reverse=name[0] == "-")
        elif name.removeprefix("-") == "total":
            found.sort(key=lambda row: row.total, reverse=name[0] == "-")
        return found

    @property
    def is_used(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.cleaned_data.get("q") or self.cleaned_data.get("state"))
