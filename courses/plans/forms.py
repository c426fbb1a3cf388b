"""Forms for plans: what a variant may use, its rules, its runs, and the rooms that members lend."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Campaign, Plan, PlannedRun, PlanRule, Venue
from courses.needs.rules import Importance, Term
from courses.plans.inputs import USUAL
from members.models import Membership
from network.forms import OnceForm


def members() -> Any:
    """The members of today, for a choice of host."""
    return (
        Membership.objects.on(timezone.localdate())
        .select_related("authority")
        .order_by("authority__name", "part")
    )


class PlanForm(OnceForm):
    """What a variant is called and may use, and what it weighs."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Such as: Within the budget of last year.")
    )
    budget = forms.DecimalField(
        label=_("Budget"), min_value=0, max_digits=12, decimal_places=2, required=False,
        help_text=_("Kronor without VAT. Empty for no limit."),
    )  # fmt: skip
    hours = forms.DecimalField(
        label=_("Coordinator's hours"), min_value=0, max_digits=7, decimal_places=1,
        required=False, help_text=_("Empty for no limit."),
    )  # fmt: skip
    must = forms.IntegerField(label=Importance.MUST.label, min_value=0, max_value=100)
    should = forms.IntegerField(label=Importance.SHOULD.label, min_value=0, max_value=100)
    can_wait = forms.IntegerField(label=Importance.CAN_WAIT.label, min_value=0, max_value=100)
    other_term = forms.IntegerField(
        label=_("A seat in the other term is worth"), min_value=0, max_value=100,
        help_text=_("Per cent of a seat in the term that was asked for. 0: nobody is moved."),
    )  # fmt: skip
    sent = forms.BooleanField(label=_("Count answers that wait for approval too"), required=False)

    def __init__(self, data: Any, *, campaign: Campaign, plan: Plan | None = None) -> None:
        self.campaign, self.plan = campaign, plan
        super().__init__(data, initial=self._given(plan))

    @staticmethod
    def _given(plan: Plan | None) -> dict[str, Any]:
        settings: Mapping[str, Any] = USUAL
        given: dict[str, Any] = {}
        if plan is not None:
            settings = {**USUAL, **plan.inputs.get("settings", {})}
            given = {"name": plan.name, "budget": plan.budget, "hours": plan.hours}
        weights = settings["weights"]
        return given | {
            "must": weights["1"], "should": weights["2"], "can_wait": weights["3"],
            "other_term": settings["other_term"], "sent": settings["sent"],
        }  # fmt: skip

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        twins = Plan.objects.filter(campaign=self.campaign, name=name)
        if twins.exclude(pk=self.plan.pk if self.plan else None).exists():
            raise ValidationError(_("There is a plan with that name."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        weights = [cleaned.get(name) or 0 for name in ("must", "should", "can_wait")]
        if not self.errors and not any(weights):
            self.add_error("must", _("Something must be worth more than 0."))
        return cleaned

    def settings(self) -> dict[str, Any]:
        """What the plan weighs, as it is kept."""
        said = self.cleaned_data
        return {
            "weights": {"1": said["must"], "2": said["should"], "3": said["can_wait"]},
            "other_term": said["other_term"],
            "sent": said["sent"],
        }


class CopyForm(PlanForm):
    """A new variant; it may begin from the rules of another."""

    like = forms.ModelChoiceField(
        Plan._base_manager.none(),
        label=_("Copy the rules of"),
        required=False,
        empty_label=_("none: begin without rules"),
    )
    field_order = ("name", "like")

    def __init__(self, data: Any, *, campaign: Campaign, like: Plan | None = None) -> None:
        super().__init__(data, campaign=campaign)
        cast("forms.ModelChoiceField[Plan]", self.fields["like"]).queryset = Plan.objects.filter(
            campaign=campaign
        )
        if like is not None:
            self.initial = {**self.initial, **self._given(like), "like": like.pk, "name": ""}


class RuleForm(OnceForm):
    """How many runs of a course a plan must have or may have, and why."""

    candidate = forms.TypedChoiceField(label=_("Course"), coerce=int)
    term = forms.ChoiceField(label=_("Term"), required=False)
    least = forms.IntegerField(
        label=_("At least"),
        min_value=0,
        max_value=50,
        initial=0,
        help_text=_("Runs. 0: no demand."),
    )
    most = forms.IntegerField(
        label=_("At most"), min_value=0, max_value=50, required=False,
        help_text=_("Runs. 0: none at all. Empty: no limit."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Such as: the council wants it every year.")
    )

    def __init__(
        self,
        data: Any = None,
        *,
        titles: Mapping[int, str],
        put_off: Collection[int] = (),
        **initial: Any,
    ) -> None:
        super().__init__(data, initial=initial)
        self.put_off = put_off
        choices = [("", _("choose")), *titles.items()]
        cast(forms.ChoiceField, self.fields["candidate"]).choices = choices
        cast(forms.ChoiceField, self.fields["term"]).choices = [
            ("", _("the whole year")),
            *Term.choices,
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        least, most = cleaned.get("least"), cleaned.get("most")
        if not self.errors:
            if not least and most is None:
                self.add_error("least", _("Write how many runs, at least or at most."))
            elif most is not None and most < least:
                self.add_error("most", _("At most cannot be fewer than at least."))
            elif least and cleaned["candidate"] in self.put_off:
                told = _("The council declined it or waits with it. Record a new decision first.")
                self.add_error("candidate", told)
        return cleaned

    def rule(self, plan: Plan) -> PlanRule:
        """The rule as it was written."""
        said = self.cleaned_data
        return PlanRule(
            plan=plan,
            candidate_id=said["candidate"],
            term=said["term"],
            least=said["least"],
            most=said["most"],
            reason=said["reason"],
        )


class PlannedRunForm(OnceForm):
    """The size, week, host and teacher of a run in a variant."""

    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=2000)
    week = forms.IntegerField(
        label=_("ISO week"), min_value=1, max_value=53, required=False,
        help_text=_("Of the year of the plan. Empty if it is not known."),
    )  # fmt: skip
    host = forms.ModelChoiceField(
        Membership._base_manager.none(),
        label=_("Host authority"),
        required=False,
        empty_label=_("not decided"),
    )
    teaching = forms.ChoiceField(label=_("Teacher"), choices=PlannedRun.Teaching.choices)

    def __init__(self, data: Any = None, *, run: PlannedRun | None = None) -> None:
        given: dict[str, Any] = {}
        if run is not None:
            given = {name: getattr(run, name) for name in ("seats", "week", "teaching")}
            given["host"] = run.host_id
        super().__init__(data, initial=given)
        cast("forms.ModelChoiceField[Membership]", self.fields["host"]).queryset = members()

    def onto(self, run: PlannedRun) -> PlannedRun:
        """The run with what was written."""
        for name in ("seats", "week", "host", "teaching"):
            setattr(run, name, self.cleaned_data[name])
        return run


class NewPlannedRunForm(PlannedRunForm):
    """A run that is put into a variant by hand."""

    candidate = forms.TypedChoiceField(label=_("Course"), coerce=int)
    term = forms.ChoiceField(label=_("Term"), choices=Term.choices)
    field_order = ("candidate", "term", "seats")

    def __init__(self, data: Any = None, *, titles: Mapping[int, str]) -> None:
        super().__init__(data)
        choices = [("", _("choose")), *titles.items()]
        cast(forms.ChoiceField, self.fields["candidate"]).choices = choices


class VenueForm(OnceForm):
    """A room that a member lends."""

    membership = forms.ModelChoiceField(Membership._base_manager.none(), label=_("Authority"))
    name = forms.CharField(
        label=_("Room"), max_length=120, help_text=_("Such as Storsjön, floor 3.")
    )
    town = forms.CharField(label=_("Town"), max_length=60, required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=2000)
    spring = forms.BooleanField(label=_("May be used in spring"), required=False)
    autumn = forms.BooleanField(label=_("May be used in autumn"), required=False)

    NAMES = ("membership", "name", "town", "seats", "spring", "autumn")

    def __init__(self, data: Any = None, *, venue: Venue | None = None) -> None:
        self.venue = venue
        given: dict[str, Any] = {"spring": True, "autumn": True}
        if venue is not None:
            given = {name: getattr(venue, name) for name in self.NAMES[1:]}
            given["membership"] = venue.membership_id
        super().__init__(data, initial=given)
        field = cast("forms.ModelChoiceField[Membership]", self.fields["membership"])
        field.queryset = members()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        twins = Venue.objects.filter(
            membership=cleaned.get("membership"), name=cleaned.get("name", "")
        )
        if twins.exclude(pk=self.venue.pk if self.venue else None).exists():
            self.add_error("name", _("The authority has a room with that name already."))
        return cleaned

    def onto(self, venue: Venue) -> Venue:
        """The room with what was written."""
        for name in self.NAMES:
            setattr(venue, name, self.cleaned_data[name])
        return venue
