"""Example accounts, counterparties, a table layout and one closed batch of the demo.

No account or code here is anybody's: the plan says of itself that it is an example.
"""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from config.demo.cast import JL
from config.demo.seeding import Demo
from fees.actions import account_plan, ledger
from fees.ledger.columns import STANDARD
from fees.models import Counterparty, LedgerLayout


def seed(demo: Demo) -> None:
    """Let the host's ledger know where everything goes, and enter what is issued so far."""
    host = ledger.hosts().first()
    if host is None:
        return
    since = date(demo.today.year - 1, 1, 1)
    account_plan.read_in(account_plan.Plan.STATE, host, since)
    members = sorted(demo.members.items())
    Counterparty.objects.bulk_create(
        Counterparty(host=host, membership=member, code=f"X{number:03d}", since=since)
        for number, (_key, member) in enumerate(members[:-2], 1)
    )
    LedgerLayout.objects.create(
        name="Exempel: tabell för import",
        columns=[[column.value, str(column.label).capitalize()] for column in STANDARD],
    )
    if demo.slug == JL or not ledger.look_ahead(host, demo.today).drafts:
        return
    by = cast(Any, SimpleNamespace(user=demo.person("eva").user))
    ledger.enter(host, demo.today, by=by)
