"""Forms of bodies: kinds, bodies, mandates, guests, offices and letters."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from governance.models import Body, BodyKind, BodyLetter, Mandate
from members.models import Membership, Standing
from network.forms import OnceForm
from network.sorting import swedish_order

MOST_VOTES = 20


def members_on(day: date) -> Any:
    """The members on a day, for a choice."""
    rows = Membership.objects.on(day).select_related("authority")
    return rows.order_by("authority__name", "part")


class BodyFilter(forms.Form):
    """Search and kind; all of it lives in the address."""

    q = forms.CharField(required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    ended = forms.CharField(required=False, max_length=3)
    vacant = forms.CharField(required=False, max_length=3)

    def __init__(self, *args: Any, kinds: Iterable[BodyKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(kind.pk), kind.in_words) for kind in kinds]
        self.fields["kind"].choices = [("", gettext("all")), *named]  # type: ignore[attr-defined]
        self.is_valid()

    def asked(self, name: str) -> str:
        """What is chosen; what cannot be understood filters nothing."""
        return str(self.cleaned_data.get(name) or "")

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.asked(name) for name in self.fields)

    @property
    def kind_words(self) -> str:
        """The chosen kind, for its chip."""
        kinds: Any = self.fields["kind"]
        return str(dict(kinds.choices).get(self.asked("kind"), "")) if self.asked("kind") else ""


class BodyKindForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A kind of body, by the network's own names."""

    class Meta:
        model = BodyKind
        fields = ("name", "name_en", "nature")
        widgets = {"nature": forms.RadioSelect}
        help_texts = {
            "name": _("As your network says it, such as: Arbetsgrupp."),
            "nature": _(
                "Who sits in a body that steers the network gets the role of steering member for"
                " the same days; in one that plans the education, of council member."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nature: Any = self.fields["nature"]
        nature.choices = [(key, capfirst(str(words))) for key, words in nature.choices if key]


class BodyForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A body: what it is for, who reads, and how it decides."""

    kind = forms.ModelChoiceField(
        BodyKind._base_manager.none(), label=_("Kind"), empty_label=_("Choose")
    )

    class Meta:
        model = Body
        fields = (
            *("kind", "name", "name_en", "purpose", "purpose_en", "open_to", "decides"),
            *("quorum_percent", "votes_by", "chair_decides_ties", "discussion_wins"),
            *("calls_days_before", "mail", "since", "until"),
        )
        widgets = {"open_to": forms.RadioSelect, "votes_by": forms.RadioSelect}
        labels = {"open_to": _("Read by")}
        help_texts = {
            "open_to": _("Who reads its notices, papers and approved minutes."),
            "quorum_percent": _("50 means more than half of the mandates that vote."),
            "mail": _("If the body has an address of its own. The portal writes without one too."),
            "until": _("The body ends after that day, and so do the roles that follow from it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].queryset = BodyKind.objects.order_by("id")
        for name in ("open_to", "votes_by"):
            fields[name].choices = [
                (key, capfirst(str(words))) for key, words in fields[name].choices if key
            ]
        self.initial["since"] = self.initial.get("since") or timezone.localdate()
        self.levels = _levels(self.instance.level_votes)
        for place, level in enumerate(self.levels):
            fields[f"level_{place}"] = forms.IntegerField(
                label=gettext("Votes of level %(level)s") % {"level": level},
                min_value=0,
                max_value=MOST_VOTES,
                required=False,
                initial=self.instance.level_votes.get(level, 1),
            )

    @property
    def level_fields(self) -> list[Any]:
        """The votes of each level, where the body counts by level."""
        return [self[f"level_{place}"] for place in range(len(self.levels))]

    def clean(self) -> dict[str, Any]:
        """The days in order, and the votes of the levels kept with the body."""
        said = super().clean() or {}
        self.instance.level_votes = {
            level: votes
            for place, level in enumerate(self.levels)
            if (votes := said.get(f"level_{place}")) is not None
        }
        return said


def _levels(kept: dict[str, int]) -> list[str]:
    """The levels that members have, and those that the body knows already."""
    there = set(Standing.objects.exclude(level="").values_list("level", flat=True).distinct())
    return sorted(there | set(kept), key=swedish_order)


class EachForm(OnceForm):
    """One mandate for each of the members that are chosen."""

    since = forms.DateField(label=_("From"), widget=forms.DateInput())
    post = forms.CharField(
        label=_("Held ex officio by"),
        max_length=80,
        required=False,
        help_text=_("Such as the director-general. Empty where somebody is named."),
    )
    votes = forms.BooleanField(label=_("The mandates vote"), required=False, initial=True)
    members = forms.ModelMultipleChoiceField(
        Membership._base_manager.none(),
        label=_("Members"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one member.")},
    )

    def __init__(self, *args: Any, members: Any, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["since"] = self.initial.get("since") or since
        chosen: Any = self.fields["members"]
        chosen.queryset = members
        self.initial.setdefault("members", [member.pk for member in members])


class MandateForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A seat in a body: an authority's, or a person's own."""

    membership = forms.ModelChoiceField(
        Membership._base_manager.none(),
        label=_("Authority"),
        required=False,
        empty_label=_("None: a person's own seat"),
    )

    class Meta:
        model = Mandate
        fields = ("membership", "post", "votes", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["membership"]
        chosen.queryset = members_on(timezone.localdate())
        self.initial["since"] = self.initial.get("since") or max(
            self.instance.body.since, timezone.localdate()
        )
        if self.instance.pk:
            # Whose it is and from when stays: another authority's is another mandate.
            del self.fields["membership"], self.fields["since"], self.fields["until"]


class EndForm(OnceForm):
    """The last day of something."""

    until = forms.DateField(label=_("Last day"), widget=forms.DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", timezone.localdate())


class BodyLetterForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A letter to a body: to whom, and the words."""

    class Meta:
        model = BodyLetter
        fields = ("members", "deputies", "guests", "subject", "text")
        labels = {"members": _("To its members"), "deputies": _("To its deputies")}
        help_texts = {
            "text": _(
                "Everyone gets a letter of their own, and sees nobody else's address. Write"
                " nothing about anybody's health or other private matters."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guests"].label = gettext("To its guests")

    def clean(self) -> dict[str, Any]:
        """Somebody gets it."""
        said = super().clean() or {}
        if not any(said.get(name) for name in ("members", "deputies", "guests")):
            self.add_error("members", gettext("Choose who gets the letter."))
        return said
