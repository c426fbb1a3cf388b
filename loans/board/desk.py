"""The desk at which a notice is written: the form, its draft, and what it is prefilled by."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from loans.board.drafts import draft_of, drop_draft, keep_draft
from loans.board.forms import NoticeForm, usual_answer_by
from loans.board.writing import authorities_of, contacts_of, writer
from loans.models import Notice, NoticeDraft
from loans.rules import NoticeKind
from members.models import Membership, Person
from network.middleware import NetworkRequest

# What a copy takes over from an old notice; the days are its own.
COPIED = (
    *("kind", "occasion", "membership_id", "title", "tasks", "competences", "people", "percent"),
    *("place", "remote", "secrecy", "contact_id", "reach"),
)


@dataclass
class Desk:
    """One writer, and the notice that is changed, or a new one, which may copy another."""

    request: NetworkRequest
    notice: Notice | None = None
    copied: Notice | None = None

    @cached_property
    def person(self) -> Person:
        """Who writes."""
        return writer(self.request.seat)

    @cached_property
    def authorities(self) -> list[Membership]:
        """Whom the notice may be of."""
        if self.notice and self.notice.membership:
            return [self.notice.membership]
        return authorities_of(self.request.seat, self.person)

    @cached_property
    def draft(self) -> NoticeDraft | None:
        """What is begun and not saved as a notice."""
        return draft_of(self.notice, self.person.pk)

    @property
    def draft_url(self) -> str:
        """Where the draft saves itself."""
        if self.notice:
            return reverse("notice_draft", args=[self.notice.pk])
        return reverse("notice_new_draft")

    @property
    def removal_url(self) -> str:
        """Where the draft is thrown away."""
        if self.notice:
            return reverse("notice_draft_removal", args=[self.notice.pk])
        return reverse("notice_new_draft_removal")

    @cached_property
    def subject(self) -> Notice:
        """The notice that is changed, else a new one."""
        if self.notice:
            return self.notice
        today = timezone.localdate()
        new = Notice(
            written_by=self.person,
            contact=self.person,
            membership_id=self.person.membership_id,
            answer_by=usual_answer_by(today),
            starts=today + timedelta(days=60),
            ends=today + timedelta(days=60 + 180),
            kind=NoticeKind.NEED,
            competences=[],
        )
        asked = self.request.GET.get("kind", "")
        if asked in NoticeKind:
            new.kind = asked
        if self.copied:
            for name in COPIED:
                setattr(new, name, getattr(self.copied, name))
        return new

    def form(self) -> NoticeForm:
        """The form as it is sent, or as its draft, else as prefilled."""
        if self.request.method == "POST":
            return self._form(data=self.request.POST)
        if self.draft is None or self.copied:
            return self._form()
        return self._form(initial=_restored(self._form(), self.draft))

    def keep_draft(self) -> NoticeDraft:
        """Keep what stands in the form."""
        names = [name for name in self._form().fields if name != "once"]
        self.draft = keep_draft(self.notice, self.person.pk, self.request.POST, names)
        return self.draft

    def drop_draft(self) -> None:
        """Start over."""
        drop_draft(self.notice, self.person.pk)

    def _form(self, **kwargs: Any) -> NoticeForm:
        pks = [row.pk for row in self.authorities]
        contacts = contacts_of(self.person, pks, self.subject.contact_id)
        # A refused form must leave the notice on the page as it was.
        return NoticeForm(
            instance=self.subject, authorities=self.authorities, contacts=contacts, **kwargs
        )


def _restored(empty: NoticeForm, draft: NoticeDraft) -> dict[str, Any]:
    """What the draft says; a box that was not ticked is not ticked, all else stays prefilled."""
    initial: dict[str, Any] = {}
    for name, field in empty.fields.items():
        values = draft.answers.get(name, [])
        if isinstance(field, forms.MultipleChoiceField):
            initial[name] = values
        elif values and name != "once":
            initial[name] = values[-1]
    return initial
