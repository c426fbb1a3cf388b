"""Forms to bring many names at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.names import ROWS, NameRow, pasted, tabled
from members.forms.person import MembershipChoice, memberships_of
from network.forms import OnceForm
from network.seat import Seat
from network.uploads import Limits, UploadRefused, read_table

MOST_TEXT = 400_000  # characters pasted; longer lists come as files


class NamesForm(OnceForm):
    """Names or mail addresses, pasted or as a file; nothing happens before they are looked at."""

    text = forms.CharField(
        label=_("Names or mail addresses"),
        required=False,
        max_length=MOST_TEXT,
        strip=False,
        widget=forms.Textarea,
        help_text=_("One a line, or rows copied from a sheet."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("CSV or Excel, at most 5 MB and 10 000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[NameRow] = []
        members = memberships_of(seat)
        answered = list(members[:2])
        self.only = answered[0] if len(answered) == 1 else None
        if self.only is None:
            self.fields["membership"] = MembershipChoice(
                members,
                label=_("Authority of new people"),
                required=False,
                help_text=_("Empty when everybody is known in the portal."),
            )

    def membership_id(self) -> int | None:
        """The authority that unknown people are added to."""
        chosen = self.only or self.cleaned_data.get("membership")
        return chosen.pk if chosen else None

    def clean(self) -> dict[str, Any]:
        """Read the names once, so that what nobody can read is refused here."""
        data = super().clean() or {}
        text, upload = data.get("text") or "", data.get("file")
        if self.errors:
            return data
        if upload:
            self.rows = self._uploaded(upload)
        elif text.strip():
            self.rows = pasted(text)
        if not self.errors and not self.rows:
            self.add_error("text", _("Write at least one name, or choose a file."))
        if len(self.rows) > ROWS:
            self.add_error("text", _("At most 10 000 rows at a time."))
        return data

    def _uploaded(self, upload: Any) -> list[NameRow]:
        if upload.name.lower().endswith(".txt"):
            content = upload.read(MOST_TEXT * 4 + 1)
            try:
                return pasted(content.decode("utf-8-sig"))
            except UnicodeDecodeError:
                return pasted(content.decode("cp1252", errors="replace"))
        try:
            table = read_table(upload, limits=Limits(rows=ROWS + 1))
        except UploadRefused as refusal:
            self.add_error("file", str(refusal))
            return []
        return tabled(table.header, [(row.number, row.cells) for row in table.rows])


class CorrectionForm(forms.Form):
    """Rows written anew: a field for each row that cannot be read as it is."""

    def __init__(self, *args: Any, rows: list[NameRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"row-{row.number}"] = forms.CharField(
                label=_("Row %(n)s") % {"n": row.number},
                required=False,
                max_length=400,
                initial=row.written,
            )

    def texts(self) -> dict[int, str]:
        """What was written, by the row's number."""
        return {
            int(name.removeprefix("row-")): text
            for name, text in self.cleaned_data.items()
            if name in self.changed_data
        }
