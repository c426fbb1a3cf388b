"""Forms for courses, runs with their days, and seats."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses import words
from courses.models import Area, Course, Run, Session
from courses.rules import FAULTS, faults, term_name
from members.models import Membership

LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]


def _among(found: set[Any], choices: Any) -> list[Any]:
    """The choices that lead somewhere; none where there is nothing to choose."""
    return [choice for choice in choices if choice[0] in found] if len(found) > 1 else []


class CatalogueForm(forms.Form):
    """What one may narrow the catalogue down by; the choices are those that lead somewhere."""

    q = forms.CharField(required=False)
    term = forms.ChoiceField(label=_("Term"), required=False)
    town = forms.ChoiceField(label=_("Town"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    form = forms.ChoiceField(label=_("On site or digital"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    price = forms.ChoiceField(label=_("Price"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    sort = forms.ChoiceField(required=False)
    free = forms.BooleanField(label=_("Free seats only"), required=False)

    def __init__(self, data: Any, *, runs: Any) -> None:
        super().__init__(data)
        names = ("begins_at", "town", "course__area", "course__kind", "language", "price")
        facts = list(runs.order_by().values_list(*names).distinct())
        begun, towns, areas, kinds, languages, prices = (
            {row[place] for row in facts if row[place] not in ("", None)}
            for place in range(len(names))
        )
        terms = sorted({term_name(timezone.localtime(begins).date()) for begins in begun})
        found_areas = Area.objects.filter(pk__in=areas)
        everything = ("", _("all"))
        self._offer("term", [everything, *((name, words.term(name)) for name in terms)])
        self._offer("town", [everything, *((town, town) for town in sorted(towns))])
        self._offer("area", [everything, *((str(area.pk), str(area)) for area in found_areas)])
        self._offer("form", [everything, *Run.Form.choices])
        self._offer("kind", [everything, *_among(kinds, Course.Kind.choices)])
        self._offer("language", [everything, *_among(languages, LANGUAGES)])
        costs = [("free", _("free of charge")), ("paid", _("with a price"))]
        both = 0 in prices and len(prices) > 1
        self._offer("price", [everything, *(costs if both else [])])
        self._offer("sort", [(name, name) for name in ("begins", "title", "price")])

    def _offer(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def offered(self, names: Sequence[str]) -> list[str]:
        """Those of the filters that have something to choose."""
        return [name for name in names if len(cast(Any, self.fields[name]).choices) > 1]

    def value(self, name: str) -> Any:
        """What was chosen, empty when it is no choice any more."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    def shown(self, name: str) -> str:
        """What was chosen, in words."""
        choices = cast(Any, self.fields[name]).choices
        names = {str(value): str(label) for value, label in choices}
        return names.get(self.value(name), "") if self.value(name) else ""


class CourseForm(forms.ModelForm):  # type: ignore[type-arg]
    # A form made from the key would ask for rows when it is imported, outside every scope.
    area = forms.ModelChoiceField(Area._base_manager.none(), label=_("Area"), required=False)
    field_order = ("title_sv", "title_en", "kind", "area")

    class Meta:
        model = Course
        fields = (
            "title_sv", "title_en", "kind", "summary_sv", "summary_en",
            "audience_sv", "audience_en", "prerequisites_sv", "prerequisites_en",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Area]", self.fields["area"]).queryset = Area.objects.all()
        self.initial["area"] = self.instance.area_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.instance.area = cleaned.get("area")
        twins = Course.objects.filter(title_sv=cleaned.get("title_sv", ""))
        if twins.exclude(pk=self.instance.pk).exists():
            self.add_error("title_sv", _("There is a course with that title."))
        return cleaned


class RunForm(forms.ModelForm):  # type: ignore[type-arg]
    host = forms.ModelChoiceField(
        Membership._base_manager.none(), label=_("Host authority"), required=False
    )

    class Meta:
        model = Run
        fields = (
            "form", "place", "town", "teacher", "capacity", "minimum", "decide_on",
            "price_basis", "price", "expected", "opens_at", "closes_at", "mode", "draws_at",
            "queue", "offer_hours", "offer_stops_hours", "groups", "language", "is_public",
            "guest_seats", "presence_percent",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.select_related("authority").order_by("authority__name")
        cast("forms.ModelChoiceField[Membership]", self.fields["host"]).queryset = members
        self.initial["host"] = self.instance.host_id
        # Each of these has a usual value.
        for name in (
            *("price_basis", "groups", "offer_hours", "offer_stops_hours"),
            *("language", "guest_seats"),
        ):
            self.fields[name].required = False

    def validate_constraints(self) -> None:
        """Leave to `clean` what it says at the field itself."""
        if not self.errors:
            super().validate_constraints()

    def clean_language(self) -> str:
        return str(self.cleaned_data.get("language") or self.instance.language)

    def clean_guest_seats(self) -> int:
        seats = self.cleaned_data.get("guest_seats") or 0
        if seats < self.instance.guests_taken:
            raise ValidationError(_("More guests than that have a seat already."))
        return int(seats)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.instance.host = cleaned.get("host")
        if (cleaned.get("minimum") or 0) > (cleaned.get("capacity") or 2000):
            self.add_error("minimum", _("The least number cannot be above the seats."))
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Enrolment closes before it opens."))
        return cleaned

    def refuse_faults(self, begins_at: datetime | None) -> bool:
        """Whether the rules of the run can never work together; each is said at its field."""
        run = self.instance
        found = faults(
            run.facts,
            queue=run.queue,
            offer_stops_hours=run.offer_stops_hours,
            begins_at=begins_at,
        )
        for fault in found:
            self.add_error(*FAULTS[fault])
        return bool(found)


class SessionForm(forms.Form):
    """One course day; empty rows are left alone."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    day = forms.DateField(label=_("Day"))
    starts = forms.TimeField(label=_("Begins"))
    ends = forms.TimeField(label=_("Ends"))
    title = forms.CharField(label=_("Content"), max_length=120, required=False)
    place = forms.CharField(
        label=_("Place"), max_length=120, required=False, help_text=_("If it is not the run's.")
    )
    capacity = forms.IntegerField(
        label=_("Seats of its own"),
        min_value=1,
        max_value=2000,
        required=False,
        help_text=_("Empty if all who take part may come."),
    )
    link = forms.URLField(
        label=_("Online link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Shown only to those who have a seat."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, starts, ends = (cleaned.get(name) for name in ("day", "starts", "ends"))
        if day and day < timezone.localdate() and not cleaned.get("id"):
            self.add_error("day", _("That day has passed."))
        if day and starts and ends:
            if ends <= starts:
                self.add_error("ends", _("The session ends before it begins."))
            cleaned["starts_at"] = timezone.make_aware(datetime.combine(day, starts))
            cleaned["ends_at"] = timezone.make_aware(datetime.combine(day, ends))
        return cleaned

    @classmethod
    def told(cls, session: Session) -> dict[str, Any]:
        """A session as the form shows it."""
        starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
        link = next(iter(session.links.all()), None)
        return {
            "id": session.pk,
            "day": starts.date(),
            "starts": starts.time(),
            "ends": ends.time(),
            "title": session.title,
            "place": session.place,
            "capacity": session.capacity,
            "link": link.url if link else "",
        }


class BaseSessionFormSet(BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        """No two days overlap, and there is one at least."""
        if any(self.errors):
            return
        rows = sorted(self.rows(), key=lambda row: row["starts_at"])
        for before, after in pairwise(rows):
            if after["starts_at"] < before["ends_at"]:
                raise ValidationError(_("Two of the sessions overlap."))
        if not rows:
            raise ValidationError(_("Give the run at least one day."))

    def rows(self) -> list[dict[str, Any]]:
        """The days that stay, as the action reads them."""
        return [row for row in self._filled() if not row.get("DELETE")]

    def changes(self) -> list[dict[str, Any]]:
        """Every filled row; those taken away are marked `gone`."""
        return [{**row, "gone": bool(row.get("DELETE"))} for row in self._filled()]

    def _filled(self) -> list[dict[str, Any]]:
        return [
            form.cleaned_data
            for form in self.forms
            if form.is_valid() and form.cleaned_data.get("starts_at")
        ]


SessionFormSet = formset_factory(
    SessionForm, formset=BaseSessionFormSet, extra=2, max_num=40, can_delete=True
)


class WithdrawalForm(forms.Form):
    sick = forms.BooleanField(
        label=_("Sick"),
        required=False,
        help_text=_("Tick the box and write nothing more. Nobody asks of what."),
    )
    reason = forms.CharField(
        label=_("Why, if you want to tell"),
        max_length=300,
        required=False,
        help_text=_("Do not write about your health."),
    )

    def __init__(self, *args: Any, may_be_sick: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_sick:
            del self.fields["sick"]


class ParticipantForm(forms.Form):
    """Whom to enrol: somebody among those whom one answers for, by mail address."""

    email = forms.EmailField(
        label=_("Mail address"), help_text=_("Begin to write; only your own people are listed.")
    )
    reference = forms.CharField(label=_("Your reference"), max_length=80, required=False)

    def __init__(self, *args: Any, everybody: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if everybody:
            said = _("Begin to write; everybody in the network is listed.")
            self.fields["email"].help_text = said
