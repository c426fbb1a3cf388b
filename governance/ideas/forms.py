"""Forms of the idea box."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.ideas.rules import Became, IdeaState
from governance.models import Body, Idea
from network.forms import OnceForm

ALL = ("", _("all"))


class IdeaForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """An idea in three fields, and whether the name is shown."""

    hidden = forms.BooleanField(
        label=_("Hide my name from other authorities"),
        required=False,
        help_text=_("The coordinator sees it, to be able to answer you."),
    )

    class Meta:
        model = Idea
        fields = ("what", "why", "gains")
        labels = {"what": _("What?"), "why": _("Why?"), "gains": _("Who would gain?")}
        widgets = {"why": forms.Textarea(attrs={"rows": 4})}


class IdeaFilter(forms.Form):
    """Search and state; both live in the address."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *IdeaState.choices])


class WordsForm(OnceForm):
    """What the proposer is told."""

    words = forms.CharField(
        label=_("What you say to the proposer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DiscussForm(WordsForm):
    """The body that discusses the idea."""

    body = forms.ChoiceField(label=_("Body"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(row.pk): row for row in Body.objects.on(timezone.localdate())}
        cast("forms.ChoiceField", self.fields["body"]).choices = [
            (pk, row.in_words) for pk, row in self.bodies.items()
        ]


class TrialForm(WordsForm):
    """From when to when an idea is tried, and what to find out."""

    first = forms.DateField(label=_("Tried from"), widget=forms.DateInput())
    last = forms.DateField(label=_("Tried until"), widget=forms.DateInput())
    find_out = forms.CharField(label=_("What to find out"), max_length=300)

    def clean(self) -> dict[str, Any]:
        """It ends on its first day or later."""
        said = super().clean() or {}
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", _("It ends before it begins."))
        return said


class OutcomeForm(WordsForm):
    """What the idea became, and where that is read about."""

    became = forms.ChoiceField(label=_("It became"), choices=Became.choices)
    link = forms.URLField(label=_("Where it is read about"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = True


class DeclineForm(WordsForm):
    """Why an idea is declined."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = True
        self.fields["words"].label = _("Why it is declined")


class CommentForm(OnceForm):
    """Something that is said of an idea."""

    text = forms.CharField(
        label=_("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class IdeaTextForm(OnceForm):
    """The next version of the text."""

    text = forms.CharField(
        label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 10})
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
