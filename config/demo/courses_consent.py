"""Example approvals and references: CSN's manager approves, and two authorities want references."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.actions.enrol import late_terms
from courses.models import ApprovalRule, Enrolment, Run
from courses.rules import RunState
from members.models import Person, ReferenceRule
from network.models import JournalEntry

if TYPE_CHECKING:
    from config.demo.seeding import Demo


def seed(demo: "Demo") -> None:
    """Västernorrland's rules, three who wait for a yes, and an authority that stopped asking."""
    if "csn" not in demo.members or "per" not in demo.people:
        return
    _add_references(demo)
    a_year_ago = demo.today - timedelta(days=300)
    csn, county = demo.membership("csn"), demo.membership("lansstyrelsen")
    ApprovalRule.objects.create(membership=csn, manager=True, since=a_year_ago, days=5)
    asked = ApprovalRule.objects.create(membership=county, manager=True, since=a_year_ago, days=7)
    runs = list(
        Run.objects.filter(
            state=RunState.OPEN, begins_at__gt=timezone.now() + timedelta(days=45)
        ).order_by("begins_at")
    )
    _enrol(demo.person("hanna"), runs, "KU2104")
    _enrol(demo.person("elin"), runs)
    _enrol(demo.person("amina"), runs[1:])
    # From today on the county board lets its people enrol without asking.
    asked.until = demo.today - timedelta(days=1)
    asked.save(update_fields=["until"])


def _add_references(demo: "Demo") -> None:
    since = demo.today - timedelta(days=200)
    for key, label, pattern, example, required in (
        ("csn", "Referenskod", "AA9999", "KU2104", True),
        ("lansstyrelsen", "Kostnadsställe", "9999*", "4210 Samhällsskydd", False),
    ):
        ReferenceRule.objects.create(
            membership=demo.membership(key),
            label=label,
            pattern=pattern,
            example=example,
            required=required,
            since=since,
        )


def _enrol(person: Person, runs: list[Run], reference: str = "") -> None:
    """A seat that waits for its approval, on the first of the runs where the person is not yet."""
    there = Enrolment.objects.active().filter(person=person)
    courses = set(there.values_list("run__course", flat=True))
    run = next((run for run in runs if run.course_id not in courses), None)
    if run is None:
        return
    enrolment = Enrolment.objects.create(
        run=run,
        person=person,
        membership_id=person.membership_id,
        reference=reference,
        terms=[term.as_json() for term in late_terms(run)],
    )
    JournalEntry.objects.create(
        user_id=person.user_id,
        verb="enrol",
        subject="courses.run",
        subject_id=run.pk,
        person_id=person.pk,
        membership_id=person.membership_id,
        facts={"enrolment": enrolment.pk},
    )
