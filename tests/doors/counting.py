"""The rounds, unpaid invoices and accounts that the doors of the counts are tried with."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fees.models import InvoiceRespite
from members.models import HeadCountRound
from network import scope
from tests.cast import Cast
from tests.databases import acting_as

YEARS = {"vasternorrland": 2031, "jamtland": 2041}


def _in(cast: Cast, network: str, make: Callable[[], Any]) -> int:
    with acting_as("portal_worker"), scope.enter_system(cast.networks[network]):
        return int(make().pk)


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

    return _in(cast, network, make)


def open_round(cast: Cast, network: str, who: str, key: str) -> int:
    return _round(cast, network, who, opened=True)


def prepared_round(cast: Cast, network: str, who: str, key: str) -> int:
    return _round(cast, network, who, opened=False)


def member(cast: Cast, network: str, who: str, key: str) -> int:
    """A member's account; its letter is there only when a reminder is due."""
    return cast.memberships[network, key]


def rested(invoice: Callable[[Cast, str, str, str], int]) -> Callable[[Cast, str, str, str], int]:
    """An invoice with respite."""

    def make(cast: Cast, network: str, who: str, key: str) -> int:
        pk = invoice(cast, network, who, key)
        _in(
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

    return make


COUNTING: Mapping[str, Callable[[Cast, str, str, str], int]] = {
    "head_count_round": open_round,
    "head_count_round_change": open_round,
    "head_count_round_closing": open_round,
    "head_count_round_opening": prepared_round,
    "head_count_round_reminders": open_round,
    "reminder_letter": member,
    "statement": member,
    "statement_document": member,
}
