"""A second pair of eyes: what is asked for, approved by another, declined, taken back."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from fees.actions import correct
from fees.actions.correct import CorrectionRefused
from fees.models import Correction, Invoice
from tests.cast import Cast
from tests.fees.correcting import (
    also_economist,
    credit,
    found,
    last_correction,
    make_invoice,
    pay,
    ready,
    seated,
    the_portal,
)

pytestmark = pytest.mark.django_db


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
