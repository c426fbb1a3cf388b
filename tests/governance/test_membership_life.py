"""An authority asks to join, is prepared, decided on and becomes a member; another leaves."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from governance.decisions.tasks import take_effects_now
from governance.membership.errands import follow_memberships
from governance.models import (
    AgendaItem,
    Body,
    Holder,
    Mandate,
    MembershipApplication,
    MembershipTerms,
    Resignation,
)
from members.models import Decision, Membership, Role, Standing
from network import scope
from network.actions import errand
from network.models import Errand, Letter, User
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.deciding import ENTERED, a_decision
from tests.governance.decision_acts import a_body, let_pass, resolve
from tests.signing_in import sign_in

OPEN = f"/{VN}/open/sv/"
HOUSE = f"/{VN}/governance/membership/"
ASKED = {
    "name": "Trafikverket",
    "kind": "state_agency",
    "number": "202100-6297",
    "wants": "member",
    "employees": "140",
    "contact_name": "Tora Trafik",
    "contact_email": "tora@example.org",
}
pytestmark = pytest.mark.django_db


def errands(cast: Cast) -> None:
    """What the worker does after a request."""
    with acting_as("portal_worker"):
        for _round in range(3):
            with scope.enter_system(cast.vn):
                waiting = list(Errand.objects.waiting().values_list("pk", flat=True))
            for pk in waiting:
                errand.run(cast.vn, pk)


def letters(cast: Cast, to: str) -> list[Letter]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(Letter.objects.filter(to=to).order_by("pk"))


def the_application(cast: Cast) -> MembershipApplication:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: MembershipApplication = MembershipApplication.objects.get(name="Trafikverket")
        return found


def applied(cast: Cast) -> MembershipApplication:
    """Asked in the open and confirmed by the letter's link."""
    cache.clear()
    visitor = Client()
    assert visitor.post(f"{OPEN}membership/", ASKED).status_code == 302
    errands(cast)
    link = re.search(r"/open/sv/membership/[\w-]{43}/", letters(cast, "tora@example.org")[0].text)
    assert link
    address = f"/{VN}{link[0]}"
    assert visitor.get(address).status_code == 200
    assert the_application(cast).state == "asked"
    assert visitor.post(address).status_code == 302
    errands(cast)
    return the_application(cast)


def prepared(cast: Cast, karin: Client, pk: int) -> None:
    said = {
        "preparation": "140 anställda i länet.", "kind": "state_agency", "number": "2021006297",
        "short_name": "TRV", "wants": "member", "level": "2", "since": "2027-01-01",
    }  # fmt: skip
    assert karin.post(f"{HOUSE}applications/{pk}/preparation/", said).status_code == 302


def on_agenda(cast: Cast, karin: Client, pk: int) -> tuple[Body, AgendaItem]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        body = a_body()
    sent = karin.post(f"{HOUSE}applications/{pk}/agenda/", {"body": body.pk})
    assert sent.status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return body, AgendaItem.objects.get(effect="membership", subject_id=pk)


def test_a_visitor_applies_the_coordinator_prepares_a_body_decides_and_it_is_a_member(
    cast: Cast, client: Client
) -> None:
    it = applied(cast)
    assert it.state == "received"
    assert letters(cast, email("karin"))[-1].subject.startswith("Trafikverket")
    sign_in(client, "karin")
    assert "Trafikverket" in client.get(HOUSE).content.decode()
    prepared(cast, client, it.pk)
    body, item = on_agenda(cast, client, it.pk)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert item.takes_effect_on == date(2027, 1, 1)
        (decision,) = resolve(body, [item])
    let_pass(cast, date(2026, 12, 31))
    assert the_application(cast).state == "on_agenda"
    let_pass(cast, date(2027, 1, 1))
    let_pass(cast, date(2027, 1, 1))
    errands(cast)
    it = the_application(cast)
    assert (it.state, it.decision_id) == ("admitted", decision.pk)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        member = Membership.objects.get(authority__name="Trafikverket")
        standing = Standing.objects.get(membership=member)
        assert (member.since, standing.level) == (date(2027, 1, 1), "2")
        assert standing.by_decision_id == decision.pk
    assert decision.designation in letters(cast, "tora@example.org")[-1].text
    shown = Client().get(f"{OPEN}members/?day=2027-01-01").content.decode()
    assert "Trafikverket" in shown
    assert "Trafikverket" not in Client().get(f"{OPEN}members/?day=2026-12-31").content.decode()
    assert client.get(f"{HOUSE}applications/{it.pk}/").status_code == 200


def test_what_a_body_rejects_is_declined_with_its_words_in_the_letter(
    cast: Cast, client: Client
) -> None:
    it = applied(cast)
    sign_in(client, "karin")
    prepared(cast, client, it.pk)
    body, item = on_agenda(cast, client, it.pk)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        resolve(body, [item], "rejected")
        take_effects_now()
        take_effects_now()
    errands(cast)
    assert the_application(cast).state == "declined"
    told = letters(cast, "tora@example.org")[-1]
    assert item.title in told.text
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Membership.objects.filter(authority__name="Trafikverket").exists()


def test_declining_asks_for_a_decision_and_a_reason(cast: Cast, client: Client) -> None:
    it = applied(cast)
    sign_in(client, "karin")
    address = f"{HOUSE}applications/{it.pk}/declination/"
    assert client.post(address, {"reason": "Utanför länet."}).status_code == 200
    assert client.post(address, {"reason": "Utanför länet."} | ENTERED).status_code == 302
    it = the_application(cast)
    assert (it.state, it.answer) == ("declined", "Utanför länet.")
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Decision.objects.get(pk=it.decision_id).title == ENTERED["decision_title"]


def test_a_machine_and_a_flood_reach_nobody(cast: Cast) -> None:
    cache.clear()
    visitor = Client()
    visitor.post(f"{OPEN}membership/", ASKED | {"website": "x"})
    for _time in range(15):
        last = visitor.post(f"{OPEN}membership/", ASKED | {"contact_email": "a@example.org"})
    assert last.status_code == 200
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert MembershipApplication.objects.count() == 1
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        MembershipApplication.objects.update(asked_at=timezone.now() - timedelta(days=3))
    with acting_as("portal_worker"):
        follow_memberships()
        with scope.enter_system(cast.vn):
            assert not MembershipApplication.objects.exists()


@pytest.fixture
def terms(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        MembershipTerms.objects.create(
            notice_months=6, at_years_end=True, source="Överenskommelsen, punkt 8",
            since=date(2020, 1, 1), by_decision=a_decision(),
        )  # fmt: skip


@pytest.fixture
def lars(client: Client, cast: Cast) -> Client:
    client.force_login(User.objects.get(email=email("lars")))
    return client


def test_a_member_gives_notice_takes_it_back_and_gives_it_again(
    cast: Cast, lars: Client, terms: None
) -> None:
    timra = cast.memberships[VN, "timra"]
    address = f"{HOUSE}members/{timra}/resignation/"
    assert lars.get(address).status_code == 200
    today = timezone.localdate()
    assert lars.post(address, {"given_on": str(today + timedelta(days=1))}).status_code == 200
    assert lars.post(address, {"given_on": str(today)}).status_code == 302
    errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        it = Resignation.objects.get()
        assert Membership.objects.get(pk=timra).until == it.last_day
        assert (it.last_day.month, it.last_day.day) == (12, 31)
    assert lars.post(address, {"given_on": str(today)}).context["form"].errors
    assert letters(cast, email("karin"))
    assert letters(cast, email("lars"))
    assert lars.get(f"{HOUSE}resignations/{it.pk}/").status_code == 200
    assert lars.post(f"{HOUSE}resignations/{it.pk}/withdrawal/").status_code == 302
    errands(cast)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Membership.objects.get(pk=timra).until is None
    assert lars.post(address, {"given_on": str(today)}).status_code == 302


def test_roles_and_mandates_end_with_the_membership_and_not_before(cast: Cast, terms: None) -> None:
    timra, ended = cast.memberships[VN, "timra"], timezone.localdate() - timedelta(days=1)
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        mandate = Mandate.objects.create(body=a_body(), membership_id=timra, since=date(2020, 1, 1))
        Holder.objects.create(
            mandate=mandate, person_id=cast.person("lars"), name="Lars", since=date(2020, 1, 1)
        )
        it = Resignation.objects.create(
            membership_id=timra, given_on=date(2026, 1, 1), last_day=ended + timedelta(days=1),
            terms=MembershipTerms.objects.get(), by_name="Lars",
        )  # fmt: skip
        Membership.objects.filter(pk=timra).update(until=it.last_day)

    def ends() -> set[date | None]:
        with acting_as("portal_worker"), scope.enter_system(cast.vn):
            return {
                Mandate.objects.get(pk=mandate.pk).until,
                Holder.objects.get(mandate=mandate).until,
                Role.objects.get(person=cast.person("lars")).until,
            }

    with acting_as("portal_worker"):
        follow_memberships()
    assert ends() == {None}
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Resignation.objects.update(last_day=ended)
    with acting_as("portal_worker"):
        follow_memberships()
        follow_memberships()
    assert ends() == {ended}
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Resignation.objects.get().carried_out_at
        assert Mandate.objects.exclude(pk=mandate.pk).filter(until=None).exists()


def test_a_certificate_has_the_same_bytes_and_anybody_may_check_its_code(
    cast: Cast, lars: Client
) -> None:
    timra = cast.memberships[VN, "timra"]
    address = f"{HOUSE}members/{timra}/certificate/"
    first, again = lars.post(address), lars.post(address)
    assert first.content[:5] == b"%PDF-"
    assert first.content == again.content
    code = re.search(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}", first["Content-Disposition"])
    assert code
    page = Client().get(f"/verify/{code[0].replace('-', '')}/").content.decode()
    assert "Timrå kommun" in page
    other = cast.memberships[VN, "csn"]
    assert lars.post(f"{HOUSE}members/{other}/certificate/").status_code == 403


def test_the_open_list_shows_names_and_days_of_that_day_alone(cast: Cast) -> None:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Membership.objects.filter(pk=cast.memberships[VN, "timra"]).update(until=date(2024, 12, 31))
    feed = Client().get(f"/{VN}/open/v1/members.json?day=2025-01-01").json()
    assert feed["day"] == "2025-01-01"
    assert "Timrå kommun" not in [row["name"] for row in feed["members"]]
    before = Client().get(f"/{VN}/open/v1/members.json?day=2024-12-31").json()
    assert "Timrå kommun" in [row["name"] for row in before["members"]]
    assert "@" not in str(before)
    assert Client().get(f"/{VN}/open/sv/members/?day=9999-99-99").status_code == 200
    assert Client().get("/jamtland/open/sv/members/").status_code == 404
