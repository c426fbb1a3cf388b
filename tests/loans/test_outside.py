"""Parties outside the network and sister networks: entered by a coordinator, and nobody else."""

from typing import Any

import pytest
from django.test import Client

from loans.models import Approach, Interest, Loan, Notice, OutsideParty, SisterNetwork
from network import scope
from tests.cast import JL, VN, Cast
from tests.databases import acting_as
from tests.loans.boards import hang, make_hr
from tests.loans.making import in_days, make_notice, make_signers
from tests.mentorship.asking import letters, run_errands
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

AT = f"/{VN}/loans"
PARTY = {
    "name": "Region Gävleborg",
    "kind": "region",
    "organisation_number": "232100-0198",
    "contact": "Greta Gräns",
    "email": "greta@example.org",
    "phone": "",
    "why": "Krisstöd efter stormen",
    "until": "",
}


def kept(cast: Cast, model: Any) -> list[Any]:
    """The network's rows."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return list(model.objects.order_by("pk"))


def let_in(client: Client, **changes: str) -> Any:
    """Karin lets a party in; gives the answer."""
    sign_in(client, "karin")
    return client.post(f"{AT}/outside/new/", PARTY | changes)


def the_party(cast: Cast, client: Client, **changes: str) -> int:
    """One that is let in."""
    assert let_in(client, **changes).status_code == 302
    return int(kept(cast, OutsideParty)[0].pk)


def need(**changes: Any) -> dict[str, Any]:
    """A party's need, as the form sends it."""
    return {
        "title": "Samordnare",
        "tasks": "Samordna lägesbilder.",
        "competences": ["talks"],
        "people": "1",
        "starts": str(in_days(1)),
        "ends": str(in_days(60)),
        "percent": "100",
        "place": "Gävle",
        "remote": "no",
        "secrecy": "",
        "answer_by": str(in_days(5)),
    } | changes


def brought(party: int, **changes: Any) -> dict[str, Any]:
    """Somebody of a party, as the form sends it."""
    return {
        "party": str(party),
        "outside_name": "Gunnar Gäst",
        "outside_title": "Utredare",
        "starts": str(in_days(14)),
        "ends": str(in_days(150)),
        "percent": "100",
        "said_by": "Greta Gräns, enhetschef",
        "heard": "on",
    } | changes


def test_a_party_is_let_in_once_with_a_right_number(cast: Cast, client: Client) -> None:
    assert let_in(client).status_code == 302
    again = let_in(client, name="region gävleborg")
    assert "organisation_number" in again.context["form"].errors
    wrong = let_in(client, name="Annan", organisation_number="232100-0199")
    assert "organisation_number" in wrong.context["form"].errors
    assert [row.organisation_number for row in kept(cast, OutsideParty)] == ["2321000198"]


def test_a_party_that_the_rules_do_not_cover_is_stopped_with_the_reason(
    cast: Cast, client: Client
) -> None:
    page = let_in(client, kind="other", name="Bolaget AB")
    assert "Bolaget AB" in str(page.context["form"].errors["kind"])
    assert kept(cast, OutsideParty) == []


def test_a_partys_need_hangs_on_the_board_as_crisis_support(cast: Cast, client: Client) -> None:
    party = the_party(cast, client)
    assert client.post(f"{AT}/outside/{party}/notices/new/", need()).status_code == 302
    (row,) = kept(cast, Notice)
    assert (row.party_id, row.occasion, row.membership_id) == (party, "crisis", None)
    reader = Client()
    sign_in(reader, "amina")
    assert "Region Gävleborg" in reader.get(f"{AT}/").content.decode()
    changed = client.get(f"{AT}/notices/{row.pk}/change/")
    assert changed["Location"].endswith(f"/notices/{row.pk}/outside/change/")
    client.post(changed["Location"], need(title="Två samordnare", people="2"))
    assert kept(cast, Notice)[0].people == 2


def test_a_party_that_was_let_in_until_yesterday_asks_for_nothing_new(
    cast: Cast, client: Client
) -> None:
    party = the_party(cast, client, until=str(in_days(-1)))
    assert client.get(f"{AT}/outside/{party}/notices/new/").status_code == 404


def test_somebody_of_a_party_is_lent_after_the_coordinator_wrote_down_who_consented(
    cast: Cast, client: Client
) -> None:
    make_signers(cast)
    party, notice = the_party(cast, client), make_notice(cast, "spv")
    where = f"{AT}/notices/{notice}/outside/interest/"
    assert client.post(where, brought(party)).status_code == 302
    run_errands(cast)
    assert [row.to.split("@")[0] for row in letters(cast, "loan_interested")] == ["styrbjorn"]
    twice = client.post(where, brought(party, outside_name="gunnar gäst"))
    assert twice.context["form"].non_field_errors()
    (interest,) = kept(cast, Interest)
    signer = Client()
    sign_in(signer, "styrbjorn")
    assert "Gunnar Gäst" in signer.get(f"{AT}/notices/{notice}/interested/").content.decode()
    begun = signer.post(f"{AT}/interests/{interest.pk}/choice/", {"leader": ""})
    assert begun.status_code == 302, begun.content.decode()
    (loan,) = kept(cast, Loan)
    assert (loan.lender_party_id, loan.name, loan.legal) == (party, "Gunnar Gäst", "others")


def test_without_the_persons_own_yes_nobody_is_entered(cast: Cast, client: Client) -> None:
    party, notice = the_party(cast, client), make_notice(cast, "spv")
    page = client.post(f"{AT}/notices/{notice}/outside/interest/", brought(party, heard=""))
    assert "heard" in page.context["form"].errors
    assert kept(cast, Interest) == []


def test_a_party_asks_for_what_is_on_offer_once_and_the_lender_is_told(
    cast: Cast, client: Client
) -> None:
    make_hr(cast, "lena", "csn")
    party, offer = the_party(cast, client), hang(cast, "csn", kind="idle")
    where = f"{AT}/notices/{offer}/outside/approach/"
    asked = {"party": str(party), "words": "Vi behöver hjälp i två veckor."}
    assert client.post(where, asked).status_code == 302
    assert client.post(where, asked).context["form"].non_field_errors()
    run_errands(cast)
    assert [row.to.split("@")[0] for row in letters(cast, "loan_approach_made")] == ["lena"]
    assert len(kept(cast, Approach)) == 1


def test_a_sister_network_is_let_in_and_out_again(cast: Cast, client: Client) -> None:
    sign_in(client, "karin")
    for _click in range(2):
        client.post(f"{AT}/outside/sisters/", {"sister": str(cast.networks[JL])})
    (row,) = kept(cast, SisterNetwork)
    assert row.until is None
    client.post(f"{AT}/outside/sisters/{row.pk}/removal/")
    assert kept(cast, SisterNetwork)[0].until == in_days(-1)
    client.post(f"{AT}/outside/sisters/", {"sister": str(cast.networks[JL])})
    assert kept(cast, SisterNetwork)[0].until is None


@pytest.mark.parametrize("address", ["outside/", "outside/new/", "crisis/new/"])
def test_nobody_but_the_coordinators_keeps_them(cast: Cast, client: Client, address: str) -> None:
    for who in ("amina", "lena", "styrbjorn"):
        sign_in(client, who)
        assert client.get(f"{AT}/{address}").status_code == 403
