"""Forms of open pages."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from governance.meetings.forms import moments
from governance.models import OpenEvent, OpenPage, PageVersion
from governance.pages.rules import MINORITY, Language, PageKind, Standing
from network.forms import OnceForm

ALL = ("", _("all"))
AS_WRITTEN = {"dir": "auto"}  # from the right where the words are
MARKDOWN = _(
    "Markdown: ## begins a heading, an empty line a paragraph, * a point in a list, **bold**, "
    "[words](https://address). HTML is shown as it is typed."
)


class VersionForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A new version of a page, on top of the version that was read."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    class Meta:
        model = PageVersion
        fields = ("title", "lead", "text")
        widgets = {
            "title": forms.TextInput(attrs=AS_WRITTEN),
            "lead": forms.TextInput(attrs=AS_WRITTEN),
            "text": forms.Textarea(attrs=AS_WRITTEN),
        }
        help_texts = {"text": MARKDOWN, "lead": _("Stands under the title, and in lists.")}


class BeginForm(VersionForm):
    """A page that is begun: also its kind, language, subject and address."""

    kind = forms.ChoiceField(label=_("What it is"), choices=PageKind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    subject = forms.SlugField(
        label=_("Subject"),
        max_length=60,
        required=False,
        help_text=_(
            "The same in each language that the page is in: about, contact, information, or a "
            "word of your own. Empty: made from the title."
        ),
    )
    slug = forms.SlugField(
        label=_("Address"),
        max_length=60,
        required=False,
        help_text=_("The last part of the address. Empty: made from the title."),
    )
    field_order = ("kind", "language", "title", "lead", "text", "subject", "slug")

    def clean(self) -> dict[str, Any]:
        """What is left empty is made from the title."""
        said = super().clean() or {}
        if said.get("kind") == PageKind.NEWS and said.get("language") in MINORITY:
            self.add_error("language", _("News is in Swedish or English."))
        made = said.get("title", "")
        for name in ("slug", "subject"):
            said[name] = slugify(said.get(name) or made).replace("_", "-")[:60].strip("-")
            if not said[name] and not self.errors:
                self.add_error(name, _("Write it in small letters a–z."))
        return said

    def page(self) -> OpenPage:
        """The page that the form describes, not kept yet."""
        said = self.cleaned_data
        return OpenPage(**{name: said[name] for name in ("kind", "language", "subject", "slug")})


class MoveForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """The address and place of a page."""

    class Meta:
        model = OpenPage
        fields = ("slug", "position")
        help_texts = {"slug": _("The old address leads to the new one.")}


class PublishForm(OnceForm):
    """The day from which everybody reads a version: the one that the form was shown for."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    since = forms.DateField(
        label=_("Published from"), widget=forms.DateInput(), initial=timezone.localdate
    )


class PageFilter(forms.Form):
    """Search, kind, language and standing; all live in the address."""

    q = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("What it is"), required=False, choices=[ALL, *PageKind.choices]
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[ALL, *Language.choices]
    )
    standing = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *Standing.choices])


class OpenEventForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """An open event on one day."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput())
    from_time = forms.TimeField(label=_("From"))
    to_time = forms.TimeField(label=_("To"))
    link = forms.URLField(label=_("Where it is read about"), required=False, assume_scheme="https")
    field_order = ("title", "title_en", "day", "from_time", "to_time", "place", "link")

    class Meta:
        model = OpenEvent
        fields = ("title", "title_en", "place", "link", "called_off")
        help_texts = {"called_off": _("It stays in the calendar, as called off.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            starts = timezone.localtime(self.instance.starts)
            self.initial.setdefault("day", starts.date())
            self.initial.setdefault("from_time", starts.time())
            self.initial.setdefault("to_time", timezone.localtime(self.instance.ends).time())
        else:
            del self.fields["called_off"]

    def clean(self) -> dict[str, Any]:
        """From a time to a later one."""
        said = super().clean() or {}
        if {"day", "from_time", "to_time"} <= said.keys():
            starts, ends = moments(said["day"], said["from_time"], said["to_time"])
            if ends <= starts:
                self.add_error("to_time", _("The event ends before it begins."))
            self.instance.starts, self.instance.ends = starts, ends
        return said
