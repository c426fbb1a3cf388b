"""The mentoring rounds and expressions of interest that their doors are tried with."""

from collections.abc import Mapping

from mentorship.models import Interest, MentorRound
from network import scope
from tests.cast import Cast
from tests.databases import acting_as
from tests.doors.making import Maker, made_in
from tests.mentorship.rounds import make_round


def mentor_round(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = MentorRound.objects.first()
    return there.pk if there else make_round(cast.networks[network])


def interest(cast: Cast, network: str, who: str, key: str) -> int:
    asked = mentor_round(cast, network, who, key)
    mine = {"round_id": asked, "person_id": cast.people[network, who], "role": "mentee"}
    return made_in(
        cast,
        network,
        lambda: Interest.objects.get_or_create(
            **mine,
            defaults={"membership_id": cast.memberships[network, key], "areas": ["talks"]},
        )[0],
    )


MENTORING: Mapping[str, Maker] = {
    "interest": interest,
    "interest_answer": interest,
    "interest_new": mentor_round,
    "interest_withdrawal": interest,
    "interests": mentor_round,
    "mentor_round_change": mentor_round,
}
