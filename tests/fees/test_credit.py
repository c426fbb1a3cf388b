"""Credit notes: numbers, lines below zero, set-off, what is billed again, and what is refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from fees import emails
from fees.actions import correct, set_off
from fees.actions.correct import CorrectionRefused
from fees.actions.set_off import NotSettled
from fees.credits.arithmetic import Part
from fees.models import Allocation, Charge, Invoice
from network.models import Job, JournalEntry, Letter
from network.money import ZERO, vat_of
from tests.cast import Cast
from tests.fees.correcting import (
    WHY,
    credit,
    found,
    make_invoice,
    pay,
    ready,
    seated,
    the_portal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def billing(cast: Cast) -> Cast:
    """Västernorrland can bill, and one economist puts right alone."""
    ready(cast)
    return cast


def test_a_late_fee_taken_back_becomes_a_credit_note_that_lowers_what_is_owed(
    billing: Cast,
) -> None:
    pk = make_invoice(billing)
    before = found(billing, pk)
    note = found(billing, credit(billing, pk, {0: "1625"}).credit_id or 0)
    after = found(billing, pk)
    assert (note.net, note.vat, note.total) == tuple(
        map(Decimal, ("-1625.00", "-406.25", "-2031.25"))
    )
    assert (note.is_credit, note.corrects_id, note.reason) == (True, pk, WHY)
    assert note.number == before.number + 1
    assert note.seller == before.seller
    assert note.balance == ZERO
    assert after.balance == before.total - Decimal("2031.25")
    assert after.total == before.total
    (line,) = note.lines.all()
    assert (line.quantity, line.price, line.net) == (Decimal(1), Decimal(-1625), Decimal(-1625))
    assert note.vat_groups()[0].vat == Decimal("-406.25")


def test_parts_and_then_the_rest_close_the_invoice_to_nothing(billing: Cast) -> None:
    pk = make_invoice(billing, [(25, "1", "0.02"), (25, "1", "100.03"), (12, "3", "33.33")])
    for parts in ({0: "0.01"}, {1: "33.34", 2: "50.01"}, {0: "0.01"}, None):
        credit(billing, pk, parts)
    with the_portal(billing):
        it = Invoice.objects.get(pk=pk)
        notes = list(it.credits.all())
        assert len(notes) == 4
        assert it.total + sum(note.total for note in notes) == 0
        assert it.vat + sum(note.vat for note in notes) == 0
        assert (it.balance, it.state) == (ZERO, "credited")
        for note in notes:
            assert note.vat == sum(group.vat for group in note.vat_groups())


def test_by_its_number_of_units_a_line_keeps_its_price(billing: Cast) -> None:
    pk = make_invoice(billing)
    with seated(billing) as seat:
        it = Invoice.objects.get(pk=pk)
        line = it.lines.get(position=2)
        part = Part(line.pk, Decimal("5781.00"), Decimal(2))
        done = correct.credit(it, [part], reason=WHY, by=seat)
        (row,) = done.credit.lines.all()
    assert (row.quantity, row.price, row.net) == (
        Decimal(2),
        Decimal("-2890.50"),
        Decimal("-5781.00"),
    )


def test_nothing_is_credited_twice(billing: Cast) -> None:
    pk = make_invoice(billing)
    credit(billing, pk, {0: "1625"})
    with pytest.raises(CorrectionRefused, match="0,00"):
        credit(billing, pk, {0: "0.01"})
    credit(billing, pk)
    with pytest.raises(CorrectionRefused, match="inget kvar"):
        credit(billing, pk)


def test_a_line_of_another_invoice_is_refused(billing: Cast) -> None:
    pk, other = make_invoice(billing), make_invoice(billing, who="csn")
    with the_portal(billing):
        it, line = Invoice.objects.get(pk=pk), Invoice.objects.get(pk=other).lines.first()
    with seated(billing) as seat, pytest.raises(CorrectionRefused, match="rader på fakturan"):
        correct.credit(it, [Part(line.pk, Decimal(1))], reason=WHY, by=seat)


def test_the_database_refuses_to_credit_a_line_beyond_what_it_was_on(billing: Cast) -> None:
    pk = make_invoice(billing)
    credit(billing, pk, {0: "1000"})
    copy = (
        "INSERT INTO fees_invoiceline SELECT (jsonb_populate_record(l, jsonb_build_object("
        "'id', nextval('fees_invoiceline_id_seq'), 'position', 9, 'net', %s::numeric))).*"
        " FROM fees_invoiceline l WHERE l.corrects_id IS NOT NULL"
    )
    for net in ("-625.01", "5"):
        with (
            the_portal(billing),
            pytest.raises(IntegrityError, match="more would be credited"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(copy, [net])


def test_what_is_paid_already_waits_on_the_credit_note_to_be_given_back(billing: Cast) -> None:
    pk = make_invoice(billing)
    total = found(billing, pk).total
    pay(billing, pk, str(total - 1000))
    note = found(billing, credit(billing, pk, {0: "1625"}).credit_id or 0)
    after = found(billing, pk)
    assert (after.balance, after.state) == (ZERO, "paid")
    assert note.balance == Decimal("-1031.25")
    other = make_invoice(billing, [(25, "1", "400")])
    with seated(billing) as seat:
        set_off.use_on(note, Invoice.objects.get(pk=other), Decimal(500), by=seat)
    assert found(billing, other).state == "credited"
    with seated(billing) as seat:
        set_off.repay(note, Decimal("531.25"), day=note.day, reason="Bankgiro", by=seat)
    settled = found(billing, note.pk)
    assert (settled.balance, settled.state) == (ZERO, "paid")


def test_a_credit_note_pays_no_other_members_invoice_and_no_more_than_it_gives(
    billing: Cast,
) -> None:
    pk = make_invoice(billing)
    pay(billing, pk, str(found(billing, pk).total))
    note = found(billing, credit(billing, pk, {0: "100"}).credit_id or 0)
    theirs, ours = make_invoice(billing, who="csn"), make_invoice(billing)
    for target, amount in ((theirs, "1"), (note.pk, "1"), (ours, "125.01"), (ours, "0")):
        with seated(billing) as seat, pytest.raises(NotSettled):
            set_off.use_on(note, Invoice.objects.get(pk=target), Decimal(amount), by=seat)
    with seated(billing) as seat, pytest.raises(NotSettled, match="125,00"):
        set_off.repay(note, Decimal("125.01"), day=note.day, reason="x", by=seat)


def test_a_set_off_is_undone_on_both_sides_at_once_and_once(billing: Cast) -> None:
    pk = make_invoice(billing)
    total = found(billing, pk).total
    note = found(billing, credit(billing, pk, {0: "1625"}).credit_id or 0)
    with the_portal(billing):
        row = Allocation.objects.get(invoice=pk)
    with seated(billing) as seat:
        set_off.undo(row, reason="Fel faktura", by=seat)
    assert found(billing, pk).balance == total
    assert found(billing, note.pk).balance == note.total
    with seated(billing) as seat, pytest.raises(NotSettled, match="redan ångrat"):
        set_off.undo(row, reason="Fel faktura", by=seat)
    with the_portal(billing):
        twin = Allocation.objects.get(invoice=note.pk, undoes=None)
    with seated(billing) as seat, pytest.raises(NotSettled, match="redan ångrat"):
        set_off.undo(twin, reason="Fel faktura", by=seat)


def test_what_is_credited_can_be_billed_again_as_a_charge_of_its_own(billing: Cast) -> None:
    pk = make_invoice(billing)
    credit(billing, pk, {1: "2890.50"}, again=True)
    with the_portal(billing):
        (again,) = Charge.objects.exclude(replaces=None)
        assert (again.net, again.run_id, again.made_by) == (
            Decimal("2890.50"),
            None,
            billing.users["erik"],
        )
        assert again.replaces_id == Invoice.objects.get(pk=pk).lines.get(position=2).charge_id
    credit(billing, pk)
    with the_portal(billing):
        assert Charge.objects.exclude(replaces=None).count() == 1


def test_an_invoice_that_has_not_left_is_cancelled_and_no_letter_goes_out(billing: Cast) -> None:
    pk = make_invoice(billing)
    with seated(billing) as seat:
        done = correct.cancel(Invoice.objects.get(pk=pk), reason="Fel år", by=seat)
    it, note = found(billing, pk), found(billing, done.credit_id or 0)
    assert (it.state, it.balance, note.balance, note.cancels) == (
        "credited",
        ZERO,
        ZERO,
        True,
    )
    with the_portal(billing):
        before = Letter.objects.count()
        for paper in (it, note):
            emails.paper_available(Invoice.objects.select_related("network").get(pk=paper.pk))
        assert Letter.objects.count() == before


def test_what_is_paid_in_part_is_not_cancelled(billing: Cast) -> None:
    pk = make_invoice(billing)
    pay(billing, pk, "1")
    with seated(billing) as seat, pytest.raises(CorrectionRefused, match="Kreditera resten"):
        correct.cancel(Invoice.objects.get(pk=pk), reason="Fel", by=seat)


def test_the_members_mailbox_hears_of_a_credit_note(billing: Cast) -> None:
    pk = make_invoice(billing)
    note = credit(billing, pk, {0: "1625"}).credit_id
    with the_portal(billing):
        emails.paper_available(Invoice.objects.select_related("network", "corrects").get(pk=note))
        letter = Letter.objects.get(name="credit_note_available")
    assert "2 031,25 kr" in letter.text
    assert f"/fees/invoices/{note}/" in letter.text


def test_the_paper_of_a_credit_note_is_ordered_with_it(billing: Cast) -> None:
    pk = make_invoice(billing)
    note = credit(billing, pk, {0: "1"}).credit_id
    with the_portal(billing):
        (job,) = Job.objects.filter(name="fees.credit_paper")
        assert job.facts == {"invoice_id": note}
        verbs = JournalEntry.objects.filter(subject_id=pk, subject="fees.invoice")
        assert {"issue_invoice", "credit_invoice", "set_off_credit"} == {e.verb for e in verbs}


def test_a_write_off_is_undone_and_owed_again(billing: Cast) -> None:
    pk = make_invoice(billing)
    total = found(billing, pk).total
    with seated(billing) as seat:
        correct.ask_write_off(Invoice.objects.get(pk=pk), total, reason="Konkurs", by=seat)
    assert (found(billing, pk).balance, found(billing, pk).state) == (ZERO, "written_off")
    with seated(billing) as seat:
        set_off.undo(Allocation.objects.get(invoice=pk), reason="Pengar kom", by=seat)
    after = found(billing, pk)
    assert (after.balance, after.state) == (total, "issued")


def test_only_an_economist_puts_right(billing: Cast) -> None:
    pk = make_invoice(billing)
    for who in ("karin", "styrbjorn", "lars"):
        with seated(billing, who) as seat, pytest.raises(PermissionDenied):
            correct.credit(Invoice.objects.get(pk=pk), None, reason=WHY, by=seat)


def test_an_invoice_outside_vat_is_credited_without_any(billing: Cast) -> None:
    pk = make_invoice(billing, [(0, "1", "25000")], who="csn", category="O")
    note = found(billing, credit(billing, pk, {0: "5000"}).credit_id or 0)
    assert (note.outside_vat, note.vat, note.total) == (True, ZERO, Decimal(-5000))
    assert note.vat_groups() == []
    assert vat_of([]) == []
