"""Every form for what bodies decide on asks for the decision, and the register says what it did."""

from datetime import date

import pytest
from django.test import Client

from courses.models import LateFeePolicy, ProposedPolicy, SharePolicy
from fees.models import FeeModel, FeeStep
from members.models import Decision, DecisionEffect, Membership, Standing
from network import scope
from tests.cast import VN, Cast
from tests.courses.decided import decide_all, make_plan, make_planned, make_year
from tests.databases import acting_as
from tests.deciding import ENTERED
from tests.members.test_member_import import HEAD, upload
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TIMRA = (VN, "timra")


def _proposal(cast: Cast) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        model = FeeModel.objects.create(
            name="Ny", method="heads", since=date(2031, 1, 1), adopted=False
        )
        FeeStep.objects.create(model=model, lower=1, amount=100)
        return int(model.pk)


def _effects(cast: Cast, kind: str) -> list[str]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = DecisionEffect.objects.filter(kind=kind, state="done")
        return list(rows.values_list("decision__title", flat=True))


def test_another_kind_of_membership_asks_for_the_decision_and_other_days_do_not(
    client: Client, cast: Cast
) -> None:
    sign_in(client, "karin")
    address = f"/{VN}/members/{cast.memberships[TIMRA]}/change/"
    said = {"since": "2014-01-01", "standing": "associated"}
    assert "decision" in client.post(address, said).context["form"].errors
    half = said | {"decision_title": "Bara rubriken"}
    assert "decision_day" in client.post(address, half).context["form"].errors
    assert client.post(address, {"since": "2015-01-01", "standing": "member"}).status_code == 302
    assert client.post(address, said | ENTERED).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Standing.objects.get(membership=cast.memberships[TIMRA], until=None)
        assert (row.kind, row.by_decision.title) == ("associated", ENTERED["decision_title"])
    assert _effects(cast, "member") == [ENTERED["decision_title"]]


def test_a_list_with_new_members_is_applied_by_a_decision_or_not_at_all(
    client: Client, cast: Cast
) -> None:
    sign_in(client, "karin")
    page = upload(client, HEAD + "Bolagsverket;;statlig myndighet;202100-5489;medlem;2009;;\n")
    address = f"{page.request['PATH_INFO']}application/"
    sent = {
        "sha256": page.context["upload"].sha256,
        "seen": page.context["preview"].fingerprint,
    }
    assert "decision" in client.post(address, sent).context["form"].errors
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Membership.objects.filter(authority__name="Bolagsverket").exists()
    assert client.post(address, sent | ENTERED).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        row = Standing.objects.get(membership__authority__name="Bolagsverket")
        assert row.by_decision.title == ENTERED["decision_title"]


def test_the_economist_adopts_a_fee_model_by_a_decision_of_the_register_and_enters_none(
    client: Client, cast: Cast
) -> None:
    pk = _proposal(cast)
    sign_in(client, "erik")
    address = f"/{VN}/fees/rules/models/{pk}/adoption/"
    answer = client.post(address, {"since": "2031-01-01"} | ENTERED)
    assert "decision" in answer.context["form"].errors
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        known = Decision.objects.get()
    assert client.post(address, {"since": "2031-01-01", "decision": known.pk}).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert FeeModel.objects.get(pk=pk).by_decision_id == known.pk
    assert _effects(cast, "fee_model") == [known.title]


def test_a_plan_is_adopted_by_the_councils_decision_alone(client: Client, cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        campaign, candidates = make_year(cast)
        plan = make_plan(campaign)
        make_planned(plan, candidates[0], {cast.memberships[VN, "csn"]: 10})
        decide_all(campaign)
    sign_in(client, "jonas")
    address = f"/{VN}/courses/plans/{plan.pk}/adoption/"
    assert "decision" in client.post(address, {"decision": ""}).context["form"].errors
    assert client.post(address, ENTERED).status_code == 302
    assert _effects(cast, "course_plan") == [ENTERED["decision_title"]]


def test_a_rule_is_changed_by_a_decision_or_kept_as_a_proposal(client: Client, cast: Cast) -> None:
    sign_in(client, "jonas")
    address = f"/{VN}/courses/shares/change/"
    said = {"minimum": 2, "small_below": 80, "most_credit": 0, "firm": "on"}
    assert "decision" in client.post(address, said).context["form"].errors
    assert client.post(address, said | {"propose": "1"}).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        kept = ProposedPolicy.objects.get()
        assert kept.columns() == {
            "minimum": 2, "small_below": 80, "most_credit": 0, "firm": True,
        }  # fmt: skip
        assert not SharePolicy.objects.exists()
        assert not LateFeePolicy.objects.exists()
    assert client.post(address, said | ENTERED).status_code == 302
    assert _effects(cast, "share_rule") == [ENTERED["decision_title"]]
