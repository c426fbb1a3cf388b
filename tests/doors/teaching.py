"""The led and held runs, certificates and evaluations that their doors are tried with."""

from collections.abc import Mapping
from typing import Any

from courses.actions.evaluation import open_for
from courses.models import Certificate, Enrolment, Run, RunLeader, Session
from network.codes import new_code
from tests.cast import Cast
from tests.courses.makers import make_run
from tests.doors.catalogue import run
from tests.doors.making import Maker, made_in


def held_seat(cast: Cast, network: str, who: str, key: str) -> int:
    held = made_in(cast, network, lambda: make_run(in_days=-60, state="open"))

    def make() -> Any:
        taken = Enrolment.objects.create(
            run_id=held,
            person_id=cast.people[network, who],
            membership_id=cast.memberships[network, key],
        )
        Run.objects.filter(pk=held).update(state="held")
        return taken

    return made_in(cast, network, make)


def leader(cast: Cast, network: str, who: str, key: str) -> int:
    led = run(cast, network, who, key)
    whose = {
        "person_id": cast.people[network, who],
        "membership_id": cast.memberships[network, key],
    }
    return made_in(cast, network, lambda: RunLeader.objects.create(run_id=led, **whose))


def led_run(cast: Cast, network: str, who: str, key: str) -> int:
    pk = leader(cast, network, who, key)
    return made_in(cast, network, lambda: RunLeader.objects.get(pk=pk).run)


def led_session(cast: Cast, network: str, who: str, key: str) -> int:
    led = led_run(cast, network, who, key)
    return made_in(cast, network, lambda: Session.objects.filter(run=led).first())


def certificate(cast: Cast, network: str, who: str, key: str) -> int:
    seat = held_seat(cast, network, who, key)

    def make() -> Any:
        taken = Enrolment.objects.get(pk=seat)
        return Certificate.objects.create(
            run_id=taken.run_id,
            enrolment=taken,
            person_id=taken.person_id,
            membership_id=taken.membership_id,
            code=new_code(),
            language="sv",
            name="Namn",
            course="Kurs",
            days="1 januari 2026",
            paper=b"%PDF-",
        )

    return made_in(cast, network, make)


def evaluation(cast: Cast, network: str, who: str, key: str) -> int:
    seat = held_seat(cast, network, who, key)
    return made_in(cast, network, lambda: open_for(Enrolment.objects.get(pk=seat).run))


TEACHING: Mapping[str, Maker] = {
    "certificate": certificate,
    "certificate_revocation": certificate,
    "enrolment_certificate": held_seat,
    "evaluation": evaluation,
    "evaluation_answer": evaluation,
    "leader_removal": leader,
    "run_attendance": led_run,
    "session_attendance": led_session,
    "session_door": led_session,
    "session_presence": led_session,
}
