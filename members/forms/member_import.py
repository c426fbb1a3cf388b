"""Forms of the member registers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.decision import DecidedForm
from members.imports import MEMBER_LIST
from network.uploads import UploadRefused, read_table


class ApplicationOfListForm(DecidedForm):
    """What new members and changed standings of a list rest on."""

    def __init__(self, *args: Any, asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_decision = asked


class MemberListForm(forms.Form):
    """A list to look through before it changes anything."""

    file = forms.FileField(
        label=_("File with members"),
        help_text=_("CSV or Excel, at most 5 MB. Nothing changes until you have seen the preview."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Any:
        """Read the table once, so that a file nobody can read is refused here."""
        upload = self.cleaned_data["file"]
        try:
            self.table = read_table(upload, limits=MEMBER_LIST)
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return upload
