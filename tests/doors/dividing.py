"""The shared runs and divisions of seats that their doors are tried with."""

from collections.abc import Mapping
from typing import Any

from courses.actions.divide import divide
from courses.models import Division, Run
from members.models import Person
from tests.cast import Cast
from tests.courses.divisions import close, make_applications, make_shared_run
from tests.doors.making import Maker, made_in


def shared_run(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: make_shared_run(2))


def drawn_run(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: make_shared_run(2, mode="draw"))


def selected_run(cast: Cast, network: str, who: str, key: str) -> int:
    return made_in(cast, network, lambda: make_shared_run(2, mode="selection"))


def division(cast: Cast, network: str, who: str, key: str) -> int:
    held = drawn_run(cast, network, who, key)
    return made_in(cast, network, lambda: Division.objects.get(run=held))


def made_division(cast: Cast, network: str, who: str, key: str) -> int:
    held = drawn_run(cast, network, who, key)

    def make() -> Any:
        its = Run.objects.get(pk=held)
        make_applications([its], [Person.objects.get(pk=cast.people[network, who])])
        close(its)
        return divide(its, user_id=None)

    return made_in(cast, network, make)


DIVIDING: Mapping[str, Maker] = {
    "division": division,
    "division_inputs": division,
    "division_placement": made_division,
    "division_progress": division,
    "division_repetition": division,
    "division_setting_aside": made_division,
    "run_application": drawn_run,
    "run_application_withdrawal": drawn_run,
    "run_declared_needs": shared_run,
    "run_division": drawn_run,
    "run_selection": selected_run,
}
