"""The part of a form that asks on which decision of the network a change rests."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.actions.decision import cite, enter_decision
from members.models import Decision
from network.seat import Seat

OFFERED = 200  # the newest; an older one is replaced by a new decision rather than leant on
NEW = ("decision_title", "decision_body", "decision_day", "decision_reference")


class DecidedForm(forms.Form):
    """A form for something that nobody changes without a decision.

    The decision is chosen from the register; who keeps the register may also enter one that was
    taken outside the portal, at once in the same form.
    """

    needs_decision = True

    decision = forms.ChoiceField(label=_("Decision in the register"), required=False)
    decision_title = forms.CharField(label=_("What was decided"), max_length=200, required=False)
    decision_body = forms.CharField(
        label=_("Decided by the body"),
        max_length=120,
        required=False,
        help_text=_("Such as the steering committee."),
    )
    decision_day = forms.DateField(
        label=_("Day of the decision"), required=False, widget=forms.DateInput()
    )
    decision_reference = forms.CharField(
        label=_("Where it is noted"),
        max_length=200,
        required=False,
        help_text=_("Minutes and paragraph, or a registration number."),
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seat = seat
        self.enters = seat.may("record_decision")
        rows = Decision.objects.seen_by(seat).filter(replaced_by=None)[:OFFERED]
        self.offered = {str(row.pk): row for row in rows}
        empty = _("not there: I enter it below") if self.enters else _("choose a decision")
        field = cast("forms.ChoiceField", self.fields["decision"])
        field.choices = [("", empty), *((pk, in_the_list(row)) for pk, row in self.offered.items())]
        if not self.enters:
            for name in NEW:
                del self.fields[name]

    @property
    def is_entered(self) -> bool:
        """Whether something stands in the fields of a new decision."""
        return any(self[name].value() for name in NEW) if self.enters else False

    def asks(self, said: dict[str, Any]) -> bool:
        """Whether what was said needs a decision at all."""
        return self.needs_decision

    def clean(self) -> dict[str, Any]:
        """A decision of the register, or a whole new one; none where nothing asks for it."""
        said = super().clean() or {}
        if said.get("decision") or not self.asks(said):
            return said
        if not self.enters:
            if "decision" not in self.errors:
                self.add_error("decision", gettext("Choose the decision that it rests on."))
            return said
        if not any(said.get(name) for name in NEW):
            words = _("Choose the decision that it rests on, or enter it below.")
            self.add_error("decision", words)
            return said
        for name in ("decision_title", "decision_body", "decision_day"):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("Fill in the field."))
        day = said.get("decision_day")
        if isinstance(day, date) and day > timezone.localdate():
            self.add_error("decision_day", _("The decision is not taken yet."))
        return said

    def decided(self, *, takes_effect_on: date | None = None) -> Decision | None:
        """The chosen decision, or the one that is entered now; None where none was asked for."""
        said = self.cleaned_data
        chosen: Decision | None = self.offered.get(said.get("decision", ""))
        if chosen is not None:
            return chosen
        if not self.enters or not said.get("decision_title"):
            return None
        return enter_decision(
            said["decision_title"],
            body=said["decision_body"],
            decided_on=said["decision_day"],
            reference=said["decision_reference"],
            takes_effect_on=takes_effect_on,
            by=self.seat,
        )


def in_the_list(decision: Decision) -> str:
    """A decision as a choice: its number, what was decided, by whom and when."""
    return f"{decision.designation} {decision.title} ({cite(decision)})"[:160]
