"""Papers on their way in, told by their content."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from governance.models import Paper
from network.forms import OnceForm
from network.uploads.paper import UploadedPaper, read_paper
from network.uploads.refusals import UploadRefused


class PaperField(forms.FileField):
    """A file that is told by its content; the form holds what `read_paper` made of it."""

    def clean(self, data: Any, initial: Any = None) -> UploadedPaper:
        """The paper as it was read, or why it is refused."""
        file = super().clean(data, initial)
        try:
            return read_paper(file)
        except UploadRefused as refused:
            raise forms.ValidationError(refused.sentence) from None


class PaperForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A paper and who reads it."""

    file = PaperField(
        label=_("File"),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file.")},
    )

    class Meta:
        model = Paper
        fields = ("title", "confidential")
        help_texts = {"title": _("Empty: the name of the file.")}

    field_order = ("once", "file", "title", "item", "confidential")
    item: Any = forms.ModelChoiceField(
        queryset=None, label=pgettext_lazy("agenda", "Item"), required=False
    )

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["file"].help_text = gettext(
            "PDF, Word, Excel, PowerPoint, OpenDocument, picture or text; at most %(n)s MB."
        ) % {"n": settings.PAPER_MEGABYTES}
        item: Any = self.fields["item"]
        item.queryset, item.empty_label = items, gettext("the whole meeting")
        if self.instance.item_id is not None:
            del self.fields["item"]

    def clean(self) -> dict[str, Any]:
        """A paper without a title is called as its file."""
        data = super().clean() or {}
        if data.get("item"):
            self.instance.item = data["item"]
        if not data.get("title") and data.get("file"):
            data["title"] = data["file"].name.rpartition(".")[0][:160]
        return data


class VersionForm(OnceForm):
    """The next version of a paper."""

    file = PaperField(
        label=_("File"),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file.")},
        help_text=_("The former version is kept, and can be read."),
    )
