"""The proposed pairs and rules of a round that the doors of its matching are tried with."""

from collections.abc import Mapping

from mentorship.models import (
    HelpQuestion,
    Interest,
    ManagerAnswer,
    MentorRound,
    Pair,
    PairRule,
    RuleException,
)
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.doors.making import Maker
from tests.mentorship.rounds import make_round

MENTORS = {VN: ("karin", "spv")}
ELSEWHERE = ("miriam", "miun")


def round_to_match(cast: Cast, network: str, who: str, key: str) -> int:
    """The network's round."""
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = MentorRound.objects.first()
    return there.pk if there else make_round(cast.networks[network])


def _interest(cast: Cast, network: str, who: str, key: str, role: str) -> Interest:
    asked: Interest
    asked, is_new = Interest.objects.get_or_create(
        round=MentorRound.objects.get(),
        person_id=cast.people[network, who],
        role=role,
        defaults={
            "membership_id": cast.memberships[network, key],
            "areas": ["talks"],
            "capacity": 5 if role == "mentor" else 1,
        },
    )
    if is_new:
        ManagerAnswer.objects.create(
            interest=asked, person_id=asked.person_id, approved=True, user_id=cast.users[who]
        )
    return asked


def mentee(cast: Cast, network: str, who: str, key: str) -> int:
    """Somebody who asks for a mentor, approved."""
    round_to_match(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(_interest(cast, network, who, key, "mentee").pk)


def proposed_pair(cast: Cast, network: str, who: str, key: str) -> int:
    """A pair that nobody has been asked about."""
    asks = mentee(cast, network, who, key)
    mentor, place = MENTORS.get(network, ELSEWHERE)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        if there := Pair.objects.standing().filter(mentee=asks).first():
            return int(there.pk)
        offers = _interest(cast, network, mentor, place, "mentor")
        made: Pair = Pair.objects.create(
            round=offers.round,
            mentee_id=asks,
            mentor=offers,
            mentee_person_id=cast.people[network, who],
            mentor_person=offers.person,
            mentee_membership_id=cast.memberships[network, key],
            mentor_membership=offers.membership,
        )
        return made.pk


def pair_rule(cast: Cast, network: str, who: str, key: str) -> int:
    """A pin on a proposed pair."""
    pair_id = proposed_pair(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        pair = Pair.objects.get(pk=pair_id)
        made: PairRule = PairRule.objects.get_or_create(
            round=pair.round, mentee=pair.mentee, mentor=pair.mentor, defaults={"kind": "pin"}
        )[0]
        return made.pk


def help_question(cast: Cast, network: str, who: str, key: str) -> int:
    """A question to a mentor that waits for an answer, for somebody who has no mentor."""
    asks = mentee(cast, network, who, key)
    mentor, place = MENTORS.get(network, ELSEWHERE)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        offers = _interest(cast, network, mentor, place, "mentor")
        made: HelpQuestion = HelpQuestion.objects.get_or_create(
            round=offers.round,
            person=offers.person,
            kind="place",
            defaults={"mentee_id": asks, "asked": offers, "answer_by": offers.round.starts},
        )[0]
        return made.pk


def rule_exception(cast: Cast, network: str, who: str, key: str) -> int:
    """An exception for somebody who asks."""
    asks = mentee(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        made: RuleException = RuleException.objects.get_or_create(
            round=MentorRound.objects.get(),
            interest_id=asks,
            kind="reach",
            defaults={"role": "mentee", "reason": "Har egen bil."},
        )[0]
        return made.pk


MATCHING: Mapping[str, Maker] = {
    "board": round_to_match,
    "board_move": round_to_match,
    "board_part": round_to_match,
    "board_undo": round_to_match,
    "exception_removal": rule_exception,
    "help_question": mentee,
    "help_take_back": help_question,
    "matching": round_to_match,
    "matching_progress": round_to_match,
    "matching_start": round_to_match,
    "matching_stop": round_to_match,
    "matchings": round_to_match,
    "matchings_beside": round_to_match,
    "mentor_choice": mentee,
    "mentor_help": mentee,
    "pair_question": proposed_pair,
    "pair_questions": round_to_match,
    "pair_reminder": proposed_pair,
    "pair_rule_new": round_to_match,
    "pair_rule_removal": pair_rule,
    "pair_take_back": proposed_pair,
    "repair": round_to_match,
    "rule_exception": mentee,
    "weights": round_to_match,
    "weights_effect": round_to_match,
    "weights_reset": round_to_match,
}
