"""A duty that goes round: proposed turns become offices, once, and decided ones stay."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from governance.bodies.rotation import round_of
from governance.models import Holder, Office, RotationRule
from members.models import Membership
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.making import make_mandate, make_seated
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

AT = f"/{VN}/governance"


def let_go_round(cast: Cast, client: Client, body: int, duty: str = "host") -> int:
    """Karin lets a duty go round from January, half a year each: SPV, Timrå, CSN, Miun."""
    sign_in(client, "karin")
    data = {"duty": duty, "months": "6", "starts": f"{timezone.localdate().year}-01-01"}
    for number, key in enumerate(("spv", "timra", "csn", "miun"), 1):
        data[f"place_{cast.memberships[VN, key]}"] = str(number)
    answer = client.post(f"{AT}/bodies/{body}/rotations/new/", data)
    assert answer.status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return int(RotationRule.objects.get(duty=duty).pk)


def names(cast: Cast, rule: int) -> list[str]:
    """Whose turns they are, from the first on."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found = round_of(RotationRule.objects.get(pk=rule), timezone.localdate())
        return [row.short_name for row in found.rows]


def test_those_without_a_member_and_those_who_leave_are_passed_by(
    cast: Cast, client: Client
) -> None:
    seated = make_seated(cast)
    make_mandate(cast, seated.body, "miun")  # nobody sits there
    rule = let_go_round(cast, client, seated.body)
    assert names(cast, rule)[:4] == ["SPV", "TIMRA", "CSN", "SPV"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        leaves = Membership.objects.filter(pk=cast.memberships[VN, "csn"])
        leaves.update(until=date(timezone.localdate().year, 12, 31))
    assert names(cast, rule)[:4] == ["SPV", "TIMRA", "SPV", "TIMRA"]


def test_a_proposed_turn_becomes_an_office_once(cast: Cast, client: Client) -> None:
    seated = make_seated(cast)
    make_mandate(cast, seated.body, "miun")
    rule = let_go_round(cast, client, seated.body)
    since = date(timezone.localdate().year + 1, 1, 1)
    for _click in range(2):
        client.post(f"{AT}/rotations/{rule}/turns/", {"since": since.isoformat()})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        office = Office.objects.get(duty="host")
        assert office.membership_id == cast.memberships[VN, "csn"]
        assert (office.since, office.until) == (since, date(since.year, 6, 30))
    bad = client.post(f"{AT}/rotations/{rule}/turns/", {"since": "2019-02-30"})
    assert bad.status_code == 404


def test_the_next_conveners_turn_is_their_authoritys_member_and_ends_the_one_before(
    cast: Cast, client: Client
) -> None:
    seated = make_seated(cast)  # Ulla of CSN convenes until further notice
    make_mandate(cast, seated.body, "miun")
    rule = let_go_round(cast, client, seated.body, duty="convener")
    since = date(timezone.localdate().year + 1, 1, 1)
    client.post(f"{AT}/rotations/{rule}/turns/", {"since": since.isoformat()})
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        first, second = Office.objects.filter(duty="convener").order_by("since")
        assert (first.person_id, first.until) == (
            cast.person("ulla"),
            since - timedelta(days=1),
        )
        taken = Holder.objects.get(person=second.person_id, mandate__body=seated.body)
        assert taken.mandate.membership_id == second_place(cast, rule)


def second_place(cast: Cast, rule: int) -> int:
    """The authority whose turn begins next year."""
    found = round_of(RotationRule.objects.get(pk=rule), timezone.localdate())
    year = timezone.localdate().year + 1
    return next(row.turn.who or 0 for row in found.rows if row.turn.since == date(year, 1, 1))
