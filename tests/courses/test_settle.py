"""Settling a run: frozen once, charged once, whatever is killed or clicked twice."""

import re
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client

from courses.actions.cost import IsSettled, copy_estimate, save_cost, take_price
from courses.actions.enrol import enrol
from courses.actions.late_fee import mark_no_shows
from courses.actions.move import move
from courses.actions.settle import NotSettled, approve, fingerprint, shared_of
from courses.models import CostLine, Enrolment, NoShow, Run, Settlement, SettlementShare
from fees.models import Charge
from members.models import Person
from network import scope
from network.models import Job
from tests.cast import VN, Cast, load
from tests.courses.makers import make_course, make_policy, make_run, seat
from tests.courses.outbox import do_errands, do_jobs
from tests.databases import admin_url
from tests.documents.verapdf import check
from tests.fees.issuing import hire
from tests.signing_in import sign_in

HOME = "/vasternorrland/courses"


def held_run(cast: Cast, who: tuple[str, ...] = ("amina", "berit", "tove", "miriam")) -> Run:
    """A run at self-cost that is over and cost 10 000,01 kr."""
    with scope.enter(cast.users["jonas"], cast.vn):
        make_policy()
        run = make_run(capacity=6, course=make_course("Klarspråk"), price_basis="self_cost")
    for name in who:
        with scope.enter(cast.users[name], cast.vn):
            enrol(run, Person.objects.get(pk=cast.person(name)), by=seat())
    with scope.enter(cast.users["jonas"], cast.vn):
        for state in ("confirmed", "held"):
            move(run, state, by=seat())
        for kind, price in (("teacher", "9000"), ("catering", "1000.01")):
            line = CostLine(run=run, kind=kind, stage="actual", price=Decimal(price))
            save_cost(line, by=seat())
    return run


@pytest.fixture
def run(cast: Cast) -> Run:
    run = held_run(cast)
    do_errands(cast)
    return run


def settle(cast: Cast, run: Run, who: str = "jonas") -> None:
    with scope.enter(cast.users[who], cast.vn):
        approve(run, fingerprint(shared_of(run)), by=seat())


def course_fees(cast: Cast) -> dict[int, Decimal]:
    with scope.enter(cast.users["erik"], cast.vn):
        found = Charge.objects.filter(kind="course_seat")
        return dict(found.values_list("membership_id", "net"))


def test_the_authorities_pay_the_cost_to_the_ore_by_used_seats(cast: Cast, run: Run) -> None:
    settle(cast, run)
    (job,) = do_jobs(cast)
    assert job.state == "done", job.error
    paid = course_fees(cast)
    assert sum(paid.values()) == Decimal("10000.01")
    csn = cast.memberships[VN, "csn"]
    assert paid[csn] in (Decimal("5000.00"), Decimal("5000.01"))
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Run.objects.get(pk=run.pk).state == "settled"


def test_who_did_not_come_pays_the_late_fee_towards_the_cost(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        tove = Enrolment.objects.get(run=run, person=cast.person("tove"))
        mark_no_shows(run, [(tove.pk, False)], by=seat())
    with scope.enter(cast.users["jonas"], cast.vn), pytest.raises(NotSettled):
        approve(run, fingerprint(shared_of(run)), by=seat())  # the fee is not laid yet
    do_errands(cast)
    settle(cast, run)
    do_jobs(cast)
    assert sum(course_fees(cast).values()) == Decimal("10000.01") - 7400
    assert cast.memberships[VN, "timra"] not in course_fees(cast)


def test_approving_twice_settles_once(cast: Cast, run: Run) -> None:
    settle(cast, run)
    settle(cast, run)
    do_jobs(cast)
    with scope.enter(cast.users["jonas"], cast.vn):
        assert Settlement.objects.count() == 1
        assert Job.objects.filter(name="courses.settle").count() == 1
    assert len(course_fees(cast)) == 3


def test_what_changed_since_it_was_seen_is_not_settled(cast: Cast, run: Run) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        seen = fingerprint(shared_of(run))
        save_cost(CostLine(run=run, kind="other", stage="actual", price=1), by=seat())
        with pytest.raises(NotSettled):
            approve(run, seen, by=seat())
        assert not Settlement.objects.exists()


def test_a_settled_run_keeps_its_costs_and_its_no_shows(cast: Cast, run: Run) -> None:
    settle(cast, run)
    with scope.enter(cast.users["jonas"], cast.vn):
        line = CostLine.objects.filter(run=run)[0]
        with pytest.raises(IsSettled):
            save_cost(line, by=seat())
    changes: list[Any] = [
        lambda: CostLine.objects.update(price=1),
        lambda: CostLine.objects.all().delete(),
        lambda: NoShow.objects.create(run=run, enrolment=Enrolment.objects.first()),
    ]
    for change in changes:
        with (
            scope.enter(cast.users["jonas"], cast.vn),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            change()


def lay_wrongly(cast: Cast, run: Run) -> None:
    """A settlement of 100 kr with one share of 99."""
    with scope.enter(cast.users["jonas"], cast.vn), transaction.atomic():
        laid = Settlement.objects.create(
            run=run, basis="self_cost", cost=100, late=0, charged=100, seats=2
        )
        SettlementShare.objects.create(
            settlement=laid,
            run=run,
            membership_id=cast.memberships[VN, "csn"],
            seats=2,
            preliminary=100,
            final=99,
            late=0,
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_settlement_is_the_sum_of_its_shares_or_it_is_not_laid(cast: Cast, run: Run) -> None:
    with pytest.raises(DatabaseError):
        lay_wrongly(cast, run)


def test_an_authority_sees_its_own_share_and_no_other(cast: Cast, run: Run) -> None:
    settle(cast, run)
    seen = {}
    for who in ("jonas", "erik", "styrbjorn", "lena", "lars", "amina"):
        with scope.enter(cast.users[who], cast.vn):
            seen[who] = (Settlement.objects.count(), SettlementShare.objects.count())
    assert seen == {
        "jonas": (1, 3), "erik": (1, 3), "styrbjorn": (1, 3),
        "lena": (1, 1), "lars": (1, 1), "amina": (0, 0),
    }  # fmt: skip


def test_the_price_by_the_estimate_holds_for_those_who_enrol_from_now_on(cast: Cast) -> None:
    with scope.enter(cast.users["jonas"], cast.vn):
        run = make_run(price_basis="self_cost", capacity=4, expected=3, price=Decimal(900))
    with scope.enter(cast.users["amina"], cast.vn):
        enrol(run, Person.objects.get(pk=cast.person("amina")), by=seat())
    with scope.enter(cast.users["erik"], cast.vn):
        line = CostLine(run=run, stage="estimated", quantity=2, price=Decimal(1600))
        save_cost(line, by=seat())
        with pytest.raises(PermissionDenied):
            take_price(run, by=seat())
    with scope.enter(cast.users["jonas"], cast.vn):
        assert take_price(run, by=seat()) == 1067
        assert copy_estimate(run, by=seat()) == 1
        assert copy_estimate(run, by=seat()) == 0
    with scope.enter(cast.users["berit"], cast.vn):
        enrol(run, Person.objects.get(pk=cast.person("berit")), by=seat())
    with scope.enter(cast.users["jonas"], cast.vn):
        prices = Enrolment.objects.filter(run=run).order_by("number")
        assert list(prices.values_list("price", flat=True)) == [900, 1067]


def test_a_worker_killed_anywhere_charges_each_authority_once(in_own_database: str) -> None:
    cast = load()
    run = held_run(cast)
    do_errands(cast)
    settle(cast, run)
    deaths = 0
    for point in (4, 9, 14, 17, 21, 26, 33, 41, 60, 300):
        with psycopg.connect(admin_url(in_own_database), autocommit=True) as admin:
            admin.execute("UPDATE network_job SET state = 'failed' WHERE state <> 'done'")
            job = admin.execute(
                "INSERT INTO network_job (network_id, name, key, facts, user_id, state, done,"
                " total, attempts, error, created_at) SELECT network_id, name, %s, facts, user_id,"
                " 'queued', 0, 0, 0, '', now() FROM network_job ORDER BY id LIMIT 1 RETURNING id",
                [f"try-{point}"],
            ).fetchone()
        assert job is not None
        worker = hire(in_own_database, cast.vn, job[0], dies_at=point)
        if not worker.was_killed():
            break
        deaths += 1
    assert deaths >= 5
    with psycopg.connect(admin_url(in_own_database)) as admin:
        rows = admin.execute(
            "SELECT membership_id, net FROM fees_charge WHERE kind = 'course_seat'"
        ).fetchall()
        state = admin.execute("SELECT state FROM courses_run WHERE id = %s", [run.pk]).fetchone()
        moves = admin.execute(
            "SELECT count(*) FROM courses_runmove WHERE after = 'settled'"
        ).fetchone()
    assert len(rows) == len({payer for payer, _net in rows}) == 3
    assert sum(net for _payer, net in rows) == Decimal("10000.01")
    assert (state, moves) == (("settled",), (1,))


def test_jonas_looks_through_approves_and_sees_the_frozen_sheet(
    cast: Cast, run: Run, client: Client
) -> None:
    sign_in(client, "jonas")
    address = f"{HOME}/runs/{run.pk}/settlement/"
    page = client.get(address).content.decode()
    seen = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert seen is not None
    assert "10\u00a0000,01" in page
    refused = client.post(address, {"fingerprint": seen[1]})
    assert refused.status_code == 200
    answer = client.post(address, {"fingerprint": seen[1], "looked": "on"})
    assert answer.status_code == 302
    do_jobs(cast)
    frozen = client.get(address).content.decode()
    assert "fingerprint" not in frozen
    assert "Timrå kommun" in frozen
    table = client.get(f"{address}?format=xlsx")
    assert table["Content-Type"].endswith("sheet")


def test_the_sheet_is_an_accessible_pdf_and_an_authority_gets_its_own_row(
    cast: Cast, run: Run, client: Client, tmp_path: Any
) -> None:
    settle(cast, run)
    do_jobs(cast)
    sign_in(client, "jonas")
    paper = client.get(f"{HOME}/runs/{run.pk}/settlement/document/")
    assert paper["Content-Type"] == "application/pdf"
    file = tmp_path / "sheet.pdf"
    file.write_bytes(paper.content)
    assert {verdict.outcome for verdict in check([file])} == {"pass"}
    sign_in(client, "lena")
    page = client.get(f"{HOME}/runs/{run.pk}/settlement/").content.decode()
    assert "Centrala studiestödsnämnden" in page
    assert "Timrå" not in page
    own = client.get(f"{HOME}/costs/").content.decode()
    assert "Klarspråk" in own
    assert "Timrå" not in own
    assert client.get(f"{HOME}/costs/?format=xlsx").status_code == 200
    sign_in(client, "amina")
    assert client.get(f"{HOME}/runs/{run.pk}/settlement/").status_code == 403
