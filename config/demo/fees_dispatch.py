"""Example invoices in the demo, and where their e-invoices are: by download, folder and mail.

Amounts, messages and the access point's address are example data; the buyers are real authorities.
"""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from config.demo.billing import bill
from config.demo.cast import JL
from config.demo.seeding import Demo
from fees.actions import dispatch
from fees.actions.charge import charge
from fees.models import Dispatch, Issuer
from fees.models.issuer import Channel
from fees.rules import FeeKind
from members.models import InvoiceProfile

NET = Decimal("2400")
ACCESS_POINT = "accesspunkt@example.org"
REJECTED = "Er referens saknas hos mottagaren (exempel)."


def seed(demo: Demo) -> None:
    """Bill a shared day to some members, and let the access point answer some of it."""
    if demo.slug == JL:
        return
    payers = [
        key
        for key in ("csn", "lansstyrelsen", "harnosand", "bolagsverket", "skatteverket", "fk-it")
        if key in demo.members
    ]
    without_address = payers[-1]
    for number, key in enumerate(payers):
        member = demo.membership(key)
        profile = InvoiceProfile.objects.filter(membership=member).first()
        if profile is None or not profile.reference:
            continue
        if not profile.endpoint and key != without_address:
            profile.endpoint_scheme = "0007"
            profile.endpoint = member.authority.organisation_number
            profile.save()
        charge(
            FeeKind.OTHER,
            f"example-day-{key}",
            membership_id=member.pk,
            net=NET + 100 * number,
            text="Nätverksdag, delad kostnad (exempel)",
        )
    invoices = bill(demo, approved_at=timezone.now() - timedelta(days=1))
    states = [Dispatch.State.RECEIVED, Dispatch.State.REJECTED, Dispatch.State.SENT]
    for invoice, state in zip(invoices, states, strict=False):
        row = Dispatch.objects.filter(invoice=invoice, state=Dispatch.State.WAITING).first()
        if row is None:
            continue
        dispatch.hand_over([row])
        row.refresh_from_db()
        if state != Dispatch.State.SENT:
            dispatch.answer(row, state, REJECTED if state == Dispatch.State.REJECTED else "")
    _by(demo, Channel.FOLDER, "csn", Decimal(1250))
    _by(demo, Channel.MAIL, "skatteverket", Decimal(1400))
    Issuer.objects.filter(kind=FeeKind.OTHER).update(
        channel=Channel.DOWNLOAD, access_point_email=""
    )


def _by(demo: Demo, channel: Channel, key: str, net: Decimal) -> None:
    """Bill a member while the host's e-invoices leave by a channel: the worker hands it over."""
    Issuer.objects.filter(kind=FeeKind.OTHER).update(
        channel=channel, access_point_email=ACCESS_POINT if channel == Channel.MAIL else ""
    )
    charge(
        FeeKind.OTHER,
        f"example-channel-{channel}",
        membership_id=demo.membership(key).pk,
        net=net,
        text="Föreläsare, delad kostnad (exempel)",
    )
    bill(demo)
