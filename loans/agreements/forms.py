"""The forms of an agreement: the draft clause by clause, a comment, a signature, a signed paper."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from loans.agreements.clauses import EVERY, WRITTEN, Clause, Shape, clauses_of
from loans.agreements.content import legal_of
from loans.agreements.personal import refuse_personal_number
from network.forms import OnceForm
from network.uploads.pdf import UploadedPdf, read_pdf
from network.wording import date_long

CHANGES = 3  # how many times the extent may change, unless it changes more often already


class PlainTextField(forms.CharField):
    """A text in which nobody's personal identity number stands."""

    def clean(self, value: Any) -> str:
        """The text; raises ValidationError with a sentence."""
        return refuse_personal_number(str(super().clean(value)))


def _field(clause: Clause) -> forms.Field | None:
    """The field of a clause; None for what the portal writes itself."""
    said: dict[str, Any] = {
        "label": clause.label,
        "help_text": clause.help,
        "required": clause.needed,
    }
    if clause.shape in WRITTEN:
        if clause.shape is not Shape.LINE:
            said["widget"] = forms.Textarea(attrs={"rows": 4})
        return PlainTextField(max_length=clause.most, **said)
    if clause.shape is Shape.DAY:
        return forms.DateField(**said)
    if clause.shape is Shape.PERCENT:
        most = 100 if clause.code == "share_percent" else 200
        return forms.DecimalField(
            min_value=0, max_value=most, max_digits=5, decimal_places=2, **said
        )
    if clause.shape is Shape.MONTHS:
        return forms.IntegerField(min_value=0, max_value=12, **said)
    if clause.shape is Shape.CHOICE:
        return forms.ChoiceField(choices=clause.choices, **said)
    return None


class WordingForm(OnceForm):
    """A whole agreement; `base` is the version that the writer read."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, content: Mapping[str, Any], number: int, **kwargs: Any) -> None:
        self.before = content
        kwargs["initial"] = _typed(content) | {"base": number} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for clause in clauses_of(legal_of(content)):
            field = _field(clause)
            if field is not None:
                self.fields[clause.code] = field
            if clause.shape is Shape.PARTS:
                self._add_extent(content.get("parts") or [])

    def _add_extent(self, parts: list[Any]) -> None:
        self.fields["percent"] = forms.IntegerField(
            label=_("Extent, per cent"), min_value=1, max_value=100
        )
        self.changes = max(CHANGES, len(parts) - 1)
        for place in range(1, self.changes + 1):
            self.fields[f"from_{place}"] = forms.DateField(label=_("From"), required=False)
            self.fields[f"percent_{place}"] = forms.IntegerField(
                label=_("Extent, per cent"), min_value=1, max_value=100, required=False
            )

    @property
    def extents(self) -> list[tuple[Any, Any]]:
        """The pairs of fields in which the extent may change."""
        return [(self[f"from_{n}"], self[f"percent_{n}"]) for n in range(1, self.changes + 1)]

    @property
    def changes_shown(self) -> bool:
        """Whether one of those is filled in."""
        return any(day.value() or percent.value() for day, percent in self.extents)

    def clean(self) -> dict[str, Any]:
        """The days in their order, and an extent for each of them."""
        data = super().clean() or {}
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _now("The loan ends before it starts. Choose a later last day."))
        elif starts and ends and data.get("percent"):
            data["parts"] = self._parts(data, starts, ends)
        if data.get("cost_model") == "part" and data.get("share_percent") in (None, Decimal(0)):
            self.add_error("share_percent", _now("Write how large a part the borrower pays."))
        return data

    def _parts(self, data: Mapping[str, Any], starts: date, ends: date) -> list[dict[str, Any]]:
        turns = [(starts, data["percent"])]
        for place in range(1, self.changes + 1):
            day, percent = data.get(f"from_{place}"), data.get(f"percent_{place}")
            if day is None and percent is None:
                continue
            if day is None or percent is None:
                name = f"percent_{place}" if percent is None else f"from_{place}"
                self.add_error(name, _now("Write both the day and the extent, or neither."))
                return []
            if not turns[-1][0] < day <= ends:
                self.add_error(
                    f"from_{place}",
                    _now("Choose a day after %(before)s, and %(last)s at the latest.")
                    % {"before": date_long(turns[-1][0]), "last": date_long(ends)},
                )
                return []
            turns.append((day, percent))
        lasts = [date.fromordinal(b[0].toordinal() - 1) for _a, b in pairwise(turns)] + [ends]
        return [
            {"starts": day.isoformat(), "ends": last.isoformat(), "percent": percent}
            for (day, percent), last in zip(turns, lasts, strict=True)
        ]

    def content(self, fixed: Mapping[str, Any]) -> dict[str, Any]:
        """The agreement as it was written, with what the portal writes itself."""
        said: dict[str, Any] = {}
        for clause in clauses_of(legal_of(self.before)):
            value: Any = self.cleaned_data.get(clause.code)
            if clause.shape is Shape.DAY:
                value = value.isoformat()
            elif clause.shape is Shape.PERCENT:
                value = f"{value.normalize():f}" if value is not None else ""
            if clause.shape is not Shape.FIXED:
                said[clause.code] = value
        kept = {code: words for code, words in self.before.items() if code not in EVERY}
        return kept | said | dict(fixed)


def _typed(content: Mapping[str, Any]) -> dict[str, Any]:
    """A content as the form's fields hold it."""
    typed = {code: content.get(code) for code in EVERY if code in content}
    parts = content.get("parts") or []
    if parts:
        typed["percent"] = parts[0]["percent"]
    for place, part in enumerate(parts[1:], start=1):
        typed |= {f"from_{place}": part["starts"], f"percent_{place}": part["percent"]}
    return typed


class CommentForm(OnceForm):
    """A comment on a clause, or on the whole."""

    clause = forms.ChoiceField(label=_("About"), required=False)
    text = PlainTextField(
        label=_("Comment"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both sides read it. Write nothing about anybody's health."),
    )

    def __init__(self, *args: Any, legal: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.code, one.label) for one in clauses_of(legal)]
        self.fields["clause"].choices = [("", _("The whole agreement")), *named]  # type: ignore[attr-defined]


class OutsideCommentForm(CommentForm):
    """A comment from somebody without an account, who says their name."""

    by_name = PlainTextField(label=_("Your name"), max_length=120)


class SignedPaperForm(OnceForm):
    """A signed PDF, and who signed it; `digest` is of the version that was read."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    by_name = PlainTextField(label=_("Who has signed"), max_length=120)
    by_title = PlainTextField(label=_("Title"), max_length=120, required=False)
    paper = forms.FileField(label=_("The signed agreement as PDF"))

    def clean_paper(self) -> UploadedPdf:
        """The PDF; anything else is refused with a sentence."""
        return read_pdf(self.cleaned_data["paper"])


class SignatureForm(OnceForm):
    """One's own signature: of what was read, by its hash."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    read = forms.BooleanField(
        label=_("I have read the agreement, and sign it for the authority"),
        error_messages={"required": _("Tick that you have read the agreement.")},
    )
