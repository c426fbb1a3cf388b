"""A computed proposal in the open round: some pairs asked, one pinned, one moved by hand."""

from datetime import timedelta

from config.demo.cast import VN
from config.demo.seeding import Demo
from mentorship.actions import ask_pairs, lay, match
from mentorship.board import table
from mentorship.board.position import position_of
from mentorship.matching.pool import pool_of
from mentorship.matching.scoring import score
from mentorship.matching.solving import solve
from mentorship.models import MentorRound, Pair, PairAnswer
from mentorship.rules import Objective
from network import scope
from network.models import User
from network.seat import Seat

ASKED = 4  # pairs that wait for answers; the mentee of the first has said yes, both of the second


def seed(demo: Demo) -> None:
    """Match the open round as its coordinator would, by two sets of weights."""
    if demo.slug != VN:
        return
    found = MentorRound.objects.open_on(demo.today).get()
    for weights, objective in (
        ({"distance": 10, "areas": 4}, Objective.BEST),
        ({}, found.objective),
    ):
        found.weights, found.objective = weights, objective
        found.save(update_fields=["weights", "objective"])
        pool = pool_of(found)
        scores = score(pool, found.weights)
        match.write(found, scores, solve(pool, scores, found.objective))
    coordinator = User.objects.get(email=demo.person("karin").email)
    karin = Seat(coordinator, demo.network, scope.current())
    best = list(Pair.objects.standing().filter(round=found).order_by("-score", "pk"))
    ask_pairs.ask(best[:ASKED], demo.today + timedelta(days=9), by=karin)
    people = [best[0].mentee_person_id, best[1].mentee_person_id, best[1].mentor_person_id]
    for pair, person in zip((best[0], best[1], best[1]), people, strict=True):
        PairAnswer.objects.create(pair=pair, person_id=person, accepted=True)
    lay.decide(found, "pin", best[ASKED].mentee_id, best[ASKED].mentor_id, by=karin)
    position = position_of(found)
    for pair in reversed(best[ASKED + 1 :]):
        for choice in table.choices_of(position, pair.mentee_id):
            if choice.value.isdecimal():
                lay.move(found, pair.mentee_id, choice.mentor, by=karin)
                return
