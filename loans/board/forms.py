"""The forms of the board: a notice, an approach to an offer, its answer, a saved search."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loans.board.words import KINDS
from loans.models import Approach, Notice, SavedSearch
from loans.rules import NoticeKind, Occasion, Reach, Remote
from loans.terms import covered
from members.models import Competence, Membership, Person
from network.forms import OnceForm

MOST_COMPETENCES = 8
FARTHEST = 3  # years ahead; a later day is a slip of the finger


def not_covered(member: Membership) -> str:
    """Why a member can neither lend nor borrow, and what to do instead."""
    return _(
        "%(name)s is neither a state agency, a municipality nor a region. The rules of staff loans"
        " do not cover it. Agree on a purchase of services, or advertise the work."
    ) % {"name": member.name}


def competences_of(also: Sequence[str]) -> list[tuple[str, str]]:
    """The competences that the network offers today, and those already chosen."""
    found = Competence.objects.offered_on(timezone.localdate(), also)
    return [(row.code, row.in_words) for row in found]


def _choose_among(form: Any, authorities: Sequence[Membership]) -> None:
    """Let a form ask for the authority, where there is more than one to choose among."""
    if len(authorities) == 1:
        del form.fields["membership"]
        form.instance.membership = authorities[0]
        return
    field = form.fields["membership"]
    field.queryset = Membership.objects.filter(pk__in=[row.pk for row in authorities])
    field.choices = [(row.pk, row.name) for row in authorities]


def look_at_days(form: forms.BaseForm, said: dict[str, Any]) -> None:
    """Days in order, none of them over, and answers that come in time."""
    today = timezone.localdate()
    starts, ends, answer = said.get("starts"), said.get("ends"), said.get("answer_by")
    for name, day in (("starts", starts), ("ends", ends), ("answer_by", answer)):
        if day and day.year > today.year + FARTHEST:
            form.add_error(name, _("Look over the year."))
    if starts and ends and ends < starts:
        form.add_error("ends", _("It ends before it starts."))
    elif ends and ends < today:
        form.add_error("ends", _("That day has passed."))
    if answer and answer < today:
        form.add_error("answer_by", _("That day has passed."))
    elif answer and ends and answer > ends:
        form.add_error("answer_by", _("Answers must come before the last day."))


def between(low: int, high: int, words: str) -> list[Any]:
    """Validators of a number, with one sentence."""
    return [MinValueValidator(low, words), MaxValueValidator(high, words)]


def percent_field(label: Any) -> forms.IntegerField:
    """An extent, said at its own field when it is out of bounds."""
    words = gettext_lazy("The extent is 5 to 100 per cent.")
    return forms.IntegerField(
        label=label,
        min_value=5,
        max_value=100,
        error_messages={"min_value": words, "max_value": words},
    )


class NoticeForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A need or an offer, as its authority writes it."""

    # Rows of a network are asked for inside its scope alone, so the fields get theirs later.
    membership = forms.ModelChoiceField(
        Membership._base_manager.none(), label=gettext_lazy("Authority")
    )
    contact = forms.ModelChoiceField(
        Person._base_manager.none(),
        label=gettext_lazy("Contact person"),
        help_text=gettext_lazy("Name, title and mail address are shown on the board."),
    )
    competences = forms.MultipleChoiceField(
        label=gettext_lazy("Competences"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "One to eight. Needs and offers are suggested to each other by them."
        ),
        error_messages={"required": gettext_lazy("Choose at least one competence.")},
    )

    class Meta:
        model = Notice
        fields = (
            *("kind", "membership", "occasion", "title", "tasks", "competences", "people"),
            *("starts", "ends", "percent", "place", "remote", "secrecy"),
            *("contact", "reach", "answer_by"),
        )
        widgets = {
            "kind": forms.RadioSelect,
            "occasion": forms.RadioSelect,
            "remote": forms.RadioSelect,
            "reach": forms.RadioSelect,
        }
        help_texts = {
            "title": gettext_lazy("Such as: Utredare till länets digitaliseringsstrategi."),
            "tasks": gettext_lazy(
                "What the person would do. It must lie within their duty to work at home."
            ),
            "place": gettext_lazy("Such as: Härnösand. A distance is known for larger places."),
            "reach": gettext_lazy(
                "Sister networks also read the contact's name and mail address, and write there."
            ),
        }

    def __init__(
        self,
        *args: Any,
        authorities: Sequence[Membership],
        contacts: Sequence[Person],
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        fields: Any = self.fields
        fields["competences"].choices = competences_of(self.instance.competences or [])
        self.authorities = {row.pk: row for row in authorities}
        _choose_among(self, authorities)
        fields["contact"].queryset = Person.objects.filter(pk__in=[one.pk for one in contacts])
        fields["percent"].validators += between(5, 100, _("The extent is 5 to 100 per cent."))
        fields["people"].validators += between(1, 500, _("Say how many, at least one."))
        fields["contact"].choices = [
            ("", _("Choose")),
            *((one.pk, f"{one.name}, {one.title}" if one.title else one.name) for one in contacts),
        ]
        fields["kind"].choices = KINDS.items()
        for name, words in (("occasion", Occasion), ("remote", Remote), ("reach", Reach)):
            fields[name].choices = [(value, capfirst(str(said))) for value, said in words.choices]

    def clean_competences(self) -> list[str]:
        """One to eight."""
        codes: list[str] = self.cleaned_data["competences"]
        if len(codes) > MOST_COMPETENCES:
            raise forms.ValidationError(_("Choose at most eight competences."))
        return codes

    def clean_place(self) -> str:
        """Without odd spaces."""
        return " ".join(self.cleaned_data["place"].split())

    def clean(self) -> dict[str, Any]:
        """Days in order, an answer in time, and an authority that the rules of loans cover."""
        said = super().clean() or {}
        look_at_days(self, said)
        elsewhere = said.get("remote") == Remote.WHOLLY or said.get("kind") != NoticeKind.NEED
        if not (elsewhere or said.get("place") or "place" in self.errors):
            self.add_error("place", _("Say where, or that the work is done from anywhere."))
        member = said.get("membership") or self.instance.membership
        if member is not None:
            owner = self.authorities.get(member.pk, member)
            if covered(owner.authority.kind) is None:
                field = "membership" if "membership" in self.fields else None
                self.add_error(field, not_covered(owner))
            self._look_at_contact(said.get("contact"), owner)
        return said

    def _look_at_contact(self, contact: Person | None, owner: Membership) -> None:
        theirs = contact and contact.membership_id == owner.pk
        if contact and not theirs and contact.pk != self.instance.written_by_id:
            self.add_error("contact", _("Choose somebody at %(name)s.") % {"name": owner.name})


class ApproachForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """That an authority would like to borrow staff that is on offer."""

    membership = forms.ModelChoiceField(
        Membership._base_manager.none(), label=gettext_lazy("Authority")
    )

    class Meta:
        model = Approach
        fields = ("membership", "words")
        help_texts = {
            "words": gettext_lazy("Tasks, days, extent and place, so that they can name somebody."),
        }

    def __init__(self, *args: Any, authorities: Sequence[Membership], **kw: Any) -> None:
        super().__init__(*args, **kw)
        _choose_among(self, authorities)


class DeclineForm(OnceForm, forms.Form):
    """Why an approach is declined; the other authority reads it."""

    why = forms.CharField(
        label=gettext_lazy("Why not"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Goes to the other authority. Do not write about anybody by name."),
        error_messages={"required": gettext_lazy("Write why, in a sentence.")},
    )


class SavedSearchForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What a search is called, and whether its new hits come by mail."""

    class Meta:
        model = SavedSearch
        fields = ("name", "weekly")
        help_texts = {
            "weekly": gettext_lazy("On Mondays, only when something new fits."),
        }

    def _get_validation_exclusions(self) -> set[str]:
        """All but network and person, so that a name that is taken is said at the form."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"network", "person"}


def usual_answer_by(today: date) -> date:
    """Three weeks from a day: what a new notice proposes."""
    return date.fromordinal(today.toordinal() + 21)
