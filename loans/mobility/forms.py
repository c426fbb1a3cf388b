"""What the list of openings is narrowed by, and a job advertisement."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from loans.models import JobAdvertisement
from members.models import Membership
from network.forms import OnceForm
from network.openings import Wish, kinds


class OpeningFilter(forms.Form):
    """Words, kind, place and first day; all of it lives in the address."""

    q = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    place = forms.CharField(label=_("Place"), required=False, max_length=60)
    since = forms.DateField(label=_("From"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(kind, capfirst(str(label))) for kind, label in kinds()]
        self.fields["kind"].choices = [("", _("all")), *named]  # type: ignore[attr-defined]
        self.is_valid()

    def said(self, name: str) -> Any:
        """What is chosen; what cannot be understood filters nothing."""
        return self.cleaned_data.get(name) or ""

    def wish(self) -> Wish:
        """What is looked for."""
        since: date | None = self.said("since") or None
        return Wish(timezone.localdate(), self.said("q"), self.said("place"), since)

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.said(name) for name in ("q", "kind", "place", "since"))

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        choices = dict(self.fields["kind"].choices)  # type: ignore[attr-defined]
        since = self.said("since")
        return {
            "kind": str(choices.get(self.said("kind"), "")) if self.said("kind") else "",
            "place": self.said("place"),
            "since": since.isoformat() if since else "",
        }


class JobForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A job at one of one's own authorities; who answers for one is not asked which."""

    membership = forms.ModelChoiceField(Membership._base_manager.none(), label=_("Authority"))
    url = forms.URLField(
        label=_("Where to read and apply"),
        max_length=300,
        assume_scheme="https",
        help_text=_("The advertisement itself; applications are sent where it says."),
    )

    class Meta:
        model = JobAdvertisement
        fields = ("membership", "title", "place", "url", "apply_by")
        help_texts = {
            "title": _("Such as: Controller, budget and follow-up."),
        }

    def __init__(self, *args: Any, members: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(members)
        self.fields["membership"].queryset = members  # type: ignore[attr-defined]
        if len(found) == 1:
            del self.fields["membership"]
            self.instance.membership = found[0]

    def clean_apply_by(self) -> date:
        """A day that is still to come."""
        day: date = self.cleaned_data["apply_by"]
        if day < timezone.localdate():
            raise forms.ValidationError(_now("That day has passed."))
        return day
