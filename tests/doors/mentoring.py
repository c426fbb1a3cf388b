"""The mentoring rounds and expressions of interest that their doors are tried with."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from members.models import Competence
from mentorship.models import Avoided, Interest, JointMeeting, MentorRound
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


def joint_meeting(cast: Cast, network: str, who: str, key: str) -> int:
    asked = mentor_round(cast, network, who, key)
    starts = timezone.now() + timedelta(days=50)
    return made_in(
        cast,
        network,
        lambda: JointMeeting.objects.create(
            round_id=asked, title="Träff", starts_at=starts, ends_at=starts + timedelta(hours=2)
        ),
    )


def competence(cast: Cast, network: str, who: str, key: str) -> int:
    name = f"Konst {network} {who}"
    return made_in(
        cast,
        network,
        lambda: Competence.objects.get_or_create(code=f"konst{who}"[:12], name=name)[0],
    )


def avoided(cast: Cast, network: str, who: str, key: str) -> int:
    asked = interest(cast, network, who, key)
    return made_in(
        cast,
        network,
        lambda: Avoided.objects.create(
            interest_id=asked, person_id=cast.people[network, who], name="Någon Annan"
        ),
    )


MENTORING: Mapping[str, Maker] = {
    "avoided_name": avoided,
    "avoided_names": mentor_round,
    "competence_change": competence,
    "competence_end": competence,
    "competence_return": competence,
    "interest": interest,
    "interest_answer": interest,
    "interest_draft": mentor_round,
    "interest_draft_removal": mentor_round,
    "interest_new": mentor_round,
    "interest_pool_leaving": interest,
    "interest_review": mentor_round,
    "interest_withdrawal": interest,
    "interests": mentor_round,
    "joint_meeting_cancellation": joint_meeting,
    "joint_meeting_change": joint_meeting,
    "joint_meeting_new": mentor_round,
    "joint_meeting_series": mentor_round,
    "mentor_round": mentor_round,
    "mentor_round_change": mentor_round,
}
