"""Made-up seasons of applications, the same from the same number."""

import random
from fractions import Fraction

from courses.choices import Wish
from courses.shares import Applicant, Party


def season(
    people: int = 3000,
    runs: int = 40,
    authorities: int = 22,
    seats: tuple[int, int] = (10, 24),
    number: int = 1,
) -> tuple[list[Wish], dict[int, int], list[Party]]:
    """Wishes, seats of each run and authorities: a few are large, a few runs are popular."""
    chance = random.Random(number)  # noqa: S311 - it makes examples, not secrets
    sizes = [1 / (place + 1) for place in range(authorities)]
    liked = [1 / (place + 1) ** 0.7 for place in range(runs)]
    wishes = []
    for person in range(people):
        asked = chance.choice((1, 2, 3, 3))
        wanted: list[int] = []
        while len(wanted) < min(asked, runs):
            run = chance.choices(range(runs), liked)[0]
            if run not in wanted:
                wanted.append(run)
        party = chance.choices(range(authorities), sizes)[0]
        wishes.append(Wish(Applicant(person, party), tuple(wanted)))
    capacities = {run: chance.randint(*seats) for run in range(runs)}
    parties = [
        Party(
            party,
            declared=chance.choice((None, chance.randint(1, 60))),
            small=party >= authorities * 2 // 3,
            credit=Fraction(chance.randint(-200, 200), 100),
        )
        for party in range(authorities)
    ]
    return wishes, capacities, parties
