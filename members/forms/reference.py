"""The form of a member's rule for references, with a value to try it on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import ReferenceRule
from members.references import LONGEST, ReferenceFormat, tidy, why_no_format, why_not


class ReferenceRuleForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What references are called, how they are written, and whether one must be there."""

    trial = forms.CharField(
        label=_("Try a reference"),
        max_length=LONGEST,
        required=False,
        help_text=_("Write one of your own and press Try. Nothing is saved."),
    )

    class Meta:
        model = ReferenceRule
        fields = ("label", "pattern", "example", "required")
        help_texts = {
            "label": _("For example: cost centre, or reference code."),
            "pattern": _(
                "9 is a digit, A a letter, * any characters. AA9999 takes AB1234. Every other"
                " sign stands for itself. Empty takes everything."
            ),
            "example": _("Shown to those who enrol. It must have the format."),
            "required": _("Without this, a missing reference is let through."),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if problem := why_no_format(data.get("pattern", ""), data.get("example", "")):
            self.add_error("example" if data.get("example") else "pattern", problem)
        return data

    @property
    def asked(self) -> ReferenceFormat:
        """The rule as it was written."""
        data = self.cleaned_data
        return ReferenceFormat(
            data["label"], tidy(data["pattern"]), tidy(data["example"]), data["required"]
        )

    def verdict(self) -> str:
        """What somebody who writes the tried reference is told; empty when it is taken."""
        return why_not(self.asked, self.cleaned_data["trial"])
