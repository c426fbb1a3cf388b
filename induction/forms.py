"""Forms of the manager induction programme, and the filters of its lists."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from courses.models import Course
from induction.models import Module, Participation, Programme
from induction.rules import Stage
from members.models import Membership
from mentorship.models import JointMeeting, MentorRound
from network.forms import OnceForm
from network.sorting import swedish_order

ALL = ("", _("all"))


def _choose(form: Any, name: str, rows: Any) -> None:
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.empty_label = _("none")
    field.queryset = rows
    form.initial.setdefault(name, getattr(form.instance, f"{name}_id"))


class ProgrammeForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A year of the programme, and the members that take part."""

    mentor_round = forms.ModelChoiceField(
        MentorRound._base_manager.none(),
        label=_("Mentoring round"),
        required=False,
        help_text=_("Where those who take part get a mentor from another authority."),
    )
    members = forms.TypedMultipleChoiceField(
        label=_("Members that take part"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one member.")},
    )

    class Meta:
        model = Programme
        fields = ("title", "starts", "ends", "newest_months", "about")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "mentor_round", MentorRound.objects.all())
        members = Membership.objects.on(timezone.localdate()).select_related("authority")
        cast(forms.ChoiceField, self.fields["members"]).choices = [
            (member.pk, member.name)
            for member in sorted(members, key=lambda member: swedish_order(member.name))
        ]
        if self.instance.pk:
            chosen = self.instance.members.values_list("membership", flat=True)
            self.initial.setdefault("members", list(chosen))

    def clean(self) -> dict[str, Any]:
        """It ends after it starts; its title is its own."""
        said = super().clean() or {}
        if "mentor_round" in said:
            self.instance.mentor_round = said["mentor_round"]
        starts, ends = said.get("starts"), said.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("It ends before it starts."))
        same = Programme.objects.filter(title=said.get("title", "")).exclude(pk=self.instance.pk)
        if same.exists():
            self.add_error("title", _("Another programme has that title."))
        return said


class ModuleForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A module: of a course, of a joint meeting, or at one's own workplace."""

    course = forms.ModelChoiceField(
        Course._base_manager.none(),
        label=_("Course"),
        required=False,
        help_text=_("For a module that is a course."),
    )
    meeting = forms.ModelChoiceField(
        JointMeeting._base_manager.none(),
        label=_("Joint meeting"),
        required=False,
        help_text=_("For a module that is a joint meeting of the programme's mentoring round."),
    )

    class Meta:
        model = Module
        fields = ("kind", "title", "about", "done_by")
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["kind"]).choices = [
            (value, capfirst(str(label))) for value, label in Module.Kind.choices
        ]
        _choose(self, "course", Course.objects.order_by("title_sv"))
        found = self.instance.programme.mentor_round_id
        _choose(self, "meeting", JointMeeting.objects.standing().filter(round=found))

    def clean(self) -> dict[str, Any]:
        """A course's module names a course; the others name none."""
        said = super().clean() or {}
        kind = said.get("kind")
        if kind == Module.Kind.COURSE and not said.get("course"):
            self.add_error("course", _("Choose the course that the module is."))
        self.instance.course = said.get("course") if kind == Module.Kind.COURSE else None
        self.instance.meeting = said.get("meeting") if kind == Module.Kind.MEETING else None
        return said


class InvitationAnswerForm(OnceForm):
    """Yes, not now but from a day, or no."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            ("yes", _("Yes, I take part")),
            ("later", _("Not now, ask me again")),
            ("no", _("No, not at all")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    later = forms.DateField(
        label=_("Ask me again on"),
        help_text=_("Only if you answer not now."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Not now says when instead, and a day to come."""
        said = super().clean() or {}
        if said.get("answer") == "later":
            later = said.get("later")
            if "later" not in self.errors and (later is None or later <= timezone.localdate()):
                self.add_error("later", _("Write a day to come."))
        return said


PACES = [ALL, ("late", _("has a late module")), ("on_time", _("nothing is late"))]


class ParticipationFilter(forms.Form):
    """Search and filters of those who take part; all of it lives in the address."""

    NAMES = ("q", "stage", "membership", "pace")
    choices: dict[str, list[tuple[str, Any]]]

    def __init__(self, *args: Any, seen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.filter(pk__in=seen.values("membership")).select_related(
            "authority"
        )
        named = sorted(members, key=lambda member: swedish_order(member.name))
        self.choices = {
            "stage": [ALL, *Stage.choices],
            "membership": [ALL, *((str(member.pk), member.short_name) for member in named)],
            "pace": PACES,
        }
        labels = {"stage": _("State"), "membership": _("Authority"), "pace": _("Pace")}
        self.fields["q"] = forms.CharField(required=False, max_length=100)
        for name, choices in self.choices.items():
            self.fields[name] = forms.ChoiceField(
                label=labels[name], choices=choices, required=False
            )
        self.is_valid()

    def of(self, name: str) -> str:
        """What a filter is set to."""
        return str(self.cleaned_data.get(name) or "")

    def fits(self, row: Participation) -> bool:
        """Whether a row is in a chosen state."""
        return self.of("stage") in ("", row.stage)

    @property
    def words(self) -> dict[str, Any]:
        """What each filter is set to, in words."""
        return {
            name: dict(self.choices[name]).get(self.of(name), "") if self.of(name) else ""
            for name in self.NAMES[1:]
        }

    @property
    def is_used(self) -> bool:
        """Whether anything is filtered."""
        return any(self.of(name) for name in self.NAMES)
