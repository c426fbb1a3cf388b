"""An authority proposes who holds its mandate; the coordinator appoints, or says why not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from governance.models import Holder, HolderProposal
from network import scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.governance.making import make_seated
from tests.mentorship.asking import letters, run_errands
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

AT = f"/{VN}/governance"


def propose(client: Client, who: str, mandate: int, **said: Any) -> int:
    """Somebody proposes; gives the status."""
    sign_in(client, who)
    data = {"rank": "member", "since": timezone.localdate().isoformat()} | said
    return client.post(f"{AT}/mandates/{mandate}/proposals/new/", data).status_code


def the_proposal(cast: Cast) -> HolderProposal:
    """The only one there is."""
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        found: HolderProposal = HolderProposal.objects.get()
        return found


def test_an_authority_proposes_for_its_own_mandate_and_the_coordinator_appoints(
    cast: Cast, client: Client
) -> None:
    seated = make_seated(cast)
    csn = seated.mandates["csn"]
    assert propose(client, "lena", csn, person=cast.person("berit")) == 302
    made = the_proposal(cast)
    sign_in(client, "karin")
    assert f"/{VN}/governance/proposals/{made.pk}/" in client.get(f"/{VN}/").content.decode()
    day = timezone.localdate() + timedelta(days=5)
    answer = {"answer": "yes", "since": day.isoformat()}
    assert client.post(f"{AT}/proposals/{made.pk}/", answer).status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        rows = Holder.objects.filter(mandate=csn, rank="member").order_by("since")
        assert list(rows.values_list("name", "since", "until")) == [
            ("Ulla Utbildningsråd", date(2020, 1, 1), day - timedelta(days=1)),
            ("Berit Berg", day, None),
        ]
    run_errands(cast)
    told = [row for row in letters(cast) if row.name == "holder_proposal_answered"]
    assert [row.to for row in told] == ["lena@example.org"]
    assert client.post(f"{AT}/proposals/{made.pk}/", answer).status_code == 200


def test_a_no_has_a_reason_that_the_authority_reads(cast: Cast, client: Client) -> None:
    seated = make_seated(cast)
    propose(client, "lena", seated.mandates["csn"], person=cast.person("berit"))
    made = the_proposal(cast)
    sign_in(client, "karin")
    address = f"{AT}/proposals/{made.pk}/"
    assert client.post(address, {"answer": "no"}).status_code == 200
    answer = {"answer": "no", "why": "Stadgan kräver en chef"}
    assert client.post(address, answer).status_code == 302
    run_errands(cast)
    told = [row for row in letters(cast) if row.name == "holder_proposal_answered"]
    assert "Stadgan kräver en chef" in told[0].text
    assert the_proposal(cast).accepted is False


def test_nobody_proposes_for_another_authority_or_somebody_elses_people(
    cast: Cast, client: Client
) -> None:
    seated = make_seated(cast)
    csn = seated.mandates["csn"]
    assert propose(client, "lars", csn, name="Någon") == 403
    assert propose(client, "amina", csn, name="Någon") == 403
    assert propose(client, "lena", csn, person=cast.person("tove")) == 200
    facts = {"mandate_id": csn, "name": "Någon", "since": timezone.localdate()}
    for own, person in ((cast.memberships[VN, "timra"], None), (None, cast.person("amina"))):
        member = own or cast.memberships[VN, "timra"]
        with (
            scope.enter(cast.users["lars"], cast.vn),
            pytest.raises(ProgrammingError),
            transaction.atomic(),
        ):
            HolderProposal.objects.create(membership_id=member, person_id=person, **facts)


def test_an_authority_takes_its_proposal_back_until_it_is_answered(
    cast: Cast, client: Client
) -> None:
    seated = make_seated(cast)
    propose(client, "lena", seated.mandates["csn"], name="Någon Annan")
    made = the_proposal(cast)
    page = client.get(f"{AT}/bodies/{seated.body}/").content.decode()
    assert f"{AT}/proposals/{made.pk}/withdrawal/" in page
    sign_in(client, "lars")
    page = client.get(f"{AT}/bodies/{seated.body}/").content.decode()
    assert "Någon Annan" not in page
    assert client.post(f"{AT}/proposals/{made.pk}/withdrawal/").status_code == 404
    sign_in(client, "lena")
    assert client.post(f"{AT}/proposals/{made.pk}/withdrawal/").status_code == 302
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not HolderProposal.objects.exists()
