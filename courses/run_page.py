"""What a run's page says to everybody, kept while the rows that it was made of stand still."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone

from courses import rules, words
from courses.actions.enrol import facts_of, late_terms
from courses.how import how_the_seats_work
from courses.models import Run, Session
from network.kept import Kept, Shared, hole
from network.seat import Seat

# A row's place and its last writer name one version of it. Read through the seat's own locks:
# who may see other rows gets another stamp. Also: has the seat an enrolment, has the run a
# history, does the seat lead it, and what the question of enrolment asks of its person.
LOOK = """
SELECT concat_ws(' ', r.ctid, r.xmin, k.ctid, k.xmin, n.ctid, n.xmin,
    (SELECT concat(a.ctid, a.xmin) FROM courses_area a
      WHERE a.network_id = r.network_id AND a.id = k.area_id),
    (SELECT string_agg(concat(c.ctid, c.xmin), ' ' ORDER BY c.id) FROM courses_seatcount c
      WHERE c.network_id = r.network_id AND c.run_id = r.id),
    (SELECT string_agg(concat(o.id, o.ctid, o.xmin,
        (SELECT string_agg(concat(s.ctid, s.xmin), ' ' ORDER BY s.id) FROM courses_session s
          WHERE s.network_id = o.network_id AND s.run_id = o.id)), ' ' ORDER BY o.id)
       FROM courses_run o WHERE o.network_id = r.network_id AND o.course_id = r.course_id),
    (SELECT string_agg(concat(p.ctid, p.xmin), ' ' ORDER BY p.id) FROM courses_latefeepolicy p
      WHERE p.network_id = r.network_id),
    (SELECT string_agg(concat(t.ctid, t.xmin), ' ' ORDER BY t.id) FROM courses_latefeetier t
      WHERE t.network_id = r.network_id)),
  EXISTS (SELECT FROM courses_enrolment e WHERE e.network_id = r.network_id
     AND e.run_id = r.id AND e.person_id = ANY (%s)),
  EXISTS (SELECT FROM network_journalentry j WHERE j.network_id = r.network_id
     AND j.subject = 'courses.run' AND j.subject_id = r.id),
  EXISTS (SELECT FROM courses_runleader l WHERE l.network_id = r.network_id
     AND l.run_id = r.id AND l.person_id = ANY (%s)),
  f.*
  FROM courses_run r
  JOIN courses_course k ON k.network_id = r.network_id AND k.id = r.course_id
  JOIN network_network n ON n.id = r.network_id
  LEFT JOIN LATERAL app.enrolment_facts(r.id, %s) f ON true
 WHERE r.network_id = %s AND r.id = %s
"""
RUNS = 512
_kept = Kept(RUNS)


@dataclass(frozen=True)
class RunPage:
    """A run as everybody sees it; what follows `shared` is the asking seat's own."""

    run: Any
    terms: list[rules.Term]
    shared: Shared
    involved: bool
    told: bool
    leads: bool
    person: rules.PersonFacts


def run_page(seat: Seat, pk: int) -> RunPage:
    """The run with what its page says; Http404 for a run that the seat does not see."""
    with connection.cursor() as cursor:
        people = list(seat.scope.people)
        cursor.execute(LOOK, [people, people, seat.person_id, seat.network.pk, pk])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    stamp, involved, told, leads, *facts = row
    today = timezone.localdate()
    keeps, lists = seat.may("keep_courses"), seat.may("see_participants")
    minute = timezone.now().timestamp() // 60  # another run leaves the page when it begins
    key = (pk, stamp, today, minute, keeps, lists)
    run, terms, known = _kept.get(key, lambda: _made(seat, pk))
    person = facts_of(facts if facts[-1] is not None else None)
    return RunPage(run, terms, Shared(key, known), involved, told, leads, person)


def kept_whole(page: RunPage, said: Mapping[str, Any], own: Mapping[str, Any]) -> Shared:
    """The whole page for somebody who has nothing of their own on it but its form's key.

    `said` is what the page says beside what it says to everybody, plain words all of them;
    `own` fills the holes.
    """
    holes = {name: hole(name) for name in own}
    key = ("whole", page.shared.key, *said.items())
    return Shared(key, {**page.shared.words, **said, **holes}, own)


def _made(seat: Seat, pk: int) -> tuple[Any, list[rules.Term], dict[str, Any]]:
    sessions = Prefetch("sessions", Session.objects.order_by("starts_at"))
    runs = Run.objects.seen_by(seat).with_seats().select_related("course__area")
    run = runs.prefetch_related(sessions).filter(pk=pk).first()
    if run is None:
        raise Http404
    terms = late_terms(run)
    return run, terms, _said(run, terms, seat)


def _said(run: Any, terms: list[rules.Term], seat: Seat) -> dict[str, Any]:
    """The words of the parts that are alike for all who see the run."""
    return {
        "run": run,
        "course": run.course,
        "sessions": days(run, {}),
        "price": words.price(run),
        "where": words.where(run),
        "terms": terms_in_words(terms),
        "rest": words.rest_in_words(terms),
        "squares": _squares(run),
        "how": how_the_seats_work(run),
        "applies": rules.gives_later(run.mode, placed=bool(run.placed_at)),
        "others": _other_runs(seat, run),
        "keeps": seat.may("keep_courses"),
        "lists": seat.may("see_participants"),
        "network": seat.network,
    }


def _squares(run: Any) -> dict[str, range]:
    return {
        "taken": range(run.taken),
        "kept": range(run.held + run.reserved),
        "free": range(max(run.free, 0)),
    }


def terms_in_words(terms: list[rules.Term]) -> list[dict[str, Any]]:
    """Late fees as lines; none where nothing is due."""
    if not words.cost_anything(terms):
        return []
    return words.terms_in_words(terms, timezone.localdate())


def days(run: Any, links: dict[int, str]) -> list[dict[str, Any]]:
    """The course days, with the online links that the seat was given."""
    return [
        {
            "when": words.long_day(day.starts_at),
            "starts": day.starts_at,
            "ends": day.ends_at,
            "what": day.title,
            "where": day.place or words.where(run),
            "link": links.get(day.pk),
        }
        for day in run.sessions.all()
    ]


def _other_runs(seat: Seat, run: Any) -> list[dict[str, Any]]:
    others = (
        Run.objects.seen_by(seat)
        .filter(course=run.course_id, state=rules.RunState.OPEN, begins_at__gt=timezone.now())
        .exclude(pk=run.pk)
        .prefetch_related(Prefetch("sessions", Session.objects.order_by("starts_at")))
        .order_by("begins_at")[:3]
    )
    return [{"pk": one.pk, "when": words.when_of(one)} for one in others]
