"""Which number an invoice gets, and when it begins anew."""

from datetime import UTC, datetime

import time_machine

from fees.actions.issue import issue
from fees.models import Charge, Invoice, InvoiceRun
from network import identifiers, scope
from tests.cast import VN, Cast
from tests.databases import acting_as
from tests.fees.makers import approved_run, furnish

BEFORE_MIDNIGHT = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)  # 23.59.59 in Stockholm
AT_MIDNIGHT = datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC)


def test_the_series_begins_anew_at_midnight_in_stockholm(cast: Cast) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    codes = []
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = InvoiceRun.objects.get(pk=run_id)
        payers = list(Charge.objects.order_by("pk").values_list("membership_id", flat=True))
        moments = [BEFORE_MIDNIGHT, BEFORE_MIDNIGHT, AT_MIDNIGHT, AT_MIDNIGHT]
        for moment, payer in zip(moments, payers, strict=True):
            with time_machine.travel(moment, tick=False):
                invoice = issue(run, payer, outside_vat=False)
            assert invoice is not None
            assert invoice.day.year == int(invoice.code[:4])
            codes.append(invoice.code)
    assert codes == ["2026-0001", "2026-0002", "2027-0001", "2027-0002"]


def test_the_payment_reference_is_the_number_with_length_and_check_digit(cast: Cast) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    payer = cast.memberships[VN, "csn"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        run = InvoiceRun.objects.get(pk=run_id)
        with time_machine.travel(datetime(2026, 3, 2, 12, tzinfo=UTC), tick=False):
            invoice = issue(run, payer, outside_vat=False)
        assert invoice is not None
        assert invoice.payment_reference == "2026000105"  # the worked example of the bank's rule
        assert identifiers.payment_reference(invoice.payment_reference, length_digit=True)


def test_an_old_name_stays_on_what_was_issued_under_it(cast: Cast) -> None:
    furnish(cast.vn, cast.memberships[VN, "spv"])
    run_id, _job = approved_run(cast.vn, cast.users["erik"])
    payer = cast.memberships[VN, "csn"]
    with acting_as("portal_worker"), scope.enter_system(cast.vn):
        issue(InvoiceRun.objects.get(pk=run_id), payer, outside_vat=False)
    with acting_as("portal_owner"), scope.enter_system(cast.vn):
        invoice = Invoice.objects.select_related("membership__authority").get()
        invoice.membership.authority.name = "Nya namnet"
        invoice.membership.authority.save()
    with scope.enter(cast.users["erik"], cast.vn):
        invoice = Invoice.objects.get()
        assert invoice.buyer_name == "Centrala studiestödsnämnden"
        assert invoice.buyer["lines"][0] == "Centrala studiestödsnämnden"
