"""The form of a network's template: a text for each standard clause, from a day."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from loans.agreements.clauses import TEXT_LENGTH, standard_of
from loans.agreements.forms import PlainTextField
from loans.agreements.standard import standard_words
from loans.models import AgreementTemplate
from network.forms import OnceForm


class TemplateForm(OnceForm):
    """A template for one set of rules; a text that is the portal's own is not kept twice."""

    title = PlainTextField(label=_("Title"), max_length=120)
    since = forms.DateField(
        label=_("From"), help_text=_("Agreements that are begun on that day or later use it.")
    )
    source = PlainTextField(
        label=_("Agreed"), max_length=300, help_text=_("Who agreed on it, when, where noted.")
    )

    def __init__(self, *args: Any, legal: str, before: dict[str, Any], **kwargs: Any) -> None:
        self.legal, self.own = legal, own_words(legal)
        kwargs["initial"] = self.own | before
        super().__init__(*args, **kwargs)
        for clause in standard_of(legal):
            self.fields[clause.code] = PlainTextField(
                label=str(clause.label),
                max_length=TEXT_LENGTH,
                widget=forms.Textarea(attrs={"rows": 5}),
                required=False,
                help_text=_("Empty: the portal's own wording."),
            )

    def clean_since(self) -> Any:
        """A day from today: what has held is not rewritten."""
        day = self.cleaned_data["since"]
        if day < timezone.localdate():
            raise forms.ValidationError(_now("Choose today or a later day."))
        return day

    def clauses(self) -> dict[str, str]:
        """The texts that differ from the portal's own."""
        said = {code: self.cleaned_data.get(code, "") for code in self.own}
        return {
            code: text
            for code, text in said.items()
            if text and _one_spaced(text) != _one_spaced(self.own[code])
        }

    def template(self) -> AgreementTemplate:
        """The template as it was written."""
        data = self.cleaned_data
        return AgreementTemplate(
            legal=self.legal,
            title=data["title"],
            since=data["since"],
            source=data["source"],
            clauses=self.clauses(),
        )


def own_words(legal: str) -> dict[str, str]:
    """The portal's own texts in the language that agreements are kept in, whoever reads."""
    with translation.override(settings.LANGUAGE_CODE):
        return standard_words(legal)


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
