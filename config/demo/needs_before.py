"""What became of last year's needs in the example: a published plan and the council's decisions."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from config.demo.cast import VN
from config.demo.deciding import COUNCIL, changed, decided
from courses.models import (
    Campaign,
    Candidate,
    Costing,
    Decision,
    NeedLine,
    Plan,
    PlannedRun,
    PlannedSeats,
    Run,
)
from courses.needs.rules import Term, Verdict

if TYPE_CHECKING:
    from config.demo.seeding import Demo

# Candidate -> decision and why; made up.
DECIDED = {
    "Att arbeta i staten": (Verdict.CARRY_OUT, "Flera myndigheter har många nyanställda."),
    "Ledare utan personalansvar": (
        Verdict.PROCURE,
        "Avtalet går ut i mars. Hösten kräver en ny upphandling.",
    ),
    "Chef i staten": (Verdict.CARRY_OUT, "Fyllda grupper och gott betyg förra året."),
    "Kompetensbaserad rekrytering": (Verdict.CARRY_OUT, "Bra omdömen och fyllda grupper."),
    "Arbetsmiljöutbildning": (Verdict.PROCURE, "Ingen har egna lärare."),
    "Statstjänstemannarollen i fokus": (Verdict.CARRY_OUT, "Låg kostnad, många platser."),
    "Kravhantering grund": (Verdict.PROCURE, "Tre myndigheter kan dela på en omgång per termin."),
    "Testledarutbildning": (Verdict.PROCURE, "Samma leverantör som kravhanteringen."),
    "Excel grund": (Verdict.WAIT, "För få platser i år. Tas upp igen nästa år."),
    "Mötesteknik": (Verdict.DECLINE, "Kan lösas med e-utbildning hos var och en."),
}
MEETING = "Utbildningsrådet (exempel), punkt 4"


def seed(demo: "Demo") -> None:
    """Plan, decisions and the runs that came of them."""
    if demo.slug != VN:
        return
    campaign = Campaign.objects.get(year=demo.today.year)
    met = date(demo.today.year - 1, 11, 6)
    plan: Plan = Plan.objects.create(
        campaign=campaign,
        name=f"Kursplan {campaign.year}",
        budget=Decimal(900_000),
        hours=Decimal(220),
        created_at=_noon(date(met.year, 10, 12)),
    )
    costs = {costing.candidate_id: costing for costing in Costing.objects.all()}
    for candidate in Candidate.objects.filter(campaign=campaign):
        if DECIDED[candidate.title_sv][0] in (Verdict.CARRY_OUT, Verdict.PROCURE):
            _plan(demo, plan, candidate, costs[candidate.pk])
        _decide(candidate, plan, met)
    decision = decided(
        f"Kursplan {campaign.year} (exempel)", met, body=COUNCIL, reference="punkt 4"
    )
    plan.by_decision = decision
    changed(decision, "course_plan", plan.pk, f"Kursplan {campaign.year}")
    plan.state = Plan.State.PUBLISHED
    plan.version = 1
    plan.decided_at = _noon(met)
    plan.published_at = _noon(date(met.year, 11, 20))
    plan.save()


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _plan(demo: "Demo", plan: Plan, candidate: Candidate, costing: Costing) -> None:
    """One run in each term that somebody asked for, linked to a run of that half of the year."""
    year = plan.campaign.year
    runs = list(
        Run.objects.filter(course=candidate.course_id, begins_at__year=year).order_by("begins_at")
    )
    lines = list(NeedLine.objects.filter(candidate=candidate))
    for term, months in ((Term.SPRING, range(1, 7)), (Term.AUTUMN, range(7, 13))):
        asked = [(line.membership_id, getattr(line, str(term))) for line in lines]
        asked = [(member, seats) for member, seats in asked if seats]
        if not asked:
            continue
        its = [run for run in runs if timezone.localtime(run.begins_at).month in months]
        total = sum(seats for _member, seats in asked)
        planned = PlannedRun.objects.create(
            plan=plan,
            candidate=candidate,
            term=term,
            number=1,
            seats=min(total, costing.largest),
            week=11 if term == Term.SPRING else 41,
            host=demo.membership("spv" if candidate.pk % 2 else "bolagsverket"),
            cost=costing.run_cost or 0,
            hours=costing.hours,
            run=its[0] if its else None,
        )
        left = planned.seats
        for member, seats in asked:
            share = min(left, max(1, seats * planned.seats // total))
            if share:
                PlannedSeats.objects.create(planned_run=planned, membership_id=member, seats=share)
                left -= share


def _decide(candidate: Candidate, plan: Plan, met: date) -> None:
    verdict, reason = DECIDED[candidate.title_sv]
    Decision.objects.create(
        candidate=candidate,
        verdict=verdict,
        reason=reason,
        meeting=MEETING,
        met_on=met,
        plan=plan,
        at=_noon(met),
    )
