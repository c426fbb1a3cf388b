"""The seats, offers, approvals and lists of names that their doors are tried with."""

from collections.abc import Mapping

from courses.models import Allotment, Approval, ApprovalRule, Enrolment, NameList, Offer, Withdrawal
from members.models import Person
from network import scope
from tests.cast import Cast
from tests.courses.makers import make_run
from tests.databases import acting_as
from tests.doors.catalogue import run
from tests.doors.making import Maker, made_in


def enrolment(cast: Cast, network: str, who: str, key: str) -> int:
    held = run(cast, network, who, key)
    return made_in(
        cast,
        network,
        lambda: Enrolment.objects.create(
            run_id=held,
            person_id=cast.people[network, who],
            membership_id=cast.memberships[network, key],
        ),
    )


def offer(cast: Cast, network: str, who: str, key: str) -> int:
    """A seat that was freed while somebody waited, and is held for the answer."""
    held = made_in(cast, network, lambda: make_run(capacity=1, queue="offers"))
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        others = Person.objects.exclude(pk=cast.people[network, who]).order_by("pk")
        for one in (others[0], Person.objects.get(pk=cast.people[network, who])):
            Enrolment.objects.create(run_id=held, person=one, membership_id=one.membership_id)
        first = Enrolment.objects.get(run=held, person=others[0])
        Withdrawal.objects.create(
            enrolment=first,
            run_id=held,
            person_id=first.person_id,
            membership_id=first.membership_id,
        )
        return int(Offer.objects.get(run=held).pk)


def approval(cast: Cast, network: str, who: str, key: str) -> int:
    member = cast.memberships[network, key]
    made_in(cast, network, lambda: ApprovalRule.objects.create(membership_id=member, manager=True))
    asked_for = enrolment(cast, network, who, key)
    return made_in(cast, network, lambda: Approval.objects.get(enrolment=asked_for))


def run_with_a_seat(cast: Cast, network: str, who: str, key: str) -> int:
    pk = enrolment(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(Enrolment.objects.values_list("run", flat=True).get(pk=pk))


def name_list(cast: Cast, network: str, who: str, key: str) -> int:
    """A list that the authority's local coordinator brought; in the other network nobody's."""
    held = run(cast, network, who, key)
    owner = {"csn": "lena", "timra": "lars"}.get(key, who)
    return made_in(
        cast,
        network,
        lambda: NameList.objects.create(
            run_id=held,
            membership_id=cast.memberships[network, key],
            user_id=cast.users[owner],
            rows=[{"number": 1, "name": "", "email": f"{who}@example.org"}],
        ),
    )


def allotment(cast: Cast, network: str, who: str, key: str) -> int:
    held = run(cast, network, who, key)
    return made_in(
        cast,
        network,
        lambda: Allotment.objects.create(
            run_id=held, membership_id=cast.memberships[network, key], seats=1
        ),
    )


ENROLLING: Mapping[str, Maker] = {
    "allotment": allotment,
    "allotment_move": allotment,
    "approval": approval,
    "enrolment_hand_over": enrolment,
    "enrolment_listing": enrolment,
    "enrolment_needs": enrolment,
    "enrolment_needs_removal": enrolment,
    "enrolment_placement": enrolment,
    "enrolment_priority": enrolment,
    "enrolment_seat": enrolment,
    "enrolment_sessions": enrolment,
    "enrolment_withdrawal": enrolment,
    "name_list": name_list,
    "name_list_application": name_list,
    "name_list_file": name_list,
    "name_list_rows": name_list,
    "offer": offer,
    "offer_acceptance": offer,
    "offer_refusal": offer,
    "run_fellows": run_with_a_seat,
}
