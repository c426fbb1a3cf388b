"""What the employee, their manager and HR fill in before there is a loan."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from loans.board.forms import percent_field
from loans.models import Consent, Interest, Notice
from loans.rules import Legal
from members.models import Person
from network.forms import OnceForm

OWN_CONSENT = _(
    "I consent to work for the other authority while the loan lasts. I know that my duty to work"
    " does not reach there without it."
)


def meets(notice: Notice, starts: date | None, ends: date | None) -> bool:
    """Whether at least a day suits the notice as well; days that are missing suit."""
    return not (starts and ends) or (starts <= notice.ends and ends >= notice.starts)


def not_met(notice: Notice) -> str:
    """The sentence for days that suit the notice on no day."""
    return _now("The notice is for %(start)s to %(end)s. Choose days that meet them.") % {
        "start": date_format(notice.starts, "j F Y"),
        "end": date_format(notice.ends, "j F Y"),
    }


class DaysForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """First and last day and an extent, each said at its own field when it is wrong."""

    percent = percent_field(_("Extent, per cent"))

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        said = super().clean() or {}
        starts, ends = said.get("starts"), said.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _now("It ends before it starts."))
        return said


class AnswerDaysForm(DaysForm):
    """Days and extent of an answer to a notice: at first its own, and never past or beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notice = self.instance.notice
        self.initial.update(
            {
                "starts": max(notice.starts, timezone.localdate()),
                "ends": notice.ends,
                "percent": notice.percent,
            }
        )

    def clean(self) -> dict[str, Any]:
        """Days that meet the notice's, and that are not over."""
        said = super().clean() or {}
        starts, ends = said.get("starts"), said.get("ends")
        if ends and ends < timezone.localdate():
            self.add_error("ends", _now("That day has passed."))
        elif "ends" not in self.errors and not meets(self.instance.notice, starts, ends):
            self.add_error("starts", not_met(self.instance.notice))
        return said


class InterestForm(AnswerDaysForm):
    """That one would go: words, days, extent, and one's own consent outside the State's rules."""

    class Meta:
        model = Interest
        fields = ("words", "starts", "ends", "percent", "own_consent")
        widgets = {"words": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, legal: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if legal == Legal.OTHERS:
            self.fields["own_consent"].label = OWN_CONSENT
            self.fields["own_consent"].required = True
            self.fields["own_consent"].error_messages["required"] = _(
                "Tick that you consent, or leave the notice unanswered."
            )
        else:
            del self.fields["own_consent"]


class ConsentForm(DaysForm):
    """The manager's yes with its limits, or no with words."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, I consent")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )

    class Meta:
        model = Consent
        fields = ("starts", "ends", "percent", "why")
        widgets = {"why": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "starts": _("Only if the employee's own first day is too early."),
            "ends": _("Only if the employee's own last day is too late."),
            "why": _("Only the employee reads it. Required if you say no."),
        }

    field_order = ("answer", "starts", "ends", "percent", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["percent"].label = _("At most, per cent")
        self.fields["percent"].required = False
        self.fields["percent"].help_text = _("Only if less than the employee said.")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A no says why; the limits of a yes leave something of what was asked."""
        said = super().clean() or {}
        asked = self.instance.interest
        if said.get("answer") == "no":
            if not said.get("why"):
                self.add_error("why", _now("Write why you say no."))
            return said
        if self.errors:
            return said
        starts = max(asked.starts, said.get("starts") or asked.starts)
        ends = min(asked.ends, said.get("ends") or asked.ends)
        if starts > ends:
            self.add_error(
                "starts", _now("The employee could not go on any day within those limits.")
            )
        elif not meets(asked.notice, starts, ends):
            self.add_error("starts", not_met(asked.notice))
        return said

    def consent(self) -> Consent:
        """The answer, not saved yet."""
        found: Consent = self.save(commit=False)
        found.given = self.cleaned_data["answer"] == "yes"
        return found


class AgreeForm(OnceForm):
    """The yes or no of somebody whom HR named."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, I want to")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    own_consent = forms.BooleanField(label=OWN_CONSENT, required=False)

    def __init__(self, *args: Any, legal: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if legal != Legal.OTHERS:
            del self.fields["own_consent"]

    def clean(self) -> dict[str, Any]:
        """Outside the State's own rules a yes comes with one's own consent."""
        said = super().clean() or {}
        asks = "own_consent" in self.fields
        if asks and said.get("answer") == "yes" and not said.get("own_consent"):
            self.add_error("own_consent", _now("Tick that you consent, or say no."))
        return said


class NominationForm(AnswerDaysForm):
    """Whom HR names for an authority that has approached, with days and extent."""

    person: Any = forms.ModelChoiceField(
        label=_("Whom do you name?"),
        queryset=Person._base_manager.none(),
        help_text=_("They are asked by mail first, then their manager. Nobody else is told."),
        error_messages={"invalid_choice": _("Choose somebody of your own authority.")},
    )

    class Meta:
        model = Interest
        fields = ("person", "starts", "ends", "percent")

    def __init__(self, *args: Any, people: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class ChoiceForm(OnceForm):
    """Who leads the work at the borrower; may be said later, in the agreement."""

    leader = forms.ModelChoiceField(
        label=_("Who leads the work?"),
        queryset=Person._base_manager.none(),
        required=False,
        empty_label=_("is said in the agreement"),
        help_text=_("Somebody of the authority that borrows. May be chosen later."),
    )

    def __init__(self, *args: Any, people: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = people  # type: ignore[attr-defined]
