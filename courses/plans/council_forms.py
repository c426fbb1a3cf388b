"""Forms of the council: decisions on several candidates at a sitting, and adopting a plan."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.actions.decide import Decided, Meeting
from courses.models import Campaign, Decision, Plan
from courses.needs.rules import Verdict
from courses.plans.council import Row
from members.forms.decision import DecidedForm
from network.forms import OnceForm
from network.sorting import swedish_order

SITTING = timedelta(hours=12)  # a meeting is filled in again for as long


class DecisionsForm(OnceForm):
    """The meeting once, and a decision with its reason for as many candidates as are told."""

    meeting = forms.CharField(
        label=_("Meeting"),
        max_length=160,
        help_text=_("Such as the educational council, item 4."),
    )
    met_on = forms.DateField(label=_("Day of the meeting"), widget=forms.DateInput())
    link = forms.URLField(
        label=_("Link to the minutes"), max_length=500, required=False, assume_scheme="https"
    )
    reason = forms.CharField(
        label=_("Reason for those without one of their own"), max_length=1000, required=False
    )

    def __init__(self, *args: Any, rows: Sequence[Row], campaign: Campaign, **kwargs: Any) -> None:
        kwargs["initial"] = last_sitting(campaign) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            title = {"course": row.candidate.title}
            self.fields[f"verdict-{row.candidate.pk}"] = forms.ChoiceField(
                label=_("Decision on %(course)s") % title,
                choices=[("", _("no new decision")), *Verdict.choices],
                required=False,
            )
            self.fields[f"reason-{row.candidate.pk}"] = forms.CharField(
                label=_("Why, on %(course)s") % title, max_length=1000, required=False
            )

    def lines(self) -> list[dict[str, Any]]:
        """The rows with their two fields."""
        return [
            {
                "row": row,
                "verdict": self[f"verdict-{row.candidate.pk}"],
                "reason": self[f"reason-{row.candidate.pk}"],
            }
            for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        """At least one decision; each with a reason; no meeting to come."""
        data = super().clean() or {}
        told = [row for row in self.rows if data.get(f"verdict-{row.candidate.pk}")]
        for row in told:
            name = f"reason-{row.candidate.pk}"
            if name not in self.errors and not (data.get(name) or data.get("reason")):
                self.add_error(name, _("Write why."))
        for row in self.rows:
            name = f"verdict-{row.candidate.pk}"
            if data.get(f"reason-{row.candidate.pk}") and name in data and not data[name]:
                self.add_error(name, _("Choose what was decided, or take the reason away."))
        if not told and not self.errors:
            self.add_error(None, _("Choose a decision for at least one candidate."))
        day = data.get("met_on")
        if day and day > timezone.localdate():
            self.add_error("met_on", _("The meeting has not been held yet."))
        return data

    def decided(self) -> list[Decided]:
        """What was told, with the common reason where there is none of its own."""
        data = self.cleaned_data
        return [
            Decided(
                row.candidate,
                data[f"verdict-{row.candidate.pk}"],
                data[f"reason-{row.candidate.pk}"] or data["reason"],
            )
            for row in self.rows
            if data[f"verdict-{row.candidate.pk}"]
        ]

    def at(self) -> Meeting:
        """The meeting at which it was decided."""
        data = self.cleaned_data
        return Meeting(data["meeting"], data["met_on"], data["link"])


class PlanAdoptionForm(DecidedForm, OnceForm):
    """The decision that makes a variant the decided plan."""


def last_sitting(campaign: Campaign) -> dict[str, Any]:
    """The meeting that was written last, while it may still go on; else only today's date."""
    since = timezone.now() - SITTING
    last = (
        Decision.objects.filter(candidate__campaign=campaign, at__gte=since)
        .order_by("-at", "-pk")
        .first()
    )
    if last is None:
        return {"met_on": timezone.localdate()}
    return {"meeting": last.meeting, "met_on": last.met_on, "link": last.link}


class CouncilFilter(forms.Form):
    """Search, filters and the plan whose proposal is shown; all of it lives in the address."""

    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(label=_("Decision"), required=False)
    area = forms.ChoiceField(label=_("Competence area"), required=False)
    plan = forms.ChoiceField(label=_("Proposal"), required=False)

    def __init__(
        self, *args: Any, rows: Sequence[Row], plans: Sequence[Plan], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        areas = {
            row.candidate.area_id: str(row.candidate.area) for row in rows if row.candidate.area
        }
        offered: dict[str, list[Any]] = {
            "state": [("undecided", _("not decided")), *Verdict.choices],
            "area": sorted(areas.items(), key=lambda one: swedish_order(one[1])),
            "plan": [(plan.pk, plan_name(plan)) for plan in plans],
        }
        for name, choices in offered.items():
            everything: list[Any] = [] if name == "plan" else [("", _("all"))]
            self.fields[name].choices = everything + choices  # type: ignore[attr-defined]

    def words(self) -> dict[str, str]:
        """The chosen value of each filter, in words, for its chip."""
        self.is_valid()
        return {
            name: str(dict(self.fields[name].choices).get(_as_key(value), value))  # type: ignore[attr-defined]
            for name in ("state", "area", "plan")
            if (value := self.cleaned_data.get(name))
        }


def _as_key(value: str) -> Any:
    return int(value) if value.isdecimal() else value


def plan_name(plan: Plan) -> str:
    """A plan as lists name it: its name, and its version when it is decided."""
    if plan.version is None:
        return plan.name
    return gettext("%(name)s, version %(version)s") % {"name": plan.name, "version": plan.version}
