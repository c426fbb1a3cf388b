"""The run: nobody is billed twice and no number is lost, whatever is killed or started twice."""

import psycopg
import pytest

from members.models import InvoiceProfile
from network import scope
from tests.cast import JL, VN, Cast, load
from tests.databases import acting_as, admin_url
from tests.fees.issuing import hire
from tests.fees.makers import approved_run, furnish, order

MEMBERS = 4
EACH = 40  # points that a worker passes for each member, at least


@pytest.fixture
def sundsvall(in_own_database: str) -> tuple[str, Cast]:
    """A database of its own in which Västernorrland can bill."""
    cast = load()
    furnish(cast.vn, cast.memberships[VN, "spv"])
    # All get e-invoices too, so that a worker may die while it makes and keeps one.
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        for profile in InvoiceProfile.objects.select_related("membership__authority"):
            profile.endpoint_scheme = "0007"
            profile.endpoint = profile.membership.authority.organisation_number
            profile.save()
    return in_own_database, cast


def issued(database: str) -> list[tuple[str, int, int]]:
    """Every invoice as the superuser sees it: series, number, payer."""
    with psycopg.connect(admin_url(database)) as admin:
        return admin.execute(
            "SELECT s.code || '@' || s.seller_id, i.number, i.membership_id FROM fees_invoice i"
            " JOIN fees_numberseries s ON s.id = i.series_id ORDER BY 1, 2"
        ).fetchall()


def assert_sound(database: str) -> None:
    """Numbers 1 to n in each series, counters agree, nobody billed twice."""
    rows = issued(database)
    for series in {row[0] for row in rows}:
        numbers = [number for code, number, _payer in rows if code == series]
        assert numbers == list(range(1, len(numbers) + 1))
    with psycopg.connect(admin_url(database)) as admin:
        assert admin.execute(
            "SELECT count(*) FROM fees_numberseries s WHERE last <>"
            " (SELECT count(*) FROM fees_invoice i WHERE i.series_id = s.id)"
        ).fetchone() == (0,)
    payers = [payer for _series, _number, payer in rows]
    assert len(payers) == len(set(payers))


def papers(database: str) -> tuple[int, int, int]:
    """Documents, invoices that have theirs, and letters written."""
    with psycopg.connect(admin_url(database)) as admin:
        row = admin.execute(
            "SELECT (SELECT count(*) FROM network_document WHERE media_type = 'application/pdf'),"
            " (SELECT count(*) FROM fees_invoice WHERE document_id IS NOT NULL),"
            " (SELECT count(*) FROM network_letter WHERE name = 'invoice_available')"
        ).fetchone()
    assert row is not None
    return row


def e_invoices(database: str) -> tuple[int, int]:
    """E-invoices that are kept, and invoices that have theirs."""
    with psycopg.connect(admin_url(database)) as admin:
        row = admin.execute(
            "SELECT (SELECT count(*) FROM network_document WHERE media_type = 'application/xml'),"
            " (SELECT count(*) FROM fees_invoice WHERE einvoice_id IS NOT NULL)"
        ).fetchone()
    assert row is not None
    return row


def test_a_run_gives_each_member_one_invoice_one_paper_and_one_letter(
    sundsvall: tuple[str, Cast],
) -> None:
    database, cast = sundsvall
    _run, job = approved_run(cast.vn, cast.users["erik"])
    hire(database, cast.vn, job).finish()
    assert_sound(database)
    assert len(issued(database)) == MEMBERS
    assert papers(database) == (MEMBERS, MEMBERS, MEMBERS)


def test_a_worker_killed_at_any_point_loses_no_number_and_bills_nobody_twice(
    sundsvall: tuple[str, Cast],
) -> None:
    database, cast = sundsvall
    run, job = approved_run(cast.vn, cast.users["erik"])
    # The first member's way is cut at every single point, then the job gets on member by member.
    deaths = 0
    for point in range(1, 200):
        worker = hire(database, cast.vn, job, dies_at=point)
        if not worker.was_killed():
            break
        deaths += 1
        assert_sound(database)
        job = order(cast.vn, cast.users["erik"], run)
    assert deaths > EACH
    assert_sound(database)
    assert len(issued(database)) == MEMBERS
    assert papers(database) == (MEMBERS, MEMBERS, MEMBERS)
    assert e_invoices(database) == (MEMBERS, MEMBERS)


def test_two_workers_at_the_same_run_bill_each_member_once(sundsvall: tuple[str, Cast]) -> None:
    database, cast = sundsvall
    _run, first = approved_run(cast.vn, cast.users["erik"])
    with psycopg.connect(admin_url(database), autocommit=True) as admin:
        # A second job of the same run, as when a lease runs out while its worker still lives.
        second = admin.execute(
            "INSERT INTO network_job (network_id, name, key, facts, user_id, state, done, total,"
            " attempts, error, created_at) SELECT network_id, name, 'twin', facts, user_id, state,"
            " 0, 0, 0, '', now() FROM network_job WHERE id = %s RETURNING id",
            [first],
        ).fetchone()
    assert second is not None
    for worker in [hire(database, cast.vn, job) for job in (first, second[0])]:
        worker.finish()
    assert_sound(database)
    assert len(issued(database)) == MEMBERS
    assert papers(database) == (MEMBERS, MEMBERS, MEMBERS)


def test_networks_with_the_same_host_share_one_series(sundsvall: tuple[str, Cast]) -> None:
    database, cast = sundsvall
    with psycopg.connect(admin_url(database), autocommit=True) as admin:
        admin.execute("UPDATE fees_issuer SET membership_id = %s", [cast.memberships[VN, "miun"]])
        # Jämtland has no economist in the cast.
        admin.execute(
            "UPDATE members_role SET kind = 'economist' WHERE person_id = %s",
            [cast.people[JL, "jamte"]],
        )
    furnish(cast.jl, cast.memberships[JL, "miun"])
    _run, in_vn = approved_run(cast.vn, cast.users["erik"])
    _run, in_jl = approved_run(cast.jl, cast.users["jamte"])
    both = [hire(database, cast.vn, in_vn), hire(database, cast.jl, in_jl)]
    for worker in both:
        worker.finish()
    assert_sound(database)
    rows = issued(database)
    assert len(rows) == MEMBERS + 2
    assert len({series for series, _number, _payer in rows}) == 1
