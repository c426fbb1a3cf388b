"""Matching a round: computed by a job, and written down all at once with its proof."""

from dataclasses import asdict
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorship.matching.pool import Pool, Two, pool_of
from mentorship.matching.scoring import Scores, score
from mentorship.matching.solving import ORDER, Solution, solve
from mentorship.models import Interest, Matching, MentorRound, Pair, PairEnd
from mentorship.rules import Objective
from network import scope
from network.actions import job
from network.models import Job
from network.models.journal import note
from network.seat import Seat

JOB = "mentorship.match"
STEPS = len(ORDER[Objective.MOST]) + 2  # read before, written after
TRIES = 3


def start_matching(round: MentorRound, *, by: Seat) -> Job:  # noqa: A002 - the room's own word
    """Have a round matched; a second order while the first runs gets the first."""
    by.require("match_round")
    return job.start(JOB, key=_key(round), by=by, total=STEPS, round=round.pk, title=round.title)


def latest(round: MentorRound) -> Job | None:  # noqa: A002 - the room's own word
    """The last matching that was ordered for a round."""
    found: Job | None = Job.objects.filter(name=JOB, key=_key(round)).order_by("-pk").first()
    return found


def _key(matched: MentorRound) -> str:
    return f"round:{matched.pk}"


@job.job(JOB)
def match(running: job.Run) -> None:
    """Match the round as its rows are now; who comes or goes meanwhile has it computed again.

    Nothing is written before the end, and all of it at once: a worker that dies leaves the
    proposal as it was, and one that dies just after writing does not write twice.
    """
    done = count(1)

    def told() -> None:
        running.advance(min(next(done), STEPS - 1), STEPS)

    with running.step():
        matched, pool = _read(running)
    for _try in range(TRIES):
        told()
        scores = score(pool, matched.weights)
        solution = solve(pool, scores, matched.objective, after_aim=told)
        with running.step():
            again, fresh = _read(running, hold=True)
            same = fresh == pool and _asked(again) == _asked(matched)
            if same:
                write(again, scores, solution, job_id=running.job_id)
        if same:
            running.advance(STEPS, STEPS)
            return
        matched, pool = again, fresh
    # Somebody changes the round faster than it is computed: now while all of it is held.
    with running.step():
        matched, pool = _read(running, hold=True)
        scores = score(pool, matched.weights)
        write(matched, scores, solve(pool, scores, matched.objective), job_id=running.job_id)
    running.advance(STEPS, STEPS)


def _asked(matched: MentorRound) -> tuple[Any, ...]:
    return matched.weights, matched.objective


def _read(running: job.Run, *, hold: bool = False) -> tuple[MentorRound, Pool]:
    """The round and its pool; held, nobody in it can withdraw before this transaction is over."""
    rounds = MentorRound.objects.select_for_update() if hold else MentorRound.objects.all()
    matched = rounds.filter(pk=running.facts["round"]).first()
    if matched is None:
        raise job.JobRefused(_("The round was taken away."))
    if hold:
        asked = Interest.objects.filter(round=matched).order_by("pk")
        list(asked.select_for_update(of=("self",)).values_list("pk", flat=True))
    return matched, pool_of(matched)


def write(
    matched: MentorRound,
    scores: Scores,
    solution: Solution,
    *,
    job_id: int | None = None,
    is_repair: bool = False,
) -> Matching:
    """Write a solution down: proposed pairs that are not in it are taken back, new ones are laid.

    Pairs that were asked or run stay as they are. Once for each job. Raises JobRefused when the
    database lets a pair not stand: then nothing is written.
    """
    if job_id:
        before: Matching | None = Matching.objects.filter(job_id=job_id).first()
        if before:
            return before
    made: Matching = Matching.objects.create(
        round=matched,
        objective=matched.objective,
        weights={wish.value: weight for wish, weight in scores.weights.items()},
        made_by=scope.current().user_id,
        mentees=len(scores.pool.mentees),
        mentors=len(scores.pool.mentors),
        formed=len(solution.pairs),
        score=solution.points,
        proofs=[
            *(asdict(proof) for proof in solution.proofs),
            {"aim": "stable", "state": solution.stability.value},
        ],
        unmatched={str(pk): entry for pk, entry in solution.unmatched.items()},
        notes=list(solution.notes),
        is_repair=is_repair,
        job_id=job_id,
    )
    try:
        with transaction.atomic():
            _lay(made, scores, solution)
    except IntegrityError as refused:
        raise job.JobRefused(
            _("Somebody changed the round in the meantime. Start the matching again.")
        ) from refused
    note("match_round", matched, title=matched.title, pairs=made.formed, repair=is_repair)
    return made


def _lay(made: Matching, scores: Scores, solution: Solution) -> None:
    wanted = set(solution.laid)
    proposed = list(Pair.objects.filter(round=made.round, ended_at=None, asked_at=None))
    kept = {_two(pair): pair for pair in proposed if _two(pair) in wanted}
    today = timezone.localdate()
    PairEnd.objects.bulk_create(
        PairEnd(pair=pair, kind=PairEnd.Kind.UNDONE, on=today)
        for pair in proposed
        if _two(pair) not in kept
    )
    for two, pair in kept.items():
        pair.matching = made
        pair.score, pair.reasons = scores.fit_of(*two), scores.reasons(*two)
    Pair.objects.bulk_update(kept.values(), ["matching", "score", "reasons"])
    Pair.objects.bulk_create(_pair(made, scores, two) for two in solution.laid if two not in kept)


def _two(pair: Pair) -> Two:
    return pair.mentee_id, pair.mentor_id


def _pair(made: Matching, scores: Scores, two: Two) -> Pair:
    mentee = scores.pool.mentees[scores.rows[two[0]]]
    mentor = scores.pool.mentors[scores.columns[two[1]]]
    return Pair(
        round=made.round,
        matching=made,
        mentee_id=mentee.interest_id,
        mentor_id=mentor.interest_id,
        mentee_person_id=mentee.person_id,
        mentor_person_id=mentor.person_id,
        mentee_membership_id=mentee.membership_id,
        mentor_membership_id=mentor.membership_id,
        score=scores.fit_of(*two),
        reasons=scores.reasons(*two),
        laid_by=made.made_by,
    )
