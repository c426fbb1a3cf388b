"""The form behind a link: a name and a mail address for each seat that has none."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.allotment_forms import FIELDS_AT_ONCE
from courses.names import LONGEST, LONGEST_MAIL, NameRow, clean


class LinkNamesForm(forms.Form):
    """Names with their mail addresses; those left empty stay for later."""

    def __init__(self, *args: Any, first: int, seats: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = range(first, first + min(seats, FIELDS_AT_ONCE))
        for number in self.numbers:
            self.fields[f"name-{number}"] = forms.CharField(
                label=_("Name"), required=False, max_length=LONGEST
            )
            self.fields[f"email-{number}"] = forms.EmailField(
                label=_("Mail address"),
                required=False,
                max_length=LONGEST_MAIL,
                error_messages={"invalid": _("That is no mail address.")},
            )

    def seats(self) -> list[dict[str, Any]]:
        """The two fields of each seat."""
        return [
            {"number": n, "name": self[f"name-{n}"], "email": self[f"email-{n}"]}
            for n in self.numbers
        ]

    def clean(self) -> dict[str, Any]:
        """At least one whole name; an address without a name is told where it stands."""
        data = super().clean() or {}
        for number in self.numbers:
            name, email = data.get(f"name-{number}"), data.get(f"email-{number}")
            if email and not name:
                self.add_error(f"name-{number}", _("Write the name too."))
            if name and not email and f"email-{number}" not in self.errors:
                self.add_error(f"email-{number}", _("Write the mail address too."))
        if not self.errors and not self.rows():
            self.add_error(None, _("Write at least one name."))
        return data

    def rows(self) -> list[NameRow]:
        """Those who are named, each with the number of the seat."""
        data = self.cleaned_data
        return [
            NameRow(n, clean(data[f"name-{n}"]), data[f"email-{n}"].strip().lower())
            for n in self.numbers
            if data.get(f"name-{n}") and data.get(f"email-{n}")
        ]
