"""The form by which a guest asks for a seat."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from network.letters import one_line


class GuestForm(forms.Form):
    """Name and mail address; `website` is a field that only machines see and fill in."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        help_text=_("You get a letter with a link. The seat is yours when you have followed it."),
    )
    website = forms.CharField(required=False, max_length=200)

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))

    def clean_name(self) -> Any:
        return one_line(self.cleaned_data["name"])
