"""Credit notes: numbers, lines below zero, set-off, what is billed again, and what is refused."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from fees.actions import correct, set_off
from fees.actions.correct import CorrectionRefused
from fees.actions.set_off import NotSettled
from fees.crediting import Part
from fees.models import Allocation, Charge, Correction, Invoice
from network.models import Job, JournalEntry, Letter
from network.money import ZERO, vat_of
from tests.cast import Cast
from tests.fees.correcting import (
    also_economist,
    found,
    last_correction,
    make_invoice,
    pay,
    ready,
    seated,
    the_portal,
)

pytestmark = pytest.mark.django_db
WHY = "En person på reservlistan tog platsen."


def credit(
    cast: Cast, invoice: int, parts: dict[int, str] | None = None, *, again: bool = False
) -> Correction:
    """Credit amounts of lines by their place on the invoice, or all that is left."""
    with seated(cast) as seat:
        it = Invoice.objects.prefetch_related("lines").get(pk=invoice)
        lines = list(it.lines.all())
        chosen = None
        if parts is not None:
            chosen = [Part(lines[place].pk, Decimal(net)) for place, net in parts.items()]
        return correct.credit(it, chosen, reason=WHY, again=again, by=seat)


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
    from fees import emails

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
    from fees import emails

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


def test_where_two_people_are_asked_for_nothing_happens_until_another_approves(cast: Cast) -> None:
    ready(cast, two_people=True)
    also_economist(cast)
    pk = make_invoice(cast)
    asked = credit(cast, pk, {0: "1625"})
    assert (asked.state, asked.credit_id) == ("waiting", None)
    assert found(cast, pk).balance == found(cast, pk).total
    with seated(cast) as seat, pytest.raises(CorrectionRefused, match="Någon annan"):
        correct.approve(asked, by=seat)
    with seated(cast) as seat, pytest.raises(CorrectionRefused, match="väntar på godkännande"):
        correct.ask_write_off(Invoice.objects.get(pk=pk), Decimal(1), reason="x", by=seat)
    for _again in range(2):
        with seated(cast, "karin") as seat:
            done = correct.approve(last_correction_in(asked), by=seat)
    assert (done.state, done.decided_by) == ("done", cast.users["karin"])
    with the_portal(cast):
        assert Invoice.objects.filter(corrects=pk).count() == 1
        with pytest.raises(IntegrityError), transaction.atomic():
            Correction.objects.create(
                invoice_id=pk,
                membership_id=done.membership_id,
                kind="credit",
                reason="x",
                amount=1,
                two_people=True,
                state="done",
                asked_by=1,
                decided_by=1,
                decided_at=done.decided_at,
            )


def last_correction_in(asked: Correction) -> Correction:
    it: Correction = Correction.objects.get(pk=asked.pk)
    return it


def test_what_is_declined_or_taken_back_changes_nothing_and_frees_the_invoice(cast: Cast) -> None:
    ready(cast, two_people=True)
    also_economist(cast)
    pk = make_invoice(cast)
    asked = credit(cast, pk)
    with seated(cast, "karin") as seat, pytest.raises(CorrectionRefused, match="Bara den"):
        correct.withdraw(asked, by=seat)
    with seated(cast, "karin") as seat:
        correct.decline(asked, why="Fakturan stämmer", by=seat)
    with seated(cast, "karin") as seat, pytest.raises(CorrectionRefused, match="redan avgjort"):
        correct.approve(last_correction_in(asked), by=seat)
    second = credit(cast, pk, {0: "5"})
    with seated(cast) as seat:
        correct.withdraw(second, by=seat)
    assert last_correction(cast).state == "withdrawn"
    assert found(cast, pk).balance == found(cast, pk).total


def test_a_payment_that_came_first_is_looked_at_before_an_approved_write_off(cast: Cast) -> None:
    ready(cast, two_people=True)
    also_economist(cast)
    pk = make_invoice(cast)
    total = found(cast, pk).total
    with seated(cast) as seat:
        asked = correct.ask_write_off(Invoice.objects.get(pk=pk), total, reason="Konkurs", by=seat)
    pay(cast, pk, "100")
    with seated(cast, "karin") as seat, pytest.raises(CorrectionRefused, match="Högst"):
        correct.approve(asked, by=seat)


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
    from django.core.exceptions import PermissionDenied

    pk = make_invoice(billing)
    for who in ("karin", "styrbjorn", "lars"):
        with seated(billing, who) as seat, pytest.raises((PermissionDenied, KeyError)):
            correct.credit(Invoice.objects.get(pk=pk), None, reason=WHY, by=seat)


def test_what_was_asked_stays_as_it_was_asked(cast: Cast) -> None:
    ready(cast, two_people=True)
    pk = make_invoice(cast)
    asked = credit(cast, pk, {0: "5"})
    for change in ({"amount": 9}, {"reason": "x"}, {"asked_by": 5}, {"two_people": False}):
        with (
            the_portal(cast),
            pytest.raises(Exception, match="stays as it was"),
            transaction.atomic(),
        ):
            Correction.objects.filter(pk=asked.pk).update(**change)


def test_an_invoice_outside_vat_is_credited_without_any(billing: Cast) -> None:
    pk = make_invoice(billing, [(0, "1", "25000")], who="csn", category="O")
    note = found(billing, credit(billing, pk, {0: "5000"}).credit_id or 0)
    assert (note.outside_vat, note.vat, note.total) == (True, ZERO, Decimal(-5000))
    assert note.vat_groups() == []
    assert vat_of([]) == []
