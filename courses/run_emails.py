"""Letters about a run as a whole: it is held, it is cancelled, it is postponed, it has new days."""

from typing import Any

from courses.emails import _composed as compose_about_run
from courses.emails import _write as write_about_run
from courses.models import Enrolment, Run, RunMove, Withdrawal
from members.models import Person

# What each letter does to the calendar.
METHODS = {
    "run_confirmed": "",
    "run_cancelled": "CANCEL",
    "run_postponed": "CANCEL",
    "run_new_days": "REQUEST",
}


def shown(name: str, run: Run, person: Person, **facts: Any) -> str:
    """A letter as text, for the page that asks first."""
    return str(compose_about_run(name, person, run, _facts(run, **facts), "preview")[0].body)


def moved(name: str, move: RunMove, enrolment: Enrolment) -> None:
    """Tell one person what a change of state means."""
    run = move.run
    write_about_run(
        name,
        enrolment.person,
        run,
        f"{name}:{move.pk}:{enrolment.pk}",
        _facts(run, reason=move.reason, waiting=enrolment.state == Enrolment.State.WAITING),
        method=METHODS[name] if enrolment.is_holding else "",
        enrolment_id=enrolment.pk,
    )


def cancelled(move: RunMove, withdrawal: Withdrawal) -> None:
    """Tell one person that the run is cancelled, and why."""
    waiting = withdrawal.was in (Enrolment.State.WAITING, Enrolment.State.APPLIED)
    write_about_run(
        "run_cancelled",
        withdrawal.person,
        move.run,
        f"run_cancelled:{withdrawal.pk}",
        _facts(move.run, reason=move.reason, waiting=waiting, next_run=move.next_run_id),
        method="" if waiting else METHODS["run_cancelled"],
        enrolment_id=withdrawal.enrolment_id,
    )


def new_days(enrolment: Enrolment) -> None:
    """Tell one person that the days of the run have changed."""
    run = enrolment.run
    write_about_run(
        "run_new_days",
        enrolment.person,
        run,
        f"run_new_days:{enrolment.pk}:{run.revision}",
        _facts(run, waiting=enrolment.state == Enrolment.State.WAITING),
        method=METHODS["run_new_days"] if enrolment.is_holding else "",
        enrolment_id=enrolment.pk,
    )


def _facts(run: Run, **facts: Any) -> dict[str, Any]:
    return {
        "place": run.place,
        "free_until": run.free_until,
        "reason": "",
        "waiting": False,
        "next_run": None,
        **facts,
    }
