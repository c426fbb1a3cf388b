"""The economist's way: prepare, look through, approve, stop, go on."""

import re

import pytest
from django.test import Client

from fees.actions.run import work
from fees.models import Charge, Invoice, InvoiceRun
from members.models import HeadCount, InvoiceProfile
from network import scope
from network.actions.job import Cancelled, Run
from network.models import Job
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.issuing import Drawn
from tests.fees.makers import furnish
from tests.signing_in import sign_in

RUNS = f"/{VN}/fees/runs/"


@pytest.fixture
def furnished(cast: Cast) -> Cast:
    """Västernorrland can bill."""
    furnish(cast.vn, cast.memberships[VN, "spv"])
    return cast


def prepare(client: Client, year: int = 2026) -> str:
    """Prepare a run as whoever is signed in; returns its address."""
    answer = client.post(RUNS, {"year": year})
    assert answer.status_code == 302
    return str(answer["Location"])


def fingerprint(page: str) -> str:
    """What the review says that one approves."""
    found = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert found is not None
    return found.group(1)


def approve(client: Client, address: str, seen: str) -> int:
    """Approve what was seen; returns the status."""
    answer = client.post(f"{address}approval/", {"looked": "on", "fingerprint": seen})
    return answer.status_code


def test_approving_freezes_one_charge_for_each_member_and_orders_one_job(
    furnished: Cast, client: Client
) -> None:
    user = sign_in(client, "erik")
    address = prepare(client)
    page = client.get(address).content.decode()
    assert "Timrå kommun" in page
    seen = fingerprint(page)
    assert [approve(client, address, seen) for _click in range(2)] == [302, 302]
    with scope.enter(user.pk, furnished.vn):
        charges = {charge.membership_id: charge for charge in Charge.objects.all()}
        assert set(charges) == {
            pk for (slug, _key), pk in furnished.memberships.items() if slug == VN
        }
        inside = charges[furnished.memberships[VN, "csn"]]
        outside = charges[furnished.memberships[VN, "timra"]]
        assert (inside.vat_category, inside.vat_rate, inside.net) == ("O", 0, 25_000)
        assert (outside.vat_category, outside.vat_rate, outside.net) == ("S", 25, 25_000)
        assert inside.basis["head_count"] == 120
        assert inside.basis["counted_on"] == "2025-12-31"
        assert Job.objects.count() == 1


def test_what_changed_since_it_was_seen_is_not_approved(furnished: Cast, client: Client) -> None:
    user = sign_in(client, "erik")
    address = prepare(client)
    seen = fingerprint(client.get(address).content.decode())
    with acting_as("portal_worker"), scope.enter_system(furnished.vn):
        HeadCount.objects.filter(membership=furnished.memberships[VN, "csn"]).update(count=700)
    assert approve(client, address, seen) == 200
    with scope.enter(user.pk, furnished.vn):
        assert not Charge.objects.exists()
        assert InvoiceRun.objects.get().approved_at is None


def test_a_member_without_a_reference_waits_for_the_next_run(
    furnished: Cast, client: Client
) -> None:
    csn = furnished.memberships[VN, "csn"]
    with acting_as("portal_worker"), scope.enter_system(furnished.vn):
        InvoiceProfile.objects.filter(membership=csn).update(reference="")
    user = sign_in(client, "erik")
    address = prepare(client)
    approve(client, address, fingerprint(client.get(address).content.decode()))
    with scope.enter(user.pk, furnished.vn):
        assert not Charge.objects.filter(membership=csn).exists()
    with acting_as("portal_worker"), scope.enter_system(furnished.vn):
        InvoiceProfile.objects.filter(membership=csn).update(reference="7714")
    later = prepare(client)
    assert later != address
    approve(client, later, fingerprint(client.get(later).content.decode()))
    with scope.enter(user.pk, furnished.vn):
        assert Charge.objects.filter(membership=csn).count() == 1
        assert Charge.objects.count() == 4


def test_where_two_people_are_asked_for_nobody_approves_what_they_prepared(
    cast: Cast, client: Client
) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"], two_people=True)
    user = sign_in(client, "erik")
    address = prepare(client)
    page = client.get(address).content.decode()
    assert "fingerprint" not in page
    with scope.enter(user.pk, cast.vn):
        run = InvoiceRun.objects.get()
    answer = client.post(f"{address}approval/", {"looked": "on", "fingerprint": "x" * 64})
    assert answer.status_code == 200
    with scope.enter(user.pk, cast.vn):
        run.refresh_from_db()
        assert run.approved_at is None


def test_a_stopped_run_goes_on_where_it_was(
    furnished: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fees.actions.paper.begin_pdf_bounded", Drawn)
    user = sign_in(client, "erik")
    address = prepare(client)
    approve(client, address, fingerprint(client.get(address).content.decode()))
    with scope.enter(user.pk, furnished.vn):
        first = Job.objects.get()
    running = Run(furnished.vn, first.pk, user.pk, False, first.facts)
    advance, steps = running.advance, []

    def stop_after_two(done: int, total: int) -> None:
        steps.append(done)
        if done == 2:
            client.post(f"{address}stop/")
        advance(done, total)

    monkeypatch.setattr(running, "advance", stop_after_two)
    with pytest.raises(Cancelled):
        work(running)
    with scope.enter(user.pk, furnished.vn):
        assert Invoice.objects.count() == 2
        Job.objects.update(state=Job.State.CANCELLED)
    assert client.post(f"{address}continuation/").status_code == 302
    with scope.enter(user.pk, furnished.vn):
        second = Job.objects.exclude(pk=first.pk).get()
    work(Run(furnished.vn, second.pk, user.pk, False, second.facts))
    with scope.enter(user.pk, furnished.vn):
        assert sorted(Invoice.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
        assert not Invoice.objects.filter(document=None).exists()


@pytest.mark.parametrize(
    ("who", "sees", "runs"),
    [
        ("erik", 200, 200),
        ("karin", 200, 200),
        ("jonas", 200, 200),
        ("lena", 200, 403),
        ("styrbjorn", 403, 403),
        ("amina", 403, 403),
        ("jamte", 404, 404),
    ],
)
def test_pages_open_to_those_whose_they_are(
    furnished: Cast, client: Client, who: str, sees: int, runs: int
) -> None:
    sign_in(client, who)
    assert client.get(f"/{VN}/fees/invoices/").status_code == sees
    assert client.get(RUNS).status_code == runs
    if who != "erik":
        assert client.post(RUNS, {"year": 2026}).status_code in (403, 404)


def test_a_local_coordinator_opens_the_own_invoice_and_no_other(
    furnished: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fees.actions.paper.begin_pdf_bounded", Drawn)
    economist = sign_in(client, "erik")
    address = prepare(client)
    approve(client, address, fingerprint(client.get(address).content.decode()))
    with scope.enter(economist.pk, furnished.vn):
        job = Job.objects.get()
    work(Run(furnished.vn, job.pk, economist.pk, False, job.facts))
    with scope.enter(economist.pk, furnished.vn):
        invoices = {i.membership_id: i.pk for i in Invoice.objects.all()}
    sign_in(client, "lena")
    own, other = (invoices[furnished.memberships[VN, key]] for key in ("csn", "timra"))
    assert client.get(f"/{VN}/fees/invoices/{own}/").status_code == 200
    paper = client.get(f"/{VN}/fees/invoices/{own}/document/")
    assert paper["Content-Type"] == "application/pdf"
    assert client.get(f"/{VN}/fees/invoices/{other}/").status_code == 404
    assert client.get(f"/{VN}/fees/invoices/{other}/document/").status_code == 404
    assert "Timrå" not in client.get(f"/{VN}/fees/invoices/").content.decode()
    assert client.get(f"/{VN}/fees/invoices/?format=csv").status_code == 403
    sign_in(client, "erik")
    table = client.get(f"/{VN}/fees/invoices/?format=csv").content.decode()
    assert "31250,00" in table


def test_runs_of_one_kind_and_year_are_told_apart_newest_first(
    furnished: Cast, client: Client
) -> None:
    sign_in(client, "erik")
    first = prepare(client)
    client.post(f"{first}cancellation/", {"why": "Fel"})
    second = prepare(client)
    listed = client.get(RUNS).context["runs"]
    assert [(f"{RUNS}{run.pk}/", run.place) for run in listed] == [(second, 2), (first, 1)]
