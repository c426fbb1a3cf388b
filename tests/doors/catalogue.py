"""The courses, runs and public addresses that their doors are tried with."""

from collections.abc import Mapping

from courses.actions.calendar_address import PURPOSE
from courses.models import CalendarAddress, Course
from network import scope
from network.secret_addresses import digest_of, new_nonce, secret_of
from tests.cast import Cast
from tests.courses.makers import make_course, make_run
from tests.databases import acting_as
from tests.doors.making import Maker, made_in


def course(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = Course.objects.first()
    return there.pk if there else made_in(cast, network, make_course)


def run(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, make_run)


def public_course(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: make_run(guest_seats=2).course)


def guest_run(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: make_run(guest_seats=2))


def calendar_address(cast: Cast, network: str, who: str, key: str) -> int:
    nonce = new_nonce()
    return made_in(
        cast,
        network,
        lambda: CalendarAddress.objects.create(
            person_id=cast.people[network, who],
            membership_id=cast.memberships[network, key],
            kind="own",
            nonce=nonce,
            digest=digest_of(secret_of(PURPOSE, nonce)),
        ),
    )


CATALOGUE: Mapping[str, Maker] = {
    "calendar_address_end": calendar_address,
    "cost_copy": run,
    "cost_new": run,
    "course_change": course,
    "open_course": public_course,
    "open_guest": guest_run,
    "run": run,
    "run_allotments": run,
    "run_calendar": run,
    "run_certificates": run,
    "run_change": run,
    "run_economy": run,
    "run_enrolment": run,
    "run_guests": guest_run,
    "run_leaders": run,
    "run_letters": run,
    "run_names_new": run,
    "run_need_names": run,
    "run_needs": run,
    "run_new": course,
    "run_no_shows": run,
    "run_participant_new": run,
    "run_participants": run,
    "run_price": run,
    "run_state": run,
    "run_withdrawals": run,
}
