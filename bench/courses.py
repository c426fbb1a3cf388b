"""Enrolments per second against a bare psycopg loop that does the same transaction.

Both run eight threads on the same database at the same hour, turn and turn about, so that the
ratio holds on any machine. On a hot run all want the same seats; on a spread each has its own.
"""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any
from unittest.mock import patch

import psycopg
from django.db import connection

from bench.verdict import Line
from courses.actions.enrol import enrol
from courses.models import Enrolment, Run
from members.models import Person
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests import databases
from tests.cast import Cast, load
from tests.courses.makers import make_course, make_people, make_run

THREADS = 8
EACH = 25  # enrolments a thread
ROUNDS = 3
PART = 0.5  # of what the bare loop manages


def run() -> list[Line]:
    """Lines of figures; makes and drops a database of its own."""
    databases.make_template()
    name = f"{databases.PREFIX}_bench"
    with (
        patch("courses.actions.enrol.wake"),  # the broker is not what is measured
        databases.copy_of_template(name),
        databases.connected_to(name),
    ):
        return [
            _measured("one run, 8 threads", 1, name),
            _measured("8 runs, 8 threads", THREADS, name),
        ]


def _measured(what: str, runs: int, database: str) -> Line:
    cast = load()
    url = databases.role_url("portal_test", database)
    ours, bare = [], []
    for _round in range(ROUNDS):
        ours.append(_at_once(_by_the_portal(cast, _places(cast, runs))))
        bare.append(_at_once(_by_psycopg(cast, _places(cast, runs), url)))
    mine, floor = statistics.median(ours), statistics.median(bare)
    figure = f"{mine / floor:.2f} of bare psycopg ({mine:.0f}/s against {floor:.0f}/s)"
    return Line(f"enrolments in process, {what}", figure, f"≥ {PART}", mine / floor >= PART)


Share = list[tuple[Run, Person]]


def _places(cast: Cast, runs: int) -> list[Share]:
    """Fresh runs with half the seats that are asked for, and for each thread its people."""
    with scope.enter(cast.users["jonas"], cast.vn):
        made = [
            make_run(
                capacity=max(1, THREADS * EACH // runs // 2),
                course=make_course(f"Bench {time.monotonic_ns()}"),
            )
            for _run in range(runs)
        ]
    with databases.acting_as("portal_worker"), scope.enter_system(cast.vn):
        known = list(Person.objects.filter(name__startswith="Anna").order_by("pk"))
        people = known or make_people(THREADS * EACH, cast.memberships["vasternorrland", "csn"])
    return [
        [(made[place % runs], person) for person in people[place::THREADS]]
        for place in range(THREADS)
    ]


def _by_the_portal(cast: Cast, shares: Sequence[Share]) -> list[Callable[[], None]]:
    network = Network.objects.get(pk=cast.vn)
    users = User.objects.in_bulk([person.user_id for share in shares for _run, person in share])

    def work(share: Share) -> None:
        for run, person in share:
            with scope.enter(users[person.user_id or 0].pk, cast.vn) as granted:
                enrol(run, person, by=Seat(users[person.user_id or 0], network, granted))
        connection.close()

    return [lambda share=share: work(share) for share in shares]  # type: ignore[misc]


def _by_psycopg(cast: Cast, shares: Sequence[Share], url: str) -> list[Callable[[], None]]:
    """Scope, question, insert, journal and outbox by hand: what the transaction must hold."""

    def work(share: Share) -> None:
        with psycopg.connect(url) as bare:
            for run, person in share:
                with bare.transaction():
                    _bare_enrolment(bare, cast.vn, run.pk, person)

    return [lambda share=share: work(share) for share in shares]  # type: ignore[misc]


def _bare_enrolment(bare: psycopg.Connection[Any], net: int, run: int, person: Person) -> None:
    bare.execute("SELECT * FROM app.enter(%s, %s)", [person.user_id, net]).fetchone()
    bare.execute(
        "SELECT state FROM courses_enrolment WHERE network_id = %s AND run_id = %s"
        " AND person_id = %s AND state IN ('enrolled', 'waiting')",
        [net, run, person.pk],
    ).fetchone()
    bare.execute(
        "SELECT days_before, percent, amount FROM courses_latefeetier t"
        " JOIN courses_latefeepolicy p ON p.id = t.policy_id WHERE t.network_id = %s",
        [net],
    ).fetchall()
    row = bare.execute(
        "INSERT INTO courses_enrolment (network_id, run_id, person_id, membership_id, terms,"
        " reference, enrolled_at) VALUES (%s, %s, %s, %s, '[]', '', now()) RETURNING id, state",
        [net, run, person.pk, person.membership_id],
    ).fetchone()
    assert row is not None  # noqa: S101 - a bench that enrols nobody measures nothing
    bare.execute(
        "INSERT INTO network_journalentry (network_id, at, user_id, verb, subject, subject_id,"
        " membership_id, person_id, facts)"
        " VALUES (%s, now(), %s, 'enrol', 'courses.run', %s, %s, %s, '{}')",
        [net, person.user_id, run, person.membership_id, person.pk],
    )
    bare.execute(
        "INSERT INTO network_errand (network_id, name, key, facts, due_at, attempts, error,"
        " created_at) VALUES (%s, 'bench', %s, '{}', now(), 0, '', now()) ON CONFLICT DO NOTHING",
        [net, f"bench:{row[0]}"],
    )


def _at_once(works: Sequence[Callable[[], None]]) -> float:
    """Enrolments per second when all threads work at the same time."""
    before = _enrolled()
    threads = [threading.Thread(target=work) for work in works]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - start
    done = _enrolled() - before
    if done != THREADS * EACH:
        raise RuntimeError(f"{done} of {THREADS * EACH} enrolments were made.")
    return done / took


def _enrolled() -> int:
    with databases.acting_as("portal_worker"):
        total = 0
        for network in scope.each_network():
            with scope.enter_system(network):
                total += Enrolment.objects.count()
        return total
