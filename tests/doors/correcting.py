"""The charges and the invoices to put right that their doors are tried with."""

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Q

from fees.actions.write_off import write_off
from fees.models import Allocation, Charge, Correction, Invoice
from network import scope
from network.models import Network, User
from network.seat import Seat
from tests.cast import Cast
from tests.databases import acting_as
from tests.doors.invoicing import invoice
from tests.doors.making import Maker


def _economist(cast: Cast, network: str) -> Seat:
    user = User.objects.get(pk=cast.users["erik"])
    return Seat(user, Network.objects.get(pk=cast.networks[network]), scope.current())


def charge(cast: Cast, network: str, who: str, key: str) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        laid = Charge.objects.create(
            membership_id=cast.memberships[network, key],
            kind="other",
            reference=f"hand:{network}/{who}/{Charge.objects.count()}",
            text="Lokal",
            unit="st",
            price=5,
            net=5,
            made_by=cast.users["erik"],
        )
        return int(laid.pk)


def correction(cast: Cast, network: str, who: str, key: str) -> int:
    pk = invoice(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = Correction.objects.filter(invoice=pk).first()
        if there is None:
            there = Correction.objects.create(
                invoice_id=pk,
                membership_id=cast.memberships[network, key],
                kind="write_off",
                reason="x",
                amount=Decimal(5),
                two_people=True,
                asked_by=cast.users["karin"],
            )
        return int(there.pk)


def allocation(cast: Cast, network: str, who: str, key: str) -> int:
    pk = invoice(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = Allocation.objects.filter(invoice=pk, kind="write_off", undoes=None).first()
        if there is None:
            it = Invoice.objects.get(pk=pk)
            there = write_off(it, Decimal(5), reason="x", by=_economist(cast, network))
        return int(there.pk)


def credit_note(cast: Cast, network: str, who: str, key: str) -> int:
    from fees.actions.credit import issue_credit, kept, lefts_of
    from fees.credits.arithmetic import whole

    pk = invoice(cast, network, who, key)
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        there = Invoice.objects.filter(corrects=pk).first()
        if there is None:
            it = Invoice.objects.select_related("issuer").get(pk=pk)
            asked = Correction(
                invoice=it, kind="credit", reason="x", lines=kept(whole(lefts_of(it)))
            )
            there = issue_credit(asked, it, by=_economist(cast, network))
            of_note = Q(invoice=there) | Q(other=there)
            for row in Allocation.objects.filter(of_note, undoes=None):
                Allocation.objects.create(
                    invoice_id=row.invoice_id,
                    membership_id=row.membership_id,
                    kind=row.kind,
                    amount=-row.amount,
                    other_id=row.other_id,
                    undoes=row,
                    day=row.day,
                )
        return int(there.pk)


CORRECTING: Mapping[str, Maker] = {
    "allocation_undoing": allocation,
    "charge": charge,
    "charge_change": charge,
    "charge_withdrawal": charge,
    "correction": correction,
    "correction_approval": correction,
    "correction_refusal": correction,
    "correction_withdrawal": correction,
    "credit_repayment": credit_note,
    "credit_set_off": credit_note,
    "invoice_cancellation": invoice,
    "invoice_credit": invoice,
    "invoice_write_off": invoice,
}
