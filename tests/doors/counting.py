"""The rounds, unpaid invoices and accounts that the doors of the counts are tried with."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from fees.models import InvoiceRespite
from members.models import HeadCountRound
from tests.cast import Cast
from tests.doors.invoicing import invoice
from tests.doors.making import Maker, made_in

YEARS = {"vasternorrland": 2031, "jamtland": 2041}


def _round(cast: Cast, network: str, who: str, *, opened: bool) -> int:
    def make() -> HeadCountRound:
        latest = HeadCountRound.objects.first()
        made: HeadCountRound = HeadCountRound.objects.create(
            year=latest.year + 1 if latest else YEARS[network],
            day=date(2026, 3, 31),
            text=f"anställda {who}",
            deadline=timezone.localdate() + timedelta(days=9),
            opened_at=timezone.now() if opened else None,
        )
        return made

    return made_in(cast, network, make)


def open_round(cast: Cast, network: str, who: str, key: str) -> int:
    return _round(cast, network, who, opened=True)


def prepared_round(cast: Cast, network: str, who: str, key: str) -> int:
    return _round(cast, network, who, opened=False)


def member(cast: Cast, network: str, who: str, key: str) -> int:
    """A member's account; its letter is there only when a reminder is due."""
    return cast.memberships[network, key]


def rested(cast: Cast, network: str, who: str, key: str) -> int:
    """An invoice with respite."""
    pk = invoice(cast, network, who, key)
    made_in(
        cast,
        network,
        lambda: InvoiceRespite.objects.create(
            invoice_id=pk,
            membership_id=cast.memberships[network, key],
            until=timezone.localdate() + timedelta(days=9),
            reason="test",
            given_by=1,
        ),
    )
    return pk


COUNTING: Mapping[str, Maker] = {
    "head_count_round": open_round,
    "head_count_round_change": open_round,
    "head_count_round_closing": open_round,
    "head_count_round_opening": prepared_round,
    "head_count_round_reminders": open_round,
    "invoice_respite_end": rested,
    "reminder_letter": member,
    "statement": member,
    "statement_document": member,
}
