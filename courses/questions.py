"""What is asked before somebody takes a seat: the authority's reference, and what clashes."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django import forms
from django.db import connection
from django.db.models import F
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.clashes import TRAVEL, Clash, Stretch, clashes_between
from courses.models import Enrolment, Run, Session
from members.actions.reference import format_on
from members.models import Person
from members.references import LONGEST, ReferenceFormat, in_words, tidy, why_not
from network.forms import OnceForm
from network.scope import current_network_id

SURE = (Enrolment.State.ENROLLED, Enrolment.State.PENDING)


# Whose other course days lie on a run's, or near them: mostly nobody's, so it is asked first.
NEAR = """
SELECT DISTINCT e.person_id
  FROM courses_enrolment e
  JOIN courses_session there ON there.network_id = e.network_id AND there.run_id = e.run_id
  JOIN courses_session new ON new.network_id = e.network_id AND new.run_id = %(run)s
   AND new.starts_at - %(travel)s < there.ends_at AND there.starts_at - %(travel)s < new.ends_at
 WHERE e.network_id = %(network)s AND e.person_id = ANY (%(people)s) AND e.state = ANY (%(active)s)
   AND e.run_id <> %(run)s
"""


def clashes(run: Run, people: Iterable[int]) -> dict[int, list[Clash]]:
    """What a run's days clash with, by person: one question for all, two more when some might."""
    if run.begins_at is None or run.ends_at is None:
        return {}
    people = _near(run, people)
    if not people:
        return {}
    near = list(
        Session.objects.filter(
            starts_at__lt=run.ends_at + TRAVEL,
            ends_at__gt=run.begins_at - TRAVEL,
            run__enrolments__person__in=people,
            run__enrolments__state__in=Enrolment.ACTIVE,
        )
        .exclude(run=run)
        .select_related("run__course")
        .annotate(person=F("run__enrolments__person"), standing=F("run__enrolments__state"))
    )
    new = [_stretch(session, run) for session in run.sessions.all()]
    theirs: dict[int, list[Stretch]] = {}
    for session in near:
        stretch = _stretch(session, session.run, is_sure=session.standing in SURE)
        theirs.setdefault(session.person, []).append(stretch)
    found = {person: clashes_between(new, days) for person, days in theirs.items()}
    return {person: together for person, together in found.items() if together}


def _near(run: Run, people: Iterable[int]) -> list[int]:
    asked: dict[str, Any] = {
        "run": run.pk,
        "network": current_network_id(),
        "people": list(set(people)),
        "active": [str(state) for state in Enrolment.ACTIVE],
        "travel": TRAVEL,
    }
    with connection.cursor() as cursor:
        cursor.execute(NEAR, asked)
        return [person for (person,) in cursor.fetchall()]


def _stretch(session: Session, run: Run, *, is_sure: bool = True) -> Stretch:
    town = "" if run.form == Run.Form.DIGITAL else run.town
    return Stretch(session.starts_at, session.ends_at, town, run.course.title, is_sure)


def remembered_references(people: Iterable[int]) -> dict[int, str]:
    """The reference that each person gave last, in one question."""
    given = Enrolment.objects.filter(person__in=set(people)).exclude(reference="")
    latest = given.order_by("person", "-enrolled_at").distinct("person")
    return dict(latest.values_list("person", "reference"))


def remembered_reference(person_id: int) -> str:
    """The reference that a person gave last."""
    return remembered_references([person_id]).get(person_id, "")


def reference_of(person: Person, written: str) -> str:
    """The reference that goes with an enrolment: the written one, else the person's last."""
    return tidy(written) or remembered_reference(person.pk)


def why_no_reference(person: Person, written: str) -> str:
    """Why somebody else cannot enrol the person with this reference; empty when they can."""
    asked = format_on(timezone.localdate(), person.membership_id)
    return why_not(asked, reference_of(person, written)) if asked else ""


class EnrolmentForm(OnceForm):
    """Asks only what is not known: a reference that does not fit, and whether a clash is meant."""

    seen = forms.BooleanField(required=False, widget=forms.HiddenInput, initial=True)
    reference = forms.CharField(label=_("Your reference"), max_length=LONGEST, required=False)
    anyway = forms.BooleanField(label=_("I enrol anyway"), required=False)

    def __init__(
        self, data: QueryDict | None, *, run: Run, person: Person, today: date, known: str = ""
    ) -> None:
        self.asked = format_on(today, person.membership_id)
        if self.asked and not known:
            known = remembered_reference(person.pk)
        if why_not(self.asked, known):
            known = ""
        if data is not None and "reference" not in data:
            data = data.copy()
            data["reference"] = known
        super().__init__(data, initial={"reference": known})
        self.clashes = clashes(run, [person.pk]).get(person.pk, [])
        if self.asked is None:
            del self.fields["reference"]
        else:
            _explain(self.fields["reference"], self.asked)
        if not self.clashes:
            del self.fields["anyway"]

    @classmethod
    def for_oneself(cls, request: HttpRequest, run: Run, oneself: Person) -> Self:
        """The form of a request: answered, or not shown yet, which leaves no errors on it."""
        facts: dict[str, Any] = {"run": run, "person": oneself, "today": timezone.localdate()}
        if request.method != "POST":
            return cls(None, **facts)
        form = cls(request.POST, **facts)
        if "seen" in request.POST or form.is_valid():
            return form
        return cls(None, known=form.data["reference"], **facts)

    def clean_reference(self) -> str:
        """The value as it is kept; a sentence shows the format where it does not fit."""
        written = tidy(self.cleaned_data["reference"])
        if problem := why_not(self.asked, written):
            raise forms.ValidationError(problem)
        return written

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.clashes and not data.get("anyway"):
            self.add_error("anyway", _("Tick the box if you mean it, or choose another run."))
        return data

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer."""
        return "reference" in self.fields or "anyway" in self.fields

    @property
    def reference_given(self) -> str:
        """What goes with the enrolment."""
        return str(self.cleaned_data.get("reference", ""))


def _explain(field: forms.Field, asked: ReferenceFormat) -> None:
    field.label = asked.label
    field.required = asked.required
    field.error_messages["required"] = why_not(asked, "")
    if asked.pattern:
        field.help_text = _("%(format)s, for example %(example)s") % {
            "format": in_words(asked.pattern),
            "example": asked.example,
        }
