"""Forms of the operational plan: the year, goals, activities, progress, commitments, texts."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import (
    ActivityStatus,
    Body,
    Commitment,
    OperationalPlan,
    PlanActivity,
    PlanGoal,
    PlanText,
)
from members.models import Membership
from network.forms import OnceForm
from network.seat import Seat
from network.sorting import swedish_order


class PlanForm(OnceForm):
    """The year of a new plan, and from which plan its goals are copied."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    copied = forms.ChoiceField(
        label=_("Copy from"),
        required=False,
        help_text=_("Goals and activities come along. What members give is asked anew."),
    )

    def __init__(self, *args: Any, plans: list[OperationalPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {str(plan.pk): plan for plan in plans}
        cast("forms.ChoiceField", self.fields["copied"]).choices = [
            ("", _("begin empty")),
            *((pk, str(plan)) for pk, plan in self.plans.items()),
        ]


class GoalForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A goal, and how one sees that it is reached."""

    class Meta:
        model = PlanGoal
        fields = ("title", "text", "measure")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class ActivityForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """An activity: what, who answers for it, when, and its budget."""

    # The rows of a network are asked for in its scope alone, so the fields begin empty.
    goal = forms.ModelChoiceField(PlanGoal._base_manager.none(), label=_("Goal"))
    body = forms.ModelChoiceField(
        Body._base_manager.none(),
        label=_("Body that answers for it"),
        required=False,
        empty_label=_("none"),
    )

    class Meta:
        model = PlanActivity
        fields = ("goal", "title", "text", "body", "answers", "starts", "ends", "budget")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "starts": forms.DateInput(),
            "ends": forms.DateInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = PlanGoal.objects.filter(plan=self.instance.plan_id)
        cast("Any", self.fields["goal"]).queryset = goals
        bodies = Body.objects.on(timezone.localdate())
        cast("Any", self.fields["body"]).queryset = bodies


class ProgressForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """How far an activity has come on a day."""

    class Meta:
        model = ActivityStatus
        fields = ("progress", "on", "words")
        widgets = {"on": forms.DateInput(), "words": forms.Textarea(attrs={"rows": 2})}

    def clean(self) -> dict[str, Any]:
        """It has come so far today or earlier; what is stopped is told why."""
        said = super().clean() or {}
        if said.get("on") and said["on"] > timezone.localdate():
            self.add_error("on", _("Write how far it has come today, or on an earlier day."))
        if said.get("progress") == "stopped" and not said.get("words"):
            self.add_error("words", _("Write why the activity is stopped."))
        return said


class CommitmentForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """What a member gives: hours, kronor, or both."""

    membership = forms.ModelChoiceField(Membership._base_manager.none(), label=_("Member"))

    class Meta:
        model = Commitment
        fields = ("membership", "hours", "kronor", "words")

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["membership"]
            return
        rows = Membership.objects.answered_for_by(seat).on(timezone.localdate())
        taken = Commitment.objects.filter(activity=self.instance.activity_id)
        free = rows.exclude(pk__in=taken.values("membership")).select_related("authority")
        field = cast("Any", self.fields["membership"])
        field.queryset = free
        if seat.scope.whole:
            field.empty_label = _("choose a member")
        elif only := sorted(free, key=lambda member: swedish_order(member.name))[:1]:
            field.initial = only[0].pk

    def clean(self) -> dict[str, Any]:
        """Something is given."""
        said = super().clean() or {}
        if not self.errors and not said.get("hours") and not said.get("kronor"):
            self.add_error("hours", _("Write hours, kronor or both."))
        return said


class PlanTextForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A new version of a text, on top of the version that was read."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = PlanText
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}
        help_texts = {"text": _("An empty line begins a new paragraph.")}
