"""Taking a seat: the engine decides between a seat and a place in the line."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses import rules
from courses.late_fees import agreed
from courses.models import Enrolment, LateFeePolicy, LateFeeTier, Run
from members.models import Person
from network.actions.errand import send_on
from network.models.journal import note
from network.seat import Seat


class NotPossible(Exception):
    """The run does not take the person; `reasons` says why, worst first."""

    def __init__(self, reasons: list[rules.Reason]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons

    @property
    def sentence(self) -> str:
        """Why, in words for the person."""
        return str(rules.REASONS[self.reasons[0]])


def late_terms(run: Run) -> list[rules.Term]:
    """What a late withdrawal from a run costs, by the rule that holds on its first day."""
    if run.begins_at is None:
        return []
    first_day = timezone.localtime(run.begins_at).date()
    policy = LateFeePolicy.objects.on(first_day)
    tiers = list(LateFeeTier.objects.filter(policy__in=policy).select_related("policy"))
    if not tiers:
        return []
    return agreed(tiers[0].policy.rule_with(tiers), price=run.price, first_day=first_day)


def standing(run: Run, person_id: int) -> str | None:
    """The state of a person's active enrolment on a run."""
    mine = Enrolment.objects.active().filter(run=run, person=person_id)
    state: str | None = mine.values_list("state", flat=True).first()
    return state


def why_not(run: Run, person_id: int) -> list[rules.Reason]:
    """Why a person may not enrol on a run now; empty when they may."""
    return rules.may_enrol(run.facts, standing=standing(run, person_id), now=timezone.now())


def enrol(run: Run, person: Person, *, by: Seat, reference: str = "") -> Enrolment:
    """Give a person a seat, or the last place in the line when there is none.

    Raises NotPossible with the reasons; a double click gets the first click's enrolment.
    """
    reasons = why_not(run, person.pk)
    if rules.Reason.HAS_A_SEAT in reasons or rules.Reason.IS_WAITING in reasons:
        there: Enrolment = Enrolment.objects.active().get(run=run, person=person)
        return there
    if reasons:
        raise NotPossible(reasons)
    enrolment = Enrolment(
        pk=Enrolment.objects.next_id(),
        run=run,
        person=person,
        membership_id=person.membership_id,
        reference=reference,
        terms=[term.as_json() for term in late_terms(run)],
    )
    by.require("enrol", enrolment)
    try:
        with transaction.atomic():
            note(
                "enrol",
                run,
                person_id=person.pk,
                membership_id=person.membership_id,
                enrolment=enrolment.pk,
            )
            key = f"enrolment:{enrolment.pk}"
            send_on("courses.tell_enrolled", key=key, enrolment=enrolment.pk)
            # Last, since from here until the commit everybody else waits for the run's seats.
            enrolment.save(force_insert=True)
    except IntegrityError as error:
        return _told_by_the_database(error, enrolment)
    return enrolment


def _told_by_the_database(error: IntegrityError, tried: Enrolment) -> Enrolment:
    """A twin that came first answers for both; a run that closed meanwhile says so."""
    broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if broken == "courses_enrolment_once":
        first: Enrolment = Enrolment.objects.active().get(run=tried.run, person=tried.person)
        return first
    if broken == "courses_run_open":
        raise NotPossible([rules.Reason.NOT_OPEN]) from error
    raise error
