"""One division of seats from its frozen inputs, and why each person got a seat or none.

Inputs and result are plain JSON, so that what was drawn can be kept, published and drawn again
by anybody. Pure: the same inputs and seed give the same result.

Inputs: `mode` (`shares` or `draw`); `seats`, free seats by run; `policy`; `authorities` with
their declared need, whether they are small, and their credit in seats; `applications`, each with
its number, authority, priority, and `entries`: (run, enrolment) in the order of choice.
Result: `placed` and `line`, enrolments by run in order; `authorities`, the table of figures;
`why`, for each application a reason and its numbers.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any

from courses.choices import Assignment, Wish, assign
from courses.shares import Applicant, Ladder, Party, Policy, evenness, lost


class Why(StrEnum):
    """What decided on an application."""

    ROOM = "room"  # there were seats for everybody who asked
    SHARE = "share"  # one of the authority's seats
    DRAWN = "drawn"  # the lot
    COLLEAGUES = "colleagues"  # the authority's seats went to colleagues
    NO_SHARE = "no_share"  # there were fewer seats than authorities with more right to one
    NOT_DRAWN = "not_drawn"  # the lot


def drawn(inputs: Mapping[str, Any], seed: str) -> dict[str, Any]:
    """Divide the seats of the inputs with a seed."""
    policy = Policy(**inputs["policy"], even=inputs["mode"] == "shares")
    parties = [
        Party(one["id"], one["declared"], one["small"], Fraction(one["credit"]))
        for one in inputs["authorities"]
    ]
    wishes = [
        Wish(
            Applicant(one["number"], one["authority"], one["priority"]),
            tuple(run for run, _enrolment in one["entries"]),
        )
        for one in inputs["applications"]
    ]
    seats = {int(run): many for run, many in inputs["seats"].items()}
    ladder = Ladder(
        parties,
        [wish.applicant for wish in wishes],
        seats=sum(seats.values()),
        policy=policy,
        seed=seed,
    )
    outcome = assign(wishes, seats, parties, policy=policy, seed=seed)
    table = _table(ladder, outcome)
    return {
        **_by_run(inputs["applications"], seats, outcome),
        "authorities": table,
        "why": _reasons(inputs, ladder, outcome, table),
        "evenness": round(evenness([Fraction(one["met"], 100) for one in table]) * 100),
    }


def _by_run(
    applications: Sequence[Mapping[str, Any]], seats: Mapping[int, int], outcome: Assignment
) -> dict[str, dict[str, list[int]]]:
    """Enrolments to place and to leave in line, by run; numbers as text, as JSON has them."""
    entries = {one["number"]: dict(one["entries"]) for one in applications}
    placed: dict[str, list[int]] = {str(run): [] for run in seats}
    line: dict[str, list[int]] = {str(run): [] for run in seats}
    for number, run in sorted(outcome.placed.items()):
        placed[str(run)].append(entries[number][run])
    for step in outcome.line:
        for run, enrolment in entries[step.applicant].items():
            line[str(run)].append(enrolment)
    return {"placed": placed, "line": line}


def percent(part: int, whole: int) -> int:
    """A part in whole percent, rounded down so that 100 means all."""
    return 100 * part // whole if whole else 100


def _table(ladder: Ladder, outcome: Assignment) -> list[dict[str, Any]]:
    """Each authority's figures: what it asked for, was owed, got, and lost against its part."""
    demand = {party: len(queue) for party, queue in ladder.queues.items()}
    balance = lost(demand, outcome.seats)
    stages = Counter((party, rung.stage) for party, rung in outcome.rungs)
    return [
        {
            "id": party,
            "asked": demand[party],
            "need": ladder.needs[party],
            "declared": ladder.parties[party].declared,
            "credit": _hundredths(ladder.credit(party)),
            "got": outcome.seats[party],
            "met": percent(outcome.seats[party], demand[party]),
            "minimum": stages[party, 1],
            "firm": stages[party, 2],
            "even": stages[party, 3],
            "lost": _hundredths(balance[party]),
        }
        for party in ladder.parties
    ]


def _hundredths(seats: Fraction) -> str:
    return f"{float(seats):.2f}"


def _reasons(
    inputs: Mapping[str, Any],
    ladder: Ladder,
    outcome: Assignment,
    table: Sequence[Mapping[str, Any]],
) -> dict[str, dict[str, Any]]:
    by_party = {one["id"]: one for one in table}
    met = [one["met"] for one in table]
    everybody = sorted((a for q in ladder.queues.values() for a in q), key=ladder.turn)
    of_all = {one.id: turn for turn, one in enumerate(everybody, start=1)}
    at_home = {
        one.id: turn for queue in ladder.queues.values() for turn, one in enumerate(queue, start=1)
    }
    waiting = {step.applicant: place for place, step in enumerate(outcome.line, start=1)}
    common = {
        "people": len(everybody),
        "seats": ladder.seats,
        "authorities": len(table),
        "lowest": min(met, default=100),
        "highest": max(met, default=100),
    }
    reasons = {}
    for one in inputs["applications"]:
        number = one["number"]
        its = by_party[one["authority"]]
        run = outcome.placed.get(number)
        facts = {
            **common,
            "asked": its["asked"],
            "got": its["got"],
            "met": its["met"],
            "turn": of_all[number],
            "at_home": at_home[number],
            "choices": len(one["entries"]),
        }
        if run is None:
            facts["place"] = waiting[number]
        else:
            facts["choice"] = [entry[0] for entry in one["entries"]].index(run) + 1
        code = _code(inputs["mode"], seated=run is not None, all_in=not waiting, got=its["got"])
        reasons[str(number)] = {"why": code.value, **facts}
    return reasons


def _code(mode: str, *, seated: bool, all_in: bool, got: int) -> Why:
    if seated and all_in:
        return Why.ROOM
    if mode == "draw":
        return Why.DRAWN if seated else Why.NOT_DRAWN
    if seated:
        return Why.SHARE
    return Why.COLLEAGUES if got else Why.NO_SHARE
