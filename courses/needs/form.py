"""The form of an answer to the needs assessment: each field of the sheet, checked at the end."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.needs.rules import Audience, Importance, Way
from courses.needs.sheet import Block, Sheet, found_approver
from courses.needs.typing import SEATS, Unreadable, own_words, read

IMPORTANCE = [(value, capfirst(label)) for value, label in Importance.choices]
CHOOSE = ("", gettext_lazy("Choose"))
LABELS = {
    "text": gettext_lazy("What do you need to learn?"),
    "audience": gettext_lazy("For whom?"),
    "area": gettext_lazy("Competence area"),
    "importance": gettext_lazy("How important is it?"),
    "way": gettext_lazy("On site or digital"),
    "place": gettext_lazy("Place"),
    "comment": gettext_lazy("Comment"),
}


class NeedsForm(forms.Form):
    """The sheet as a form; what each field says is kept as it was typed."""

    def __init__(self, data: Mapping[str, str] | None, *, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(data, initial=sheet.stands(), **kwargs)
        self.sheet = sheet
        for block in sheet.blocks.values():
            for name, key in block.keys().items():
                self.fields[key] = self._need_field(block, name)
        for question in sheet.questions:
            self.fields[f"q{question.pk}"] = forms.CharField(
                label=str(question),
                required=question.required,
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=2000,
                error_messages={"required": _("Answer the question.")},
            )
        self._add_ending()

    def _need_field(self, block: Block, name: str) -> forms.Field:
        label = LABELS.get(name) or term_label(name, self.sheet.answer.campaign.year)
        if name == "audience":
            choices = [CHOOSE, *((value, capfirst(words)) for value, words in Audience.choices)]
            return forms.ChoiceField(label=label, choices=choices, required=False)
        if name == "area":
            areas = [("", _("none of these")), *((area.pk, str(area)) for area in self.sheet.areas)]
            return forms.ChoiceField(label=label, choices=areas, required=False)
        if name == "importance":
            return forms.ChoiceField(
                label=label, choices=IMPORTANCE, widget=forms.RadioSelect, required=False
            )
        if name == "way":
            ways = [(value, capfirst(words)) for value, words in Way.choices]
            return forms.ChoiceField(label=label, choices=ways, required=False)
        attrs = {"inputmode": "numeric", "autocomplete": "off"} if name in SEATS else {}
        return forms.CharField(
            label=label, required=False, strip=False, widget=forms.TextInput(attrs=attrs)
        )

    def _add_ending(self) -> None:
        who = self.sheet.answer.membership.short_name
        self.fields["approval"] = forms.ChoiceField(
            label=_("Who approves for %(authority)s?") % {"authority": who},
            choices=[
                ("somebody", _("Somebody else, who gets the answer by mail")),
                ("alone", _("I may answer for the authority myself")),
            ],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["approver"] = forms.CharField(
            label=_("Mail address of who approves"),
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        )
        self.fields["approver_name"] = forms.CharField(
            label=_("Their name, if the portal does not know them"), required=False, max_length=120
        )
        self.fields["comment"] = forms.CharField(
            label=_("Anything more that the educational council should know?"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def clean(self) -> dict[str, Any]:
        """What must be put right before the answer is sent, each where it stands."""
        data = super().clean() or {}
        areas = {area.pk for area in self.sheet.areas}
        for block in self.sheet.blocks.values():
            said = {name: data.get(key) or "" for name, key in block.keys().items()}
            blank = block.candidate is None and not any(
                said[name] not in ("", "0") for name in ("text", "comment", *SEATS)
            )
            if blank:
                continue
            for name, key in block.keys().items():
                try:
                    if said[name] or name == "audience":
                        read(name, said[name], areas)
                except Unreadable as problem:
                    self._name(block, key)
                    self.add_error(key, str(problem))
            if block.candidate is None:
                self._check_own(block, said)
        if data.get("approval") != "alone":
            self._check_approver(data)
        return data

    def _check_own(self, block: Block, said: Mapping[str, str]) -> None:
        keys = block.keys()
        if not said["text"].strip():
            self._name(block, keys["text"])
            self.add_error(keys["text"], _("Write what you need to learn, or take the need away."))
        elif all(said[name] in ("", "0") for name in SEATS):
            self._name(block, keys["spring"])
            self.add_error(keys["spring"], _("Write how many seats you need, in spring or autumn."))

    def _check_approver(self, data: Mapping[str, Any]) -> None:
        text = (data.get("approver") or "").strip()
        if not text:
            self.add_error("approver", _("Write who approves, or choose to answer yourself."))
        elif found_approver(self.sheet.answer, text) is None:
            try:
                validate_email(text)
            except ValidationError:
                self.add_error(
                    "approver", _("Nobody of your people has that name. Write a mail address.")
                )
                return
            if not (data.get("approver_name") or "").strip():
                self.add_error("approver_name", _("Nobody has that address yet. Write a name too."))

    def _name(self, block: Block, key: str) -> None:
        """In the summary a field says which need it is of."""
        which = block.candidate.title if block.candidate else _("Your own need")
        self[key].label = f"{which}, {str(self.fields[key].label).lower()}"


def term_label(name: str, year: int) -> str:
    """Seats by term: Spring 2028."""
    words = {"spring": _("Spring %(year)s"), "autumn": _("Autumn %(year)s")}
    return words[own_words(name)] % {"year": year}
