"""Whatever dies while an invoice is credited: one credit note or none, and one paper of it."""

from functools import partial

import psycopg
import pytest

from fees.actions import correct
from fees.models import Issuer
from members.models import InvoiceProfile
from network.models import Job
from tests.cast import VN, Cast, load
from tests.databases import admin_url
from tests.fees.correcting import also_economist, credit, make_invoice, ready, seated, the_portal
from tests.fees.issuing import hire
from tests.fees.killing import begin

# All that crediting writes; either all of it is there or nothing.
TRACES = (
    "SELECT count(*) FROM fees_invoice WHERE is_credit",
    "SELECT count(*) FROM fees_correction WHERE state = 'done'",
    "SELECT count(*) / 2 FROM fees_allocation WHERE kind = 'credit'",
    "SELECT count(*) FROM network_journalentry WHERE verb = 'issue_credit_note'",
    "SELECT count(*) FROM network_job WHERE name = 'fees.credit_paper'",
    "SELECT last - 1 FROM fees_numberseries",
)
PAPER = (
    "SELECT (SELECT count(*) FROM network_document WHERE media_type = 'application/pdf'),"
    " (SELECT count(*) FROM network_document WHERE media_type = 'application/xml'),"
    " (SELECT count(*) FROM fees_invoice WHERE is_credit AND document_id IS NOT NULL),"
    " (SELECT count(*) FROM network_letter WHERE name = 'credit_note_available')"
)


def traces(database: str) -> set[int]:
    """What is there of a credit note, each way of looking once."""
    with psycopg.connect(admin_url(database)) as admin:
        found = set()
        for look in TRACES:
            row = admin.execute(look.encode()).fetchone()
            assert row is not None
            found.add(int(row[0]))
    return found


@pytest.fixture
def billed(in_own_database: str) -> tuple[str, Cast, int]:
    """An invoice of two lines to who gets e-invoices too, in a database of its own."""
    cast = load()
    ready(cast)
    with the_portal(cast):
        Issuer.objects.update(address="Box 1", postal_code="85190", city="Sundsvall")
        timra = InvoiceProfile.objects.filter(membership=cast.memberships[VN, "timra"])
        timra.update(endpoint_scheme="0007", endpoint="2120002395")
    return in_own_database, cast, make_invoice(cast)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_crediting_that_dies_anywhere_leaves_one_credit_note_or_none(
    billed: tuple[str, Cast, int],
) -> None:
    database, cast, invoice = billed
    work = partial(credit, cast, invoice, {0: "700"})
    before = after = 0
    for point in range(1, 200):
        worker = begin(database, "portal_test", work, dies_at=point)
        died = worker.was_killed()
        there = traces(database)
        assert there in ({0}, {1}), f"half a credit note when it dies at {point}"
        if there == {1}:
            assert died, "it died right after the commit, and nobody was told"
            after += 1
            break
        before += 1
    assert before > 20
    assert after == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_approval_that_dies_anywhere_is_given_again_and_credits_once(
    in_own_database: str,
) -> None:
    cast = load()
    ready(cast, two_people=True)
    also_economist(cast)
    invoice = make_invoice(cast)
    asked = credit(cast, invoice)

    def approve() -> None:
        with seated(cast, "karin") as seat:
            correct.approve(asked, by=seat)

    lived = False
    for point in range(1, 250):
        died = begin(in_own_database, "portal_test", approve, dies_at=point).was_killed()
        assert traces(in_own_database) in ({0}, {1})
        if not died:
            lived = True
            break
    assert lived
    assert traces(in_own_database) == {1}


def test_the_paper_of_a_credit_note_is_made_once_wherever_its_worker_dies(
    billed: tuple[str, Cast, int],
) -> None:
    database, cast, invoice = billed
    credit(cast, invoice, {0: "700"})
    with the_portal(cast):
        job = Job.objects.get(name="fees.credit_paper").pk
    deaths = 0
    with psycopg.connect(admin_url(database), autocommit=True) as admin:
        for point in range(1, 200):
            if not hire(database, cast.vn, job, dies_at=point).was_killed():
                break
            deaths += 1
            row = admin.execute(PAPER.encode()).fetchone()
            assert row is not None
            assert max(row) <= 1
            # As the sweep finds it when its lease has run out, however often that was.
            admin.execute(
                "UPDATE network_job SET lease_until = now() - interval '1 s', attempts = 1"
                " WHERE state = 'running'"
            )
        assert deaths > 20
        assert admin.execute(PAPER.encode()).fetchone() == (1, 1, 1, 1)
        assert admin.execute("SELECT state FROM network_job WHERE id = %s", [job]).fetchone() == (
            "done",
        )
