"""The desk at which an expression of interest is written: the form, its draft and the sending."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone

from mentorship.intake.asker import Asker, asker
from mentorship.intake.avoiding import Avoiding, avoided_by
from mentorship.intake.drafts import as_posted, draft_of, drop_draft, keep_draft
from mentorship.intake.interest_form import InterestForm
from mentorship.intake.line import line_place
from mentorship.intake.prefill import former_of, prefilled
from mentorship.models import Interest, InterestDraft, MentorRound
from mentorship.rules import MENTEE, Verdict
from network.middleware import NetworkRequest
from network.seat import Seat


@dataclass
class Desk:
    """One person, one role, one round."""

    request: NetworkRequest
    round: MentorRound
    role: str

    @property
    def seat(self) -> Seat:
        """Who writes."""
        return self.request.seat

    @cached_property
    def asker(self) -> Asker:
        """Who writes, as the register knows them."""
        return asker(self.seat)

    @cached_property
    def sent(self) -> Interest | None:
        """What was sent already, and may be changed while the round is open."""
        there: Interest | None = (
            Interest.objects.of(self.seat)
            .filter(round=self.round, role=self.role, withdrawn_at=None)
            .with_all()
            .first()
        )
        return there

    @cached_property
    def former(self) -> Interest | None:
        """What they last wrote for the same role in another round."""
        return former_of(self.round, self.role, self.seat)

    @cached_property
    def interest(self) -> Interest:
        """What was sent, else a new one: prefilled by the former and the register."""
        if self.sent:
            return self.sent
        return prefilled(self.round, self.role, who=self.asker, former=self.former, seat=self.seat)

    @cached_property
    def draft(self) -> InterestDraft | None:
        """What is begun and not sent."""
        return draft_of(self.round, self.asker.person.pk, self.role)

    @property
    def is_open(self) -> bool:
        """Whether the round takes requests today."""
        return self.round.is_open(timezone.localdate())

    @cached_property
    def verdict(self) -> Verdict:
        """Whether the register lets them ask, or what they have said before."""
        said = self.sent or self.former
        return self.asker.verdict(self.round, self.role, said.manager_since if said else None)

    @property
    def may_say_more(self) -> bool:
        """Whether only the time stands in the way, of which the register may know too little."""
        return self.asker.verdict(self.round, self.role, date.min).may

    @cached_property
    def line(self) -> int:
        """The place in line of what is sent, or of what would be sent now."""
        return line_place(self.round, self.sent) if self.role == MENTEE else 0

    def form(self) -> InterestForm:
        """The form as it is sent, or as its draft, else as prefilled."""
        if self.request.method == "POST":
            return self._form(data=self.request.POST)
        if self.draft is None:
            return self._form()
        empty = self._form()
        return self._form(initial=_restored(empty, self.draft))

    def drafted(self) -> InterestForm | None:
        """The form filled by the draft, checked as if it were sent."""
        return self._form(data=as_posted(self.draft)) if self.draft else None

    def keep_draft(self) -> InterestDraft:
        """Keep what stands in the form."""
        names = [name for name in self._form().fields if name != "once"]
        self.draft = keep_draft(
            self.round, self.asker.person.pk, self.role, self.request.POST, names
        )
        return self.draft

    def drop_draft(self) -> None:
        """Start over."""
        drop_draft(self.round, self.asker.person.pk, self.role)

    def _form(self, **kwargs: Any) -> InterestForm:
        before = self.sent or self.former
        return InterestForm(
            instance=self.interest,
            asker=self.asker,
            chosen=avoided_by(before) if before else Avoiding(),
            **kwargs,
        )


def _restored(empty: InterestForm, draft: InterestDraft) -> dict[str, Any]:
    """What the draft says; a box that was not ticked is not ticked, all else stays prefilled."""
    many = (forms.MultipleChoiceField, forms.TypedMultipleChoiceField)
    initial: dict[str, Any] = {}
    for name, field in empty.fields.items():
        if name == "once":
            continue
        values = draft.answers.get(name, [])
        if isinstance(field, many):
            initial[name] = values
        elif isinstance(field, forms.BooleanField):
            initial[name] = bool(values)
        elif values:
            initial[name] = values[-1]
    return initial
