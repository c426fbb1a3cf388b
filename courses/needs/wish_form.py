"""Forms of wishes: asking one's own people, and wishing."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from courses.needs.rules import Term
from members.models import Person
from network.forms import OnceForm

MOST_ASKED = 500  # letters at once


class WishForm(OnceForm):
    """What somebody wishes to learn: a course of the list or own words, and for how many."""

    candidate = forms.ChoiceField(label=_("Course"), required=False)
    text = forms.CharField(
        label=_("Or in your own words"),
        required=False,
        max_length=160,
        help_text=_("Such as “write decisions in plain language”."),
    )
    term = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[
            ("", _("Does not matter")),
            (Term.SPRING, _("Spring")),
            (Term.AUTUMN, _("Autumn")),
        ],
        widget=forms.RadioSelect,
    )
    seats = forms.IntegerField(
        label=_("For how many"),
        initial=1,
        min_value=1,
        max_value=200,
        help_text=_("You yourself is 1. A manager may wish for a whole group."),
        error_messages={
            "invalid": _("Write a whole number, such as 12."),
            "min_value": _("Write for how many, from 1 to 200."),
            "max_value": _("Write for how many, from 1 to 200."),
        },
    )
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Do not write about anybody's health."),
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=120)

    def __init__(self, *args: Any, candidates: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("None of these")), *((str(pk), title) for pk, title in candidates)]
        self.fields["candidate"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something is wished for."""
        data = super().clean() or {}
        said = data.get("candidate") or (data.get("text") or "").strip()
        if not said and "candidate" not in self.errors:
            self.add_error("candidate", _("Choose a course, or write what you wish to learn."))
        return data

    def wish(self) -> dict[str, Any]:
        """The facts of the wish; a course of the list needs no other words."""
        data = self.cleaned_data
        candidate = int(data["candidate"]) if data["candidate"] else None
        return {
            "candidate_id": candidate,
            "text": "" if candidate else data["text"].strip(),
            "term": data["term"],
            "seats": data["seats"],
            "why": data["why"].strip(),
            "unit": data["unit"].strip(),
        }


class WishCallForm(OnceForm):
    """Ask one's own people: until when, in which words, and who gets a letter."""

    closes_on = forms.DateField(label=_("Last day"), widget=forms.DateInput())
    words = forms.CharField(
        label=_("What you want to say"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    managers = forms.BooleanField(label=_("Write to all managers"), required=False)
    people = forms.CharField(
        label=_("Mail addresses of others to write to, one a line"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, staff: Iterable[Person], last: date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.staff, self.last = list(staff), last
        self.leading = [person for person in self.staff if person.is_manager]
        self.fields["managers"].help_text = ngettext(
            "%(n)s manager is in the register.", "%(n)s managers are in the register.",
            len(self.leading),
        ) % {"n": len(self.leading)}  # fmt: skip

    def clean_closes_on(self) -> date:
        """A day to come, before the answer itself is due."""
        day: date = self.cleaned_data["closes_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose a day to come."))
        if self.last and day > self.last:
            raise forms.ValidationError(_("Choose a day before your own answer is due."))
        return day

    def clean_people(self) -> list[Person]:
        """People of the own authority; an address that is nobody's is said."""
        by_mail = {person.email.lower(): person for person in self.staff}
        lines = [line.strip().lower() for line in self.cleaned_data["people"].splitlines()]
        wanted = [line for line in lines if line]
        unknown = [line for line in wanted if line not in by_mail]
        if unknown:
            raise forms.ValidationError(
                _("Nobody among your people has the address %(mail)s.") % {"mail": unknown[0]}
            )
        if len(wanted) > MOST_ASKED:
            raise forms.ValidationError(
                _("Write to at most %(most)s at once.") % {"most": MOST_ASKED}
            )
        return [by_mail[line] for line in wanted]

    def asked(self) -> list[Person]:
        """Who gets a letter, each once."""
        chosen = {person.pk: person for person in self.cleaned_data["people"]}
        if self.cleaned_data["managers"]:
            chosen |= {person.pk: person for person in self.leading}
        return list(chosen.values())
