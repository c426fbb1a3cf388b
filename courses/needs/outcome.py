"""What became of an authority's needs: asked for, decided, planned, and the seats to name."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses import words
from courses.models import (
    Allotment,
    Campaign,
    Candidate,
    Decision,
    NeedLine,
    Plan,
    PlannedRun,
    PlannedSeats,
    Session,
)
from courses.needs.querysets import ANSWERED
from courses.needs.rules import Term, Verdict
from courses.plans.publishing import monday


@dataclass(frozen=True)
class Place:
    """An authority's seats on one published run; `until` is the day when unnamed ones go to all."""

    run: int
    course: str
    when: str
    state: str
    seats: int
    used: int = 0
    until: date | None = None


@dataclass
class Outcome:
    """A course that an authority asked for, in what words, and what it got, by term."""

    title: str
    own_words: list[str] = field(default_factory=list)
    asked: dict[str, int] = field(default_factory=lambda: {"spring": 0, "autumn": 0})
    got: dict[str, int] = field(default_factory=lambda: {"spring": 0, "autumn": 0})
    verdict: str = ""
    reason: str = ""
    meeting: str = ""
    met_on: date | None = None
    planned: bool = False  # some run of it is published
    candidate: int | None = None
    places: list[Place] = field(default_factory=list)

    @property
    def asked_for(self) -> int:
        """Seats of both terms."""
        return sum(self.asked.values())

    @property
    def planned_seats(self) -> int:
        """Seats of both terms that are the authority's own."""
        return sum(self.got.values())

    @property
    def decided(self) -> str:
        """The council's decision in words."""
        return str(Verdict(self.verdict).label) if self.verdict else ""

    @property
    def kind(self) -> str:
        """How good the news is, as a status shows it."""
        if self.verdict in (Verdict.DECLINE, Verdict.WAIT):
            return "off"
        if self.planned_seats:
            return "good" if self.planned_seats >= self.asked_for else "notice"
        return "notice" if self.verdict else "now"

    @property
    def sentence(self) -> str:
        """What became of it, in one sentence."""
        if not self.verdict:
            return _("The council has not decided on it yet.")
        if self.verdict == Verdict.DECLINE:
            return _("Declined.")
        if self.verdict == Verdict.WAIT:
            return _("It waits for another year.")
        if self.planned_seats:
            return _got(self.planned_seats, self.asked_for)
        if self.planned:
            return _("It is held, without seats of your own. Your people enrol when it opens.")
        if self.verdict == Verdict.PROCURE:
            return _("It is to be procured. No run is planned yet.")
        return _("It is to be held. No run is planned yet.")


def _got(seats: int, asked: int) -> str:
    if seats >= asked:
        told = ngettext("You get the %(n)s seat.", "You get all %(n)s seats.", seats)
        return told % {"n": seats}
    told = ngettext("You get %(n)s of %(asked)s seats.", "You get %(n)s of %(asked)s seats.", seats)
    return told % {"n": seats, "asked": asked}


def outcomes(
    campaign: Campaign, memberships: Collection[int], *, plan: Plan | None = None
) -> dict[int, list[Outcome]]:
    """What became of each authority's needs; the same few questions for any number of needs.

    By the published plan, or by a `plan` that is about to be.
    """
    plan = plan or Plan.objects.filter(campaign=campaign, state=Plan.State.PUBLISHED).first()
    candidates = {
        one.pk: one for one in Candidate.objects.filter(campaign=campaign).order_by("position")
    }
    lines = NeedLine.objects.filter(
        answer__campaign=campaign, answer__state__in=ANSWERED, membership__in=memberships
    ).exclude(spring=0, autumn=0)
    found: dict[int, dict[Any, Outcome]] = {pk: {} for pk in memberships}
    for line in lines.order_by("number", "pk"):
        one = candidates.get(line.candidate_id or 0)
        root = candidates[one.home_id] if one else None
        key = root.pk if root else f"words-{line.pk}"
        row = found[line.membership_id].setdefault(
            key,
            Outcome(root.title if root else line.text, candidate=root.pk if root else None),
        )
        row.asked[Term.SPRING] += line.spring
        row.asked[Term.AUTUMN] += line.autumn
        if line.text and root:
            row.own_words.append(line.text)
    if plan is not None:
        _add_plan(found, plan, candidates)
    _add_decisions(found, campaign)
    return {pk: list(rows.values()) for pk, rows in found.items()}


def _add_decisions(found: dict[int, dict[Any, Outcome]], campaign: Campaign) -> None:
    for decision in Decision.objects.filter(candidate__campaign=campaign).in_force():
        for rows in found.values():
            if row := rows.get(decision.candidate_id):
                row.verdict, row.reason = decision.verdict, decision.reason
                row.meeting, row.met_on = decision.meeting, decision.met_on


def _add_plan(
    found: dict[int, dict[Any, Outcome]], plan: Plan, candidates: dict[int, Candidate]
) -> None:
    sessions = Prefetch("run__sessions", Session.objects.order_by("starts_at"))
    planned = {
        one.pk: one
        for one in PlannedRun.objects.filter(plan=plan)
        .select_related("run__course", "plan__campaign")
        .prefetch_related(sessions)
    }
    for one in planned.values():
        for rows in found.values():
            if row := rows.get(one.candidate_id):
                row.planned = True
    lots = {
        (lot.run_id, lot.membership_id): lot
        for lot in Allotment.objects.filter(
            run__in=[one.run_id for one in planned.values() if one.run_id],
            membership__in=found,
            kind=Allotment.Kind.FIRM,
        ).order_by("pk")
    }
    shares = PlannedSeats.objects.filter(planned_run__in=planned, membership__in=found)
    for share in shares.order_by("planned_run__week", "planned_run"):
        one = planned[share.planned_run_id]
        rows = found[share.membership_id]
        row = rows.setdefault(
            one.candidate_id,
            Outcome(candidates[one.candidate_id].title, candidate=one.candidate_id, planned=True),
        )
        row.got[one.term] += share.seats
        lot = lots.get((one.run_id, share.membership_id))
        row.places.append(_place(one, row.title, share.seats, lot))


def _place(one: PlannedRun, title: str, seats: int, lot: Allotment | None) -> Place:
    run, year = one.run, one.plan.campaign.year
    term = words.term(f"{year}-{one.term}")
    if run is None:
        week = monday(year, one.week)
        return Place(0, title, words.planned_week(week) if week else term, "", seats)
    return Place(
        run=run.pk,
        course=run.course.title,
        when=words.when_of(run) if run.begins_at or run.week_of else term,
        state=str(run.get_state_display()),
        seats=lot.seats if lot else seats,
        used=lot.used if lot else 0,
        until=lot.release_on if lot and not lot.released_at else None,
    )
