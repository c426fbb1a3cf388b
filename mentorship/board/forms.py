"""Forms of the board: a move, a rule, the weights and the last day to answer."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.actions.ask_pairs import usual_last_day
from mentorship.matching.criteria import HEAVIEST, Criterion, weights_of
from mentorship.models import Interest, MentorRound, PairRule
from mentorship.rules import MENTEE, MENTOR, Objective
from network.middleware import NetworkRequest
from network.seat import Seat


def way_back(request: NetworkRequest, found: MentorRound, moved: int | None = None) -> str:
    """Where a step leads: the page that it was taken on, with the board's filters and page.

    `moved` is the mentee whose row the step was about.
    """
    to = request.POST.get("back") or request.GET.get("back", "")
    if to != "board":
        return reverse("matching", args=[found.pk])
    there = QueryDict(request.POST.get("at") or request.GET.get("at", ""))
    kept = {name: there[name] for name in ("q", "shown", "page") if there.get(name)}
    if moved is not None:
        kept["moved"] = str(moved)
    return reverse("board", args=[found.pk], query=kept)


class TwoForm(forms.Form):
    """A mentee and a mentor of the round, who both still take part."""

    def __init__(self, *args: Any, found: MentorRound, seat: Seat, **more: Any) -> None:
        super().__init__(*args, **more)
        seen = Interest.objects.seen_by(seat).filter(round=found, withdrawn_at=None)
        for name, role in (("mentee", MENTEE), ("mentor", MENTOR)):
            those = seen.filter(role=role).select_related("person")
            self.fields[name] = forms.ModelChoiceField(those)


class RuleForm(TwoForm):
    """These two, or never these two; one button says it all: "pin-12-7".

    A choice among mentors says it in three: the kind, the mentee, and the mentor as `to`.
    """

    kind = forms.ChoiceField(choices=PairRule.Kind.choices)

    def __init__(self, data: Any, **more: Any) -> None:
        chosen = str(data.get("to", "")).partition("-")[0]
        apart = f"{data.get('kind', '')}-{data.get('mentee', '')}-{chosen}"
        kind, mentee, mentor = [*str(data.get("rule", apart)).split("-", 2), "", ""][:3]
        super().__init__({"kind": kind, "mentee": mentee, "mentor": mentor}, **more)


class MoveForm(TwoForm):
    """Give a mentee another mentor; `instead_of` is who leaves the mentor for the place."""

    instead_of = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def __init__(self, data: Any, **more: Any) -> None:
        # One choice says both: "12" is the mentor, "12-7" the mentor with 7's place.
        mentor, _dash, instead = str(data.get("to", "")).partition("-")
        said = {"mentee": data.get("mentee"), "mentor": mentor, "instead_of": instead}
        super().__init__(said, **more)


class WeightsForm(forms.Form):
    """What each wish weighs, 0 to 10, and what is sought before all else."""

    objective = forms.ChoiceField(
        label=gettext_lazy("Seek first"), choices=Objective.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, found: MentorRound) -> None:
        kept = {wish.value: weight for wish, weight in weights_of(found.weights).items()}
        super().__init__(data, initial={**kept, "objective": found.objective})
        for wish in Criterion:
            self.fields[wish.value] = forms.IntegerField(
                label=wish.label,
                min_value=0,
                max_value=HEAVIEST,
                widget=forms.NumberInput(attrs={"type": "range", "step": 1}),
                error_messages={"invalid": _("Write a whole number from 0 to 10.")},
            )

    @property
    def sliders(self) -> list[dict[str, Any]]:
        """The fields of the wishes, in their order, with what each usually weighs."""
        return [{"field": self[wish.value], "usual": wish.usual} for wish in Criterion]

    def weights(self) -> dict[str, int]:
        """The chosen weights, each named, so that a later change of the usual changes nothing."""
        return {wish.value: int(self.cleaned_data[wish.value]) for wish in Criterion}


class LastDayForm(forms.Form):
    """The last day on which the two can answer."""

    answer_by = forms.DateField(
        label=gettext_lazy("Answer at the latest"),
        help_text=gettext_lazy("They are reminded three days before."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answer_by"].initial = usual_last_day(timezone.localdate())

    def clean_answer_by(self) -> Any:
        """A day that has passed leaves nobody time to answer."""
        day = self.cleaned_data["answer_by"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a last day to answer that is after today."))
        return day
