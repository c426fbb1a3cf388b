"""VAT rules: assessed in writing, by date; who is not covered is told, never guessed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fees.models import Issuer, VatRule
from fees.rulebook.coverage import billing_of
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.makers import furnish
from tests.signing_in import sign_in

RULES = f"/{VN}/fees/rules/vat/"


@pytest.fixture
def furnished(cast: Cast) -> Cast:
    """Västernorrland has rules for membership fees since 2014."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    return cast


def form(**facts: Any) -> dict[str, Any]:
    """What is posted for 25 % on membership fees to other legal persons."""
    return {
        "kinds": ["membership"],
        "relation": "other",
        "category": "S",
        "rate": "25",
        "since": "2030-01-01",
        "assessment": "Direkt samband mellan avgift och tjänst.",
        "assessed_by": "Erik Ekonom, 2029-12-01",
    } | facts


def rules(cast: Cast) -> list[tuple[str, str, date, date | None]]:
    """Relation, category and days of every rule."""
    with scope.enter(cast.users["erik"], cast.vn):
        found = VatRule.objects.order_by("relation", "since")
        return [(one.relation, one.category, one.since, one.until) for one in found]


def test_a_new_version_ends_the_one_before_the_day_before(furnished: Cast, client: Client) -> None:
    sign_in(client, "erik")
    assert client.post(f"{RULES}new/", form(kinds=["membership", "other"])).status_code == 302
    assert rules(furnished) == [
        ("other", "S", date(2014, 1, 1), date(2029, 12, 31)),
        ("other", "S", date(2030, 1, 1), None),
        ("other", "S", date(2030, 1, 1), None),
        ("same", "O", date(2014, 1, 1), None),
    ]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("assessment", {"assessment": " "}),
        ("assessed_by", {"assessed_by": ""}),
        ("rate", {"rate": "0"}),
        ("rate", {"category": "O", "rate": "25"}),
        ("rate", {"rate": "20"}),
        ("exemption", {"category": "E", "rate": "0"}),
        ("exemption", {"exemption": "Utbildning"}),
    ],
)
def test_a_rule_without_its_assessment_or_with_a_wrong_rate_is_refused_at_its_field(
    furnished: Cast, client: Client, name: str, wrong: dict[str, Any]
) -> None:
    sign_in(client, "erik")
    before = rules(furnished)
    page = client.post(f"{RULES}new/", form(**wrong))
    assert name in page.context["form"].errors
    assert rules(furnished) == before


def test_an_exemption_carries_its_reason_and_code(furnished: Cast, client: Client) -> None:
    sign_in(client, "erik")
    said = form(
        category="E", rate="0", exemption="Undantagen utbildning", exemption_code="VATEX-EU-132-1I"
    )
    assert client.post(f"{RULES}new/", said).status_code == 302
    with scope.enter(furnished.users["erik"], furnished.vn):
        rule = VatRule.objects.get(category="E")
    assert (rule.exemption, rule.exemption_code) == ("Undantagen utbildning", "VATEX-EU-132-1I")


def test_only_the_economist_writes_a_rule_down(furnished: Cast, client: Client) -> None:
    sign_in(client, "karin")
    assert client.get(RULES).status_code == 200
    assert client.post(f"{RULES}new/", form()).status_code == 403


def test_members_without_a_rule_and_rules_without_members_are_told(
    furnished: Cast, client: Client
) -> None:
    with acting_as("portal_worker"), scope.enter_system(furnished.vn):
        VatRule.objects.filter(relation="other").delete()
        VatRule.objects.create(
            kind="membership",
            relation="to_state",
            category="S",
            rate=25,
            assessment="test",
            assessed_by="Erik",
            since=date(2014, 1, 1),
        )
        cells = {
            cell.relation.value: cell
            for billing in billing_of(timezone.localdate())
            for cell in billing.cells
            if billing.kind == "membership"
        }
    assert [member.name for member in cells["other"].members or []] == ["Timrå kommun"]
    assert cells["other"].is_gap
    assert cells["to_state"].covers_nobody
    assert not cells["same"].is_gap
    assert not cells["same"].covers_nobody
    sign_in(client, "erik")
    assert "TIMRA" in client.get(RULES).content.decode()


def test_a_gap_is_something_to_do_for_the_economist_alone_until_the_rule_is_there(
    furnished: Cast, client: Client
) -> None:
    with acting_as("portal_worker"), scope.enter_system(furnished.vn):
        VatRule.objects.filter(relation="other").delete()

    def asked(who: str) -> list[str]:
        sign_in(client, who)
        todos = client.get(f"/{VN}/fees/").context["todos"]
        return [todo.url for todo in todos if "/rules/vat/" in todo.url]

    assert asked("erik") == [f"{RULES}new/?kind=membership&relation=other"]
    assert asked("karin") == []
    sign_in(client, "erik")
    assert client.post(f"{RULES}new/", form(since="2020-01-01")).status_code == 302
    assert asked("erik") == []


def test_the_host_counts_among_those_it_bills_only_where_it_is_invoiced(furnished: Cast) -> None:
    def names() -> set[str]:
        with acting_as("portal_worker"), scope.enter_system(furnished.vn):
            return {
                member.authority.short_name
                for billing in billing_of(timezone.localdate())
                for cell in billing.cells
                for member in cell.members or []
            }

    with acting_as("portal_worker"), scope.enter_system(furnished.vn):
        Issuer.objects.update(bills_itself=False)
    assert "SPV" not in names()
    with acting_as("portal_worker"), scope.enter_system(furnished.vn):
        Issuer.objects.update(bills_itself=True)
    assert "SPV" in names()
