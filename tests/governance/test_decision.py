"""The register's pages: found, filtered, taken away, entered, and tried again."""

from datetime import date

import pytest
from django.test import Client

from members.actions.decision import enter_decision, enter_effect
from members.models import Decision, DecisionEffect, ProposedStanding, ProposedStandingLine
from network import scope
from network.actions import errand
from network.models import Errand, User
from tests.cast import VN, Cast, email
from tests.databases import acting_as
from tests.governance.decision_acts import let_pass
from tests.signing_in import sign_in

REGISTER = f"/{VN}/governance/decisions/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def register(cast: Cast) -> dict[str, int]:
    """Four decisions: one without effect, one done, one that waits, one that failed."""
    kept = {}
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for title, state in (("Plan", ""), ("Nivå", "done"), ("Sedan", "waiting"), ("Fel", "")):
            made = enter_decision(
                f"{title} beslutas", body=f"{title}rådet", decided_on=date(2026, 2, 3)
            )
            kept[title] = made.pk
            if state:
                proposal = ProposedStanding.objects.create(name=f"Förslag {title}")
                ProposedStandingLine.objects.create(
                    proposal=proposal,
                    membership_id=cast.memberships[VN, "timra"],
                    kind="member",
                    level="1",
                )
                enter_effect(
                    made, "standing", proposal.pk, proposal.name,
                    on=date(2099, 1, 1) if state == "waiting" else None,
                )  # fmt: skip
        enter_effect(Decision.objects.get(pk=kept["Fel"]), "standing", 999_999, "borta")
    let_pass(cast, date(2026, 3, 1))
    return kept


def shown(client: Client, query: str = "") -> set[str]:
    page = client.get(f"{REGISTER}{query}")
    assert page.status_code == 200
    return {row.title.split()[0] for row in page.context["page_obj"]}


def test_the_register_is_searched_filtered_and_sorted_by_everyone(
    client: Client, cast: Cast, register: dict[str, int]
) -> None:
    client.force_login(User.objects.get(email=email("amina")))
    with scope.enter(cast.users["amina"], cast.vn):
        number = Decision.objects.get(pk=register["Plan"]).designation
    assert {"Plan", "Nivå", "Sedan", "Fel"} <= shown(client)
    assert shown(client, f"?q={number}") == {"Plan"}
    assert shown(client, "?state=failed") == {"Fel"}
    assert shown(client, "?state=waiting") == {"Sedan"}
    assert shown(client, "?state=done&changes=standing") == {"Nivå"}
    assert "Plan" in shown(client, "?state=none&year=2026")
    assert shown(client, "?body=Felr%C3%A5det") == {"Fel"}
    first = client.get(f"{REGISTER}?year=2026&sort=title").context["page_obj"][0]
    assert first.title == "Fel beslutas"
    table = client.get(f"{REGISTER}?state=failed&format=csv").content.decode("utf-8-sig")
    assert "Fel beslutas" in table
    assert "Plan beslutas" not in table


def test_a_decision_has_a_page_and_a_paper_with_its_effects(
    client: Client, register: dict[str, int]
) -> None:
    client.force_login(User.objects.get(email=email("amina")))
    page = client.get(f"{REGISTER}{register['Nivå']}/").content.decode()
    assert "Förslag Nivå" in page
    assert "/members/standings/" in page
    failed = client.get(f"{REGISTER}{register['Fel']}/").content.decode()
    assert "finns inte kvar" in failed or "not there any more" in failed
    paper = client.get(f"{REGISTER}{register['Nivå']}/extract/")
    assert paper.content[:5] == b"%PDF-"
    assert paper.content == client.get(f"{REGISTER}{register['Nivå']}/extract/").content


def test_a_failed_effect_is_a_todo_until_another_decision_replaces_it(
    client: Client, cast: Cast, register: dict[str, int]
) -> None:
    sign_in(client, "karin")
    page = f"/governance/decisions/{register['Fel']}/"
    assert page in client.get(f"/{VN}/").content.decode()
    assert page in client.get(f"/{VN}/search/?q=Fel+beslutas").content.decode()
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        proposal = ProposedStanding.objects.create(name="Annat förslag")
        ProposedStandingLine.objects.create(
            proposal=proposal, membership_id=cast.memberships[VN, "csn"], kind="member", level="3"
        )
    said = {
        "title": "Rätt beslutas", "text": "Nu rätt.", "body": "Styrgruppen",
        "decided_on": "2026-03-04", "changes": [f"standing:{proposal.pk}"],
        "replaces": register["Fel"],
    }  # fmt: skip
    assert client.post(f"{REGISTER}new/", said | {"decided_on": "2099-01-01"}).status_code == 200
    assert client.post(f"{REGISTER}new/", said).status_code == 302
    with acting_as("portal_worker"):
        with scope.enter_system(cast.vn):
            waiting = list(Errand.objects.waiting().values_list("pk", flat=True))
        for pk in waiting:
            errand.run(cast.vn, pk)
    with scope.enter(cast.users["karin"], cast.vn):
        made = Decision.objects.get(title="Rätt beslutas")
        assert (made.origin, made.replaces_id) == ("elsewhere", register["Fel"])
        assert DecisionEffect.objects.get(decision=made, kind="standing").state == "done"
    assert page not in client.get(f"/{VN}/").content.decode()


def test_who_does_not_keep_the_register_enters_nothing(client: Client, cast: Cast) -> None:
    client.force_login(User.objects.get(email=email("amina")))
    assert client.get(f"{REGISTER}new/").status_code == 403
    sign_in(client, "erik")
    assert client.get(f"{REGISTER}new/").status_code == 403
